/* The end of what the selected worker wrote, below the table. */
#include "ui/translate.h"
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

/* Tell whether a part of the terminal is shown, as lines say little of what is
 * drawn on a screen. */
static bool
is_drawn(const struct pane *pane, const struct model *model)
{
    return !pane->scroll.scrolled
        && console_shows(&model->console, model_selected(model));
}

/* Draw a part of the terminal. */
static void
draw_screen(const struct model *model, const struct canvas *canvas)
{
    const struct canvas below =
        canvas_part(canvas, 1, 0, canvas->area.rows - 1, canvas->area.columns);
    char detail[512];

    canvas_rule(
        canvas, 0, _("Output"),
        lines_title(
            model_selected(model), _(" · terminal"), detail, sizeof(detail)));
    console_draw_part(&model->console, &below.area);
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
    if (worker && pane->worker == worker->id && !is_drawn(pane, model)) {
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
    if (is_drawn(pane, model)) {
        draw_screen(model, canvas);
        return;
    }
    scroll_draw(&pane->scroll, canvas, worker, NULL);
}

const struct view pane_view = {
    .place = VIEW_BODY,
    .pages = ON_MAIN,
    .dirty = DIRTY_OUTPUT | DIRTY_SELECTION,
    .needs = VIEW_NEEDS_SCREEN,
    .state_size = sizeof(struct pane),
    .rows = pane_rows,
    .mouse = pane_mouse,
    .draw = pane_draw,
};
