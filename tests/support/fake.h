/* fake: a clock and an engine that do what the test says, so that the rules of
 * the supervisor can be tried without a process and without waiting. */
#ifndef TESTS_SUPPORT_FAKE_H
#define TESTS_SUPPORT_FAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/supervise/clock.h"
#include "src/supervise/engine.h"

#define FAKE_PROCESSES 512

/* A clock that stands still until its moments are changed. */
struct fake_clock {
    struct clock clock; /* first */
    int64_t monotonic;
    int64_t wall;
};

/* What the engine was asked to make.  The fields below "told by the test" say
 * how it behaves; the others are for the test to read. */
struct fake_process {
    const struct engine_listener *listener;
    void *context;
    char name[64];
    bool daemon;
    bool started;
    bool running;
    bool destroyed;
    bool lost;
    int last_signal; /* sent to it or its group; 0: none */
    unsigned signals;
    /* Told by the test. */
    bool others;   /* others are in its group */
    bool unreaped; /* they have ended */
};

struct fake_engine {
    struct engine engine;                          /* first */
    struct fake_process processes[FAKE_PROCESSES]; /* in order of creation */
    unsigned count;
    unsigned looks;    /* how often a group was looked at */
    unsigned searches; /* how often its members were looked for */
    unsigned stops;    /* how often a group was asked to end */
    int next_pid;
    /* Told by the test: 0, or the error that the next call gives. */
    int create_error;
    int start_error;
    int signal_error;
};

/**
 * Make a clock.
 *
 * clock  Receives it; it shows 1000 s, and 1,000,000 s of wall time.
 */
void fake_clock_init(struct fake_clock *clock);

/**
 * Let time pass.
 *
 * clock    Borrowed.
 * seconds  How much.
 */
void fake_clock_pass(struct fake_clock *clock, double seconds);

/**
 * Make an engine; free() does nothing to it.
 *
 * engine  Receives it.
 */
void fake_engine_init(struct fake_engine *engine);

/**
 * Let a process end.
 *
 * process   Borrowed; runs.
 * exitcode  As Python's.
 */
void fake_process_end(struct fake_process *process, int exitcode);

#endif
