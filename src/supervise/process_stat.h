/* process_stat: who a process is, and how to signal just that one. */
#ifndef SUPERVISE_PROCESS_STAT_H
#define SUPERVISE_PROCESS_STAT_H

#include <stdint.h>
#include <sys/types.h>

struct process_stat {
    pid_t pid;
    pid_t parent;
    pid_t group;
    pid_t session;
    uint64_t began; /* clock ticks since the machine started */
};

/**
 * Open a process that has not ended, and read who it is.  What is read is of
 * the process that is open, whoever gets its number later.
 *
 * pid   Any process, > 0.
 * stat  Receives who it is.
 *
 * Returns a pidfd, the caller's, close-on-exec, or -errno: -ESRCH when there is
 * no such process, or it merely waits to be reaped.  Source: proc(5).
 */
int process_stat_open(pid_t pid, struct process_stat *stat);

/**
 * Read the clock that processes begin by.
 *
 * Returns clock ticks since the machine started.
 */
uint64_t process_stat_now(void);

#endif
