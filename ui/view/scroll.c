#include "ui/view/scroll.h"

#include <stdio.h>

#include "ui/translate.h"
#include "ui/view/list.h"

/* Find the place from which the last page is shown. */
static struct lines_place
last_page(const struct scroll *scroll, const struct output *output)
{
    return lines_last(output, scroll->rows, scroll->width);
}

/* Stand at a row; the last page follows the end. */
static void
stand_at(
    struct scroll *scroll,
    const struct output *output,
    struct lines_place place)
{
    scroll->scrolled = lines_before(place, last_page(scroll, output));
    scroll->top = place;
}

void
scroll_follow(struct scroll *scroll)
{
    scroll->scrolled = false;
}

void
scroll_toggle(struct scroll *scroll, const struct output *output)
{
    scroll->top = last_page(scroll, output);
    scroll->scrolled = !scroll->scrolled;
}

void
scroll_by(struct scroll *scroll, const struct output *output, long rows)
{
    struct lines_place from =
        scroll->scrolled ? scroll->top : last_page(scroll, output);

    stand_at(scroll, output, lines_move(output, from, rows, scroll->width));
}

bool
scroll_command(
    struct scroll *scroll,
    const struct output *output,
    enum command command,
    long times)
{
    switch (command) {
    case COMMAND_DOWN:
        scroll_by(scroll, output, times);
        return true;
    case COMMAND_UP:
        scroll_by(scroll, output, -times);
        return true;
    case COMMAND_PAGE_DOWN:
        scroll_by(scroll, output, times * (scroll->rows - 1));
        return true;
    case COMMAND_PAGE_UP:
        scroll_by(scroll, output, -times * (scroll->rows - 1));
        return true;
    case COMMAND_TOP:
        stand_at(scroll, output, lines_first(output));
        return true;
    case COMMAND_BOTTOM:
        scroll_follow(scroll);
        return true;
    default:
        return false;
    }
}

void
scroll_wheel(struct scroll *scroll, const struct output *output, key wheel)
{
    scroll_by(
        scroll, output, wheel == KEYCODE_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES);
}

/* Say where in the output we are. */
static void
position(
    const struct scroll *scroll,
    const struct worker *worker,
    char *text,
    size_t size)
{
    uint64_t end = output_end(worker->output);

    if (!scroll->scrolled) {
        snprintf(text, size, " · following");
    } else {
        snprintf(
            text, size, " · line %llu of %llu",
            (unsigned long long) scroll->top.line + 1,
            (unsigned long long) end);
    }
}

void
scroll_draw(
    struct scroll *scroll,
    const struct canvas *canvas,
    const struct worker *worker)
{
    struct canvas area =
        canvas_part(canvas, 1, 0, canvas->area.rows - 1, canvas->area.columns);
    char where[64];
    char detail[512];

    scroll->rows = area.area.rows;
    scroll->width = area.area.columns;
    if (!worker) {
        canvas_rule(canvas, 0, _("Output"), "");
        return;
    }
    if (scroll->scrolled && scroll->top.line < output_first(worker->output)) {
        scroll->top = lines_first(worker->output);
    }
    position(scroll, worker, where, sizeof(where));
    lines_title(worker, where, detail, sizeof(detail));
    canvas_rule(canvas, 0, _("Output"), detail);
    lines_draw(
        &area, worker,
        scroll->scrolled ? scroll->top : last_page(scroll, worker->output));
}
