/* scenario: small programs in one, each of which ends its process in its own
 * way, or depends on being the first to use the library.  The tests execute
 * them, so that buffers, handlers and numbers start clean. */
#ifndef TESTS_SUPPORT_SCENARIO_H
#define TESTS_SUPPORT_SCENARIO_H

#include <stdatomic.h>

#include "src/multiprocessing.h"

/* A scenario: its result is the exit status of the program. */
struct scenario {
    const char *name;
    int (*run)(const char *argument);
};

/* The scenarios, each table ended by a row without a name. */
extern const struct scenario scenarios_exit[];
extern const struct scenario scenarios_identity[];
extern const struct scenario scenarios_parent[];
extern const struct scenario scenarios_stream[];
extern const struct scenario scenarios_system[];

/**
 * Write to standard output at once, past its buffer.
 *
 * format  As for printf().
 */
void scenario_say(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/**
 * Sleep.
 *
 * milliseconds  How long, at least.
 */
void scenario_sleep(int milliseconds);

/**
 * Make and start a process; ends the program with status 70 when that fails.
 *
 * options  Copied.
 *
 * Returns the object, which the program keeps to its end.
 */
mp_process *scenario_start(const mp_process_options *options);

/**
 * Start a function with an integer.
 *
 * target  The function.
 * number  Its argument.
 *
 * Returns the object as scenario_start() does.
 */
mp_process *scenario_call(mp_target *target, int number);

/**
 * Join a process; ends the program with status 71 when it takes too long.
 *
 * process  Borrowed.
 *
 * Returns its exit code.
 */
int scenario_join(mp_process *process);

/**
 * Target: sleep, then say "NAME done".
 *
 * args    Milliseconds, an integer.
 * kwargs  Not used.
 *
 * Returns 0.
 */
int scenario_sleeper(const mp_args *args, const mp_kwargs *kwargs);

/* Counts in memory common to a scenario's processes, for what has to be in
 * step: how many are ready. */
extern atomic_int *scenario_ready;

/**
 * Wait until some processes are ready; ends the program with status 72 when it
 * takes too long.
 *
 * count  How many.
 */
void scenario_wait_ready(int count);

#endif
