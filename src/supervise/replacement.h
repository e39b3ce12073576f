/* replacement: a file that is written beside another, and then takes its place
 * whole, or not at all. */
#ifndef SUPERVISE_REPLACEMENT_H
#define SUPERVISE_REPLACEMENT_H

#include <stdbool.h>
#include <stdio.h>

struct replacement {
    FILE *stream; /* to write to */
    char *beside; /* path of the new file */
    char *path;   /* that it is to have; a link to the old one stays one */
};

/**
 * Begin to write a file.  It may be read by whoever may read the one whose
 * place it takes, else by whoever the umask lets.
 *
 * replacement  Receives it, to be ended with replacement_end().
 * path         Of the file, which need not exist.
 *
 * Returns 0 or -errno: then there is nothing to end.
 */
int replacement_begin(struct replacement *replacement, const char *path);

/**
 * Put a file in its place, on the disk.
 *
 * replacement  Borrowed; not to be used any more.
 * result       Less than 0: it could not be written, and is to go.
 * replace      Whether another file may lie at the path.
 *
 * Returns result if that is less than 0; else 0 or -errno, with the old file as
 * it was.
 *
 * Errors: -EEXIST  there is another file.
 */
int replacement_end(struct replacement *replacement, int result, bool replace);

#endif
