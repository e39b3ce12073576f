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

struct lines_place
scroll_top(const struct scroll *scroll, const struct output *output)
{
    return scroll->scrolled ? scroll->top : last_page(scroll, output);
}

bool
scroll_shows(
    const struct scroll *scroll, const struct output *output, uint64_t line)
{
    struct lines_place top = scroll_top(scroll, output);
    struct lines_place last =
        lines_move(output, top, scroll->rows - 1, scroll->width);

    return line >= top.line && line <= last.line;
}

/* Find from which row on the screen has to show a place that is above or below
 * what it shows from `top` on: a place that is near comes to its edge, but for
 * some rows of context. */
static struct lines_place
turn_to(
    const struct scroll *scroll,
    const struct output *output,
    struct lines_place top,
    struct lines_place place,
    int context)
{
    int rows = scroll->rows;
    struct lines_place end = lines_move(output, top, rows - 1, scroll->width);
    bool above = lines_before(place, top);
    struct lines_place far = lines_move(
        output, above ? top : end, above ? -rows : rows, scroll->width);
    bool near = above ? !lines_before(place, far) : !lines_before(far, place);
    int back = above ? context : rows - 1 - context;

    if (!above && !lines_before(end, place)) {
        return top;
    }
    return lines_move(output, place, -(near ? back : rows / 2), scroll->width);
}

void
scroll_show(
    struct scroll *scroll,
    const struct output *output,
    struct lines_place place,
    int context)
{
    struct lines_place last = last_page(scroll, output);
    int most = scroll->rows / 3;
    struct lines_place top = turn_to(
        scroll, output, scroll_top(scroll, output), place,
        context < most ? context : most);

    scroll->scrolled = true;
    scroll->top = lines_before(last, top) ? last : top;
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
    struct lines_place from = scroll_top(scroll, output);

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
    const struct lines_marks *marks,
    char *text,
    size_t size)
{
    unsigned long long end = output_end(worker->output);

    if (marks->end - marks->first > 1) {
        snprintf(
            text, size, _(" · lines %llu to %llu of %llu"),
            (unsigned long long) marks->first + 1,
            (unsigned long long) marks->end, end);
    } else if (!scroll->scrolled) {
        snprintf(text, size, "%s", _(" · following"));
    } else if (marks->end > marks->first) {
        snprintf(
            text, size, _(" · line %llu of %llu"),
            (unsigned long long) marks->end, end);
    } else {
        snprintf(
            text, size, _(" · line %llu of %llu"),
            (unsigned long long) scroll->top.line + 1, end);
    }
}

void
scroll_draw(
    struct scroll *scroll,
    const struct canvas *canvas,
    const struct worker *worker,
    const struct lines_marks *marks)
{
    static const struct lines_marks none = { NULL, 0, 0 };
    struct canvas area =
        canvas_part(canvas, 1, 0, canvas->area.rows - 1, canvas->area.columns);
    char where[128];
    char detail[512];

    marks = marks ? marks : &none;
    scroll->rows = area.area.rows;
    scroll->width = area.area.columns;
    if (!worker) {
        canvas_rule(canvas, 0, _("Output"), "");
        return;
    }
    if (scroll->scrolled && scroll->top.line < output_first(worker->output)) {
        scroll->top = lines_first(worker->output);
    }
    position(scroll, worker, marks, where, sizeof(where));
    lines_title(worker, where, detail, sizeof(detail));
    canvas_rule(canvas, 0, _("Output"), detail);
    lines_draw(&area, worker, scroll_top(scroll, worker->output), marks);
}
