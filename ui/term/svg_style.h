/* svg_style: the looks of a picture's text, each with a class name of its own.
 */
#ifndef UI_TERM_SVG_STYLE_H
#define UI_TERM_SVG_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "ui/term/cast_header.h"
#include "ui/term/grid.h"

/* A look: what it is filled with, and how. */
struct svg_look {
    int32_t color;       /* 0xRRGGBB */
    unsigned attributes; /* GRID_BOLD, GRID_DIM, GRID_UNDERLINE */
};

/* Those that were used, in their order.  Zero-initialise it. */
struct svg_styles {
    struct svg_look *list;
    size_t count;
    size_t room;
    bool failed; /* there was no memory for one */
};

/**
 * Tell what a cell's text looks like.
 *
 * theme  Borrowed; what colours are.
 * style  Of the cell.
 *
 * Returns its look.
 */
struct svg_look svg_foreground(
    const struct cast_theme *theme, const struct grid_style *style);

/**
 * Tell what is behind a cell's text.
 *
 * theme  Borrowed; what colours are.
 * style  Of the cell.
 *
 * Returns its colour, 0xRRGGBB.
 */
int32_t svg_background(
    const struct cast_theme *theme, const struct grid_style *style);

/**
 * Name a look.
 *
 * styles  Borrowed; gets it where it is new.
 * look    The look.
 * name    Receives the name of its class.
 * size    Bytes at name; 8 are enough.
 *
 * Returns name.
 */
const char *svg_class(
    struct svg_styles *styles, struct svg_look look, char *name, size_t size);

/**
 * Write what the classes are, as CSS.
 *
 * out     Borrowed.
 * styles  Borrowed.
 */
void svg_styles_write(FILE *out, const struct svg_styles *styles);

/**
 * Free their memory.
 *
 * styles  Borrowed.
 */
void svg_styles_free(struct svg_styles *styles);

#endif
