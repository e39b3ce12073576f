#include "config.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "src/multiprocessing/bootstrap.h"
#include "src/multiprocessing/child.h"
#include "src/multiprocessing/popen.h"
#include "src/multiprocessing/process.h"

/* The child borrows the parent's memory until it executes the program: the
 * cost does not grow with the parent.  It has a stack of its own; the lock
 * sees to it that there is one child at a time. */
#define STACK_SIZE ((size_t) 256 * 1024)
static char *stack; /* made when first needed, and kept */

/* Whether the child has our memory indeed, as in Linux, or a copy of it, as
 * where programs are emulated (Valgrind, QEMU): known from the first one on. */
static bool shares_memory;

struct exec_child {
    const struct mp__child_setup *setup;
    char *const *command;
    char *const *environment;
    int report;  /* gets the error when it fails; -1: there is none */
    bool bare;   /* it shares our table of descriptors, too, at first */
    bool shared; /* the child was here: the memory is one */
    int result;  /* what went wrong then, or 0 */
};

/* Set handled signals to their default: a handler of the parent's must not
 * run here. */
static void
drop_handlers(void)
{
    for (int signum = 1; signum <= SIGRTMAX; signum++) {
        struct sigaction action;

        if (sigaction(signum, NULL, &action) == 0
            && ((action.sa_flags & SA_SIGINFO)
                || (action.sa_handler != SIG_DFL
                    && action.sa_handler != SIG_IGN))) {
            action.sa_flags = 0;
            action.sa_handler = SIG_DFL;
            sigaction(signum, &action, NULL);
        }
    }
}

/* Find the value of PATH in an environment. */
static const char *
find_path(char *const *environment)
{
    for (; *environment != NULL; environment++) {
        if (strncmp(*environment, "PATH=", 5) == 0) {
            return *environment + 5;
        }
    }
    return NULL;
}

/* Execute a program along the PATH of its own environment, as Python does;
 * returns only when it cannot. */
static void
execute_along(const char *path, const struct exec_child *child)
{
    const char *name = child->command[0];
    char file[PATH_MAX];
    int error = ENOENT;

    for (bool more = true; more;) {
        size_t length = strcspn(path, ":");
        int size = snprintf(
            file, sizeof(file), "%.*s%s%s", (int) length, path,
            length > 0 ? "/" : "./", name);

        if (size > 0 && (size_t) size < sizeof(file)) {
            execvpe(file, child->command, child->environment);
            if (errno != ENOENT && errno != ENOTDIR) {
                error = errno; /* found, but not to be executed */
            }
        }
        more = path[length] == ':';
        path += length + 1;
    }
    errno = error;
}

/* Execute the program; returns only when it cannot. */
static void
execute(const struct exec_child *child)
{
    const char *path =
        child->environment != environ && strchr(child->command[0], '/') == NULL
        ? find_path(child->environment)
        : NULL;

    if (path != NULL && child->command[0][0] != '\0') {
        execute_along(path, child);
    } else {
        execvpe(child->command[0], child->command, child->environment);
    }
}

/* Be the child until the program runs.  The sanitizers know nothing of this
 * stack. */
__attribute__((no_sanitize("address", "thread"))) static int
child_main(void *argument)
{
    struct exec_child *child = argument;
    const struct mp__child_setup *setup = child->setup;
    int result = child->bare ? mp__child_leave_table(setup) : 0;
    ssize_t written = 0;

    child->shared = true;
    drop_handlers();
    if (result == 0) {
        result = mp__child_apply(setup);
    }
    if (result == 0) {
        if (!(setup->flags & MP_CHILD_RESET_SIGNALS)) {
            sigprocmask(SIG_SETMASK, &setup->old_mask, NULL);
        }
        mp__child_close(setup, CLOSE_RANGE_CLOEXEC);
        execute(child);
        result = -errno;
    }
    child->result = result;
    if (child->report >= 0) {
        written = write(child->report, &result, sizeof(result));
    }
    _exit(written < 0 ? 126 : 127);
}

/* Make the child and wait until it has executed the program or ended. */
static pid_t
clone_child(struct exec_child *child)
{
    int saved_errno = errno; /* the child shares it */
    int flags = CLONE_VM | CLONE_VFORK | (child->bare ? CLONE_FILES : 0);
    pid_t pid = clone(child_main, stack + STACK_SIZE, flags | SIGCHLD, child);
    pid_t result = pid < 0 ? -errno : pid;

    errno = saved_errno;
    return result;
}

/* Make the stack, unless it is there. */
static int
make_stack(void)
{
    void *memory;

    if (stack != NULL) {
        return 0;
    }
    memory = mmap(
        NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) {
        return -errno;
    }
    stack = memory;
    return 0;
}

/* Make the child with no handler of the caller's running in it. */
static pid_t
make_child(struct exec_child *child, struct mp__child_setup *setup)
{
    sigset_t all;
    pid_t pid;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &setup->old_mask);
    pid = clone_child(child);
    pthread_sigmask(SIG_SETMASK, &setup->old_mask, NULL);
    return pid;
}

/* Make the instructions, and what the child reports by where that is needed. */
static int
prepare(
    struct exec_child *child,
    struct mp__child_setup *setup,
    const mp_process *process,
    int report[2])
{
    int result = child->bare ? mp__child_prepare_bare(setup, process)
                             : mp__child_prepare(setup, process);

    if (result < 0) {
        return result;
    }
    result = make_stack();
    if (result == 0 && !shares_memory) {
        result = mp__bootstrap_pipe(report);
    }
    if (result < 0) {
        mp__child_release(setup);
    }
    child->report = report[1];
    return result;
}

pid_t
mp__popen_exec(mp_process *process)
{
    struct mp__child_setup setup;
    struct exec_child child = {
        .setup = &setup,
        .command = process->command,
        .environment = process->child.environment != NULL
            ? (char *const *) process->child.environment
            : environ,
        .bare = shares_memory && (process->child.flags & MP_CHILD_CLOSE_FDS),
    };
    int report[2] = { -1, -1 };
    int result = prepare(&child, &setup, process, report);
    pid_t pid;

    if (result < 0) {
        return result;
    }
    pid = make_child(&child, &setup);
    mp__child_release(&setup);
    pid = mp__bootstrap_conclude(report, pid);
    if (child.shared) {
        shares_memory = true;
    }
    if (pid > 0 && child.result < 0) { /* there was no pipe to tell it */
        mp__popen_discard(pid);
        pid = child.result;
    }
    return pid;
}
