/* svg_row: a row of cells as elements of a picture. */
#ifndef UI_TERM_SVG_ROW_H
#define UI_TERM_SVG_ROW_H

#include <stdio.h>

#include "ui/term/cast_header.h"
#include "ui/term/grid.h"
#include "ui/term/svg_style.h"

/* Pixels of a cell, and of its text. */
enum {
    SVG_CELL_WIDTH = 9,
    SVG_CELL_HEIGHT = 18,
    SVG_FONT_SIZE = 15,
    SVG_BASELINE = 14
};

/**
 * Write text, with what has a meaning in XML made harmless.
 *
 * out   Borrowed.
 * text  UTF-8, NUL-terminated; characters that XML must not hold become U+FFFD.
 */
void svg_text(FILE *out, const char *text);

/**
 * Write a row; nothing for one that is blank.
 *
 * out     Borrowed.
 * grid    Borrowed.
 * row     Which.
 * theme   Borrowed; what colours are.
 * styles  Borrowed; gets those that are new.
 */
void svg_row(
    FILE *out,
    const struct grid *grid,
    int row,
    const struct cast_theme *theme,
    struct svg_styles *styles);

#endif
