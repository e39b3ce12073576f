/* local: a supervisor over real processes, and waiting for what they do. */
#ifndef TESTS_SUPPORT_LOCAL_H
#define TESTS_SUPPORT_LOCAL_H

#include "src/supervise/supervisor.h"

/* All of it; one at a time.  Read it freely. */
struct local {
    struct loop *loop;
    struct engine *engine;
    struct supervisor *supervisor;
    unsigned events[EVENT_WARNING + 1]; /* how many of each type */
    unsigned turns;                     /* of the loop */
    unsigned handlers;                  /* that were called */
    char warning[256];                  /* the last one */
    int descriptors;                    /* that were open before */
};

extern struct local local;

/**
 * Make it: a cmocka setup.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int local_setup(void **state);

/**
 * Kill what is left and free it: a cmocka teardown.
 *
 * state  Not used.
 *
 * Returns 0, -1 when a process or a descriptor is left behind.
 */
int local_teardown(void **state);

/**
 * Add a text for the shell.  Fails the running test on an error.
 *
 * text  Any.
 *
 * Returns the worker.
 */
struct worker *local_add(const char *text);

/**
 * Add a text for the shell and start it.  Fails the running test on an error.
 *
 * text  Any.
 *
 * Returns the worker.
 */
struct worker *local_start(const char *text);

/**
 * Add a function and start it.  Fails the running test on an error.
 *
 * function  Gets seconds as its argument.
 * seconds   Any number.
 *
 * Returns the worker.
 */
struct worker *local_start_function(mp_target *function, double seconds);

/**
 * Do an action without a time limit.
 *
 * action  The verb.
 * worker  Borrowed.
 *
 * Returns what supervisor_act() returns.
 */
int local_act(enum action action, struct worker *worker);

/* What to wait for. */
typedef bool local_condition(const struct worker *worker);

/**
 * Turn the loop until a condition holds.
 *
 * condition  Called with worker.
 * worker     Its argument; may be NULL.
 * seconds    The limit.
 *
 * Returns whether it came to hold in time.
 */
bool local_wait(
    local_condition *condition, const struct worker *worker, double seconds);

/**
 * Turn the loop for a while.
 *
 * seconds  How long.
 */
void local_pass(double seconds);

/**
 * Condition: the worker's leader has ended.
 *
 * worker  Borrowed.
 *
 * Returns whether it has.
 */
bool local_ended(const struct worker *worker);

/**
 * Condition: nobody is left of the worker and its group.
 *
 * worker  Borrowed.
 *
 * Returns whether that is so.
 */
bool local_gone(const struct worker *worker);

/**
 * Condition: some output has come.
 *
 * worker  Borrowed.
 *
 * Returns whether there is a whole line.
 */
bool local_line(const struct worker *worker);

/**
 * Get a line of output as text.
 *
 * worker  Borrowed.
 * number  From 0.
 *
 * Returns a text that is valid until the next call; "" where there is none.
 */
const char *local_text(const struct worker *worker, uint64_t number);

#endif
