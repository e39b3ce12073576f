/* kernel: what the tests run on. */
#ifndef TESTS_SUPPORT_KERNEL_H
#define TESTS_SUPPORT_KERNEL_H

#include <stdbool.h>

/**
 * Tell whether the system has pidfds; valgrind 3.19 has none, and a sandbox may
 * refuse them.
 *
 * Returns whether it does.
 */
bool kernel_has_pidfd(void);

/**
 * Tell whether the program runs under valgrind, which has descriptors and
 * signals of its own, cannot go on after an exec that fails late, and is slow.
 *
 * Returns whether it does.
 */
bool kernel_is_valgrind(void);

#endif
