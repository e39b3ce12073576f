/* census: who is in which process group and session, by one walk through /proc
 * that serves all who ask soon after it. */
#ifndef SUPERVISE_CENSUS_H
#define SUPERVISE_CENSUS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct census_entry {
    pid_t group;
    pid_t session;
    pid_t pid;
};

/* All zero: nobody has asked yet. */
struct census {
    struct census_entry *entries; /* by group, then by pid */
    size_t count;
    size_t room;
    unsigned walks; /* how many there were; the number of the last one */
    int64_t due;    /* monotonic nanoseconds: until then it is recent */
};

/**
 * See to it that the census is recent.
 *
 * census  Borrowed.
 *
 * Returns 0 or -errno: it is not.
 */
int census_take(struct census *census);

/**
 * See to it that the next one who asks gets a new walk.
 *
 * census  Borrowed.
 */
void census_expire(struct census *census);

/**
 * Find the members of a group, those that have ended and wait to be reaped too.
 *
 * census  Borrowed.
 * group   Its number, > 0.
 * count   Receives how many there are.
 *
 * Returns the first of them, the census's until it is taken anew.
 */
const struct census_entry *census_group(
    const struct census *census, pid_t group, size_t *count);

/**
 * Give back what a census holds.
 *
 * census  Borrowed.
 */
void census_free(struct census *census);

#endif
