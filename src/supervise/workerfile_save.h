/* workerfile_save: writes a set of workers as a file of our own format. */
#ifndef SUPERVISE_WORKERFILE_SAVE_H
#define SUPERVISE_WORKERFILE_SAVE_H

#include <stddef.h>

struct supervisor;

/**
 * Write the workers that run commands to a file, in place of what is there.
 *
 * supervisor  Borrowed.
 * path        The file.
 * saved       Receives how many were written; those that run a function of
 *             mptop cannot be.
 *
 * Returns 0 or -errno: the file is as it was.
 */
int workerfile_save(
    const struct supervisor *supervisor, const char *path, size_t *saved);

#endif
