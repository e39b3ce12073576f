/* All that is kept of what a worker wrote, over the whole screen. */
#include "ui/view/scroll.h"
#include "ui/view/view.h"

/* Begin at the end, following. */
static void
output_open(void *state, struct model *model)
{
    (void) model;
    scroll_follow(state);
}

static struct view_rows
output_rows(const void *state, const struct model *model, int body, int columns)
{
    (void) state;
    (void) model;
    (void) columns;
    return (struct view_rows){ .least = 1, .wanted = body };
}

/* Show another worker's output. */
static void
turn_to(struct scroll *scroll, struct model *model, long step)
{
    size_t count = rows_count(&model->rows);

    if (count > 0) {
        model_select(model, (model->place + count + (size_t) step) % count);
    }
    scroll_follow(scroll);
}

static bool
output_command(void *state, struct model *model, enum command command)
{
    const struct worker *worker = model_selected(model);

    if (!worker) {
        return false;
    }
    if (command == COMMAND_NEXT || command == COMMAND_PREVIOUS) {
        turn_to(state, model, command == COMMAND_NEXT ? 1 : -1);
    } else if (command == COMMAND_FOLLOW) {
        scroll_toggle(state, worker->output);
    } else if (!scroll_command(
                   state, worker->output, command,
                   model->count > 0 ? (long) model->count : 1)) {
        return false;
    }
    model->dirty |= DIRTY_OUTPUT;
    return true;
}

/* The wheel scrolls. */
static enum command
output_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    const struct worker *worker = model_selected(model);

    if (worker && mouse->what != KEYCODE_PRESS) {
        scroll_wheel(state, worker->output, mouse->what);
        model->dirty |= DIRTY_OUTPUT;
    }
    return COMMAND_NONE;
}

static void
output_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    scroll_draw(state, canvas, model_selected(model));
}

const struct view output_view = {
    .place = VIEW_BODY,
    .pages = ON_OUTPUT,
    .dirty = DIRTY_OUTPUT | DIRTY_SELECTION,
    .state_size = sizeof(struct scroll),
    .open = output_open,
    .rows = output_rows,
    .command = output_command,
    .mouse = output_mouse,
    .draw = output_draw,
};
