/* target: functions for children to run, and process objects made in a word.
 * Targets never assert; what makes objects fails the running test. */
#ifndef TESTS_SUPPORT_TARGET_H
#define TESTS_SUPPORT_TARGET_H

#include "src/multiprocessing.h"

/**
 * Target: end at once.
 *
 * args    The exit code, an integer; none: 0.
 * kwargs  Not used.
 *
 * Returns the exit code.
 */
int target_return(const mp_args *args, const mp_kwargs *kwargs);

/**
 * Target: sleep until a signal ends it, or for a minute.
 *
 * args    Pointer to a shared atomic_int, set to 1 as the sleep begins; or
 *         none.
 * kwargs  Not used.
 *
 * Returns 99 after a minute.
 */
int target_sleep(const mp_args *args, const mp_kwargs *kwargs);

/**
 * Target: wait until a flag is set.
 *
 * args    Pointer to a shared atomic_int; the exit code, an integer.
 * kwargs  Not used.
 *
 * Returns the exit code, 99 after a minute.
 */
int target_wait(const mp_args *args, const mp_kwargs *kwargs);

/**
 * Make an object.
 *
 * target  May be NULL.
 * args    Copied.
 *
 * Returns the object, the caller's.  Fails the running test on an error.
 */
mp_process *target_new(mp_target *target, mp_args args);

/**
 * Make and start an object.
 *
 * target  May be NULL.
 * args    Copied.
 *
 * Returns the object, the caller's.  Fails the running test on an error.
 */
mp_process *target_start(mp_target *target, mp_args args);

/**
 * Wait for a child's end without reaping it.
 *
 * process  Started child.
 *
 * Fails the running test when it does not end soon.
 */
void target_zombie(mp_process *process);

/**
 * Join a child that ends by itself.
 *
 * process  Started child.
 *
 * Returns its exit code.  Fails the running test when it does not end soon.
 */
int target_code(mp_process *process);

/**
 * End a child if it runs, and drop the object.
 *
 * process  Taken; NULL does nothing.
 *
 * Fails the running test when the child does not end soon.
 */
void target_end(mp_process *process);

#endif
