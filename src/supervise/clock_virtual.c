#include "src/supervise/clock_virtual.h"

/* The clock's own functions get it as its readers hold it: not to be changed.
 * It is its loop that moves it. */
static struct clock_virtual *
own(const struct clock *clock)
{
    return (struct clock_virtual *) (uintptr_t) clock;
}

static int64_t
virtual_monotonic(const struct clock *clock)
{
    return CLOCK_VIRTUAL_MONOTONIC + own(clock)->passed;
}

static int64_t
virtual_wall(const struct clock *clock)
{
    return CLOCK_VIRTUAL_WALL + own(clock)->passed;
}

/* Read the real clock. */
static int64_t
real_now(void)
{
    const struct clock *real = clock_real();

    return real->monotonic(real);
}

static int64_t
virtual_wait(const struct clock *clock, int64_t due)
{
    const struct clock_virtual *own_clock = own(clock);
    int64_t at = due - CLOCK_VIRTUAL_MONOTONIC;

    if (at <= own_clock->passed || own_clock->pace == CLOCK_PACE_JUMP) {
        return 0;
    }
    if (own_clock->pace == CLOCK_PACE_STAND) {
        return INT64_MAX;
    }
    return own_clock->origin + at - real_now();
}

/* Move on to a moment, but never back. */
static void
move_to(struct clock_virtual *clock, int64_t passed)
{
    clock->passed = passed > clock->passed ? passed : clock->passed;
}

static void
virtual_move(const struct clock *clock, int64_t due, bool reached)
{
    struct clock_virtual *own_clock = own(clock);
    int64_t at = INT64_MAX;

    if (own_clock->pace == CLOCK_PACE_STAND) {
        return;
    }
    if (due != INT64_MAX) {
        at = due - CLOCK_VIRTUAL_MONOTONIC;
    }
    if (reached && at != INT64_MAX) {
        move_to(own_clock, at);
    } else if (own_clock->pace == CLOCK_PACE_REAL) {
        int64_t passed = real_now() - own_clock->origin;

        move_to(own_clock, passed < at ? passed : at);
    }
}

void
clock_virtual_init(struct clock_virtual *clock, enum clock_pace pace)
{
    *clock = (struct clock_virtual){
        .clock = { virtual_monotonic, virtual_wall, virtual_wait,
                   virtual_move },
    };
    clock_virtual_set_pace(clock, pace);
}

void
clock_virtual_set_pace(struct clock_virtual *clock, enum clock_pace pace)
{
    clock->pace = pace;
    clock->origin = real_now() - clock->passed;
}
