#include "ui/view/lane.h"

#include <string.h>

#include "ui/translate.h"

static const struct lane_sign signs[LANE_KINDS] = {
    [LANE_NOTHING] = { " ", ROLE_DIM, "" },
    [LANE_INITIAL] = { "┄", ROLE_DIM, N_("initial") },
    [LANE_WAITING] = { "░", ROLE_WAITING, N_("waiting for its turn") },
    [LANE_STARTED] = { "█", ROLE_STARTED, N_("started") },
    [LANE_DAEMON] = { "█", ROLE_DAEMON, N_("started") },
    [LANE_JOINING] = { "▓", ROLE_WAITING, N_("joining") },
    [LANE_STOPPING] = { "▒", ROLE_ASKED, N_("stopping") },
    [LANE_NOW] = { "▶", ROLE_STRONG, N_("goes on") },
    [LANE_SIGNAL] = { "↓", ROLE_WARNING, N_("a signal that was sent") },
    [LANE_SUCCESS] = { "✓", ROLE_SUCCESS, N_("ended with exit code 0") },
    [LANE_ASKED] = { "■", ROLE_ASKED, N_("ended because asked") },
    [LANE_LOST] = { "?", ROLE_FAILED, N_("its exit status is lost") },
    [LANE_SIGNALLED] = { "†", ROLE_FAILED, N_("ended by a signal, not asked") },
    [LANE_FAILED] = { "✗", ROLE_FAILED, N_("failed") },
};

const struct lane_sign *
lane_sign(enum lane_kind kind)
{
    return &signs[kind];
}

enum lane_kind
lane_end(const struct history_moment *moment)
{
    if (moment->type == HISTORY_FAILED) {
        return LANE_FAILED;
    }
    if (!moment->has_value) {
        return LANE_LOST;
    }
    if (moment->reason == WORKER_REASON_ASKED) {
        return LANE_ASKED;
    }
    if (moment->reason == WORKER_REASON_SIGNAL) {
        return LANE_SIGNALLED;
    }
    return moment->failed ? LANE_FAILED : LANE_SUCCESS;
}

/* Tell how a worker in a state is shown. */
static enum lane_kind
phase(const struct worker *worker, enum worker_state state)
{
    switch (state) {
    case WORKER_WAITING:
        return LANE_WAITING;
    case WORKER_STARTED:
        return worker->daemon ? LANE_DAEMON : LANE_STARTED;
    case WORKER_JOINING:
        return LANE_JOINING;
    case WORKER_STOPPING:
        return LANE_STOPPING;
    case WORKER_INITIAL:
        return LANE_INITIAL;
    case WORKER_STOPPED:
    case WORKER_LOST:
    case WORKER_CLOSED:
        break;
    }
    return LANE_NOTHING;
}

/* A lane that is being filled. */
struct lane {
    const struct worker *worker;
    const struct axis *axis;
    uint8_t *cells;
    int end; /* after the last cell that is filled */
};

/* Put something into a cell, unless there is what matters more. */
static void
put(struct lane *lane, int column, enum lane_kind kind)
{
    if (column >= 0 && column < lane->axis->width
        && kind > lane->cells[column]) {
        lane->cells[column] = (uint8_t) kind;
        lane->end = column >= lane->end ? column + 1 : lane->end;
    }
}

/* Fill the cells from one moment to another. */
static void
fill(struct lane *lane, int64_t from, int64_t to, enum lane_kind kind)
{
    int first = axis_column(lane->axis, from);
    int last = axis_column(lane->axis, to);

    if (to < lane->axis->start || first >= lane->axis->width) {
        return;
    }
    for (int i = first < 0 ? 0 : first; i <= last; i++) {
        put(lane, i, kind);
    }
}

/* Show what a moment is besides what it makes of the worker. */
static void
put_moment(struct lane *lane, const struct history_moment *moment)
{
    int column = axis_column(lane->axis, moment->time);

    if (moment->type == HISTORY_SIGNALLED) {
        put(lane, column, LANE_SIGNAL);
    } else if (
        moment->type == HISTORY_STOPPED || moment->type == HISTORY_FAILED) {
        put(lane, column, lane_end(moment));
    }
}

int
lane_fill(
    const struct worker *worker,
    const struct axis *axis,
    int64_t now,
    uint8_t *cells)
{
    const struct history *history = worker->history;
    struct lane lane = { worker, axis, cells, 0 };
    int64_t end = axis_time(axis, axis->width);
    size_t count = history_count(history);
    size_t i = history_after(history, axis->start);
    int64_t since = i > 0 ? axis->start : history_created(history, NULL);
    enum worker_state state = WORKER_INITIAL;

    memset(cells, LANE_NOTHING, (size_t) axis->width);
    if (i > 0) {
        state = history_at(history, i - 1)->state;
        put_moment(&lane, history_at(history, i - 1));
    } else if (history_lives_dropped(history) > 0) {
        since = INT64_MAX; /* what was then is not known any more */
    }
    for (; i < count && history_at(history, i)->time < end; i++) {
        const struct history_moment *moment = history_at(history, i);

        fill(&lane, since, moment->time, phase(worker, state));
        put_moment(&lane, moment);
        since = moment->time;
        state = moment->state;
    }
    fill(&lane, since, now, phase(worker, state));
    if (worker->alive || worker->group_left) {
        put(&lane, axis_column(axis, now), LANE_NOW);
    }
    return lane.end;
}
