/* clock: what time it is, really or in a simulation. */
#ifndef SUPERVISE_CLOCK_H
#define SUPERVISE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define NANOSECONDS_PER_SECOND INT64_C(1000000000)

/* A source of time.  Nanoseconds everywhere. */
struct clock {
    /* Since some fixed moment; never steps back. */
    int64_t (*monotonic)(const struct clock *clock);
    /* Since 1970-01-01T00:00:00Z. */
    int64_t (*wall)(const struct clock *clock);
    /* NULL in a clock that goes by itself.  In one that its loop moves: how
     * long the loop really waits for a moment, in nanoseconds; INT64_MAX: until
     * something else happens. */
    int64_t (*wait)(const struct clock *clock, int64_t due);
    /* Likewise: the loop has waited for a moment, INT64_MAX where it had none;
     * reached: nothing else has happened meanwhile. */
    void (*move)(const struct clock *clock, int64_t due, bool reached);
};

/**
 * Get the system's own clock.
 *
 * Returns a static object that is never freed.
 */
const struct clock *clock_real(void);

/**
 * Convert seconds, at most about 100 years, to nanoseconds.
 *
 * seconds  Any number; beyond the range it is cut, NaN counts as 0.
 *
 * Returns the nanoseconds.
 */
int64_t clock_from_seconds(double seconds);

/**
 * Convert nanoseconds to seconds.
 *
 * nanoseconds  Any number.
 *
 * Returns the seconds.
 */
double clock_to_seconds(int64_t nanoseconds);

#endif
