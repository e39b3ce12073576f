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

const struct view messages_view = {
    .place = VIEW_BODY,
    .pages = ON_MAIN,
    .dirty = DIRTY_MESSAGES,
    .rows = panel_rows,
    .draw = panel_draw,
};
