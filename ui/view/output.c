/* All that is kept of what a worker wrote, over the whole screen: at its end,
 * and where it has one, its terminal. */
#include <stdio.h>

#include "ui/translate.h"
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

/* Tell whether the terminal is drawn, and not the lines that it wrote. */
static bool
is_terminal(const struct scroll *scroll, const struct model *model)
{
    return !scroll->scrolled
        && console_shows(&model->console, model_selected(model));
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

/* Let the program in the terminal have the mouse; returns whether it takes
 * it. */
static bool
pass_mouse(struct model *model, const struct view_mouse *mouse)
{
    const struct mouse there = { mouse->what, mouse->row - 1, mouse->column };

    return model->page == PAGE_TERMINAL && mouse->row > 0
        && console_mouse(&model->console, &there);
}

/* The wheel scrolls; a press gives the keys to the terminal. */
static enum command
output_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    const struct worker *worker = model_selected(model);

    if (is_terminal(state, model)) {
        if (pass_mouse(model, mouse)) {
            return COMMAND_NONE;
        }
        if (mouse->what == KEYCODE_PRESS && mouse->row > 0) {
            return model->page == PAGE_OUTPUT ? COMMAND_FOCUS : COMMAND_NONE;
        }
    }
    if (worker && mouse->what != KEYCODE_PRESS) {
        scroll_wheel(state, worker->output, mouse->what);
        model->dirty |= DIRTY_OUTPUT;
    }
    return COMMAND_NONE;
}

/* Say in the rule whose terminal it is, and how the keys come back. */
static void
draw_rule(const struct model *model, const struct canvas *canvas)
{
    const struct worker *worker = model_selected(model);
    bool focused = model->page == PAGE_TERMINAL;
    char detail[512];
    char hint[64];
    char name[16];

    lines_title(
        worker, worker->alive ? _(" · terminal") : _(" · terminal, ended"),
        detail, sizeof(detail));
    canvas_rule(canvas, 0, _("Output"), detail);
    keymap_names(focused ? COMMAND_RELEASE : COMMAND_FOCUS, name, sizeof(name));
    snprintf(
        hint, sizeof(hint),
        focused ? _(" keys go to it · %s ends that ") : _(" %s types to it "),
        name);
    if (worker->alive || focused) {
        canvas_text(
            canvas, 0, canvas->area.columns - grid_width(hint) - 2, hint,
            focused ? ROLE_ACCENT : ROLE_TITLE_DETAIL);
    }
}

/* Draw the terminal, in the theme's colours where it has none of its own. */
static void
draw_terminal(const struct model *model, const struct canvas *canvas)
{
    const struct canvas below =
        canvas_part(canvas, 1, 0, canvas->area.rows - 1, canvas->area.columns);

    draw_rule(model, canvas);
    console_draw(
        &model->console, &below.area,
        model->page == PAGE_TERMINAL && model_selected(model)->alive);
}

static void
output_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct scroll *scroll = state;

    if (!is_terminal(scroll, model)) {
        scroll_draw(scroll, canvas, model_selected(model));
        return;
    }
    scroll->rows = canvas->area.rows - 1;
    scroll->width = canvas->area.columns;
    draw_terminal(model, canvas);
}

const struct view output_view = {
    .place = VIEW_BODY,
    .pages = ON_OUTPUT | ON_TERMINAL,
    .dirty = DIRTY_OUTPUT | DIRTY_SELECTION,
    .needs = VIEW_NEEDS_TERMINAL,
    .state_size = sizeof(struct scroll),
    .open = output_open,
    .rows = output_rows,
    .command = output_command,
    .mouse = output_mouse,
    .draw = output_draw,
};
