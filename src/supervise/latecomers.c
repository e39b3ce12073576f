#include "src/supervise/latecomers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <time.h>
#include <unistd.h>

#include "src/supervise/clock.h"

/* The most looks that are left out in a row. */
#define PAUSE_MOST 15

/* Read the clock that start times are told by, in its ticks. */
static uint64_t
tick_now(void)
{
    struct timespec now = { 0 };
    int64_t tick = NANOSECONDS_PER_SECOND / sysconf(_SC_CLK_TCK);

    clock_gettime(CLOCK_BOOTTIME, &now);
    return (
        uint64_t) ((now.tv_sec * NANOSECONDS_PER_SECOND + now.tv_nsec) / tick);
}

void
latecomers_expect(struct latecomers *late, int signum)
{
    latecomers_free(late);
    late->signum = signum;
    late->since = tick_now();
}

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
read_member(pid_t pid, struct latecomers_member *member)
{
    char text[1024];
    const char *rest;
    unsigned long long began;
    int result = read_text(pid, text, sizeof(text));

    if (result < 0) {
        return result;
    }
    rest = strrchr(text, ')'); /* the name before it may hold anything */
    /* State, parent, group; sixteen others; start. */
    if (rest == NULL
        || sscanf(
               rest,
               ") %*c %d %d %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s "
               "%*s %*s %*s %*s %llu",
               &member->parent, &member->group, &began)
            != 3) {
        return -EIO;
    }
    member->pid = pid;
    member->began = began;
    return 0;
}

/* Open a member of a group that has not ended, and read who it is.  What is
 * read after the opening is of the process that would be signalled.  Returns a
 * pidfd or -errno: -ESRCH when there is no such member. */
static int
open_member(const struct census_entry *entry, struct latecomers_member *member)
{
    struct pollfd end = { .fd = pidfd_open(entry->pid, 0), .events = POLLIN };
    int result;

    if (end.fd < 0) {
        return -errno;
    }
    if (poll(&end, 1, 0) > 0) {
        result = -ESRCH; /* it has ended, and waits to be reaped */
    } else {
        result = read_member(entry->pid, member);
        if (result == 0 && member->group != entry->group) {
            result = -ESRCH;
        }
    }
    if (result < 0) {
        close(end.fd);
        return result;
    }
    return end.fd;
}

/* Order by pid. */
static int
compare(const void *left, const void *right)
{
    const struct latecomers_member *a = left;
    const struct latecomers_member *b = right;

    return (a->pid > b->pid) - (a->pid < b->pid);
}

/* Find a member as it was last seen. */
static const struct latecomers_member *
find(const struct latecomers *late, pid_t pid)
{
    const struct latecomers_member key = { .pid = pid };

    return late->count == 0
        ? NULL
        : bsearch(&key, late->members, late->count, sizeof(key), compare);
}

/* See who of a group lives now. */
static int
meet(struct latecomers *late, const struct census_entry *entries, size_t count)
{
    struct latecomers_member *members = calloc(count, sizeof(*members));
    size_t met = 0;

    for (size_t i = 0; members != NULL && i < count; i++) {
        struct latecomers_member *member = &members[met];
        int pidfd = open_member(&entries[i], member);

        if (pidfd >= 0) {
            const struct latecomers_member *before = find(late, member->pid);

            close(pidfd);
            member->told = before != NULL && before->told
                && before->began == member->began;
            met++;
        } else if (pidfd != -ESRCH) {
            free(members);
            return pidfd;
        }
    }
    if (members == NULL) {
        return -ENOMEM;
    }
    free(late->members);
    late->members = members;
    late->count = met;
    return 0;
}

/* Tell whether a member has heard the signal, or one who has answers for it:
 * what a script starts to clean up is not to be ended, nor is anybody asked
 * twice, for to some programs that means "at once".
 *
 * Who began in the very tick of the signal may have heard it or not.  It counts
 * as late: not to hear it may be for ever, and to hear it twice is no surprise
 * to one who was not a tick old. */
static bool
is_asked(const struct latecomers *late, const struct latecomers_member *member)
{
    for (size_t n = 0; member != NULL && n < late->count; n++) {
        if (member->began < late->since) {
            return true;
        }
        member = find(late, member->parent);
    }
    return false;
}

/* Signal those members who came too late. */
static void
tell(struct latecomers *late)
{
    for (size_t i = 0; late->signum != 0 && i < late->count; i++) {
        struct latecomers_member *member = &late->members[i];
        const struct census_entry entry = { member->group, member->pid };
        struct latecomers_member now;
        int pidfd;

        if (member->told || is_asked(late, member)) {
            continue;
        }
        pidfd = open_member(&entry, &now);
        if (pidfd >= 0) {
            if (now.began == member->began) {
                pidfd_send_signal(pidfd, late->signum, NULL, 0);
            }
            close(pidfd);
            member->told = true;
        }
    }
}

bool
latecomers_look(struct latecomers *late, struct census *census, pid_t group)
{
    const struct census_entry *entries;
    size_t count;

    if (late->left_out > 0) {
        late->left_out--;
        return true;
    }
    late->left_out = late->pause;
    late->pause = late->pause < PAUSE_MOST ? late->pause * 2 + 1 : PAUSE_MOST;
    if (census_take(census) < 0) {
        return true;
    }
    entries = census_group(census, group, &count);
    if (count == 0 || meet(late, entries, count) < 0) {
        return true; /* they are hidden from us, or nobody knows */
    }
    if (late->count > 0) {
        late->deserted = 0;
        tell(late);
        return true;
    }
    /* One who forked behind the walk's back and ended shows in the next. */
    if (late->deserted != 0 && late->deserted != census->walks) {
        return false;
    }
    late->deserted = census->walks;
    late->left_out = 0;
    return true;
}

void
latecomers_free(struct latecomers *late)
{
    free(late->members);
    *late = (struct latecomers){ 0 };
}
