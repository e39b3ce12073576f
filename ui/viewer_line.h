/* viewer_line: the line below a recording: where it is, what was marked, how
 * fast it goes, and the keys. */
#ifndef UI_VIEWER_LINE_H
#define UI_VIEWER_LINE_H

#include "ui/view/draw.h"
#include "ui/viewer.h"

/**
 * Draw the line.
 *
 * viewer  Borrowed.
 * canvas  Borrowed; one row, filled.
 * rows    How many rows there are above it.
 */
void viewer_line_draw(
    const struct viewer *viewer, const struct canvas *canvas, int rows);

#endif
