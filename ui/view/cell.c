#include "ui/view/cell.h"

#include <stdio.h>
#include <string.h>

#include "ui/view/draw.h"

/* Make a cell's text of one that is short, or its beginning. */
static void
copy_text(char text[static CELL_SIZE], const char *from)
{
    size_t size = strlen(from);

    size = size < CELL_SIZE ? size : CELL_SIZE - 1;
    memcpy(text, from, size);
    text[size] = '\0';
}

/* Write an exit code, with its signal's name where there is room. */
static void
exitcode_text(const struct worker *worker, int width, char *text, size_t size)
{
    char name[16];
    int length;

    if (!worker->has_exitcode) {
        snprintf(text, size, "-");
        return;
    }
    if (worker->exitcode < 0) {
        worker_signal_name(-worker->exitcode, name, sizeof(name));
        length = snprintf(text, size, "%d SIG%s", worker->exitcode, name);
        if (length <= width) {
            return;
        }
    }
    snprintf(text, size, "%d", worker->exitcode);
}

/* Find what an exit code looks like. */
static enum role
exitcode_role(const struct worker *worker)
{
    if (!worker->has_exitcode) {
        return ROLE_DIM;
    }
    if (worker->failed) {
        return ROLE_FAILED;
    }
    return worker->reason == WORKER_REASON_ASKED ? ROLE_ASKED : ROLE_SUCCESS;
}

/* For how long what has happened to a worker stands out. */
#define FRESH_TIME NANOSECONDS_PER_SECOND

bool
cell_is_fresh(const struct worker *worker, int64_t moment)
{
    size_t count = history_count(worker->history);

    return count > 0
        && moment - history_at(worker->history, count - 1)->time < FRESH_TIME;
}

bool
cell_ticks(const struct worker *worker, int64_t drawn)
{
    return (worker->started != 0 && worker->ended == 0)
        || cell_is_fresh(worker, drawn);
}

/* Find what the state looks like: what has just changed stands out, and what
 * is on its way. */
static enum role
state_role(const struct worker *worker, int64_t moment)
{
    if (cell_is_fresh(worker, moment)) {
        return ROLE_ACCENT;
    }
    switch (worker->state) {
    case WORKER_WAITING:
    case WORKER_JOINING:
    case WORKER_STOPPING:
        return ROLE_WAITING;
    case WORKER_STARTED:
        return ROLE_NORMAL;
    case WORKER_LOST:
        return ROLE_FAILED;
    default:
        return ROLE_ENDED;
    }
}

/* Draw the last samples of CPU% as bars, the latest at the right. */
static void
graph_text(const struct numbers_row *row, char text[static CELL_SIZE])
{
    static const char *const bars[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇" };
    int used = 0;

    for (int i = NUMBERS_GRAPH - row->points; i > 0; i--) {
        text[used++] = ' ';
    }
    for (int i = NUMBERS_GRAPH - row->points; i < NUMBERS_GRAPH; i++) {
        int level = row->graph[i] * 7 / 100;

        used += snprintf(
            text + used, CELL_SIZE - (size_t) used, "%s",
            bars[level < 6 ? level : 6]);
    }
    text[used] = '\0';
}

/* Write bytes a second; nothing is said of an idle one. */
static enum role
speed_text(
    const struct numbers_row *row, float speed, char text[static CELL_SIZE])
{
    if (!row->io || speed < 1) {
        copy_text(text, row->io ? "0" : "-");
        return ROLE_DIM;
    }
    draw_bytes((uint64_t) speed, text, CELL_SIZE);
    return ROLE_NORMAL;
}

/* Write one of the numbers of a worker; returns what it looks like. */
static enum role
number_cell(
    const struct model *model,
    const struct worker *worker,
    enum column column,
    char text[static CELL_SIZE])
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    if (!row || row->read == 0
        || (column_info(column)->more & STATS_THREADS && row->threads == 0)) {
        copy_text(text, "-");
        return ROLE_DIM;
    }
    switch (column) {
    case COLUMN_CPU:
        snprintf(text, CELL_SIZE, "%.1f", (double) row->cpu);
        break;
    case COLUMN_RSS:
        draw_bytes(row->rss, text, CELL_SIZE);
        break;
    case COLUMN_KERNEL_STATE:
        snprintf(text, CELL_SIZE, "%c", row->state);
        return row->state == 'R' ? ROLE_STARTED : ROLE_NORMAL;
    case COLUMN_THREADS:
        snprintf(text, CELL_SIZE, "%d", row->threads);
        break;
    case COLUMN_NICE:
        snprintf(text, CELL_SIZE, "%d", row->nice);
        return row->nice ? ROLE_NORMAL : ROLE_DIM;
    case COLUMN_READ:
        return speed_text(row, row->read_speed, text);
    case COLUMN_WRITE:
        return speed_text(row, row->write_speed, text);
    case COLUMN_GRAPH:
        graph_text(row, text);
        return ROLE_TITLE_DETAIL;
    default:
        draw_safe(row->command ? row->command : "-", text, CELL_SIZE);
        break;
    }
    return ROLE_NORMAL;
}

enum role
cell_text(
    const struct model *model,
    const struct worker *worker,
    int64_t moment,
    enum column column,
    int width,
    char text[static CELL_SIZE])
{
    bool lives = model_worker_lives(worker);
    enum role plain = lives ? ROLE_NORMAL : ROLE_ENDED;

    switch (column) {
    case COLUMN_NAME:
        draw_safe(worker->name, text, CELL_SIZE);
        return lives ? ROLE_STRONG : ROLE_ENDED;
    case COLUMN_PID:
        if (worker->pid <= 0) {
            copy_text(text, "-");
            return ROLE_DIM;
        }
        snprintf(text, CELL_SIZE, "%d", (int) worker->pid);
        return plain;
    case COLUMN_ALIVE:
        copy_text(text, worker->alive ? "yes" : "no");
        return worker->alive ? ROLE_STARTED : ROLE_DIM;
    case COLUMN_DAEMON:
        copy_text(text, worker->daemon ? "yes" : "no");
        return worker->daemon ? ROLE_DAEMON : ROLE_DIM;
    case COLUMN_EXITCODE:
        exitcode_text(worker, width, text, CELL_SIZE);
        return exitcode_role(worker);
    case COLUMN_STATE:
        copy_text(text, worker_state_name(worker->state));
        return state_role(worker, moment);
    case COLUMN_TARGET:
        draw_safe(worker->target, text, CELL_SIZE);
        return plain;
    case COLUMN_TIME:
        draw_duration(worker_lifetime(worker, moment), text, CELL_SIZE);
        return worker->started ? plain : ROLE_DIM;
    case COLUMN_START:
        if (!worker->started) {
            copy_text(text, "-");
            return ROLE_DIM;
        }
        draw_moment(
            model->wall - (model->now - worker->started), false, text,
            CELL_SIZE);
        return plain;
    default:
        return number_cell(model, worker, column, text);
    }
}
