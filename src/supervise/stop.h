/* stop: asking a worker to end as its policy says: by a signal or a command,
 * and harder when its time is up.  Only the supervisor's own files include
 * this. */
#ifndef SUPERVISE_STOP_H
#define SUPERVISE_STOP_H

#include "src/supervise/worker.h"

/**
 * Ask a worker, or what is left of its group, to end.
 *
 * worker  Borrowed; alive, or some of its group are left.
 *
 * Returns 0 or an error of the library: nothing was done.
 */
int stop_worker(struct worker *worker);

/**
 * Note that a worker's leader has ended: its stop command may go on no longer.
 *
 * worker  Borrowed; has a policy.
 */
void stop_ended(struct worker *worker);

/**
 * Note that nobody is left of a worker: no time limit runs.
 *
 * worker  Borrowed; has a policy.
 */
void stop_gone(struct worker *worker);

#endif
