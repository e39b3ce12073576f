/* tutorial: the workers and the four example programs of the tutorial. */
#ifndef SUPERVISE_TUTORIAL_H
#define SUPERVISE_TUTORIAL_H

#include <stdbool.h>

#include "src/multiprocessing.h"

struct supervisor;

/**
 * The worker of example 1: tells the time six times, args[0] seconds apart.
 *
 * args    Seconds between two lines, a number.
 * kwargs  Not used.
 *
 * Returns 0.
 */
int tutorial_worker(const mp_args *args, const mp_kwargs *kwargs);

/**
 * The workers of example 2: each tells the time and sleeps args[0] seconds.
 *
 * args    Seconds to sleep, a number.
 * kwargs  Not used.
 *
 * Returns 0.
 */
int tutorial_worker1(const mp_args *args, const mp_kwargs *kwargs);

/**
 * As tutorial_worker1().
 *
 * args    Seconds to sleep, a number.
 * kwargs  Not used.
 *
 * Returns 0.
 */
int tutorial_worker2(const mp_args *args, const mp_kwargs *kwargs);

/**
 * As tutorial_worker1().
 *
 * args    Seconds to sleep, a number.
 * kwargs  Not used.
 *
 * Returns 0.
 */
int tutorial_worker3(const mp_args *args, const mp_kwargs *kwargs);

/**
 * As tutorial_worker1().
 *
 * args    Seconds to sleep, a number.
 * kwargs  Not used.
 *
 * Returns 0.
 */
int tutorial_worker4(const mp_args *args, const mp_kwargs *kwargs);

/**
 * The worker of example 3: tells the time, sleeps args[0] seconds, tells it
 * again.
 *
 * args    Seconds to sleep, a number.
 * kwargs  Not used.
 *
 * Returns 0.
 */
int tutorial_daemon_worker(const mp_args *args, const mp_kwargs *kwargs);

/**
 * Add the tutorial's seven workers, not started.
 *
 * supervisor  Borrowed.
 *
 * Returns 0 or an error of the library.
 */
int tutorial_add(struct supervisor *supervisor);

/**
 * Tell whether there is such an example.
 *
 * name  "single", "multiple", "daemon-off" or "daemon-on".
 *
 * Returns whether tutorial_run() knows it.
 */
bool tutorial_has(const char *name);

/**
 * Run an example as a plain program: its main module, in this process.  The
 * library's exit function does the rest at exit().
 *
 * name  As for tutorial_has().
 *
 * Returns the exit status so far: 0, or 1 when something failed, which has
 * been told on stderr.
 */
int tutorial_run(const char *name);

#endif
