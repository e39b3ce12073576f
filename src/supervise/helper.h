/* helper: a process that serves a worker: tries whether it is ready, or stops
 * it.  It is no row, and its output is not kept. */
#ifndef SUPERVISE_HELPER_H
#define SUPERVISE_HELPER_H

#include <stdbool.h>

#include "src/multiprocessing.h"
#include "src/supervise/worker.h"

/* The longest line of its output that is kept: the last one. */
#define HELPER_LINE_SIZE 128

struct helper;

/* Told once: its exit code as Python's, or -ETIME beyond all signals when it
 * was ended because its time was up, and the last line that it wrote.  The
 * helper frees itself after this. */
typedef void helper_done(
    struct worker *worker, int exitcode, bool in_time, const char *line);

/* What a helper is to run. */
struct helper_task {
    const char *shell; /* a text for the shell ... */
    mp_target *target; /* ... or a function and its arguments, borrowed */
    mp_args args;
    const char *cwd; /* NULL: the worker's */
    double timeout;  /* seconds; 0: no limit */
    helper_done *done;
};

/**
 * Start a helper, with the environment of the worker it serves.
 *
 * worker  Borrowed.
 * task    Borrowed.
 * out     Receives the helper; valid until it is done.
 *
 * Returns 0 or an error of the library.
 */
int helper_start(
    struct worker *worker, const struct helper_task *task, struct helper **out);

/**
 * End a helper that is not wanted any more, with its group; it tells nothing.
 *
 * helper  Taken; NULL does nothing.
 */
void helper_end(struct helper *helper);

#endif
