/* What stands below the lanes: the selected worker's life in words. */
#include <stdio.h>
#include <string.h>

#include "ui/translate.h"
#include "ui/view/lane.h"
#include "ui/view/lane_text.h"
#include "ui/view/timeline_parts.h"

enum {
    VERB_COLUMN = 2,
    TIME_COLUMN = 17,
    TEXT_COLUMN = 31
};

/* Find the life at a moment, or the last before it; the place of its first
 * moment and that behind its last.  Returns whether there is one. */
static bool
find_life(
    const struct worker *worker,
    int64_t until,
    struct history_life *life,
    size_t *first,
    size_t *end)
{
    struct history_life next;
    size_t place = 0;
    bool found = false;

    for (;;) {
        size_t from = place;

        if (!history_next_life(worker->history, &place, &next)
            || (found && next.started > until)) {
            return found;
        }
        while (history_at(worker->history, from)->type != HISTORY_STARTED) {
            from++;
        }
        *life = next;
        *first = from;
        *end = place;
        found = true;
    }
}

/* Say when the cursor is, and how long after the start of a life. */
static size_t
time_text(
    const struct timeline *timeline,
    const struct model *model,
    const struct history_life *life,
    char *text,
    size_t size)
{
    char moment[32], passed[32];
    int64_t since = life ? timeline->cursor - life->started : 0;

    draw_dated_moment(
        model->wall - (model->now - timeline->cursor), model->wall, moment,
        sizeof(moment));
    if (!life) {
        return (size_t) snprintf(text, size, _("at %s"), moment);
    }
    lane_duration(since < 0 ? -since : since, passed, sizeof(passed));
    return (size_t) snprintf(
        text, size, _("at %s (%s%s)"), moment, since < 0 ? "-" : "+", passed);
}

/* Find the state at a moment, and how long it lasted or has lasted; "": it is
 * not known. */
static void
state_text(
    const struct model *model,
    const struct worker *worker,
    int64_t time,
    char *text,
    size_t size)
{
    const struct history *history = worker->history;
    size_t count = history_count(history);
    size_t end = history_after(history, time);
    size_t first = end;
    uint8_t state = end > 0 ? history_at(history, end - 1)->state
                            : (uint8_t) WORKER_INITIAL;
    char lasted[32];
    int64_t from, to;

    while (first > 0 && history_at(history, first - 1)->state == state) {
        first--;
    }
    while (end < count && history_at(history, end)->state == state) {
        end++;
    }
    from = first < end ? history_at(history, first)->time
                       : history_created(history, NULL);
    to = end < count ? history_at(history, end)->time : model->now;
    text[0] = '\0';
    if (state >= WORKER_STOPPED || from > time
        || (first == 0 && history_lives_dropped(history) > 0)) {
        return;
    }
    snprintf(
        text, size, " · %s %s", worker_state_name((enum worker_state) state),
        lane_duration(to - from, lasted, sizeof(lasted)));
}

/* Add what happened in the cursor's cell; returns the size of the text. */
static size_t
add_moments(
    const struct timeline *timeline,
    const struct model *model,
    const struct worker *worker,
    char *text,
    size_t used,
    size_t size)
{
    const struct marks *marks = supervisor_marks(model->supervisor);
    const struct axis *axis = &timeline->axis;
    int column = axis_column(axis, timeline->cursor);
    size_t place = history_after(worker->history, timeline->cursor - 1);
    size_t count = history_count(worker->history);
    char what[48], more[96];

    for (; place < count && used < size; place++) {
        const struct history_moment *at = history_at(worker->history, place);

        if (axis_column(axis, at->time) != column) {
            break;
        }
        lane_detail(at, 0, more, sizeof(more));
        used += (size_t) snprintf(
            text + used, size - used, " · %s%s%s",
            lane_verb(at, what, sizeof(what)), more[0] ? " " : "", more);
    }
    for (size_t i = 0; i < marks->count && used < size; i++) {
        const struct mark *mark = marks_at(marks, i);

        if (axis_column(axis, mark->time) == column) {
            used += (size_t) snprintf(
                text + used, size - used, " · ▼ %s", mark->text);
        }
    }
    return used;
}

/* Say what there is in the cursor's cell; in which state, where there is room
 * for that. */
static void
cursor_text(
    const struct timeline *timeline,
    const struct model *model,
    const struct history_life *life,
    int width,
    char *text,
    size_t size)
{
    const struct worker *worker = model_selected(model);
    int64_t until = timeline->cursor + timeline->axis.cell - 1;
    size_t used = time_text(timeline, model, life, text, size);
    char state[64];

    used = add_moments(timeline, model, worker, text, used, size);
    state_text(model, worker, until, state, sizeof(state));
    if (used < size && grid_width(text) + grid_width(state) <= width) {
        snprintf(text + used, size - used, "%s", state);
    }
}

/* List the last moments of a life, as many as there is room for. */
static void
draw_moments(
    const struct canvas *canvas,
    int row,
    const struct worker *worker,
    size_t first,
    size_t end)
{
    size_t room =
        canvas->area.rows > row ? (size_t) (canvas->area.rows - row) : 0;
    int64_t started = history_at(worker->history, first)->time;

    first = end - first > room ? end - room : first;
    for (size_t i = first; i < end; i++, row++) {
        const struct history_moment *moment = history_at(worker->history, i);
        enum role role = moment->type == HISTORY_STOPPED
            ? lane_sign(lane_end(moment))->role
            : ROLE_NORMAL;
        char text[128];

        canvas_text(
            canvas, row, VERB_COLUMN, lane_verb(moment, text, sizeof(text)),
            ROLE_DIM);
        canvas_text(
            canvas, row, TIME_COLUMN,
            draw_moment(moment->wall, true, text, sizeof(text)), ROLE_TIME);
        canvas_text(
            canvas, row, TEXT_COLUMN,
            lane_detail(moment, started, text, sizeof(text)), role);
    }
}

/* Say in one line what became of the worker, as exactly as there is room. */
static void
summary(
    const struct model *model,
    int width,
    const struct worker *worker,
    const struct history_life *life,
    char *text,
    size_t size)
{
    char name[128], words[160], why[160];

    draw_safe(worker->name, name, sizeof(name));
    if (life) {
        lane_life(life, model->now, words, sizeof(words));
    } else if (worker->why) {
        snprintf(
            words, sizeof(words), _("could not be started: %s"),
            draw_safe(worker->why, why, sizeof(why)));
    } else {
        snprintf(words, sizeof(words), _("not started yet"));
    }
    snprintf(text, size, "%s %s", name, words);
    if (life && grid_width(text) > width) {
        const char *comma = strchr(words, ',');

        snprintf(text, size, "%s %s", name, comma ? comma + 2 : words);
    }
}

/* Draw the line between the lanes and what is below. */
static void
draw_rule(
    const struct canvas *canvas,
    const struct worker *worker,
    const struct history_life *life)
{
    char name[128], target[256], detail[512];

    draw_safe(worker->name, name, sizeof(name));
    draw_safe(worker->target, target, sizeof(target));
    if (life && worker->lives > 1) {
        snprintf(
            detail, sizeof(detail), _("%s · %d · life %u of %u"), target,
            (int) life->pid, life->number, worker->lives);
    } else if (life) {
        snprintf(detail, sizeof(detail), "%s · %d", target, (int) life->pid);
    } else {
        snprintf(detail, sizeof(detail), "%s", target);
    }
    canvas_rule(canvas, 0, name, detail);
}

void
timeline_draw_detail(
    const struct timeline *timeline,
    const struct model *model,
    const struct canvas *canvas)
{
    const struct worker *worker = model_selected(model);
    int64_t until = timeline->has_cursor
        ? timeline->cursor + timeline->axis.cell - 1
        : INT64_MAX;
    struct history_life life;
    size_t first = 0, end = 0;
    int rows = canvas->area.rows;
    int row = 0;
    char text[512];
    bool lived;

    if (!worker || rows < 1) {
        return;
    }
    lived = find_life(worker, until, &life, &first, &end);
    if (rows > 1) {
        draw_rule(canvas, worker, lived ? &life : NULL);
        row = 1;
    }
    if (timeline->has_cursor) {
        cursor_text(
            timeline, model, lived ? &life : NULL, canvas->area.columns - 1,
            text, sizeof(text));
        canvas_field(
            canvas, row++,
            &(struct field){ 1, canvas->area.columns - 1, false }, text,
            ROLE_ACCENT);
    }
    if (row < rows) {
        summary(
            model, canvas->area.columns - 1, worker, lived ? &life : NULL, text,
            sizeof(text));
        canvas_text(canvas, row++, 1, text, ROLE_NORMAL);
    }
    if (lived && row < rows) {
        draw_moments(canvas, row, worker, first, end);
    }
}
