/* The timeline: a lane for each worker, from left to right as time goes on. */
#include <stdio.h>
#include <stdlib.h>

#include "ui/translate.h"
#include "ui/view/lane.h"
#include "ui/view/lane_text.h"
#include "ui/view/sign.h"
#include "ui/view/timeline_parts.h"
#include "ui/view/view.h"

enum {
    NAME_COLUMN = 3,
    NAME_LEAST = 8
};

/* What lasts so long is told in whole seconds. */
#define SPAN_LONG (10 * NANOSECONDS_PER_SECOND)

/* The most cells of an axis. */
enum {
    CELLS_MOST = 1024
};

static void
timeline_open(void *state, struct model *model)
{
    struct timeline *timeline = state;
    int width = timeline->axis.width;

    *timeline = (struct timeline){ .list = timeline->list };
    timeline_find_axis(timeline, model, width > 0 ? width : NAME_LEAST);
}

static struct view_rows
timeline_rows(
    const void *state, const struct model *model, int body, int columns)
{
    (void) state;
    (void) model;
    (void) columns;
    return (struct view_rows){ .least = 1, .wanted = body };
}

static bool
timeline_command(void *state, struct model *model, enum command command)
{
    struct timeline *timeline = state;
    size_t target;

    if (command == COMMAND_BACK && timeline->has_cursor) {
        timeline->has_cursor = false;
    } else if (list_move(
                   &timeline->list, rows_count(&model->rows), model->place,
                   command, model->count, &target)) {
        model_select(model, target);
    } else if (!timeline_travel(timeline, model, command)) {
        return false;
    }
    model->dirty |= DIRTY_SELECTION;
    return true;
}

/* Select the lane that is pressed, and put the cursor where it is in time; the
 * wheel scrolls. */
static enum command
timeline_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct timeline *timeline = state;
    size_t count = rows_count(&model->rows);
    int column = mouse->column - timeline->left;
    int row = mouse->row - 2;
    size_t place;

    if (mouse->what != KEYCODE_PRESS) {
        place = list_scroll(&timeline->list, count, model->place, mouse->what);
        if (place != model->place) {
            model_select(model, place);
        }
        model->dirty |= DIRTY_ROWS;
        return COMMAND_NONE;
    }
    if (timeline->stride > 1 && row > 0) {
        row /= timeline->stride;
    }
    if (list_find(&timeline->list, count, row, &place)) {
        model_select(model, place);
    }
    if (column >= 0 && column < timeline->axis.width) {
        timeline_set_cursor(
            timeline, model, axis_time(&timeline->axis, column));
        model->dirty |= DIRTY_SELECTION;
    }
    return COMMAND_NONE;
}

/* Find how many cells the names have. */
static int
name_width(const struct model *model, int columns)
{
    int most = columns / 4;
    int width = model->name_width;

    width = width < NAME_LEAST ? NAME_LEAST : width;
    most = most < NAME_LEAST ? NAME_LEAST : most;
    return width > most ? most : width;
}

/* Note how far back the lanes go that are shown. */
static void
note_earliest(struct timeline *timeline, const struct model *model)
{
    size_t count = rows_count(&model->rows);

    for (size_t i = 0; i < timeline->list.shown; i++) {
        size_t place = timeline->list.top + i;
        const struct history *history;
        int64_t time;

        if (place >= count) {
            break;
        }
        history = rows_worker(&model->rows, place)->history;
        if (history_count(history) == 0) {
            continue;
        }
        time = history_at(history, 0)->time;
        if (timeline->earliest == 0 || time < timeline->earliest) {
            timeline->earliest = time;
        }
    }
}

/* What is behind the lanes: kinds of cells without a bar. */
enum ground {
    GROUND_NONE,
    GROUND_STEP, /* a label's time */
    GROUND_MARK,
    GROUND_NOW,
    GROUND_CURSOR
};

/* Find what stands behind each cell of the lanes. */
static void
find_ground(
    const struct timeline *timeline, const struct model *model, uint8_t *ground)
{
    const struct marks *marks = supervisor_marks(model->supervisor);
    const struct axis *axis = &timeline->axis;
    int64_t step = axis_step(axis);
    int64_t rest = (axis->start - model->opened) % step;
    int64_t time = axis->start - (rest > 0 ? rest - step : rest);
    int column;

    for (int i = 0; i < axis->width; i++) {
        ground[i] = GROUND_NONE;
    }
    while ((column = axis_column(axis, time)) < axis->width) {
        ground[column < 0 ? 0 : column] = GROUND_STEP;
        time += step;
    }
    for (size_t i = 0; i < marks->count; i++) {
        column = axis_column(axis, marks_at(marks, i)->time);
        if (column >= 0 && column < axis->width) {
            ground[column] = GROUND_MARK;
        }
    }
    column = axis_column(axis, model->now);
    if (column >= 0 && column < axis->width) {
        ground[column] = GROUND_NOW;
    }
    column = axis_column(axis, timeline->cursor);
    if (timeline->has_cursor && column >= 0 && column < axis->width) {
        ground[column] = GROUND_CURSOR;
    }
}

/* Draw the labels of the axis, and over them the marks. */
static void
draw_labels(
    const struct timeline *timeline,
    const struct model *model,
    const struct canvas *chart,
    const uint8_t *ground)
{
    const struct axis *axis = &timeline->axis;
    int64_t step = axis_step(axis);
    int now = axis_column(axis, model->now);
    char text[32];
    int end;

    for (int i = 0; i < axis->width; i++) {
        int64_t passed = axis_time(axis, i) - model->opened;
        int64_t rest = passed % step;

        rest = rest < 0 ? rest + step : rest;
        if (rest == 0 || rest + axis->cell > step) {
            axis_label(
                passed + (rest ? step - rest : 0), step, text, sizeof(text));
            end = i + grid_width(text);
            if (end <= axis->width && (end < now || i > now + 3)) {
                canvas_text(chart, 0, i, text, ROLE_DIM);
            }
        }
    }
    for (int i = 0; i < axis->width; i++) {
        if (ground[i] == GROUND_MARK) {
            canvas_text(chart, 0, i, "▼", ROLE_WARNING);
        } else if (ground[i] == GROUND_NOW) {
            canvas_text(chart, 0, i, _("now"), ROLE_ACCENT);
        }
    }
}

/* Draw what is behind the lanes in a cell of a row. */
static void
draw_ground(const struct canvas *chart, int row, int column, enum ground ground)
{
    static const struct {
        const char *text;
        enum role role;
    } grounds[] = {
        [GROUND_NONE] = { " ", ROLE_NORMAL },
        [GROUND_STEP] = { "┊", ROLE_RULE },
        [GROUND_MARK] = { "┆", ROLE_WARNING },
        [GROUND_NOW] = { "│", ROLE_ACCENT },
        [GROUND_CURSOR] = { "┃", ROLE_ACCENT },
    };

    canvas_text(chart, row, column, grounds[ground].text, grounds[ground].role);
}

/* Draw a cell of a bar: what lasts is muted, so that what happens and how it
 * goes stand out. */
static void
draw_cell(const struct canvas *chart, int row, int column, enum lane_kind kind)
{
    const struct lane_sign *sign = lane_sign(kind);
    struct grid_style style = theme_style(chart->theme, sign->role);

    if (kind > LANE_INITIAL && kind < LANE_NOW) {
        style.attributes |= GRID_DIM;
    }
    canvas_write(chart, row, column, sign->text, style);
}

/* Draw the bar of a worker, the ground where there is none, and in words how
 * it goes behind it. */
static void
draw_bar(
    const struct timeline *timeline,
    const struct model *model,
    const struct canvas *chart,
    int row,
    const struct worker *worker,
    const uint8_t *ground)
{
    uint8_t cells[CELLS_MOST];
    int width = timeline->axis.width;
    int end = lane_fill(worker, &timeline->axis, model->now, cells);
    char label[64];

    for (int i = 0; i < width; i++) {
        if (cells[i] != LANE_NOTHING) {
            draw_cell(chart, row, i, cells[i]);
        } else {
            draw_ground(chart, row, i, ground[i]);
        }
    }
    lane_label(worker, model->now, label, sizeof(label));
    if (end > 0 && label[0] && axis_time(&timeline->axis, end) > worker->ended
        && end + 1 + grid_width(label) <= width) {
        canvas_text(
            chart, row, end + 1, label,
            worker->state == WORKER_STARTED && worker->daemon
                ? ROLE_DAEMON
                : sign_of(worker).role);
    }
    if (timeline->has_cursor) {
        grid_overlay(
            &chart->area, row, axis_column(&timeline->axis, timeline->cursor),
            1, theme_style(chart->theme, ROLE_SELECTED));
    }
}

/* Draw a worker's lane. */
static void
draw_lane(
    const struct model *model,
    const struct canvas *canvas,
    int row,
    const struct worker *worker,
    int width)
{
    const struct field name = { NAME_COLUMN, width, false };
    struct sign sign = sign_of(worker);
    char text[128];

    canvas_text(canvas, row, 1, sign.text, sign.role);
    canvas_field(
        canvas, row, &name, draw_safe(worker->name, text, sizeof(text)),
        model_worker_lives(worker) ? ROLE_STRONG : ROLE_ENDED);
    if (tags_has(&model->tags, worker->id)) {
        canvas_text(canvas, row, 2, "▸", ROLE_ACCENT);
    }
}

/* Draw all lanes; where all of them have room with it, a row between two. */
static void
draw_lanes(
    const struct timeline *timeline,
    const struct model *model,
    const struct canvas *canvas,
    const struct canvas *chart,
    const uint8_t *ground)
{
    size_t count = rows_count(&model->rows);
    int names = timeline->left - NAME_COLUMN - 1;

    for (size_t i = 0; i < timeline->list.shown; i++) {
        size_t place = timeline->list.top + i;
        int row = 1 + (int) i * timeline->stride;
        const struct worker *worker;

        if (place >= count) {
            break;
        }
        for (int gap = 1; gap < timeline->stride && i > 0; gap++) {
            for (int column = 0; column < timeline->axis.width; column++) {
                draw_ground(chart, row - gap, column, ground[column]);
            }
        }
        worker = rows_worker(&model->rows, place);
        draw_lane(model, canvas, row + 1, worker, names);
        draw_bar(timeline, model, chart, row, worker, ground);
        if (place == model->place) {
            canvas_select(canvas, row + 1);
        }
    }
}

/* Write the line over the lanes. */
static void
draw_title(
    const struct timeline *timeline,
    const struct model *model,
    const struct canvas *canvas)
{
    static const char *const modes[] = {
        [TIMELINE_FIT] = N_("all"),
        [TIMELINE_FOLLOW] = N_("following"),
        [TIMELINE_STAND] = N_("standing"),
    };
    int64_t span = timeline->axis.cell * timeline->axis.width;
    char shown[32], cell[32], where[64], detail[192];

    axis_label(
        span, span < SPAN_LONG ? timeline->axis.cell : NANOSECONDS_PER_SECOND,
        shown, sizeof(shown));
    axis_label(timeline->axis.cell, timeline->axis.cell, cell, sizeof(cell));
    list_position(
        &timeline->list, rows_count(&model->rows), where, sizeof(where));
    snprintf(
        detail, sizeof(detail), _("%s · %s a cell · %s%s%s"),
        _(modes[timeline->mode]), cell, shown, where[0] ? " · " : "", where);
    canvas_rule(canvas, 0, _("Timeline"), detail);
}

/* Find how many rows are for the words below the lanes. */
static int
detail_rows(int rows)
{
    return rows < 6 ? 0 : rows < 12 ? 1 : rows < 18 ? 3 : 8;
}

static void
timeline_draw(
    void *state, const struct model *model, const struct canvas *canvas)
{
    struct timeline *timeline = state;
    size_t count = rows_count(&model->rows);
    int columns = canvas->area.columns;
    int names = name_width(model, columns);
    int left = NAME_COLUMN + names + 1;
    int below = detail_rows(canvas->area.rows);
    int rows = canvas->area.rows - 2 - below;
    int width = columns - left - 1;
    uint8_t ground[CELLS_MOST];
    struct canvas chart;
    struct canvas detail =
        canvas_part(canvas, canvas->area.rows - below, 0, below, columns);

    timeline->left = left;
    width = width < 1 ? 1 : width > CELLS_MOST ? CELLS_MOST : width;
    rows = rows > 0 ? rows : 0;
    timeline->stride = 2 * count <= (size_t) rows + 1 ? 2 : 1;
    list_show(&timeline->list, count, (size_t) rows, model->place);
    note_earliest(timeline, model);
    timeline_find_axis(timeline, model, width);
    find_ground(timeline, model, ground);
    draw_title(timeline, model, canvas);
    chart = canvas_part(canvas, 1, left, canvas->area.rows - 1 - below, width);
    draw_labels(timeline, model, &chart, ground);
    draw_lanes(timeline, model, canvas, &chart, ground);
    timeline_draw_detail(timeline, model, &detail);
}

const struct view timeline_view = {
    .place = VIEW_BODY,
    .pages = ON_TIMELINE,
    .dirty = DIRTY_ROWS | DIRTY_SELECTION | DIRTY_TAGS | DIRTY_CLOCK,
    .needs = VIEW_NEEDS_CLOCK,
    .state_size = sizeof(struct timeline),
    .open = timeline_open,
    .rows = timeline_rows,
    .command = timeline_command,
    .mouse = timeline_mouse,
    .draw = timeline_draw,
};
