/* sentinel: the descriptor that tells of a process's end, and its life. */
#ifndef MULTIPROCESSING_SENTINEL_H
#define MULTIPROCESSING_SENTINEL_H

#include <pthread.h>
#include <stdbool.h>

#include "src/multiprocessing.h"

/* What the descriptor is. */
enum mp__sentinel_kind {
    MP__SENTINEL_PIDFD,
    MP__SENTINEL_WATCH, /* where there are no pidfds: a thread of ours waits for
                           the child, and then makes it readable */
    MP__SENTINEL_PIPE,  /* the parent's, likewise: from mp__lifeline_open() */
    MP__SENTINEL_GONE   /* of a process that has ended: always readable */
};

/* Part of an object.  Start it as MP__SENTINEL_NONE. */
struct mp__sentinel {
    int fd; /* -1: none so far */
    enum mp__sentinel_kind kind;
    unsigned generation; /* of the library's descriptors when it was opened */
    unsigned waiters;    /* threads that poll it now */
    int unused;          /* to be closed by the last waiter; -1: none */
    pthread_t watcher;   /* of MP__SENTINEL_WATCH */
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
 * Returns the descriptor, the object's, or -errno (-ENOSYS, -EPERM: there are
 * no pidfds in this system, and nothing else tells of that process).
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
 * process  Borrowed; it has ended, unless the descriptor is a pidfd.
 */
void mp__sentinel_close(mp_process *process);

/**
 * Make a pipe's end the sentinel of the parent, in the child.
 *
 * process  Borrowed; the parent.
 * fd       Close-on-exec; taken.
 */
void mp__sentinel_adopt(mp_process *process, int fd);

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
