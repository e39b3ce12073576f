/* fault: makes one call of a system function fail.  The program is linked with
 * -Wl,--wrap=NAME for each of FAULT_WRAPPED in Makefile.am, so that the library's
 * calls come here; what is not armed goes on to the system. */
#ifndef TESTS_SUPPORT_FAULT_H
#define TESTS_SUPPORT_FAULT_H

#include <stdbool.h>

/* In which process a call fails. */
enum fault_place {
    FAULT_HERE,    /* the one that calls fault_arm() */
    FAULT_IN_CHILD /* its children */
};

/**
 * Let one call fail.
 *
 * function  Its name, as "pipe2"; "memory" counts malloc, calloc, realloc and
 *           strdup together, "fork" both fork and _Fork.
 * nth       Which of its calls from now on, from 1.
 * error     The errno that it fails with.
 * place     Whose calls count.
 */
void fault_arm(
    const char *function, int nth, int error, enum fault_place place);

/**
 * Let all calls go through again.
 *
 * Returns whether the armed call was made, and so failed.
 */
bool fault_disarm(void);

#endif
