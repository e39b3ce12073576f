/* limit: how many descriptors this process may have open. */
#ifndef SUPERVISE_LIMIT_H
#define SUPERVISE_LIMIT_H

#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

/* Zero-initialised: not raised. */
struct limit {
    bool raised;
    struct rlimit before;
};

/**
 * Let this process have as many descriptors as it may; where that cannot be,
 * all stays as it is.
 *
 * limit  Receives what was before.
 */
void limit_raise(struct limit *limit);

/**
 * Give a child the limit as it was before.
 *
 * limit  Borrowed.
 * pid    The child, not reaped yet.
 */
void limit_give(const struct limit *limit, pid_t pid);

/**
 * Put the limit back as it was.
 *
 * limit  Borrowed.
 */
void limit_restore(struct limit *limit);

#endif
