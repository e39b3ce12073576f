/* scroll: where in a worker's output a part of the screen stands: at its end,
 * which it follows, or at a place. */
#ifndef UI_VIEW_SCROLL_H
#define UI_VIEW_SCROLL_H

#include "ui/keymap.h"
#include "ui/view/lines.h"

/* Zero-initialised: it follows. */
struct scroll {
    bool scrolled;          /* else it follows the end */
    struct lines_place top; /* where it is scrolled to */
    int rows;               /* as it was drawn */
    int width;
};

/**
 * Follow the end.
 *
 * scroll  Borrowed.
 */
void scroll_follow(struct scroll *scroll);

/**
 * Stay where we are, or follow the end again.
 *
 * scroll  Borrowed.
 * output  Borrowed.
 */
void scroll_toggle(struct scroll *scroll, const struct output *output);

/**
 * Scroll by rows; at the last page it follows the end.
 *
 * scroll  Borrowed.
 * output  Borrowed.
 * rows    How many; negative: up.
 */
void scroll_by(struct scroll *scroll, const struct output *output, long rows);

/**
 * Scroll as a command says.
 *
 * scroll   Borrowed.
 * output   Borrowed.
 * command  Any command.
 * times    How often, at least 1.
 *
 * Returns whether it is one of moving.
 */
bool scroll_command(
    struct scroll *scroll,
    const struct output *output,
    enum command command,
    long times);

/**
 * Scroll as the mouse's wheel does.
 *
 * scroll  Borrowed.
 * output  Borrowed.
 * wheel   KEYCODE_WHEEL_UP or KEYCODE_WHEEL_DOWN.
 */
void scroll_wheel(
    struct scroll *scroll, const struct output *output, key wheel);

/**
 * Draw, and say in the line over it where it stands.
 *
 * scroll  Borrowed.
 * canvas  Borrowed; its first row is the line.
 * worker  Borrowed; NULL: there is none.
 */
void scroll_draw(
    struct scroll *scroll,
    const struct canvas *canvas,
    const struct worker *worker);

#endif
