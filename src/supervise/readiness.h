/* readiness: finds out when a worker is ready: by a line of its output, a
 * command or a web server's answer.  Only the supervisor's own files include
 * this. */
#ifndef SUPERVISE_READINESS_H
#define SUPERVISE_READINESS_H

#include "src/supervise/helper.h"
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
 * Ask once how a worker is.
 *
 * worker  Borrowed; has a policy.
 * probe   Borrowed; a command or a web server.
 * done    As for helper_start(): exit code 0 is well.
 * out     Receives what asks.
 *
 * Returns 0 or an error of the library: done is not called.
 */
int readiness_ask(
    struct worker *worker,
    const struct policy_probe *probe,
    helper_done *done,
    struct helper **out);

/**
 * Say in plain words that an answer was not good.
 *
 * probe     Borrowed.
 * exitcode  What done() got ...
 * in_time   ...
 * line      ...
 * text      Receives it; CARE_SAID_SIZE bytes.
 *
 * Returns text; NULL when all was well.
 */
const char *readiness_explain(
    const struct policy_probe *probe,
    int exitcode,
    bool in_time,
    const char *line,
    char *text);

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
