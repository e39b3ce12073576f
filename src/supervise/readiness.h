/* readiness: finds out when a worker is ready: by a line of its output, a
 * command or a web server's answer.  Only the supervisor's own files include
 * this. */
#ifndef SUPERVISE_READINESS_H
#define SUPERVISE_READINESS_H

#include "src/supervise/worker.h"

/**
 * Begin to find it out, for a new life.
 *
 * worker  Borrowed; alive, has a policy.
 */
void readiness_begin(struct worker *worker);

/**
 * Look at the lines that have come to the worker's output.
 *
 * worker  Borrowed; has a policy.
 */
void readiness_output(struct worker *worker);

/**
 * Try no longer.
 *
 * worker  Borrowed; has a policy.
 */
void readiness_end(struct worker *worker);

/**
 * Ask a web server for a page: the target of a helper.
 *
 * args    Host, port, path and the status that is good.
 * kwargs  Not used.
 *
 * Returns 0 when it answered so, else 1; stdout then says what happened.
 */
int readiness_ask_http(const mp_args *args, const mp_kwargs *kwargs);

#endif
