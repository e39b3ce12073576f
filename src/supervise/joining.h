/* joining: waiting for workers without blocking.  Only the supervisor's own
 * files include this. */
#ifndef SUPERVISE_JOINING_H
#define SUPERVISE_JOINING_H

#include "src/supervise/worker.h"

/**
 * Begin to wait for a worker, in place of a wait that goes on.
 *
 * worker   Borrowed; alive.
 * timeout  Seconds, more than 0, or MP_FOREVER.
 *
 * Returns 0 or -ENOMEM.
 */
int joining_begin(struct worker *worker, double timeout);

/**
 * End a wait without an event, as when the worker has ended.
 *
 * worker  Borrowed.
 *
 * Returns how long it was waited for, in seconds; -1 when nobody waited.
 */
double joining_end(struct worker *worker);

/**
 * Give up waiting.
 *
 * worker  Borrowed; nothing happens when nobody waits for it.
 */
void joining_give_up(struct worker *worker);

/**
 * Tell that join() has returned.
 *
 * worker   Borrowed.
 * result   0 ended, 1 the time was up, 2 given up.
 * seconds  How long it was waited for.
 */
void joining_tell(struct worker *worker, int result, double seconds);

#endif
