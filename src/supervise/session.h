/* session: who else belongs to a worker with a terminal: the jobs of a shell
 * lead groups of their own. */
#ifndef SUPERVISE_SESSION_H
#define SUPERVISE_SESSION_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * Send a signal to the descendants of a session's leader that are in its
 * session but not in its group.
 *
 * leader  Of the session; a child of this process that has not been reaped.
 * signum  Any signal.
 */
void session_signal(pid_t leader, int signum);

/**
 * Tell whether a process ignores a signal.
 *
 * pid     A child of this process that has not been reaped.
 * signum  Any signal.
 *
 * Returns whether it does.
 */
bool session_ignores(pid_t pid, int signum);

#endif
