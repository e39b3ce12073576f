/* message: a line of the messages, as the panel and the log show it. */
#ifndef UI_VIEW_MESSAGE_H
#define UI_VIEW_MESSAGE_H

#include "ui/messages.h"
#include "ui/view/draw.h"

/**
 * Draw a message in a row: its time, its worker's name, what happened.
 *
 * canvas   Borrowed.
 * row      From its top.
 * message  Borrowed.
 */
void message_draw(
    const struct canvas *canvas, int row, const struct message *message);

#endif
