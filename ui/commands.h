/* commands: the workers that a command line asks for. */
#ifndef UI_COMMANDS_H
#define UI_COMMANDS_H

#include <stddef.h>

#include "src/supervise/supervisor.h"
#include "ui/options.h"

/**
 * Add the workers: a daemon for each command, or the tutorial's seven.
 *
 * supervisor  Borrowed.
 * options     Borrowed.
 *
 * Returns 0 or an error of the library.
 */
int commands_add(struct supervisor *supervisor, const struct options *options);

/**
 * Look whether all that is to be run can be simulated.
 *
 * options  Borrowed.
 * error    Receives what cannot: a sentence to stand after "mptop: ", without a
 *          full stop.
 * size     Bytes at error.
 *
 * Returns 0, -EINVAL or -ENOMEM.
 */
int commands_check_simulated(
    const struct options *options, char *error, size_t size);

/**
 * Look whether the commands were meant as the words of one command line, as in
 * `mptop npm run dev`: the first can be executed, none of the others can.
 *
 * options  Borrowed.
 * text     Receives a sentence that points to "--", or "".
 * size     Bytes at text.
 *
 * Returns text.
 */
const char *commands_hint(
    const struct options *options, char *text, size_t size);

#endif
