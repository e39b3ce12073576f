/* liveness: asks a worker as long as it lives how it is, and ends it when it is
 * not well; its policy says what follows.  Only the supervisor's own files
 * include this. */
#ifndef SUPERVISE_LIVENESS_H
#define SUPERVISE_LIVENESS_H

#include "src/supervise/worker.h"

/**
 * Begin to ask, for a new life.
 *
 * worker  Borrowed; alive, has a policy.
 */
void liveness_begin(struct worker *worker);

/**
 * Ask no longer.
 *
 * worker  Borrowed; has a policy.
 */
void liveness_end(struct worker *worker);

#endif
