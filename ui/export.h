/* export: writes the timeline into a file: a picture, or a table of moments. */
#ifndef UI_EXPORT_H
#define UI_EXPORT_H

#include <stddef.h>
#include <stdio.h>

#include "ui/model.h"

/**
 * Write the lanes of the rows that are shown, in their order.  The format is
 * that of the name: ".svg" a picture, ".csv" (RFC 4180) a line a moment.
 *
 * path   The file; one that is there is not overwritten.
 * model  Borrowed.
 * error  Receives what went wrong, as a sentence without its end.
 * size   Bytes at error.
 *
 * Returns 0 or -errno; -EINVAL: the name ends in neither; -EEXIST: there is
 * such a file.
 */
int export_timeline(
    const char *path, const struct model *model, char *error, size_t size);

/**
 * Write the timeline as a picture.
 *
 * file   Borrowed.
 * model  Borrowed.
 */
void export_svg(FILE *file, const struct model *model);

/**
 * Write the timeline as a table.
 *
 * file   Borrowed.
 * model  Borrowed.
 */
void export_csv(FILE *file, const struct model *model);

#endif
