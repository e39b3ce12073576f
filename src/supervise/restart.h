/* restart: starting by itself: when nothing hinders a worker any more, or when
 * its policy wants another life.  Only the supervisor's own files include
 * this. */
#ifndef SUPERVISE_RESTART_H
#define SUPERVISE_RESTART_H

#include <stdbool.h>
#include <stdint.h>

#include "src/supervise/worker.h"

/**
 * Start a worker after a while.
 *
 * worker       Borrowed; it does not live, and has a policy.
 * nanoseconds  How long; 0: in the next turn of the loop.
 */
void restart_after(struct worker *worker, int64_t nanoseconds);

/**
 * Start a worker that waits now.
 *
 * worker  Borrowed.
 *
 * Returns 0 or an error of the library, which has been told.
 */
int restart_now(struct worker *worker);

/**
 * Let a worker wait no longer; it is not started.
 *
 * worker  Borrowed.
 *
 * Returns whether it waited.
 */
bool restart_cancel(struct worker *worker);

/**
 * Tell whether the policy of a worker whose life has ended wants another one.
 *
 * worker  Borrowed.
 *
 * Returns whether it does.
 */
bool restart_is_wanted(const struct worker *worker);

/**
 * Do what the policy of a worker says to the end of a life: start anew after a
 * while, or end all.
 *
 * worker  Borrowed; nobody is left of its life.
 */
void restart_decide(struct worker *worker);

#endif
