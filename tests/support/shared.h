/* shared: memory and flags that a test and its children have in common, and the
 * clock for both.  Nothing here asserts, so that children may use it. */
#ifndef TESTS_SUPPORT_SHARED_H
#define TESTS_SUPPORT_SHARED_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* Seconds that are enough for what should happen at once, on a busy machine. */
#define SOON 20.0

/**
 * Tell the time, for deadlines and durations.
 *
 * Returns seconds of the monotonic clock.
 */
double shared_now(void);

/**
 * Get memory that stays common over a fork.
 *
 * size  In bytes.
 *
 * Returns zeroed memory, to be freed with shared_free().  Ends the process when
 * there is none.
 */
void *shared_new(size_t size);

/**
 * Free what shared_new() gave.
 *
 * memory  NULL does nothing.
 * size    As for shared_new().
 */
void shared_free(void *memory, size_t size);

/**
 * Wait until a flag has at least a value.
 *
 * flag     In common memory.
 * value    To be reached.
 * seconds  The limit.
 *
 * Returns whether it was reached in time.
 */
bool shared_wait(const atomic_int *flag, int value, double seconds);

#endif
