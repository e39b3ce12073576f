/* style_text: reads a style that somebody wrote: "114 on #202020 bold". */
#ifndef UI_STYLE_TEXT_H
#define UI_STYLE_TEXT_H

#include <stdbool.h>

#include "ui/term/grid.h"

/**
 * Read a style.
 *
 * text   Words: a colour, "on" and a colour for the background, and any of
 *        bold, dim, reverse, underline.  A colour is default, a number 0 to
 *        255, #rrggbb, or one of black, red, green, yellow, blue, magenta,
 *        cyan, white, also with bright- before it.
 * style  Changed to it; a colour that is not named stays as it is, attributes
 *        are those that are named.
 *
 * Returns whether it is a style.
 */
bool style_read(const char *text, struct grid_style *style);

#endif
