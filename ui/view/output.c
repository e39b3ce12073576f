/* All that is kept of what a worker wrote, over the whole screen. */
#include <stdio.h>

#include "ui/view/lines.h"
#include "ui/view/view.h"

struct output_page {
    bool scrolled;          /* else it follows the end */
    struct lines_place top; /* where it is scrolled to */
    int rows;               /* as it was drawn */
    int width;
};

/* Begin at the end, following. */
static void
output_open(void *state, struct model *model)
{
    struct output_page *page = state;

    (void) model;
    *page = (struct output_page){
        .rows = page->rows,
        .width = page->width,
    };
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
turn_to(struct output_page *page, struct model *model, long step)
{
    size_t count = supervisor_count(model->supervisor);

    if (count > 0) {
        model_select(model, (model->place + count + (size_t) step) % count);
    }
    output_open(page, model);
}

/* Stand at a row; the last page follows the end. */
static void
stand_at(
    struct output_page *page,
    const struct output *output,
    struct lines_place place)
{
    struct lines_place last = lines_last(output, page->rows, page->width);

    page->scrolled = lines_before(place, last);
    page->top = place;
}

/* Scroll by rows. */
static void
scroll(struct output_page *page, const struct output *output, long rows)
{
    struct lines_place from = page->scrolled
        ? page->top
        : lines_last(output, page->rows, page->width);

    stand_at(page, output, lines_move(output, from, rows, page->width));
}

/* Scroll as a command says; returns whether it is one of moving. */
static bool
move(
    struct output_page *page,
    const struct output *output,
    enum command command,
    long times)
{
    switch (command) {
    case COMMAND_DOWN:
        scroll(page, output, times);
        return true;
    case COMMAND_UP:
        scroll(page, output, -times);
        return true;
    case COMMAND_PAGE_DOWN:
        scroll(page, output, times * (page->rows - 1));
        return true;
    case COMMAND_PAGE_UP:
        scroll(page, output, -times * (page->rows - 1));
        return true;
    case COMMAND_TOP:
        stand_at(page, output, lines_first(output));
        return true;
    case COMMAND_BOTTOM:
        page->scrolled = false;
        return true;
    default:
        return false;
    }
}

static bool
output_command(void *state, struct model *model, enum command command)
{
    struct output_page *page = state;
    const struct worker *worker = model_selected(model);

    if (!worker) {
        return false;
    }
    if (command == COMMAND_NEXT || command == COMMAND_PREVIOUS) {
        turn_to(page, model, command == COMMAND_NEXT ? 1 : -1);
    } else if (command == COMMAND_FOLLOW) {
        page->top = lines_last(worker->output, page->rows, page->width);
        page->scrolled = !page->scrolled;
    } else if (!move(
                   page, worker->output, command,
                   model->count > 0 ? (long) model->count : 1)) {
        return false;
    }
    model->dirty |= DIRTY_OUTPUT;
    return true;
}

/* Say where in the output we are. */
static void
position(
    const struct output_page *page,
    const struct worker *worker,
    char *text,
    size_t size)
{
    uint64_t end = output_end(worker->output);

    if (!page->scrolled) {
        snprintf(text, size, " · following");
    } else {
        snprintf(
            text, size, " · line %llu of %llu",
            (unsigned long long) page->top.line + 1, (unsigned long long) end);
    }
}

static void
output_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct output_page *page = state;
    const struct worker *worker = model_selected(model);
    struct canvas area =
        canvas_part(canvas, 1, 0, canvas->area.rows - 1, canvas->area.columns);
    char where[64];
    char detail[512];

    page->rows = area.area.rows;
    page->width = area.area.columns;
    if (!worker) {
        canvas_rule(canvas, 0, "Output", "");
        return;
    }
    if (page->scrolled && page->top.line < output_first(worker->output)) {
        page->top = lines_first(worker->output);
    }
    position(page, worker, where, sizeof(where));
    lines_title(worker, where, detail, sizeof(detail));
    canvas_rule(canvas, 0, "Output", detail);
    lines_draw(
        &area, worker,
        page->scrolled ? page->top
                       : lines_last(worker->output, page->rows, page->width));
}

const struct view output_view = {
    .place = VIEW_BODY,
    .pages = ON_OUTPUT,
    .dirty = DIRTY_OUTPUT | DIRTY_SELECTION,
    .state_size = sizeof(struct output_page),
    .open = output_open,
    .rows = output_rows,
    .command = output_command,
    .draw = output_draw,
};
