/* mouse: reads what a terminal reports of its mouse, in SGR form (mode 1006). */
#ifndef UI_TERM_MOUSE_H
#define UI_TERM_MOUSE_H

#include <stdbool.h>

#include "ui/term/key.h"

/**
 * Read a report that a button was pressed or a wheel was turned.
 *
 * mouse  Receives it: the first button or the wheel, with any modifiers.
 * text   "BUTTON;COLUMN;ROW", as it stood between "ESC [ <" and "M".
 *
 * Returns whether it is such a report; else the mouse is not changed.
 */
bool mouse_read(struct mouse *mouse, const char *text);

#endif
