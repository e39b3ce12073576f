#include "src/supervise/latecomers.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <unistd.h>

/* The most looks that are left out in a row. */
#define PAUSE_MOST 15

void
latecomers_expect(struct latecomers *late, int signum)
{
    latecomers_free(late);
    late->signum = signum;
    late->since = process_stat_now();
}

/* Open a member of a group that has not ended, and read who it is.  Returns a
 * pidfd or -errno: -ESRCH when there is no such member. */
static int
open_member(const struct census_entry *entry, struct process_stat *stat)
{
    int pidfd = process_stat_open(entry->pid, stat);

    if (pidfd >= 0 && stat->group != entry->group) {
        close(pidfd);
        return -ESRCH;
    }
    return pidfd;
}

/* Order by pid. */
static int
compare(const void *left, const void *right)
{
    const struct latecomers_member *a = left;
    const struct latecomers_member *b = right;

    return (a->stat.pid > b->stat.pid) - (a->stat.pid < b->stat.pid);
}

/* Find a member as it was last seen. */
static const struct latecomers_member *
find(const struct latecomers *late, pid_t pid)
{
    const struct latecomers_member key = { .stat = { .pid = pid } };

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
        int pidfd = open_member(&entries[i], &member->stat);

        if (pidfd >= 0) {
            const struct latecomers_member *before =
                find(late, member->stat.pid);

            close(pidfd);
            member->told = before != NULL && before->told
                && before->stat.began == member->stat.began;
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
        if (member->stat.began < late->since) {
            return true;
        }
        member = find(late, member->stat.parent);
    }
    return false;
}

/* Signal those members who came too late. */
static void
tell(struct latecomers *late)
{
    for (size_t i = 0; late->signum != 0 && i < late->count; i++) {
        struct latecomers_member *member = &late->members[i];
        const struct census_entry entry = { .group = member->stat.group,
                                            .pid = member->stat.pid };
        struct process_stat now;
        int pidfd;

        if (member->told || is_asked(late, member)) {
            continue;
        }
        pidfd = open_member(&entry, &now);
        if (pidfd >= 0) {
            if (now.began == member->stat.began) {
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
