/* rows: the verbs that are about a row rather than its process: duplicate,
 * remove, rename.  Only the supervisor's own files include this. */
#ifndef SUPERVISE_ROWS_H
#define SUPERVISE_ROWS_H

#include "src/supervise/worker.h"

/**
 * Add a row that runs the same, not started.
 *
 * worker  Borrowed.
 *
 * Returns 0 or an error of the library, which has been told.
 */
int rows_duplicate(struct worker *worker);

/**
 * Remove a row of which nothing lives; the worker is gone then.
 *
 * worker  Taken, if it is removed.
 *
 * Returns 0, or -EBUSY, which has been told.
 */
int rows_remove(struct worker *worker);

#endif
