/* child: what a new process does before its own work. */
#ifndef MULTIPROCESSING_CHILD_H
#define MULTIPROCESSING_CHILD_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "src/multiprocessing.h"

/* Where a standard stream comes from without a descriptor of the parent's. */
enum {
    MP__STREAM_INHERIT = -1,
    MP__STREAM_NULL = -2 /* the child opens /dev/null */
};

/* Instructions for the child, made by its parent before the fork. */
struct mp__child_setup {
    int stdio[3];    /* a descriptor for each standard stream, or a constant */
    int null;        /* /dev/null, or -1 */
    int lifeline;    /* by which the child knows of the parent's end, or -1 */
    unsigned flags;  /* MP_CHILD_... */
    const char *cwd; /* or NULL */
    bool take_stdio; /* the descriptors in stdio are the child's, to close */
    bool die_with_parent;
    pid_t parent;
    sigset_t old_mask; /* the caller's */
};

/**
 * Move a descriptor out of the way of the standard streams.
 *
 * fd  What a system call gave: close-on-exec, taken; or negative, with errno.
 *
 * Returns the descriptor or -errno.
 */
int mp__above_stdio(int fd);

/**
 * Make the instructions for an object's child.
 *
 * setup    Receives them; give them back with mp__child_release().
 * process  Borrowed.
 *
 * Returns 0 or -errno.
 */
int mp__child_prepare(struct mp__child_setup *setup, const mp_process *process);

/**
 * Make the instructions for a child that opens /dev/null itself.
 *
 * setup    Receives them; there is nothing to give back.
 * process  Borrowed.
 *
 * Returns 0 or -errno.
 */
int mp__child_prepare_bare(
    struct mp__child_setup *setup, const mp_process *process);

/**
 * Leave the parent's table of descriptors, in a child that shares it: what the
 * child needs goes with it, and the rest is not even copied.
 *
 * setup  Borrowed.
 *
 * Returns 0 or -errno, with the table still shared: nothing may be done then.
 */
int mp__child_leave_table(const struct mp__child_setup *setup);

/**
 * Give back what mp__child_prepare() opened.
 *
 * setup  Borrowed.
 */
void mp__child_release(struct mp__child_setup *setup);

/**
 * Close all descriptors but the standard streams, if that is asked for, in the
 * child.
 *
 * setup  Borrowed.
 * flags  CLOSE_RANGE_CLOEXEC: when the program is executed; 0: now.
 */
void mp__child_close(const struct mp__child_setup *setup, unsigned flags);

/**
 * Follow the instructions, in the child.  Makes system calls only: the child
 * may share the parent's memory.
 *
 * setup  Borrowed.
 *
 * Returns 0 or -errno.
 */
int mp__child_apply(const struct mp__child_setup *setup);

#endif
