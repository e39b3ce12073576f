#include "src/supervise/process_stat.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <time.h>
#include <unistd.h>

#include "src/supervise/clock.h"

/* Read /proc/PID/stat as a text; returns 0 or -errno. */
static int
read_text(pid_t pid, char *text, size_t size)
{
    char path[32];
    ssize_t length;
    int fd, result;

    snprintf(path, sizeof(path), "/proc/%d/stat", (int) pid);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return errno == ENOENT ? -ESRCH : -errno;
    }
    length = read(fd, text, size - 1);
    result = length < 0 ? -errno : 0;
    close(fd);
    text[length < 0 ? 0 : length] = '\0';
    return result;
}

/* Read who a process is; returns 0 or -errno. */
static int
read_stat(pid_t pid, struct process_stat *stat)
{
    char text[1024];
    const char *rest;
    unsigned long long began;
    int result = read_text(pid, text, sizeof(text));

    if (result < 0) {
        return result;
    }
    rest = strrchr(text, ')'); /* the name before it may hold anything */
    /* State, parent, group, session; fifteen others; start. */
    if (rest == NULL
        || sscanf(
               rest,
               ") %*c %d %d %d %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s "
               "%*s %*s %*s %*s %llu",
               &stat->parent, &stat->group, &stat->session, &began)
            != 4) {
        return -EIO;
    }
    stat->pid = pid;
    stat->began = began;
    return 0;
}

int
process_stat_open(pid_t pid, struct process_stat *stat)
{
    struct pollfd end = { .fd = pidfd_open(pid, 0), .events = POLLIN };
    int result;

    if (end.fd < 0) {
        return -errno;
    }
    result = poll(&end, 1, 0) > 0 ? -ESRCH : read_stat(pid, stat);
    if (result < 0) {
        close(end.fd);
        return result;
    }
    return end.fd;
}

uint64_t
process_stat_now(void)
{
    struct timespec now = { 0 };
    int64_t tick = NANOSECONDS_PER_SECOND / sysconf(_SC_CLK_TCK);

    clock_gettime(CLOCK_BOOTTIME, &now);
    return (
        uint64_t) ((now.tv_sec * NANOSECONDS_PER_SECOND + now.tv_nsec) / tick);
}
