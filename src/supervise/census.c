#include "src/supervise/census.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/clock.h"

/* How long a walk is recent: shorter than the time between two looks at a
 * group, so that each look gets a new one ... */
#define RECENT (NANOSECONDS_PER_SECOND / 20)

/* ... but so many times what it took, so that walks never take more than a
 * tenth of the time, however many processes there are. */
#define REST 9

#define ROOM_LEAST 256

/* Read the monotonic clock. */
static int64_t
now(void)
{
    return clock_real()->monotonic(clock_real());
}

/* Order by group, then by pid. */
static int
compare(const void *left, const void *right)
{
    const struct census_entry *a = left;
    const struct census_entry *b = right;

    if (a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    return (a->pid > b->pid) - (a->pid < b->pid);
}

/* Note a process. */
static int
add(struct census *census, pid_t group, pid_t session, pid_t pid)
{
    if (census->count == census->room) {
        size_t room = census->room > 0 ? census->room * 2 : ROOM_LEAST;
        struct census_entry *entries =
            realloc(census->entries, room * sizeof(*entries));

        if (entries == NULL) {
            return -ENOMEM;
        }
        census->entries = entries;
        census->room = room;
    }
    census->entries[census->count++] =
        (struct census_entry){ group, session, pid };
    return 0;
}

/* Note all processes but those of the kernel, which are in no group. */
static int
walk(struct census *census, DIR *proc)
{
    const struct dirent *entry;
    int result = 0;

    census->count = 0;
    while (result == 0 && (entry = readdir(proc)) != NULL) {
        pid_t pid = (pid_t) atoi(entry->d_name);
        pid_t group = pid > 0 ? getpgid(pid) : -1;

        if (group > 0) {
            result = add(census, group, getsid(pid), pid);
        }
    }
    if (census->count > 0) {
        qsort(
            census->entries, census->count, sizeof(*census->entries), compare);
    }
    return result;
}

int
census_take(struct census *census)
{
    int64_t began = now();
    int64_t ended;
    DIR *proc;
    int result;

    if (census->walks > 0 && began < census->due) {
        return 0;
    }
    proc = opendir("/proc");
    if (proc == NULL) {
        return -errno;
    }
    result = walk(census, proc);
    closedir(proc);
    if (result < 0) {
        census_expire(census);
        return result;
    }
    ended = now();
    census->walks++;
    census->due = ended + RECENT;
    if (census->due < ended + REST * (ended - began)) {
        census->due = ended + REST * (ended - began);
    }
    return 0;
}

void
census_expire(struct census *census)
{
    census->due = 0;
}

const struct census_entry *
census_group(const struct census *census, pid_t group, size_t *count)
{
    size_t low = 0;
    size_t high = census->count;
    size_t end;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (census->entries[middle].group < group) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (end = low; end < census->count && census->entries[end].group == group;
         end++) {
    }
    *count = end - low;
    return census->entries + low;
}

void
census_free(struct census *census)
{
    free(census->entries);
    *census = (struct census){ 0 };
}
