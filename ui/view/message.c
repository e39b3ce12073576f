#include "ui/view/message.h"

#include <stdio.h>

/* Find what a message looks like after its name. */
static enum role
message_role(enum message_kind kind)
{
    switch (kind) {
    case MESSAGE_GOOD:
        return ROLE_SUCCESS;
    case MESSAGE_ASKED:
        return ROLE_ASKED;
    case MESSAGE_BAD:
        return ROLE_FAILED;
    case MESSAGE_WARNING:
    case MESSAGE_WAITING:
        return ROLE_WARNING;
    default:
        return ROLE_DIM;
    }
}

void
message_draw(
    const struct canvas *canvas, int row, const struct message *message)
{
    char text[1024];
    char moment[16];
    int column;

    draw_moment(message->time, false, moment, sizeof(moment));
    column = canvas_text(canvas, row, 1, moment, ROLE_TIME) + 1;
    snprintf(
        text, sizeof(text), "%.*s", (int) message->name_size, message->text);
    column = canvas_text(canvas, row, column, text, ROLE_NORMAL);
    canvas_field(
        canvas, row,
        &(struct field){ column, canvas->area.columns - column, false },
        message->text + message->name_size, message_role(message->kind));
}
