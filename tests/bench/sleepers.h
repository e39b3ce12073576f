/* sleepers: processes that do nothing, in the barest way. */
#ifndef TESTS_BENCH_SLEEPERS_H
#define TESTS_BENCH_SLEEPERS_H

#include <sys/types.h>

/* The command that a sleeper is, as a shell would be given it. */
#define SLEEPERS_COMMAND "sleep 1000"

/**
 * Start processes by vfork() and execvp(), one after the other.
 *
 * pids   Receives their numbers.
 * count  How many.
 *
 * Returns 0, or -errno: those before the one that failed are started.
 */
int sleepers_start(pid_t *pids, long count);

/**
 * Terminate and reap processes.
 *
 * pids   Borrowed.
 * count  How many.
 */
void sleepers_end(const pid_t *pids, long count);

/**
 * Measure the loops: microseconds until all have been started, "up", and
 * until all are ended, "quit".
 *
 * count  How many.
 *
 * Returns 0, or -errno.
 */
int sleepers_measure(long count);

/**
 * Measure ends, one after the other: from the SIGKILL of a process until
 * waitpid() has returned, "end" in microseconds.
 *
 * count  How many.
 *
 * Returns 0, or -errno.
 */
int sleepers_measure_ends(long count);

#endif
