/* current: the calling process's own state, and the lock over all objects. */
#ifndef MULTIPROCESSING_CURRENT_H
#define MULTIPROCESSING_CURRENT_H

#include <stdbool.h>

#include "src/multiprocessing.h"

/**
 * Take the library's lock; the same thread may take it again.
 */
void mp__lock(void);

/**
 * Give the library's lock back.
 */
void mp__unlock(void);

/**
 * Take the next number for a process object; call it with the lock held.
 *
 * Returns 1, 2, ...
 */
int mp__current_next_number(void);

/**
 * Get how start() is to make a process, and keep it from being chosen any
 * more; call it with the lock held.
 *
 * Returns the method.
 */
mp_start_method mp__current_method(void);

/**
 * Forget, in a copy made by a fork, what belongs to the original.
 */
void mp__current_after_fork(void);

/**
 * Become the child that an object stands for, just after the fork.
 *
 * process  The object whose start() forked; becomes the current process.
 */
void mp__current_become(mp_process *process);

/**
 * Tell whether the calling process was made by start().
 *
 * Returns false in the main process and in copies made by a bare fork().
 */
bool mp__current_is_child(void);

#endif
