/* The Messages panel. */
#include "ui/translate.h"
#include "ui/view/message.h"
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

static void
panel_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    size_t room = (size_t) canvas->area.rows - 1;
    size_t count = model->messages.count;
    size_t first = count > room ? count - room : 0;

    (void) state;
    canvas_rule(canvas, 0, _("Messages"), "");
    for (size_t i = first; i < count; i++) {
        message_draw(
            canvas, 1 + (int) (i - first), messages_get(&model->messages, i));
    }
}

/* A press shows all messages, over the whole screen. */
static enum command
panel_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    (void) state;
    (void) model;
    return mouse->what == KEYCODE_PRESS ? COMMAND_MESSAGES : COMMAND_NONE;
}

const struct view messages_view = {
    .place = VIEW_BODY,
    .pages = ON_MAIN,
    .dirty = DIRTY_MESSAGES,
    .rows = panel_rows,
    .mouse = panel_mouse,
    .draw = panel_draw,
};
