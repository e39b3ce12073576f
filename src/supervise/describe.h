/* describe: what a new row is called and shows, when nobody says so.  Only the
 * supervisor's own files include this. */
#ifndef SUPERVISE_DESCRIBE_H
#define SUPERVISE_DESCRIBE_H

#include "src/supervise/supervisor.h"

/* Room for a name and for a target; longer ones are cut. */
#define DESCRIBE_NAME_SIZE 128
#define DESCRIBE_TARGET_SIZE 1024

/**
 * Name a command by the last part of its first word.
 *
 * spec  Borrowed; with a command or a text for the shell.
 * name  Receives DESCRIBE_NAME_SIZE bytes, safe to show.
 *
 * Returns name.
 */
const char *describe_name(const struct worker_spec *spec, char *name);

/**
 * Say what a row runs.
 *
 * spec    Borrowed.
 * target  Receives DESCRIBE_TARGET_SIZE bytes, safe to show.
 *
 * Returns target.
 */
const char *describe_target(const struct worker_spec *spec, char *target);

#endif
