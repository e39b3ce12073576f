/* Where the timeline stands in time, and how it moves there. */
#include "ui/translate.h"
#include "ui/view/timeline_parts.h"

/* The shortest time that is shown as a whole. */
#define FIT_LEAST (5 * NANOSECONDS_PER_SECOND)

/* Count the cells that stay free at the right of now, for the labels. */
static int
label_room(int width)
{
    return width >= 80 ? 20 : width >= 40 ? 16 : width / 4;
}

/* Find the last multiple of a cell's length, counted from the moment that is
 * called 0s: bars do not flicker then as the time goes on. */
static int64_t
round_down(const struct model *model, int64_t time, int64_t cell)
{
    int64_t passed = time - model->opened;
    int64_t rest = passed % cell;

    return time - (rest < 0 ? rest + cell : rest);
}

void
timeline_find_axis(
    struct timeline *timeline, const struct model *model, int width)
{
    struct axis *axis = &timeline->axis;
    int room = width - label_room(width);
    int64_t first = timeline->earliest ? timeline->earliest : model->now;

    room = room > 1 ? room - 1 : 1;
    axis->width = width;
    if (timeline->mode == TIMELINE_FIT) {
        int64_t span = model->now - first;

        timeline->zoom = axis_fit(span > FIT_LEAST ? span : FIT_LEAST, room);
    }
    axis->cell = axis_zoom(timeline->zoom);
    if (timeline->mode == TIMELINE_FIT) {
        axis->start = round_down(model, first, axis->cell) - axis->cell;
    } else if (timeline->mode == TIMELINE_FOLLOW) {
        axis->start =
            round_down(model, model->now, axis->cell) - axis->cell * room;
    }
}

/* Stand at a moment, within what can be worth a look. */
static void
stand(struct timeline *timeline, const struct model *model, int64_t start)
{
    struct axis *axis = &timeline->axis;
    int64_t half = axis->cell * (axis->width / 2);
    int64_t first = model->opened - half;
    int64_t last = model->now - axis->cell;

    start = start > last ? last : start;
    start = start < first ? first : start;
    axis->start = round_down(model, start, axis->cell);
    timeline->mode = TIMELINE_STAND;
}

/* Move the axis so that the cursor is on it. */
static void
show_cursor(struct timeline *timeline, const struct model *model)
{
    const struct axis *axis = &timeline->axis;
    int column = axis_column(axis, timeline->cursor);

    if (column < 0 || column >= axis->width) {
        stand(
            timeline, model, timeline->cursor - axis->cell * (axis->width / 2));
    }
}

/* Make cells longer or shorter around the cursor, the end or the middle. */
static void
zoom(struct timeline *timeline, const struct model *model, int step)
{
    struct axis *axis = &timeline->axis;
    int column = axis->width / 2;
    int64_t fixed;

    if (timeline->has_cursor) {
        column = axis_column(axis, timeline->cursor);
    }
    fixed = timeline->has_cursor ? timeline->cursor : axis_time(axis, column);
    timeline->zoom += step;
    timeline->zoom = timeline->zoom < 0 ? 0 : timeline->zoom;
    timeline->zoom =
        timeline->zoom < AXIS_ZOOMS ? timeline->zoom : AXIS_ZOOMS - 1;
    axis->cell = axis_zoom(timeline->zoom);
    if (timeline->mode == TIMELINE_STAND || timeline->has_cursor) {
        stand(timeline, model, fixed - axis->cell * column);
    } else {
        timeline->mode = TIMELINE_FOLLOW;
    }
}

void
timeline_set_cursor(
    struct timeline *timeline, const struct model *model, int64_t time)
{
    timeline->has_cursor = true;
    timeline->cursor = time > model->now ? model->now : time;
    if (timeline->mode != TIMELINE_STAND) {
        stand(timeline, model, timeline->axis.start);
    }
    show_cursor(timeline, model);
}

/* Tell where the cursor is or would come up: at the end. */
static int64_t
cursor_of(const struct timeline *timeline, const struct model *model)
{
    return timeline->has_cursor ? timeline->cursor : model->now;
}

/* Go to another moment of the selected worker's, with the cursor. */
static void
go_to_moment(struct timeline *timeline, struct model *model, int step)
{
    const struct worker *worker = model_selected(model);
    int64_t from = cursor_of(timeline, model);
    size_t count, place;

    if (!worker || (count = history_count(worker->history)) == 0) {
        model_tell(model, MESSAGE_PLAIN, _("Nothing has happened to it yet"));
        return;
    }
    place = history_after(worker->history, step > 0 ? from : from - 1);
    if (step < 0 ? place == 0 : place == count) {
        model_tell(
            model, MESSAGE_PLAIN,
            step < 0 ? _("Nothing earlier in this lane")
                     : _("Nothing later in this lane"));
        return;
    }
    place -= step < 0;
    timeline_set_cursor(
        timeline, model, history_at(worker->history, place)->time);
}

bool
timeline_travel(
    struct timeline *timeline, struct model *model, enum command command)
{
    const struct axis *axis = &timeline->axis;
    int64_t times = model->count > 0 ? model->count : 1;
    int64_t leap = axis->cell * (axis->width / 8 + 1) * times;

    switch (command) {
    case COMMAND_PAN_LEFT:
        stand(timeline, model, axis->start - leap);
        return true;
    case COMMAND_PAN_RIGHT:
        stand(timeline, model, axis->start + leap);
        return true;
    case COMMAND_ZOOM_IN:
        zoom(timeline, model, (int) -times);
        return true;
    case COMMAND_ZOOM_OUT:
        zoom(timeline, model, (int) times);
        return true;
    case COMMAND_CURSOR_LEFT:
        timeline_set_cursor(
            timeline, model, cursor_of(timeline, model) - axis->cell * times);
        return true;
    case COMMAND_CURSOR_RIGHT:
        timeline_set_cursor(
            timeline, model, cursor_of(timeline, model) + axis->cell * times);
        return true;
    case COMMAND_MOMENT_BEFORE:
        go_to_moment(timeline, model, -1);
        return true;
    case COMMAND_MOMENT_AFTER:
        go_to_moment(timeline, model, 1);
        return true;
    case COMMAND_FIT:
        timeline->has_cursor = false;
        timeline->mode = TIMELINE_FIT;
        return true;
    case COMMAND_FOLLOW:
        timeline->has_cursor = false;
        timeline->mode = TIMELINE_FOLLOW;
        return true;
    default:
        return false;
    }
}
