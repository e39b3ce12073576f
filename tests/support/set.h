/* set: a supervisor over the fake engine and the fake clock, and what it has
 * told. */
#ifndef TESTS_SUPPORT_SET_H
#define TESTS_SUPPORT_SET_H

#include "src/supervise/supervisor.h"
#include "tests/support/fake.h"

#define SET_EVENTS 64

/* All of it; one at a time.  Read it freely. */
struct set {
    struct fake_clock clock;
    struct fake_engine engine;
    struct loop *loop;
    struct supervisor *supervisor;
    struct {
        enum event_type type;
        int64_t time;
        uint64_t id;
        int signum;
        int result;
        char text[160];
    } events[SET_EVENTS];
    unsigned count; /* of events */
    /* Told by the test: what the listener does once, at the next event of this
     * type; ACTION_COUNT: nothing. */
    enum event_type reacts_to;
    enum action reaction;
};

extern struct set set;

/**
 * Make it: a cmocka setup.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int set_setup(void **state);

/**
 * Free it: a cmocka teardown.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int set_teardown(void **state);

/**
 * Add a worker that runs a function.  Fails the running test on an error.
 *
 * name  NULL: Process-N.
 *
 * Returns the worker; its event is not kept.
 */
struct worker *set_add(const char *name);

/**
 * Add a worker and start it.  Fails the running test on an error.
 *
 * name  As for set_add().
 *
 * Returns the worker; the events are not kept.
 */
struct worker *set_start(const char *name);

/**
 * Get the process of a worker's present life.
 *
 * worker  Borrowed.
 *
 * Returns what the engine knows of it.
 */
struct fake_process *set_process(const struct worker *worker);

/**
 * Do an action without a time limit.
 *
 * action  The verb.
 * worker  Borrowed.
 *
 * Returns what supervisor_act() returns.
 */
int set_act(enum action action, struct worker *worker);

/**
 * Let time pass and the loop turn as often as it likes.
 *
 * seconds  How much.
 */
void set_pass(double seconds);

/**
 * Check what was told since the last check: fails the running test unless the
 * events are these and no others.
 *
 * expected  A line for each: its type, a blank and its text; "" for nothing.
 */
void set_told(const char *expected);

#endif
