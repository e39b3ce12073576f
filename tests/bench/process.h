/* process: what the kernel knows of a process. */
#ifndef TESTS_BENCH_PROCESS_H
#define TESTS_BENCH_PROCESS_H

#include <sys/types.h>

/**
 * Tell how often a process has gone to sleep so far.
 *
 * pid  Any number.
 *
 * Returns how often, or -1.
 */
long process_sleeps(pid_t pid);

/**
 * Tell how much CPU time a process has used so far.
 *
 * pid  Any number.
 *
 * Returns seconds.
 */
double process_cpu(pid_t pid);

/**
 * Tell how much memory a process has.
 *
 * pid   Any number.
 * kind  "Rss": what is resident; "Pss": its share of it.
 *
 * Returns bytes, or -1.
 */
long process_memory(pid_t pid, const char *kind);

/**
 * Count the children of this process, also those that it got because their
 * parent has ended.
 *
 * Returns how many there are.
 */
int process_children(void);

#endif
