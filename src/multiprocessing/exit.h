/* exit: how a process that uses the library ends. */
#ifndef MULTIPROCESSING_EXIT_H
#define MULTIPROCESSING_EXIT_H

#include "src/multiprocessing.h"

/**
 * Terminate the calling process's daemons and join its other children, once.
 * [multiprocessing.util._exit_function]
 */
void mp__exit_function(void);

/**
 * Let the exit function run again, in a new process.
 */
void mp__exit_reset(void);

/**
 * End a child by way of the exit function and _exit(), whatever handlers its
 * parent registered; also when its target calls exit().
 *
 * code     Exit code; its low 8 bits count.
 * message  What an uncaught exception says, or NULL.
 */
MP_NORETURN void mp__exit_child(int code, const char *message);

/**
 * See to it that exit(), called in a child, ends as mp__exit_child() does.
 */
void mp__exit_catch(void);

/**
 * Write out stdout and stderr.
 *
 * Returns 0, or -errno of a stream that is open and could not be written.
 */
int mp__exit_flush(void);

#endif
