/* draw: what all views draw with: styled text in an area, safe to show and in
 * ASCII where it must be. */
#ifndef UI_VIEW_DRAW_H
#define UI_VIEW_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/term/grid.h"
#include "ui/theme.h"

/* Where a view draws. */
struct canvas {
    struct grid_area area;
    const struct theme *theme; /* borrowed */
    bool ascii;                /* nothing but ASCII may be drawn */
};

/**
 * Get a part of a canvas, cut where it would lie outside.
 *
 * canvas   Borrowed.
 * row      From its top.
 * column   From its left side.
 * rows     Height.
 * columns  Width.
 *
 * Returns the part.
 */
struct canvas canvas_part(
    const struct canvas *canvas, int row, int column, int rows, int columns);

/**
 * Fill a canvas with blanks.
 *
 * canvas  Borrowed.
 * role    Style of the blanks.
 */
void canvas_fill(const struct canvas *canvas, enum role role);

/**
 * Write a text, cut at the right side.
 *
 * canvas  Borrowed.
 * row     From the top.
 * column  From the left side.
 * text    UTF-8; what is not ASCII is replaced where it must be.
 * style   Of the text.
 *
 * Returns the column after it.
 */
int canvas_write(
    const struct canvas *canvas,
    int row,
    int column,
    const char *text,
    struct grid_style style);

/**
 * Write a text in the style of a part of the screen.
 *
 * canvas  Borrowed.
 * row     From the top.
 * column  From the left side.
 * text    As for canvas_write().
 * role    The part.
 *
 * Returns the column after it.
 */
int canvas_text(
    const struct canvas *canvas,
    int row,
    int column,
    const char *text,
    enum role role);

/* A place in a row: where a field stands, how wide, at which side its text. */
struct field {
    int column;
    int width;
    bool right;
};

/**
 * Write a text into a field, with an ellipsis where it is cut.
 *
 * canvas  Borrowed.
 * row     From the top.
 * field   Borrowed.
 * text    As for canvas_write().
 * role    Style of text and blanks.
 */
void canvas_field(
    const struct canvas *canvas,
    int row,
    const struct field *field,
    const char *text,
    enum role role);

/**
 * Draw a line over the rest of a row.
 *
 * canvas  Borrowed.
 * row     From the canvas's top.
 * column  From its left side: where the line begins.
 * role    What it looks like.
 */
void canvas_line(
    const struct canvas *canvas, int row, int column, enum role role);

/**
 * Draw a line across, with a title and more in it: "─ Title detail ────".
 *
 * canvas  Borrowed.
 * row     From the top.
 * title   As for canvas_write().
 * detail  Likewise; may be "".
 */
void canvas_rule(
    const struct canvas *canvas,
    int row,
    const char *title,
    const char *detail);

/**
 * Make a selected row stand out: its background and the mark at its left.
 *
 * canvas  Borrowed.
 * row     From the top.
 */
void canvas_select(const struct canvas *canvas, int row);

/**
 * Make a text that came from a worker safe to show.
 *
 * bytes  NUL-terminated; may be NULL.
 * text   Receives it, cut to fit.
 * size   Bytes at text, at least 1.
 *
 * Returns text.
 */
const char *draw_safe(const char *bytes, char *text, size_t size);

/**
 * Write a moment as local time, "02:11:03" or "02:11:03.120".
 *
 * wall          Wall clock nanoseconds.
 * milliseconds  Whether with them.
 * text          Receives it; 16 bytes are enough.
 * size          Bytes at text.
 *
 * Returns text.
 */
const char *draw_moment(
    int64_t wall, bool milliseconds, char *text, size_t size);

/**
 * Write a moment as local time to the millisecond, with its date where that is
 * another day: "02:11:03.120" or "2026-11-23 02:11:03.120".
 *
 * wall   Wall clock nanoseconds.
 * today  Wall clock nanoseconds of a moment of today.
 * text   Receives it; 32 bytes are enough.
 * size   Bytes at text.
 *
 * Returns text.
 */
const char *draw_dated_moment(
    int64_t wall, int64_t today, char *text, size_t size);

/**
 * Write how long something has lasted: "7.2s", "1m04s", "2h05m", "3d04h".
 *
 * nanoseconds  Negative: "-".
 * text         Receives it; 16 bytes are enough.
 * size         Bytes at text.
 *
 * Returns text.
 */
const char *draw_duration(int64_t nanoseconds, char *text, size_t size);

/**
 * Write a number of bytes in four cells or less: "812", "1.1M", "184M".
 *
 * bytes  Any number.
 * text   Receives it; 16 bytes are enough.
 * size   Bytes at text.
 *
 * Returns text.
 */
const char *draw_bytes(uint64_t bytes, char *text, size_t size);

#endif
