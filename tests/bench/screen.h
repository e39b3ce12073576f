/* screen: what is measured of a full-screen program on a terminal; each figure
 * is printed as a line "NAME VALUE". */
#ifndef TESTS_BENCH_SCREEN_H
#define TESTS_BENCH_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/bench/pane.h"

/* What is to be measured, from the command line. */
struct order {
    const char *awaited; /* a text that tells that all is there; NULL: when the
                            program has nothing more to write */
    const char *typed;   /* keys to type then, before anything is measured */
    const char *further; /* keys to type after a measurement, for another */
    const char *down;    /* what the key for the next row sends */
    const char *up;      /* and that for the previous one */
    const char *down_shows; /* what then stands in the title of the output */
    const char *up_shows;
    bool quick;   /* a few keys, a short rest */
    long workers; /* that the program is to have */
    char quit;    /* the key that ends the program */
};

/**
 * Wait until the first full frame is on the terminal.
 *
 * pane   Borrowed; read_at is then when its last byte came.
 * order  Borrowed.
 *
 * Returns 0, or -ETIME.
 */
int screen_await(struct pane *pane, const struct order *order);

/**
 * Measure the start: microseconds from the start of the program until the last
 * byte of the first full frame, "frame".
 *
 * pane      Borrowed, just opened.
 * order     Borrowed.
 * launched  When the program was started.
 *
 * Returns 0, or -errno.
 */
int screen_measure_frame(
    struct pane *pane, const struct order *order, int64_t launched);

/**
 * Measure keys that move the selection to and fro: microseconds until the last
 * byte of the change is on the terminal, "p50" and "p99"; of CPU time for each,
 * "cpu"; bytes for each, "bytes".  A key that changes nothing counts with the
 * time for which a change was waited for.
 *
 * pane   Borrowed, just opened.
 * order  Borrowed.
 *
 * Returns 0, or -errno.
 */
int screen_measure_keys(struct pane *pane, const struct order *order);

/**
 * Measure keys that move the selection between two workers, whatever else goes
 * on: microseconds until the title of the output names the other one, "p50" and
 * "p99".
 *
 * pane   Borrowed, just opened.
 * order  Borrowed.
 *
 * Returns 0, or -errno.
 */
int screen_measure_pick(struct pane *pane, const struct order *order);

/**
 * Measure a program that draws as often as a person can see: microseconds of
 * CPU time for each of 60 keys a second that move the selection, "frame".
 *
 * pane   Borrowed, just opened.
 * order  Borrowed.
 *
 * Returns 0, or -errno.
 */
int screen_measure_busy(struct pane *pane, const struct order *order);

/**
 * Measure lives of the workers Process-1 to Process-7: microseconds from the
 * start of the program until they are on the screen, "frame"; from the key s
 * until the worker's row says yes, "key"; from the SIGKILL of a worker until
 * its row shows -9, "end".
 *
 * pane      Borrowed, just opened.
 * launched  When the program was started.
 *
 * Returns 0, or -errno.
 */
int screen_measure_life(struct pane *pane, int64_t launched);

/**
 * Measure the ends of 20 commands that sleep, all but the first one: from the
 * SIGKILL of one until its row shows -9, "end" in microseconds.
 *
 * pane  Borrowed, just opened.
 *
 * Returns 0, or -errno.
 */
int screen_measure_ends(struct pane *pane);

/**
 * Measure rest: per cent of a CPU, "cpu"; microseconds of CPU time each time
 * that it has slept, "wake"; wakes a second, "wakes"; bytes a second to the
 * terminal, "bytes"; the memory of the process, in bytes, "rss" and "pss".
 * After the further keys of the order all again, with "then-" before each name.
 *
 * pane   Borrowed, just opened.
 * order  Borrowed.
 *
 * Returns 0, or -errno.
 */
int screen_measure_rest(struct pane *pane, const struct order *order);

/**
 * Measure a crowd: microseconds from the start of the program until all
 * workers are up and on the screen, "up"; from a key then until the last byte
 * of its change, "answer"; from the key that ends the program until it has
 * ended, "quit"; and how many processes it has left behind, "left".
 *
 * pane      Borrowed, just opened.
 * order     Borrowed.
 * launched  When the program was started.
 *
 * Returns 0, or -errno.
 */
int screen_measure_crowd(
    struct pane *pane, const struct order *order, int64_t launched);

#endif
