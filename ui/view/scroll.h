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
 * Tell which row of the output is the first on the screen.
 *
 * scroll  Borrowed; it was drawn.
 * output  Borrowed.
 *
 * Returns its place.
 */
struct lines_place scroll_top(
    const struct scroll *scroll, const struct output *output);

/**
 * Tell whether some of a line is on the screen.
 *
 * scroll  Borrowed; it was drawn.
 * output  Borrowed.
 * line    Its number.
 *
 * Returns whether it is.
 */
bool scroll_shows(
    const struct scroll *scroll, const struct output *output, uint64_t line);

/**
 * Stay where a row is on the screen, and go there if it is not.
 *
 * scroll   Borrowed; it was drawn.
 * output   Borrowed.
 * place    The row.
 * context  Rows that are to be seen before and after it, where it was not on
 *          the screen.
 */
void scroll_show(
    struct scroll *scroll,
    const struct output *output,
    struct lines_place place,
    int context);

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
 * marks   Borrowed: what stands out; NULL: nothing.  Where lines are marked it
 *         says which, rather than where it stands.
 */
void scroll_draw(
    struct scroll *scroll,
    const struct canvas *canvas,
    const struct worker *worker,
    const struct lines_marks *marks);

#endif
