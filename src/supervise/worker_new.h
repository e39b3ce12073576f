/* worker_new: makes a worker of what is wanted, and frees it.  Only the
 * supervisor's own files include this. */
#ifndef SUPERVISE_WORKER_NEW_H
#define SUPERVISE_WORKER_NEW_H

#include "src/supervise/supervisor.h"

/**
 * Make a worker that is not in the set yet: it has no id.
 *
 * supervisor  Borrowed; must outlive the worker.
 * spec        Borrowed; one of its function, command and shell is there.
 * name        Copied; unique among the workers, and safe to show.
 * out         Receives the worker, to be freed with worker_free().
 *
 * Returns 0 or an error of the library.
 */
int worker_new(
    struct supervisor *supervisor,
    const struct worker_spec *spec,
    const char *name,
    struct worker **out);

/**
 * Free a worker; a process that runs is not touched.
 *
 * worker  Taken; not in the set any more.
 */
void worker_free(struct worker *worker);

#endif
