/* parity: the same small programs in C and in Python; parity.sh compares what
 * they say.  Each scenario of parity.py stands here under the same name. */
#ifndef TESTS_PARITY_PARITY_H
#define TESTS_PARITY_PARITY_H

#include "src/multiprocessing.h"

/* A scenario: its result is the exit status of the program. */
struct parity {
    const char *name;
    int (*run)(void);
};

/* The scenarios, each table ended by a row without a name. */
extern const struct parity parity_ends[];
extern const struct parity parity_objects[];
extern const struct parity parity_states[];

/**
 * Make a process.
 *
 * target   May be NULL.
 * number   Its argument.
 * options  What else; may be NULL.
 *
 * Returns the object, which the program keeps to its end.  Ends the program
 * when there is none.
 */
mp_process *parity_new(
    mp_target *target, int number, const mp_process_options *options);

/**
 * Make and start a process.
 *
 * target   May be NULL.
 * number   Its argument.
 * options  What else; may be NULL.
 *
 * Returns the object as parity_new() does.
 */
mp_process *parity_start(
    mp_target *target, int number, const mp_process_options *options);

/**
 * Print a result as Python would show it: "ok", or "CLASS: MESSAGE".
 *
 * label  What was done.
 * error  A result of the library.
 */
void parity_result(const char *label, int error);

/**
 * Print an object's repr.
 *
 * process  Borrowed.
 */
void parity_repr(mp_process *process);

/**
 * Print an exit code: "LABEL None" or "LABEL N".
 *
 * label    What it is of.
 * process  Borrowed.
 */
void parity_exitcode(const char *label, mp_process *process);

/**
 * Sleep.
 *
 * milliseconds  How long, at least.
 */
void parity_sleep(int milliseconds);

#endif
