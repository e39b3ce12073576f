/* popen: making the child, by fork for a target and by exec for a command. */
#ifndef MULTIPROCESSING_POPEN_H
#define MULTIPROCESSING_POPEN_H

#include <sys/types.h>

#include "src/multiprocessing.h"

/**
 * Fork the calling process; call it with the lock held.
 *
 * Returns as fork(): the pid, 0 in the child, or -1 with errno.
 */
pid_t mp__fork(void);

/**
 * Fork a child that runs the object's target; call it with the lock held.
 * Returns in the parent only.
 *
 * process  Borrowed.
 *
 * Returns the child's pid, or -errno with nothing left behind.
 */
pid_t mp__popen_fork(mp_process *process);

/**
 * Make a child that executes the object's command; call it with the lock held.
 *
 * process  Borrowed.
 *
 * Returns the child's pid once the program is executed, or -errno with nothing
 * left behind.
 */
pid_t mp__popen_exec(mp_process *process);

/**
 * Wait for a child that could not be set up.
 *
 * pid  The child; it ends by itself.
 */
void mp__popen_discard(pid_t pid);

#endif
