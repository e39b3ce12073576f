/* pidfd: waiting for, reaping and signalling one process by descriptor. */
#ifndef MULTIPROCESSING_PIDFD_H
#define MULTIPROCESSING_PIDFD_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/**
 * Tell whether this system has pidfds; call it with the lock held.
 *
 * Returns whether it does.
 */
bool mp__pidfd_is_available(void);

/**
 * Open a process.
 *
 * pid  The process.
 *
 * Returns a close-on-exec descriptor, or -errno.
 */
int mp__pidfd_open(pid_t pid);

/**
 * Turn a time limit into a moment.
 *
 * timeout  Seconds; not NaN.
 *
 * Returns monotonic nanoseconds, INT64_MAX for no limit.
 */
int64_t mp__deadline(double timeout);

/**
 * Tell whether a moment has passed.
 *
 * deadline  From mp__deadline().
 *
 * Returns whether it has.
 */
bool mp__is_past(int64_t deadline);

/**
 * poll() until a moment, whatever signals are handled meanwhile.
 *
 * fds       Borrowed; n entries.
 * n         Number of entries.
 * deadline  From mp__deadline().
 *
 * Returns how many are ready, 0 when the moment has passed, or -errno.
 */
int mp__poll_until(struct pollfd *fds, size_t n, int64_t deadline);

/**
 * Take the status of a child that has ended.
 *
 * pid       A child of the calling process that it has not reaped.
 * pidfd     Its descriptor, or -1.
 * exitcode  Receives 0 to 255 or -N for signal N.
 *
 * Returns 1 when it was taken, 0 when the child runs, -ECHILD when somebody
 * else took it, or another -errno.
 */
int mp__reap(pid_t pid, int pidfd, int *exitcode);

/**
 * Sleep until a child ends, leaving its status; for programs of one thread,
 * where nobody else can reap it meanwhile.
 *
 * pid  A child of the calling process that it has not reaped.
 *
 * Returns when it has ended or is lost.
 */
void mp__await(pid_t pid);

/**
 * Open a child of the calling process.
 *
 * pid  A child that it has not reaped.
 *
 * Returns a close-on-exec descriptor, -ESRCH when somebody else reaped the
 * child, or another -errno (-ENOSYS: there are none in this system).
 */
int mp__pidfd_open_child(pid_t pid);

/**
 * Send a signal.
 *
 * pidfd   The process.
 * signum  Signal number, or 0.
 *
 * Returns 0, -ESRCH when it has ended and was reaped, or another -errno.
 */
int mp__pidfd_signal(int pidfd, int signum);

/**
 * Open a process that another process started before the calling one began,
 * if it is still that one.
 *
 * pid     Its number then.
 * parent  The process that started it.
 *
 * Returns a descriptor, or -ESRCH when it is gone, or another -errno.
 */
int mp__pidfd_open_sibling(pid_t pid, pid_t parent);

#endif
