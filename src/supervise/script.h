/* script: what a simulated process does: a few words of the shell, as steps. */
#ifndef SUPERVISE_SCRIPT_H
#define SUPERVISE_SCRIPT_H

#include <stddef.h>
#include <stdint.h>

#include "src/multiprocessing.h"
#include "src/supervise/output.h"

enum script_verb {
    SCRIPT_ECHO, /* write text */
    SCRIPT_TIME, /* write text, " is " and the time, as the tutorial does */
    SCRIPT_DATE, /* write the time, as date(1) does */
    SCRIPT_SLEEP,
    SCRIPT_STATUS, /* that a command ended with */
    SCRIPT_EXIT
};

struct script_step {
    enum script_verb verb;
    enum output_stream stream; /* where it writes to */
    char *text;                /* ECHO, TIME: without a newline; or NULL */
    int64_t duration;          /* SLEEP: nanoseconds */
    int code;                  /* STATUS, EXIT; -1: the last status */
};

/* Zero-initialised: it does nothing, and ends with 0. */
struct script {
    struct script_step *steps;
    size_t count;
    size_t room;
};

/**
 * Find what one of the tutorial's workers does.
 *
 * script    Receives it, to be freed with script_free(), also after an error.
 * function  One of tutorial.h.
 * seconds   Its argument.
 *
 * Returns 0, -ENOMEM, or -EINVAL: it is none of them.
 */
int script_of_function(
    struct script *script, mp_target *function, double seconds);

/**
 * Find what a command does.  Understood are `echo`, `date`, `sleep`, `true`,
 * `false`, `:` and `exit`, one or several with ";" or newlines between them,
 * quoted as for the shell; `>&2` after the words of one writes to stderr.
 *
 * script   Receives it, to be freed with script_free(), also after an error.
 * command  A program with its arguments, NULL-ended, or "/bin/sh", "-c" and a
 *          text.
 * error    Receives what is not understood of it: a sentence without a full
 *          stop.
 * size     Bytes at error; with 0 nothing is said.
 *
 * Returns 0, -ENOMEM or -EINVAL.
 */
int script_of_command(
    struct script *script,
    const char *const *command,
    char *error,
    size_t size);

/**
 * Free the steps.
 *
 * script  Borrowed.
 */
void script_free(struct script *script);

#endif
