/* All that is kept of what a worker wrote, over the whole screen: at its end,
 * and where it has one, its terminal. */
#include <stdio.h>

#include "ui/translate.h"
#include "ui/view/output_parts.h"
#include "ui/view/view.h"

/* Rows that are to be seen around a line that was found. */
enum {
    CONTEXT = 3
};

/* With fewer columns there is no room for a hint beside the title. */
enum {
    HINT_COLUMNS = 72
};

/* Follow the end, and let nothing stand out but what is searched for. */
static void
start_anew(struct output_page *page)
{
    page->find.left = 0;
    page->marked = page->selecting = false;
    scroll_follow(&page->scroll);
}

/* Begin at the end, following. */
static void
output_open(void *state, struct model *model)
{
    (void) model;
    output_search_leave(state);
    start_anew(state);
}

static void
output_close(void *state)
{
    struct output_page *page = state;

    pattern_free(&page->pattern);
}

void
output_mark(
    struct output_page *page,
    const struct output *output,
    uint64_t line,
    size_t offset)
{
    page->marked = true;
    page->line = line;
    scroll_show(
        &page->scroll, output,
        lines_find(output, line, offset, page->scroll.width),
        page->selecting ? 0 : CONTEXT);
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
is_terminal(const struct output_page *page, const struct model *model)
{
    return !page->scroll.scrolled && !page->selecting
        && console_shows(&model->console, model_selected(model));
}

/* Get the selected worker; where it is another one than before, all begins
 * anew. */
static const struct worker *
selected(struct output_page *page, const struct model *model)
{
    const struct worker *worker = model_selected(model);

    if (worker && page->worker != worker->id) {
        page->worker = worker->id;
        start_anew(page);
    }
    return worker;
}

/* Show another worker's output. */
static void
turn_to(struct model *model, long step)
{
    size_t count = rows_count(&model->rows);

    if (count > 0) {
        model_select(model, (model->place + count + (size_t) step) % count);
    }
}

/* Follow the end, or stop to. */
static void
toggle_following(struct output_page *page, const struct output *output)
{
    bool scrolled = page->scroll.scrolled;

    start_anew(page);
    if (!scrolled) {
        scroll_toggle(&page->scroll, output);
    }
}

static bool
output_command(void *state, struct model *model, enum command command)
{
    struct output_page *page = state;
    const struct worker *worker = selected(page, model);

    if (!worker) {
        return false;
    }
    model->dirty |= DIRTY_OUTPUT;
    if (command == COMMAND_BACK && page->find.left > 0) {
        page->find.left = 0;
        return true;
    }
    page->find.left = 0; /* any other command ends a search, too */
    if (output_select(page, model, command)
        || output_search(page, model, command)) {
        return true;
    }
    switch (command) {
    case COMMAND_BACK:
        return output_search_leave(page);
    case COMMAND_NEXT:
    case COMMAND_PREVIOUS:
        turn_to(model, command == COMMAND_NEXT ? 1 : -1);
        return true;
    case COMMAND_FOLLOW:
        toggle_following(page, worker->output);
        return true;
    default:
        return scroll_command(
            &page->scroll, worker->output, command,
            model->count > 0 ? (long) model->count : 1);
    }
}

/* Go on with a search. */
static bool
output_turn(void *state, struct model *model)
{
    return selected(state, model) && output_search_on(state, model);
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
    struct output_page *page = state;
    const struct worker *worker = selected(page, model);

    if (is_terminal(page, model)) {
        if (pass_mouse(model, mouse)) {
            return COMMAND_NONE;
        }
        if (mouse->what == KEYCODE_PRESS && mouse->row > 0) {
            return model->page == PAGE_OUTPUT ? COMMAND_FOCUS : COMMAND_NONE;
        }
    }
    if (worker && mouse->what != KEYCODE_PRESS) {
        scroll_wheel(&page->scroll, worker->output, mouse->what);
        model->dirty |= DIRTY_OUTPUT;
    }
    return COMMAND_NONE;
}

/* Say in the rule, at its right, what can be done. */
static void
draw_hint(const struct canvas *canvas, const char *hint, enum role role)
{
    canvas_text(
        canvas, 0, canvas->area.columns - grid_width(hint) - 2, hint, role);
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
        !worker->alive ? _(" it has ended · Esc goes back ")
            : focused  ? _(" keys go to it · %s ends that ")
                       : _(" %s types to it "),
        name);
    if (worker->alive || focused) {
        draw_hint(canvas, hint, focused ? ROLE_ACCENT : ROLE_TITLE_DETAIL);
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

/* Say how the worker stands, whose row is not to be seen here. */
static void
draw_worker_state(const struct worker *worker, const struct canvas *canvas)
{
    bool settled = worker->state == WORKER_STARTED || worker->has_exitcode;
    char hint[64];

    if (worker->has_exitcode && !worker->alive) {
        snprintf(
            hint, sizeof(hint), " %s · exitcode %d ",
            worker_state_name(worker->state), worker->exitcode);
    } else {
        snprintf(hint, sizeof(hint), " %s ", worker_state_name(worker->state));
    }
    draw_hint(
        canvas, hint,
        worker->failed ? ROLE_FAILED
            : settled  ? ROLE_TITLE_DETAIL
                       : ROLE_ACCENT);
}

/* Say what goes on: a search, a selection and how to end it, or else how the
 * worker stands. */
static void
draw_state(
    const struct output_page *page,
    const struct canvas *canvas,
    const struct worker *worker)
{
    char copy[16];
    char back[16];
    char hint[96];

    if (canvas->area.columns < HINT_COLUMNS) {
        return;
    }
    if (page->find.left > 0) {
        draw_hint(canvas, _(" searching … "), ROLE_ACCENT);
    } else if (page->selecting) {
        keymap_names(COMMAND_COPY_LINES, copy, sizeof(copy));
        keymap_names(COMMAND_BACK, back, sizeof(back));
        snprintf(hint, sizeof(hint), _(" %s copies · %s leaves "), copy, back);
        draw_hint(canvas, hint, ROLE_ACCENT);
    } else if (worker) {
        draw_worker_state(worker, canvas);
    }
}

/* Draw the lines that were written. */
static void
draw_lines(
    struct output_page *page,
    const struct canvas *canvas,
    const struct worker *worker)
{
    struct lines_marks marks = { .pattern = &page->pattern };

    if (worker && page->selecting) {
        marks.first = page->anchor < page->line ? page->anchor : page->line;
        marks.end = (page->anchor < page->line ? page->line : page->anchor) + 1;
    } else if (
        worker && page->marked
        && scroll_shows(&page->scroll, worker->output, page->line)) {
        marks.first = page->line;
        marks.end = page->line + 1;
    }
    scroll_draw(&page->scroll, canvas, worker, &marks);
    draw_state(page, canvas, worker);
}

static void
output_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct output_page *page = state;
    const struct worker *worker = selected(page, model);

    if (!is_terminal(page, model)) {
        draw_lines(page, canvas, worker);
        return;
    }
    page->scroll.rows = canvas->area.rows - 1;
    page->scroll.width = canvas->area.columns;
    draw_terminal(model, canvas);
}

const struct view output_view = {
    .place = VIEW_BODY,
    .pages = ON_OUTPUT | ON_TERMINAL,
    .dirty = DIRTY_OUTPUT | DIRTY_SELECTION | DIRTY_ROWS,
    .needs = VIEW_NEEDS_TERMINAL,
    .state_size = sizeof(struct output_page),
    .open = output_open,
    .close = output_close,
    .turn = output_turn,
    .rows = output_rows,
    .command = output_command,
    .mouse = output_mouse,
    .draw = output_draw,
};
