/* clock: the time that every figure is taken with. */
#ifndef TESTS_BENCH_CLOCK_H
#define TESTS_BENCH_CLOCK_H

#include <stdint.h>
#include <time.h>

/**
 * Tell the time; it is the same in all processes.
 *
 * Returns nanoseconds of the monotonic clock.
 */
static inline int64_t
clock_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

/**
 * Let time pass.
 *
 * microseconds  How long, below one second.
 */
static inline void
clock_rest(long microseconds)
{
    struct timespec time = { 0, microseconds * 1000 };

    clock_nanosleep(CLOCK_MONOTONIC, 0, &time, NULL);
}

#endif
