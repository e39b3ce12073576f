/* descendant: signals to processes that workers started themselves. */
#ifndef SUPERVISE_DESCENDANT_H
#define SUPERVISE_DESCENDANT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/**
 * Tell whether two looks at the start of a process with one pid are of the same
 * process: they may differ by the clocks' resolution.
 *
 * one    Monotonic nanoseconds.
 * other  Monotonic nanoseconds.
 *
 * Returns whether they are.
 */
bool descendant_is(int64_t one, int64_t other);

/**
 * Send a signal to a process that is not a worker, through a pidfd: never to
 * another one that got its number meanwhile.
 *
 * pid      As it was sampled.
 * started  Monotonic nanoseconds, as it was sampled with it.
 * signum   1 to SIGRTMAX.
 *
 * Returns 0 or -errno: -ESRCH when it is gone, -EPERM when it is not ours to
 * signal.
 */
int descendant_signal(pid_t pid, int64_t started, int signum);

#endif
