/* rescue: ends the workers' process groups from a signal handler, where the
 * supervisor can do it no more. */
#ifndef UI_RESCUE_H
#define UI_RESCUE_H

#include <sys/types.h>

/**
 * Remember a process group to be killed in an emergency.
 *
 * group  Its number, > 0.
 *
 * Returns 0 or -ENOMEM.
 */
int rescue_add(pid_t group);

/**
 * Forget a process group; one that is not known changes nothing.
 *
 * group  Its number.
 */
void rescue_remove(pid_t group);

/**
 * Kill all groups that are remembered.  Async-signal-safe.
 *
 * signum  The signal that asked for it; not used.
 */
void rescue_kill(int signum);

#endif
