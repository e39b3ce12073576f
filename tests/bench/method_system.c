#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/clock.h"
#include "tests/bench/methods.h"

static int
start_fork(struct child *child, const struct task *task)
{
    child->pid = fork();
    if (child->pid == 0) {
        _exit(work_do(task->work));
    }
    return child->pid < 0 ? -errno : 0;
}

static int
start_vfork(struct child *child, const struct task *task)
{
    child->pid = vfork();
    if (child->pid == 0) {
        execve(task->command[0], (char *const *) task->command, environ);
        _exit(127);
    }
    return child->pid < 0 ? -errno : 0;
}

static int
start_posix_spawn(struct child *child, const struct task *task)
{
    return -posix_spawn(
        &child->pid, task->command[0], NULL, NULL,
        (char *const *) task->command, environ);
}

static int
send_signal(struct child *child, int signum)
{
    return kill(child->pid, signum) < 0 ? -errno : 0;
}

static int
join(struct child *child)
{
    pid_t pid;

    if (child->pid == 0) {
        return 0;
    }
    do {
        pid = waitpid(child->pid, NULL, 0);
    } while (pid < 0 && errno == EINTR);
    child->pid = 0;
    return pid < 0 ? -errno : 0;
}

static void
release(struct child *child)
{
    (void) child;
}

/* The limit hears of an end by waiting for just that child. */
static int
notice(struct child *child, int64_t *noticed)
{
    int result = join(child);

    *noticed = clock_now();
    return result;
}

const struct method method_fork = {
    .name = "fork",
    .start = start_fork,
    .signal = send_signal,
    .join = join,
    .release = release,
    .notice = notice,
};

const struct method method_vfork = {
    .name = "vfork",
    .start = start_vfork,
    .signal = send_signal,
    .join = join,
    .release = release,
};

const struct method method_posix_spawn = {
    .name = "posix_spawn",
    .start = start_posix_spawn,
    .signal = send_signal,
    .join = join,
    .release = release,
};
