/* command: process objects that run commands, made and run in a word.  All of
 * them fail the running test on an error. */
#ifndef TESTS_SUPPORT_COMMAND_H
#define TESTS_SUPPORT_COMMAND_H

#include "src/multiprocessing.h"

/**
 * Make an object for a command.
 *
 * argv   Copied.
 * child  Copied; may be NULL.
 *
 * Returns the object, the caller's.
 */
mp_process *command_new(const char *const *argv, const mp_child *child);

/**
 * Run a shell command to its end.
 *
 * script  For "sh -c".
 * child   How it stands; may be NULL.
 *
 * Returns its exit code.
 */
int command_shell_code(const char *script, const mp_child *child);

/**
 * Run a command to its good end with one of its streams on a pipe.
 *
 * argv    The command.
 * child   How it stands, but for that stream.
 * stream  1 or 2.
 *
 * Returns what it wrote there, valid until the next call.
 */
const char *command_output(const char *const *argv, mp_child child, int stream);

/**
 * Run a shell command to its good end.
 *
 * script  For "sh -c".
 * child   How it stands, but for its stdout.
 *
 * Returns what it wrote to stdout, valid until the next call.
 */
const char *command_shell_output(const char *script, mp_child child);

#endif
