/* forkserver: a small process, forked off early, that forks on behalf of a
 * program which has grown large. */
#ifndef MULTIPROCESSING_FORKSERVER_H
#define MULTIPROCESSING_FORKSERVER_H

#include <sys/types.h>

#include "src/multiprocessing.h"

/**
 * See to it that the calling process has a fork server; call it with the lock
 * held.
 *
 * Returns 0 or -errno.
 */
int mp__forkserver_ensure(void);

/**
 * End the calling process's fork server, if it has one.
 */
void mp__forkserver_stop(void);

/**
 * Forget, after a fork, the server of the process that this one was forked
 * from.
 */
void mp__forkserver_forget(void);

/**
 * Let the server fork a child that runs the object's target; call it with the
 * lock held.
 *
 * process  Borrowed.
 *
 * Returns the child's pid, MP_EPOINTER, MP_ECONTEXTPOINTER, or -errno with
 * nothing left behind.
 */
pid_t mp__popen_forkserver(mp_process *process);

#endif
