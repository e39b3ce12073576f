/* descriptors: the library's own descriptors, kept apart from the caller's, so
 * that children can be made without them. */
#ifndef MULTIPROCESSING_DESCRIPTORS_H
#define MULTIPROCESSING_DESCRIPTORS_H

/**
 * Take a descriptor into the library's own; call it with the lock held.
 *
 * fd  Open and close-on-exec; taken, closed on error.
 *
 * Returns the descriptor, which may be another number, or -errno.
 */
int mp__descriptor_own(int fd);

/**
 * Close a descriptor of the library; call it with the lock held.
 *
 * fd  From mp__descriptor_own(); a negative one does nothing.
 */
void mp__descriptor_close(int fd);

/**
 * Close all of them, in a child.
 */
void mp__descriptors_cut(void);

/**
 * Tell how often they were closed all at once; call it with the lock held.
 *
 * Returns a number by which one can see whether a descriptor is of this
 * process or of one that it was forked from.
 */
unsigned mp__descriptors_generation(void);

#endif
