#include "tests/bench/runner.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/clock.h"
#include "tests/bench/work.h"

#define WORDS 16

/* The status of a program that cannot be executed. */
#define NOT_RUN 127

static const struct runner_places *places;
static int lifeline[2]; /* well above the descriptors that a program gets */
static sigset_t old_mask;
static volatile sig_atomic_t stop_asked;

/* What is running. */
struct run {
    pid_t pid;  /* also its process group */
    int pidfd;  /* -1: none */
    int output; /* -1: at its end */
    char text[4096];
    size_t size;
};

static void
ask_stop(int signum)
{
    (void) signum;
    stop_asked = 1;
}

/* Have the stopping signals interrupt a wait, and nothing else. */
static int
catch_signals(void)
{
    static const int signums[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction action = { .sa_handler = ask_stop };
    sigset_t mask;

    sigemptyset(&mask);
    for (size_t i = 0; i < sizeof(signums) / sizeof(*signums); i++) {
        sigaddset(&mask, signums[i]);
        if (sigaction(signums[i], &action, NULL) < 0) {
            return -errno;
        }
    }
    return sigprocmask(SIG_BLOCK, &mask, &old_mask) < 0 ? -errno : 0;
}

int
runner_open(const struct runner_places *where)
{
    int ends[2];

    places = where;
    /* What a program leaves behind becomes ours, to be reaped. */
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 || pipe2(ends, O_CLOEXEC) < 0) {
        return -errno;
    }
    for (int i = 0; i < 2; i++) {
        lifeline[i] = fcntl(ends[i], F_DUPFD_CLOEXEC, 20);
        close(ends[i]);
        if (lifeline[i] < 0) {
            return -errno;
        }
    }
    return catch_signals();
}

/* Put the words of a command line together; `path` holds its first file. */
static void
find_program(const char *const *command, char *path, const char **words)
{
    const char *dot = strrchr(command[0], '.');
    bool script = dot != NULL && strcmp(dot, ".py") == 0;
    size_t count = 0;

    snprintf(
        path, PATH_MAX, "%s/%s", script ? places->scripts : places->programs,
        command[0]);
    if (script) {
        words[count++] = places->python;
        words[count++] = "-B"; /* leaves no compiled files behind */
    }
    words[count++] = path;
    for (size_t i = 1; command[i] != NULL && count < WORDS - 1; i++) {
        words[count++] = command[i];
    }
    words[count] = NULL;
}

/* Be the program. */
static void
execute(const char *const *words, int output, pid_t driver)
{
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != driver) {
        _exit(NOT_RUN);
    }
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    sigprocmask(SIG_SETMASK, &old_mask, NULL);
    dup2(null, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(lifeline[0], WORK_LIFELINE);
    execvp(words[0], (char *const *) words);
    _exit(NOT_RUN);
}

/* Start the program, in a group of its own. */
static int
launch(struct run *run, const char *const *words)
{
    pid_t driver = getpid();
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) < 0) {
        return -errno;
    }
    run->output = ends[0];
    run->pid = fork();
    if (run->pid == 0) {
        execute(words, ends[1], driver);
    }
    close(ends[1]);
    if (run->pid < 0) {
        return -errno;
    }
    setpgid(run->pid, run->pid); /* whoever of the two comes first */
    run->pidfd = pidfd_open(run->pid, 0);
    return run->pidfd < 0 ? -errno : 0;
}

/* Read what there is. */
static void
read_some(struct run *run)
{
    char rest[256];
    size_t room = sizeof(run->text) - 1 - run->size;
    ssize_t size = read(
        run->output, room > 0 ? run->text + run->size : rest,
        room > 0 ? room : sizeof(rest));

    if (size > 0) {
        run->size += room > 0 ? (size_t) size : 0;
    } else {
        close(run->output);
        run->output = -1;
    }
}

/* Read what the program prints until it ends: 0, -EINTR to stop, -ETIME when
 * it takes too long.  What it started may hold its output open. */
static int
read_output(struct run *run)
{
    int64_t end = clock_now() + (int64_t) (places->seconds * 1e9);

    for (;;) {
        struct pollfd fds[] = { { .fd = run->output, .events = POLLIN },
                                { .fd = run->pidfd, .events = POLLIN } };
        int64_t left = end - clock_now();
        struct timespec time = { left / 1000000000, left % 1000000000 };

        if (left <= 0) {
            return -ETIME;
        }
        if (ppoll(fds, 2, &time, &old_mask) < 0 && stop_asked) {
            return -EINTR;
        }
        if (fds[0].revents != 0) {
            read_some(run);
        } else if (fds[1].revents != 0) {
            return 0;
        }
    }
}

/* End the processes that have become ours because their parent has ended, in
 * whatever group or session they are, until there are none. */
static void
end_orphans(void)
{
    FILE *file;
    int pid;

    do {
        file = fopen("/proc/thread-self/children", "re");
        while (file != NULL && fscanf(file, "%d", &pid) == 1) {
            kill(pid, SIGKILL);
        }
        if (file != NULL) {
            fclose(file);
        }
    } while (waitpid(-1, NULL, 0) > 0 || errno == EINTR);
}

/* End whatever the program has left, and reap it all; its wait status. */
static int
clean_up(struct run *run, int result)
{
    int status = 0;

    if (run->pid > 0) {
        if (result == 0) {
            waitpid(run->pid, &status, 0);
        }
        do {
            kill(-run->pid, SIGKILL);
        } while (waitpid(-run->pid, NULL, 0) > 0 || errno == EINTR);
        end_orphans();
    }
    if (run->output >= 0) {
        close(run->output);
    }
    if (run->pidfd >= 0) {
        close(run->pidfd);
    }
    return status;
}

/* Take one line of output. */
static void
read_line(const char *line, struct outcome *outcome)
{
    struct figure *figure = &outcome->figures[outcome->count];

    if (strncmp(line, "skip ", 5) == 0) {
        snprintf(outcome->reason, sizeof(outcome->reason), "%s", line + 5);
    } else if (strncmp(line, "version ", 8) == 0) {
        snprintf(outcome->version, sizeof(outcome->version), "%s", line + 8);
    } else if (
        outcome->count < RUNNER_FIGURES
        && sscanf(line, "%23s %lf", figure->name, &figure->value) == 2) {
        outcome->count++;
    }
}

/* Tell why there are no figures; returns `result`. */
static int
give_reason(struct outcome *outcome, int result, const char *what, ...)
{
    va_list arguments;

    va_start(arguments, what);
    vsnprintf(outcome->reason, sizeof(outcome->reason), what, arguments);
    va_end(arguments);
    return result;
}

/* Read all lines of output and the status: a result of runner_run(). */
static int
judge(struct run *run, int status, struct outcome *outcome)
{
    char *save;

    run->text[run->size] = '\0';
    for (char *line = strtok_r(run->text, "\n", &save); line != NULL;
         line = strtok_r(NULL, "\n", &save)) {
        read_line(line, outcome);
    }
    if (WIFSIGNALED(status)) {
        return give_reason(
            outcome, 2, "failed: %s", strsignal(WTERMSIG(status)));
    }
    if (WEXITSTATUS(status) != 0) {
        return give_reason(
            outcome, 2, "failed with status %d", WEXITSTATUS(status));
    }
    return outcome->reason[0] != '\0' ? 1 : 0;
}

int
runner_run(const char *const *command, struct outcome *outcome)
{
    struct run run = { .pid = -1, .pidfd = -1, .output = -1 };
    const char *words[WORDS];
    char path[PATH_MAX];
    int status;
    int result;

    *outcome = (struct outcome){ 0 };
    find_program(command, path, words);
    if (access(path, R_OK) < 0) {
        return give_reason(outcome, 1, "there is no %s", command[0]);
    }
    result = launch(&run, words);
    if (result == 0) {
        result = read_output(&run);
    }
    status = clean_up(&run, result);
    if (result == -EINTR) {
        return result;
    }
    if (result == -ETIME) {
        return give_reason(
            outcome, 2, "failed: took more than %.0f s", places->seconds);
    }
    if (result < 0) {
        return give_reason(outcome, 2, "failed: %s", strerror(-result));
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_RUN) {
        return give_reason(outcome, 1, "cannot run %s", words[0]);
    }
    return judge(&run, status, outcome);
}
