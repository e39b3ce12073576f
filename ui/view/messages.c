/* The Messages panel. */
#include <stdio.h>

#include "ui/view/view.h"

static struct view_rows
panel_rows(const void *state, const struct model *model, int body, int columns)
{
    int wanted = body / 4;

    (void) state;
    (void) model;
    (void) columns;
    return (struct view_rows){
        .least = 3,
        .wanted = wanted < 4 ? 4
            : wanted > 10    ? 10
                             : wanted,
    };
}

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

static void
draw_message(
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

static void
panel_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    size_t room = (size_t) canvas->area.rows - 1;
    size_t count = model->messages.count;
    size_t first = count > room ? count - room : 0;

    (void) state;
    canvas_rule(canvas, 0, "Messages", "");
    for (size_t i = first; i < count; i++) {
        draw_message(
            canvas, 1 + (int) (i - first), messages_get(&model->messages, i));
    }
}

const struct view messages_view = {
    .place = VIEW_BODY,
    .pages = ON_MAIN,
    .dirty = DIRTY_MESSAGES,
    .rows = panel_rows,
    .draw = panel_draw,
};
