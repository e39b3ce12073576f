/* stage: a small full-screen program, for tests of the terminal and of signals.
 * A test program is it when started with STAGE_ARGUMENT. */
#ifndef TESTS_SUPPORT_STAGE_H
#define TESTS_SUPPORT_STAGE_H

#include "tests/support/terminal.h"

#define STAGE_ARGUMENT "--stage"

/* A tenth of what the key P shows: ten cells of a row from a column on. */
#define STAGE_POSTER "%04d.%04d;"

/**
 * Be the program, if the arguments say so.  Its keys: q ends; R redraws; X
 * scribbles over the screen; F shows 200 frames; P one that is full; S faults; O runs out of stack; A aborts; H hangs; B writes until it blocks;
 * Ctrl-Z suspends.  Arguments: "plain" for no colour, "ascii", "mouse", "child"
 * for a worker in a group of its own.
 *
 * argc  As main() got it.
 * argv  Likewise.
 *
 * Returns only when it is not to be the program.
 */
void stage_main(int argc, char **argv);

/**
 * Start the program on a terminal and wait until it shows its screen.
 *
 * rows         Of the terminal.
 * columns      Of the terminal.
 * arguments    NULL-ended, or NULL.
 * environment  As harness_start().
 *
 * Returns the harness; fails the test when nothing is shown.
 */
struct harness *stage_start(
    int rows,
    int columns,
    const char *const *arguments,
    const char *const *environment);

/**
 * Tell how to start the program from a shell.
 *
 * Returns a command line, static.
 */
const char *stage_command(void);

#endif
