/* orphans: takes in the processes that a tested program leaves behind, so that
 * none is overlooked, and waits for those that end, as init would. */
#ifndef TESTS_SUPPORT_ORPHANS_H
#define TESTS_SUPPORT_ORPHANS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * Become the parent of all processes whose parents end below this one.
 *
 * Returns 0, or -1 with errno set.
 */
int orphans_adopt(void);

/**
 * Tell that a child was started here, not taken in: it is left to its owner.
 *
 * pid  The child.
 */
void orphans_own(pid_t pid);

/**
 * Tell that a child that was started here has been waited for.
 *
 * pid  The child.
 */
void orphans_disown(pid_t pid);

/**
 * Wait for all orphans that have ended; does nothing before orphans_adopt(),
 * and little when it was called a moment ago.
 */
void orphans_reap(void);

/**
 * Count the orphans that live, after reaping.
 *
 * Returns how many there are.
 */
size_t orphans_count(void);

/**
 * Name the orphans that live on stderr.
 */
void orphans_dump(void);

/**
 * Kill all orphans, and those that they leave, and wait for them.
 *
 * seconds  The limit.
 *
 * Returns whether none is left.
 */
bool orphans_kill(double seconds);

#endif
