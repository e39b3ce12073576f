/* children: the children of the calling process that run. */
#ifndef MULTIPROCESSING_CHILDREN_H
#define MULTIPROCESSING_CHILDREN_H

#include "src/multiprocessing.h"

/**
 * Add a child that was just started; call it with the lock held.
 *
 * process  A reference is taken.
 */
void mp__children_add(mp_process *process);

/**
 * Remove a child that has ended; call it with the lock held.
 *
 * process  The reference is dropped; one that is not there does nothing.
 */
void mp__children_remove(mp_process *process);

/**
 * Reap all children that have ended; call it with the lock held.
 */
void mp__children_reap(void);

/**
 * Reap children that have ended, as many as take little time: all of them
 * while they are few, else a few each time, in turn; call it with the lock
 * held.
 */
void mp__children_reap_some(void);

/**
 * Count the children that are not known to have ended.
 *
 * Returns how many there are.
 */
int mp__children_count(void);

/**
 * Call a function for each child that runs, in the order of their start.
 *
 * function  Must not wait: the lock is held meanwhile.
 */
void mp__children_walk(void (*function)(mp_process *child));

/**
 * Forget the children of the process that this one was forked from.
 */
void mp__children_forget(void);

#endif
