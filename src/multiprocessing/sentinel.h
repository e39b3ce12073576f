/* sentinel: the descriptor that tells of a process's end, and its life. */
#ifndef MULTIPROCESSING_SENTINEL_H
#define MULTIPROCESSING_SENTINEL_H

#include <stdbool.h>

#include "src/multiprocessing.h"

/* What the descriptor is. */
enum mp__sentinel_kind {
    MP__SENTINEL_PIDFD,
    MP__SENTINEL_PIPE, /* where there are no pidfds: the child holds the other
                          end, and so may what it starts */
    MP__SENTINEL_GONE  /* of a process that has ended: always readable */
};

/* Part of an object.  Start it as MP__SENTINEL_NONE. */
struct mp__sentinel {
    int fd; /* -1: none so far */
    enum mp__sentinel_kind kind;
    unsigned generation; /* of the library's descriptors when it was opened */
    unsigned waiters;    /* threads that poll it now */
    int unused;          /* to be closed by the last waiter; -1: none */
};

#define MP__SENTINEL_NONE                                                      \
    {                                                                          \
        .fd = -1, .unused = -1                                                 \
    }

/* All of these are called with the lock held; the process is borrowed. */

/**
 * Tell whether an object has a descriptor of the calling process; one of the
 * process that this one was forked from is forgotten.
 *
 * process  Borrowed.
 *
 * Returns whether it has one.
 */
bool mp__sentinel_is_open(mp_process *process);

/**
 * Get the descriptor, opening it where there is none so far.
 *
 * process  Borrowed; started, or the parent.
 *
 * Returns the descriptor, the object's, or -errno (-ENOSYS: there are no
 * pidfds in this system).
 */
int mp__sentinel_open(mp_process *process);

/**
 * Open the pidfd of a child that was made just now; without one it is opened
 * when it is needed.
 *
 * process  Borrowed; its child was not waited for yet.
 */
void mp__sentinel_open_early(mp_process *process);

/**
 * Get the descriptor if it is a pidfd.
 *
 * process  Borrowed.
 *
 * Returns the pidfd, or -1.
 */
int mp__sentinel_pidfd(mp_process *process);

/**
 * Give the descriptor back, now or when the last waiter is through.
 *
 * process  Borrowed.
 */
void mp__sentinel_close(mp_process *process);

/**
 * Where there are no pidfds, open a pipe as the sentinel of a child to come.
 *
 * process  Borrowed.
 *
 * Returns the end that the child is to hold, the caller's to close, or -1
 * where there are pidfds, or no pipe.
 */
int mp__sentinel_prepare(mp_process *process);

/**
 * Begin to poll the descriptor without the lock.
 *
 * process  Borrowed until mp__sentinel_end_wait().
 */
void mp__sentinel_begin_wait(mp_process *process);

/**
 * End what mp__sentinel_begin_wait() began.
 *
 * process  Borrowed.
 */
void mp__sentinel_end_wait(mp_process *process);

#endif
