/* message: a line of the messages, as the panel and the log show it. */
#ifndef UI_VIEW_MESSAGE_H
#define UI_VIEW_MESSAGE_H

#include "ui/messages.h"
#include "ui/view/draw.h"

/**
 * Draw a message in a row: its time, its worker's name, what happened.  Where
 * there is no room for all, both are cut, and each keeps half of it.
 *
 * canvas   Borrowed.
 * row      From its top.
 * message  Borrowed.
 */
void message_draw(
    const struct canvas *canvas, int row, const struct message *message);

/**
 * Count the rows of a message that is folded rather than cut.
 *
 * message  Borrowed.
 * columns  Of the canvas.
 *
 * Returns how many, at least 1.
 */
size_t message_rows(const struct message *message, int columns);

/**
 * Draw a row of a message that is folded.
 *
 * canvas   Borrowed.
 * row      From its top.
 * message  Borrowed.
 * part     Which of its rows, less than message_rows().
 */
void message_draw_row(
    const struct canvas *canvas,
    int row,
    const struct message *message,
    size_t part);

#endif
