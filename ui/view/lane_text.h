/* lane_text: what happened to a worker in words, with exact times. */
#ifndef UI_VIEW_LANE_TEXT_H
#define UI_VIEW_LANE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "src/supervise/history.h"
#include "src/supervise/worker.h"

/**
 * Write a duration to the millisecond: "4.004 s", "1m04.250s", "2h05m07s".
 *
 * nanoseconds  At least 0.
 * text         Receives it; 32 bytes are enough.
 * size         Bytes at text.
 *
 * Returns text.
 */
const char *lane_duration(int64_t nanoseconds, char *text, size_t size);

/**
 * Say what became of a life: "started 02:11:03.120, lived 4.004 s, exit 0".
 *
 * life  Borrowed.
 * now   Monotonic nanoseconds.
 * text  Receives it, cut to fit.
 * size  Bytes at text.
 *
 * Returns text.
 */
const char *lane_life(
    const struct history_life *life, int64_t now, char *text, size_t size);

/**
 * Name what a moment is: "started", "terminate()", "stopped".
 *
 * moment  Borrowed.
 * text    Receives it, cut to fit; 32 bytes are enough.
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *lane_verb(
    const struct history_moment *moment, char *text, size_t size);

/**
 * Say what else is known of a moment: "pid 41883", "SIGTERM from you".
 *
 * moment  Borrowed.
 * since   Monotonic nanoseconds of the start of its life; 0: not known.
 * text    Receives it, cut to fit; may be "".
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *lane_detail(
    const struct history_moment *moment,
    int64_t since,
    char *text,
    size_t size);

/**
 * Say in two words how it goes, for the end of a lane: "started 7.2s",
 * "-15 TERM 1.0s".
 *
 * worker  Borrowed.
 * now     Monotonic nanoseconds.
 * text    Receives it, cut to fit; "" for a worker that never started.
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *lane_label(
    const struct worker *worker, int64_t now, char *text, size_t size);

#endif
