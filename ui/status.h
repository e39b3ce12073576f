/* status: the exit status of the program, from what became of its workers. */
#ifndef UI_STATUS_H
#define UI_STATUS_H

#include "src/supervise/supervisor.h"
#include "ui/options.h"

/**
 * Find the exit status that --exit-code asks for.
 *
 * supervisor  Borrowed.
 * options     Borrowed.
 *
 * Returns 0 to 255.
 */
int status_of(
    const struct supervisor *supervisor, const struct options *options);

/**
 * Look whether there is the worker that --exit-code names.
 *
 * supervisor  Borrowed.
 * options     Borrowed.
 *
 * Returns whether there is, or none is named.
 */
bool status_has_worker(
    const struct supervisor *supervisor, const struct options *options);

#endif
