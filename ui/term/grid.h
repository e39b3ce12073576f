/* grid: a screen of cells in memory.  Views draw into it; terminals, tests and
 * recordings read it. */
#ifndef UI_TERM_GRID_H
#define UI_TERM_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Code points kept in one cell: a character and its combining marks. */
#define GRID_CELL_POINTS 3
#define GRID_POINT_BITS 21

/* A colour: GRID_DEFAULT, 0 to 255 of the terminal's palette, or
 * GRID_RGB(r, g, b). */
#define GRID_DEFAULT (-1)
#define GRID_RGB(r, g, b)                                                      \
    (0x1000000 | (int32_t) (r) << 16 | (int32_t) (g) << 8 | (int32_t) (b))

enum {
    GRID_BOLD = 1 << 0,
    GRID_DIM = 1 << 1,
    GRID_REVERSE = 1 << 2,
    GRID_UNDERLINE = 1 << 3
};

/* Small, and without a hole: screens are compared byte by byte. */
struct grid_style {
    int32_t foreground;
    int32_t background : 26;
    uint32_t attributes : 6; /* GRID_BOLD ... */
};

struct grid_cell {
    uint64_t points; /* the character, alone a code point, and above it its
                        marks; 0: right half of a wide character */
    struct grid_style style;
};

struct grid {
    int rows;
    int columns;
    struct grid_cell *cells; /* rows * columns, row by row */
    bool *touched;           /* for each row: drawn in since grid_settle() */
};

/* A rectangle of a grid to draw in; nothing is drawn outside of it. */
struct grid_area {
    struct grid *grid;
    int row;
    int column;
    int rows;
    int columns;
};

/**
 * Get one of the code points of a cell.
 *
 * cell   Borrowed.
 * index  0: the character, or 0 in the right half of a wide one; 1 and on: its
 *        marks; below GRID_CELL_POINTS.
 *
 * Returns the code point; 0: there is none.
 */
static inline uint32_t
grid_point(const struct grid_cell *cell, int index)
{
    return cell->points >> (index * GRID_POINT_BITS)
        & ((1U << GRID_POINT_BITS) - 1);
}

/**
 * Make or resize a grid; what it holds is then blank, and touched.
 *
 * grid     Borrowed; zero-initialised before its first use.
 * rows     At least 1.
 * columns  At least 1.
 *
 * Returns 0 or -ENOMEM, with the grid as it was.
 */
int grid_resize(struct grid *grid, int rows, int columns);

/**
 * Give back a grid's memory.
 *
 * grid  Borrowed; zeroed.
 */
void grid_free(struct grid *grid);

/**
 * Note that what was drawn so far has been seen: no row is touched any more.
 *
 * grid  Borrowed.
 */
void grid_settle(struct grid *grid);

/**
 * Get the area of the whole grid.
 *
 * grid  Borrowed by the area.
 *
 * Returns the area.
 */
struct grid_area grid_all(struct grid *grid);

/**
 * Get a part of an area, cut where it would lie outside.
 *
 * area     Borrowed.
 * row      From the area's top.
 * column   From its left side.
 * rows     Height; cut to fit, 0 if nothing is left.
 * columns  Width; likewise.
 *
 * Returns the part.
 */
struct grid_area grid_part(
    const struct grid_area *area, int row, int column, int rows, int columns);

/**
 * Fill an area with blanks.
 *
 * area   Borrowed.
 * style  Of the blanks.
 */
void grid_fill(const struct grid_area *area, struct grid_style style);

/**
 * Write text in one row, cut at the area's right side; a wide character that
 * does not fit leaves a blank.  Control characters and invalid UTF-8 show as
 * U+FFFD; invisible characters that change how others are shown (joiners,
 * variation selectors, directions) are left out, and so are more combining
 * marks than a cell holds: whatever comes, one call changes cells and nothing
 * else.  Where half of a wide character is overwritten, the other half becomes
 * a blank.
 *
 * area    Borrowed.
 * row     From the area's top; outside: nothing is written.
 * column  From its left side; may be negative, the text is cut then.
 * text    UTF-8, NUL-terminated.
 * style   Of the text.
 *
 * Returns the column after the text; where it was cut, the area's right side.
 */
int grid_write(
    const struct grid_area *area,
    int row,
    int column,
    const char *text,
    struct grid_style style);

/**
 * Fill the rest of a row with one character.
 *
 * area    Borrowed.
 * row     From the area's top.
 * column  From its left side: where the rest begins.
 * point   A character of one cell.
 * style   Of the character.
 */
void grid_rule(
    const struct grid_area *area,
    int row,
    int column,
    uint32_t point,
    struct grid_style style);

/**
 * Write text padded with blanks to a width, or cut to it; a cut text ends in
 * the grid's ellipsis.
 *
 * area    Borrowed.
 * row     From the area's top.
 * column  From its left side.
 * width   Cells.
 * right   Whether the text stands at the right.
 * text    UTF-8, NUL-terminated.
 * style   Of text and blanks.
 *
 * Returns column + width.
 */
int grid_field(
    const struct grid_area *area,
    int row,
    int column,
    int width,
    bool right,
    const char *text,
    struct grid_style style);

/**
 * Change the style of a row's cells, leaving their text.
 *
 * area        Borrowed.
 * row         From the area's top.
 * column      From its left side.
 * columns     How many cells.
 * background  Colour that replaces theirs.
 */
void grid_tint(
    const struct grid_area *area,
    int row,
    int column,
    int columns,
    int32_t background);

/**
 * Lay a style over a row's cells, leaving their text: how a selected row is
 * shown by themes with and without colours.
 *
 * area     Borrowed.
 * row      From the area's top.
 * column   From its left side.
 * columns  How many cells.
 * style    Colours that are not GRID_DEFAULT replace theirs, attributes are
 *          added to theirs; GRID_REVERSE takes GRID_DIM, which would be a
 *          background in patches.
 */
void grid_overlay(
    const struct grid_area *area,
    int row,
    int column,
    int columns,
    struct grid_style style);

/**
 * Tell how many cells a text takes.
 *
 * text  UTF-8, NUL-terminated.
 *
 * Returns the cells, as grid_write() would fill.
 */
int grid_width(const char *text);

/**
 * Show ASCII only: the ellipsis is "~", and every other character that is
 * written shows as '?', one cell each.
 *
 * ascii  Whether to.
 */
void grid_set_ascii(bool ascii);

/**
 * Turn a grid into text: a line a row, blanks at the end of lines taken off.
 *
 * grid  Borrowed.
 *
 * Returns the text, to be freed by the caller, or NULL without memory.
 */
char *grid_text(const struct grid *grid);

#endif
