/* axis: which moment stands in which cell, and where the labels of time are. */
#ifndef UI_VIEW_AXIS_H
#define UI_VIEW_AXIS_H

#include <stddef.h>
#include <stdint.h>

struct axis {
    int64_t start; /* monotonic nanoseconds at the left side of cell 0 */
    int64_t cell;  /* nanoseconds of a cell */
    int width;     /* cells */
};

/* How many ways of zooming there are: the first has the shortest cells. */
enum {
    AXIS_ZOOMS = 28
};

/**
 * Tell how long a cell is.
 *
 * zoom  From 0 to AXIS_ZOOMS - 1; beyond it counts as the nearest.
 *
 * Returns nanoseconds.
 */
int64_t axis_zoom(int zoom);

/**
 * Find the shortest cells with which a time has room.
 *
 * span   Nanoseconds.
 * width  Cells.
 *
 * Returns a zoom.
 */
int axis_fit(int64_t span, int width);

/**
 * Find the cell of a moment.
 *
 * axis  Borrowed.
 * time  Monotonic nanoseconds.
 *
 * Returns the cell; -1 for all before the axis, its width for all after it.
 */
int axis_column(const struct axis *axis, int64_t time);

/**
 * Find the moment at which a cell begins.
 *
 * axis    Borrowed.
 * column  Any cell.
 *
 * Returns monotonic nanoseconds.
 */
int64_t axis_time(const struct axis *axis, int column);

/**
 * Find the round time between two labels that have room side by side.
 *
 * axis  Borrowed.
 *
 * Returns nanoseconds.
 */
int64_t axis_step(const struct axis *axis);

/**
 * Write the label of a moment: "2s", "250ms", "1m30s", "2h05m".
 *
 * passed  Nanoseconds since the moment that is called 0s; may be negative.
 * step    Nanoseconds between two labels.
 * text    Receives it; 32 bytes are enough.
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *axis_label(int64_t passed, int64_t step, char *text, size_t size);

#endif
