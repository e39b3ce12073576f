/* The timeline as a picture: SVG 1.1 with a style sheet, light and dark. */
#include <string.h>

#include "ui/export.h"

/* The measures of the picture, in its own units. */
enum {
    NAMES = 170, /* width of the names */
    CHART = 960, /* width of the time */
    ENDS = 150,  /* room at the right for how it ended */
    TOP = 40,    /* above the lanes: the axis */
    LANE = 24,   /* height of a lane */
    BAR = 14     /* height of a bar in it */
};

/* Where the chart stands in time. */
struct span {
    int64_t start; /* monotonic nanoseconds */
    int64_t end;
};

/* Write a text, XML's own characters and what XML forbids replaced. */
static void
put_text(FILE *file, const char *text)
{
    char safe[512];

    text_sanitize(text, strlen(text), safe, sizeof(safe));
    for (const char *at = safe; *at; at++) {
        switch (*at) {
        case '&':
            fputs("&amp;", file);
            break;
        case '<':
            fputs("&lt;", file);
            break;
        case '>':
            fputs("&gt;", file);
            break;
        case '"':
            fputs("&quot;", file);
            break;
        default:
            putc(*at, file);
            break;
        }
    }
}

/* Find the place of a moment from left to right. */
static double
place(const struct span *span, int64_t time)
{
    return NAMES
        + CHART * (double) (time - span->start)
        / (double) (span->end - span->start);
}

/* Find the time from the first start to now, at least a second. */
static struct span
find_span(const struct model *model)
{
    struct span span = { INT64_MAX, model->now };
    size_t count = rows_count(&model->rows);

    for (size_t i = 0; i < count; i++) {
        const struct worker *worker = rows_worker(&model->rows, i);

        if (history_count(worker->history) > 0) {
            int64_t time = history_at(worker->history, 0)->time;

            span.start = time < span.start ? time : span.start;
        }
    }
    if (span.start > span.end - NANOSECONDS_PER_SECOND) {
        span.start = span.end - NANOSECONDS_PER_SECOND;
    }
    return span;
}

/* Find a round step, so that there are ten labels at most. */
static int64_t
find_step(const struct span *span)
{
    static const int factors[] = { 2, 5, 10 };
    int64_t step = NANOSECONDS_PER_SECOND / 100;
    int64_t unit = step;

    for (int i = 0; (span->end - span->start) / step > 10; i++) {
        step = unit * factors[i % 3];
        unit = i % 3 == 2 ? step : unit;
    }
    return step;
}

static void
put_axis(FILE *file, const struct span *span, int bottom)
{
    int64_t step = find_step(span);

    for (int64_t time = 0; span->start + time <= span->end; time += step) {
        double x = place(span, span->start + time);

        fprintf(
            file,
            "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" "
            "y2=\"%d\"/>\n<text class=\"axis\" x=\"%.1f\" y=\"%d\">%g s"
            "</text>\n",
            x, TOP - 8, x, bottom, x + 3, TOP - 12,
            (double) time / (double) NANOSECONDS_PER_SECOND);
    }
}

/* Tell which class the bar of a state has; NULL: there is none. */
static const char *
state_class(enum worker_state state)
{
    switch (state) {
    case WORKER_STARTED:
        return "started";
    case WORKER_JOINING:
        return "joining";
    case WORKER_STOPPING:
        return "stopping";
    case WORKER_WAITING:
        return "waiting";
    default:
        return NULL;
    }
}

/* Draw how long a state lasted. */
static void
put_bar(
    FILE *file,
    const struct span *span,
    int row,
    const struct history_moment *moment,
    int64_t end)
{
    const char *class = state_class((enum worker_state) moment->state);
    double from = place(span, moment->time);
    double width = place(span, end) - from;

    if (class) {
        fprintf(
            file,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" "
            "height=\"%d\"><title>%s %.3f s</title></rect>\n",
            class, from, TOP + row * LANE + (LANE - BAR) / 2,
            width < 1 ? 1 : width, BAR,
            worker_state_name((enum worker_state) moment->state),
            (double) (end - moment->time) / (double) NANOSECONDS_PER_SECOND);
    }
}

/* Write how a life ended, or draw a signal that we sent. */
static void
put_moment(
    FILE *file,
    const struct span *span,
    int row,
    const struct history_moment *moment)
{
    double x = place(span, moment->time);
    int base = TOP + row * LANE + LANE - 8;
    char name[32];

    if (moment->type == HISTORY_SIGNALLED) {
        fprintf(
            file,
            "<line class=\"signal\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" "
            "y2=\"%d\"><title>SIG%s</title></line>\n",
            x, TOP + row * LANE + 2, x, TOP + (row + 1) * LANE - 2,
            worker_signal_name(moment->value, name, sizeof(name)));
    } else if (moment->type == HISTORY_FAILED) {
        fprintf(
            file, "<text class=\"failed\" x=\"%.1f\" y=\"%d\">✗</text>\n", x,
            base);
    } else if (moment->type == HISTORY_STOPPED) {
        bool asked = moment->reason == WORKER_REASON_ASKED;

        fprintf(
            file, "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s",
            moment->failed ? "failed"
                : asked    ? "asked"
                           : "success",
            x + 3, base,
            moment->failed ? "✗"
                : asked    ? "■"
                           : "✓");
        if (moment->has_value) {
            fprintf(file, " %d", (int) moment->value);
        }
        fputs("</text>\n", file);
    }
}

static void
put_lane(
    FILE *file,
    const struct model *model,
    const struct span *span,
    int row,
    const struct worker *worker)
{
    size_t count = history_count(worker->history);

    fprintf(
        file, "<text class=\"name\" x=\"8\" y=\"%d\">",
        TOP + row * LANE + LANE - 8);
    put_text(file, worker->name);
    fputs("</text>\n", file);
    for (size_t i = 0; i < count; i++) {
        const struct history_moment *moment = history_at(worker->history, i);

        put_bar(
            file, span, row, moment,
            i + 1 < count ? history_at(worker->history, i + 1)->time
                          : model->now);
    }
    for (size_t i = 0; i < count; i++) {
        put_moment(file, span, row, history_at(worker->history, i));
    }
}

static void
put_marks(
    FILE *file, const struct model *model, const struct span *span, int bottom)
{
    const struct marks *marks = supervisor_marks(model->supervisor);

    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *mark = marks_at(marks, i);
        double x = place(span, mark->time);

        if (mark->time < span->start) {
            continue;
        }
        fprintf(
            file,
            "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
            "\n<text class=\"mark\" x=\"%.1f\" y=\"12\">▼ ",
            x, 16, x, bottom, x - 4);
        put_text(file, mark->text);
        fputs("</text>\n", file);
    }
}

static void
put_style(FILE *file)
{
    fputs(
        "<style>\n"
        "svg { font: 12px ui-monospace, monospace; }\n"
        ".page { fill: #ffffff; } text { fill: #24292f; }\n"
        ".grid { stroke: #d0d7de; } .axis { fill: #57606a; font-size: 10px; }\n"
        ".started { fill: #2da44e; } .joining { fill: #bf8700; }\n"
        ".stopping { fill: #bc4c00; } .waiting { fill: #8c959f; }\n"
        ".signal { stroke: #8250df; stroke-width: 2; }\n"
        ".mark { stroke: #0969da; } text.mark { stroke: none; fill: #0969da; "
        "}\n"
        "text.success { fill: #1a7f37; } text.failed { fill: #cf222e; }\n"
        "text.asked { fill: #9a6700; }\n"
        "@media (prefers-color-scheme: dark) {\n"
        ".page { fill: #0d1117; } text { fill: #e6edf3; }\n"
        ".grid { stroke: #30363d; } .axis { fill: #8b949e; }\n"
        "text.success { fill: #3fb950; } text.failed { fill: #f85149; }\n"
        "text.asked { fill: #d29922; }\n"
        "}\n"
        "</style>\n",
        file);
}

void
export_svg(FILE *file, const struct model *model)
{
    struct span span = find_span(model);
    size_t count = rows_count(&model->rows);
    int width = NAMES + CHART + ENDS;
    int bottom = TOP + (int) count * LANE;

    fprintf(
        file,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
        "viewBox=\"0 0 %d %d\" role=\"img\">\n"
        "<title>Timeline of %zu processes</title>\n",
        width, bottom + 10, width, bottom + 10, count);
    put_style(file);
    fprintf(
        file, "<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n", width,
        bottom + 10);
    put_axis(file, &span, bottom);
    for (size_t i = 0; i < count; i++) {
        put_lane(file, model, &span, (int) i, rows_worker(&model->rows, i));
    }
    put_marks(file, model, &span, bottom);
    fputs("</svg>\n", file);
}
