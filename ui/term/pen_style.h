/* pen_style: how a pen changes the style in which it writes. */
#ifndef UI_TERM_PEN_STYLE_H
#define UI_TERM_PEN_STYLE_H

#include "ui/term/pen.h"

/**
 * Write a string of the terminal's.
 *
 * pen   Borrowed.
 * text  NUL-terminated; NULL: the terminal has none, nothing is written.
 */
void pen_write_text(struct pen *pen, const char *text);

/**
 * Take all colours and attributes off.
 *
 * pen  Borrowed.
 */
void pen_reset_style(struct pen *pen);

/**
 * Set a style, by the fewest bytes, as far as the terminal can show it.
 *
 * pen    Borrowed.
 * asked  The style.
 */
void pen_set_style(struct pen *pen, struct grid_style asked);

#endif
