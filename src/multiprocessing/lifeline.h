/* lifeline: how a child learns of its parent's end where there are no pidfds:
 * a pipe whose writing end is the parent's alone. */
#ifndef MULTIPROCESSING_LIFELINE_H
#define MULTIPROCESSING_LIFELINE_H

/**
 * Get the end of the calling process's pipe that a child is to hold; call it
 * with the lock held.
 *
 * Returns a close-on-exec descriptor, the caller's and no standard stream, or
 * -1 where there are pidfds, or no pipe can be made.
 */
int mp__lifeline_open(void);

/**
 * Close the pipe, if there is one, when no child is left; call it with the lock
 * held.
 */
void mp__lifeline_close(void);

#endif
