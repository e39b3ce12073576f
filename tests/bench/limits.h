/* limits: what the system allows, as against what a measurement needs. */
#ifndef TESTS_BENCH_LIMITS_H
#define TESTS_BENCH_LIMITS_H

#include <stddef.h>

/* What a measurement needs at once. */
struct need {
    long processes;
    long descriptors; /* in one process */
    long mib;         /* of memory */
};

/**
 * Allow this process and what it starts as many descriptors as may be.
 */
void limits_raise(void);

/**
 * Compare a need with what there is now.
 *
 * need    Borrowed.
 * reason  Receives, when it cannot be met, which limit is in the way.
 * size    Bytes at reason.
 *
 * Returns 0 when it can be met, else -1.
 */
int limits_check(const struct need *need, char *reason, size_t size);

#endif
