/* clock_virtual: a time that passes as its driver says: really, in jumps, or
 * not at all. */
#ifndef SUPERVISE_CLOCK_VIRTUAL_H
#define SUPERVISE_CLOCK_VIRTUAL_H

#include <stdint.h>

#include "src/supervise/clock.h"

/* Where every virtual time begins: 2026-11-23T02:11:00Z. */
#define CLOCK_VIRTUAL_WALL (INT64_C(1795399860) * NANOSECONDS_PER_SECOND)
#define CLOCK_VIRTUAL_MONOTONIC (1000 * NANOSECONDS_PER_SECOND)

enum clock_pace {
    /* As long as it would really take; but the moment at which a timer fires is
     * the one that it was set for, however late the machine comes to it. */
    CLOCK_PACE_REAL,
    /* The loop never waits for a timer: when nothing else is ready, it is the
     * moment of the next one. */
    CLOCK_PACE_JUMP,
    /* Time stands still, as until something real has happened. */
    CLOCK_PACE_STAND
};

/* Moved by the one loop that lives by it; the same moment all through a turn of
 * the loop. */
struct clock_virtual {
    struct clock clock; /* first: this is what the loop gets */
    enum clock_pace pace;
    int64_t passed; /* nanoseconds since the beginning */
    int64_t origin; /* CLOCK_PACE_REAL: the real moment of the beginning */
};

/**
 * Make a virtual clock at the beginning of its time.
 *
 * clock  Receives it.
 * pace   How it goes.
 */
void clock_virtual_init(struct clock_virtual *clock, enum clock_pace pace);

/**
 * Let it go on at another pace, from the moment where it is.
 *
 * clock  Borrowed.
 * pace   How it goes from now on.
 */
void clock_virtual_set_pace(struct clock_virtual *clock, enum clock_pace pace);

#endif
