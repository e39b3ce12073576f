#include "config.h"

#include "src/multiprocessing/pidfd.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NANOSECONDS INT64_C(1000000000)

bool
mp__pidfd_is_available(void)
{
    static enum {
        UNKNOWN,
        NO,
        YES
    } available;

    if (available == UNKNOWN) {
        int fd = pidfd_open(getpid(), 0);

        /* an old kernel says ENOSYS, a sandbox often EPERM */
        available = fd < 0 && (errno == ENOSYS || errno == EPERM) ? NO : YES;
        if (fd >= 0) {
            close(fd);
        }
    }
    return available == YES;
}

int
mp__pidfd_open(pid_t pid)
{
    int fd = pidfd_open(pid, 0);

    return fd < 0 ? -errno : fd;
}

/* What the monotonic clock shows. */
static int64_t
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * NANOSECONDS + time.tv_nsec;
}

int64_t
mp__deadline(double timeout)
{
    const double years = 1e9; /* about thirty of them: for ever */

    if (timeout >= years) {
        return INT64_MAX;
    }
    if (timeout <= 0) {
        return 0;
    }
    return now() + (int64_t) (timeout * (double) NANOSECONDS) + 1;
}

bool
mp__is_past(int64_t deadline)
{
    return deadline != INT64_MAX && now() >= deadline;
}

int
mp__poll_until(struct pollfd *fds, size_t n, int64_t deadline)
{
    for (;;) {
        struct timespec left = { 0, 0 };
        int ready;

        if (deadline != INT64_MAX && deadline > 0) {
            int64_t rest = deadline - now();

            rest = rest > 0 ? rest : 0;
            left.tv_sec = rest / NANOSECONDS;
            left.tv_nsec = rest % NANOSECONDS;
        }
        ready = ppoll(fds, n, deadline == INT64_MAX ? NULL : &left, NULL);
        if (ready >= 0 || errno != EINTR) {
            return ready >= 0 ? ready : -errno;
        }
    }
}

int
mp__reap(pid_t pid, int pidfd, int *exitcode)
{
    siginfo_t info = { 0 };
    int result;

    do {
        result = waitid(
            pidfd >= 0 ? P_PIDFD : P_PID, (id_t) (pidfd >= 0 ? pidfd : pid),
            &info, WEXITED | WNOHANG);
    } while (result < 0 && errno == EINTR);
    if (result < 0) {
        return -errno;
    }
    if (info.si_pid == 0) {
        return 0;
    }
    *exitcode = info.si_code == CLD_EXITED ? info.si_status : -info.si_status;
    return 1;
}

void
mp__await(pid_t pid)
{
    siginfo_t info;

    while (waitid(P_PID, (id_t) pid, &info, WEXITED | WNOWAIT) < 0
           && errno == EINTR) {
    }
}

int
mp__pidfd_open_child(pid_t pid)
{
    siginfo_t info;
    int pidfd = mp__pidfd_open(pid);

    if (pidfd >= 0
        && waitid(P_PIDFD, (id_t) pidfd, &info, WEXITED | WNOHANG | WNOWAIT)
            < 0) {
        close(pidfd); /* the number is no child's of ours any more */
        return -ESRCH;
    }
    return pidfd;
}

int
mp__pidfd_signal(int pidfd, int signum)
{
    return pidfd_send_signal(pidfd, signum, NULL, 0) < 0 ? -errno : 0;
}

/* Read a process's parent and start time from /proc. */
static int
read_stat(pid_t pid, pid_t *parent, unsigned long long *started)
{
    char path[32];
    char text[1024];
    const char *after_name;
    int parent_pid;
    ssize_t size;
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/stat", (int) pid);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return -ESRCH;
    }
    size = read(fd, text, sizeof(text) - 1);
    close(fd);
    if (size <= 0) {
        return -ESRCH;
    }
    text[size] = '\0';
    after_name = strrchr(text, ')'); /* the name may hold anything */
    if (after_name == NULL
        || sscanf(
               after_name + 1,
               " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d "
               "%*d %*d %*d %*d %llu",
               &parent_pid, started)
            != 2) {
        return -ESRCH;
    }
    *parent = parent_pid;
    return 0;
}

int
mp__pidfd_open_sibling(pid_t pid, pid_t parent)
{
    unsigned long long started;
    unsigned long long own_start;
    pid_t its_parent;
    pid_t own_parent;
    int pidfd = mp__pidfd_open(pid);

    if (pidfd < 0) {
        return pidfd;
    }
    /* A number that was reused since belongs to a younger process. */
    if (read_stat(pid, &its_parent, &started) < 0 || its_parent != parent
        || read_stat(getpid(), &own_parent, &own_start) < 0
        || started > own_start) {
        close(pidfd);
        return -ESRCH;
    }
    return pidfd;
}
