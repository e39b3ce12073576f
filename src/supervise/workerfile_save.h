/* workerfile_save: writes a set of workers as a file of our own format. */
#ifndef SUPERVISE_WORKERFILE_SAVE_H
#define SUPERVISE_WORKERFILE_SAVE_H

#include <stdbool.h>
#include <stddef.h>

struct supervisor;

/**
 * Write the workers that run commands to a file, whole or not at all.
 *
 * supervisor  Borrowed.
 * path        The file.
 * replace     Whether a file that is there already is replaced.
 * saved       Receives how many were written; those that run a function of
 *             mptop cannot be.
 *
 * Returns 0.
 *
 * Errors: -EEXIST   the file is there already.
 *         -ENODATA  no worker runs a command.
 *         -EILSEQ   a command or a variable is no UTF-8.
 *         others as -errno; the file is as it was.
 */
int workerfile_save(
    const struct supervisor *supervisor,
    const char *path,
    bool replace,
    size_t *saved);

#endif
