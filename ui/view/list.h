/* list: which lines of a longer list are shown. */
#ifndef UI_VIEW_LIST_H
#define UI_VIEW_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/keymap.h"

/* Lines that one turn of the mouse's wheel scrolls. */
enum {
    WHEEL_LINES = 3
};

/* Zero-initialised: at the top. */
struct list {
    size_t top;   /* first line shown */
    size_t shown; /* how many lines there was room for */
};

/**
 * Make a line visible, moving as little as can be, and leave no room empty at
 * the end while there are lines above.
 *
 * list    Borrowed.
 * count   How many lines there are.
 * room    How many can be shown.
 * cursor  The line that must be among them.
 */
void list_show(struct list *list, size_t count, size_t room, size_t cursor);

/**
 * Tell where a command of moving leads.
 *
 * list     Borrowed: how much a page is.
 * count    How many lines there are.
 * cursor   Where we are.
 * command  Any command.
 * times    How often; 0 counts as 1.
 * target   Receives the line, less than count (0 where count is 0).
 *
 * Returns whether it is a command of moving.
 */
bool list_move(
    const struct list *list,
    size_t count,
    size_t cursor,
    enum command command,
    unsigned times,
    size_t *target);

/**
 * Find the line at a row of the screen.
 *
 * list   Borrowed.
 * count  How many lines there are.
 * row    From the first line that is shown; may be negative.
 * line   Receives the line.
 *
 * Returns whether there is one.
 */
bool list_find(const struct list *list, size_t count, int row, size_t *line);

/**
 * Scroll, as the mouse's wheel does.
 *
 * list    Borrowed.
 * count   How many lines there are.
 * cursor  Where we are.
 * wheel   KEYCODE_WHEEL_UP or KEYCODE_WHEEL_DOWN.
 *
 * Returns the line where we are then: the same, unless it is out of sight.
 */
size_t list_scroll(struct list *list, size_t count, size_t cursor, key wheel);

/**
 * Say which lines are shown, as in "3-12 of 500".
 *
 * list   Borrowed.
 * count  How many lines there are.
 * text   Receives it; "" when all are shown.
 * size   Bytes at text.
 *
 * Returns text.
 */
const char *list_position(
    const struct list *list, size_t count, char *text, size_t size);

#endif
