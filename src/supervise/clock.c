#include "src/supervise/clock.h"

#include <math.h>
#include <time.h>

/* 100 years: adding it to any moment of this century stays in range. */
#define LONGEST_SECONDS (100.0 * 365.25 * 86400.0)

/* Read one of the system's clocks. */
static int64_t
read_clock(clockid_t id)
{
    struct timespec now = { 0 };

    clock_gettime(id, &now);
    return now.tv_sec * NANOSECONDS_PER_SECOND + now.tv_nsec;
}

static int64_t
real_monotonic(const struct clock *clock)
{
    (void) clock;
    return read_clock(CLOCK_MONOTONIC);
}

static int64_t
real_wall(const struct clock *clock)
{
    (void) clock;
    return read_clock(CLOCK_REALTIME);
}

const struct clock *
clock_real(void)
{
    static const struct clock real = {
        .monotonic = real_monotonic,
        .wall = real_wall,
    };

    return &real;
}

int64_t
clock_from_seconds(double seconds)
{
    if (isnan(seconds)) {
        return 0;
    }
    if (seconds > LONGEST_SECONDS) {
        seconds = LONGEST_SECONDS;
    } else if (seconds < -LONGEST_SECONDS) {
        seconds = -LONGEST_SECONDS;
    }
    return (int64_t) (seconds * (double) NANOSECONDS_PER_SECOND);
}

double
clock_to_seconds(int64_t nanoseconds)
{
    return (double) nanoseconds / (double) NANOSECONDS_PER_SECOND;
}
