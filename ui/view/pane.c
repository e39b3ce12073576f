/* The end of what the selected worker wrote, below the table. */
#include "ui/view/scroll.h"
#include "ui/view/view.h"

struct pane {
    struct scroll scroll;
    uint64_t worker; /* whose output it was when last drawn */
};

static struct view_rows
pane_rows(const void *state, const struct model *model, int body, int columns)
{
    (void) state;
    (void) model;
    (void) columns;
    return (struct view_rows){
        .least = body < 12 ? 3 : 4,
        .wanted = 6,
        .grows = true,
    };
}

/* The wheel scrolls; a press shows the output over the whole screen. */
static enum command
pane_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct pane *pane = state;
    const struct worker *worker = model_selected(model);

    if (mouse->what == KEYCODE_PRESS) {
        return COMMAND_OUTPUT;
    }
    if (worker && pane->worker == worker->id) {
        scroll_wheel(&pane->scroll, worker->output, mouse->what);
        model->dirty |= DIRTY_OUTPUT;
    }
    return COMMAND_NONE;
}

static void
pane_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct pane *pane = state;
    const struct worker *worker = model_selected(model);

    if (worker && pane->worker != worker->id) {
        pane->worker = worker->id;
        scroll_follow(&pane->scroll);
    }
    scroll_draw(&pane->scroll, canvas, worker);
}

const struct view pane_view = {
    .place = VIEW_BODY,
    .pages = ON_MAIN,
    .dirty = DIRTY_OUTPUT | DIRTY_SELECTION,
    .state_size = sizeof(struct pane),
    .rows = pane_rows,
    .mouse = pane_mouse,
    .draw = pane_draw,
};
