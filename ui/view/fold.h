/* fold: where a text that is too long for a line goes on in the next. */
#ifndef UI_VIEW_FOLD_H
#define UI_VIEW_FOLD_H

#include <stddef.h>

/**
 * Count the bytes of a text that fill a line: whole words, if one fits, and
 * always a character.
 *
 * text   UTF-8.
 * width  Cells of the line.
 *
 * Returns how many; all of them if they fit.  Blanks may follow that belong to
 * no line: fold_next() leaves them out.
 */
size_t fold_size(const char *text, int width);

/**
 * Find where the next line begins.
 *
 * text   UTF-8.
 * width  Cells of the line.
 *
 * Returns the place behind the line and the blanks that follow it.
 */
const char *fold_next(const char *text, int width);

#endif
