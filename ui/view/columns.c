#include "ui/view/columns.h"

#include <stdio.h>

#include "ui/view/sign.h"

/* Cells at the left: the mark of the selected row, the sign, a blank. */
enum {
    MARGIN = 3
};

/* Blanks between two columns, where there is room for them. */
enum {
    GAP_MOST = 4
};

/* Widest that a column grows by what it holds. */
enum {
    NAME_MOST = 28,
    TARGET_MOST = 44
};

static int
between(int least, int value, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* How wide the columns would be, with all the room there is. */
static void
best_widths(const struct model *model, int *widths)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        widths[i] = column_info((enum column) i)->width;
    }
    widths[COLUMN_NAME] =
        between(widths[COLUMN_NAME], model->name_width, NAME_MOST);
    widths[COLUMN_PID] = between(widths[COLUMN_PID], model->pid_width, 10);
    widths[COLUMN_TARGET] =
        between(widths[COLUMN_TARGET], model->target_width, TARGET_MOST);
}

/* Cells that the first columns take with gaps between them. */
static int
total(const int *widths, int count, int gap)
{
    int sum = MARGIN + gap * (count - 1);

    for (int i = 0; i < count; i++) {
        sum += widths[i];
    }
    return sum;
}

/* Shrink a column by what is too much, but not below its least width. */
static int
shrink(int *width, int least, int excess)
{
    int less = between(0, *width - least, excess > 0 ? excess : 0);

    *width -= less;
    return excess - less;
}

/* Shrink a column as far as it can be read. */
static int
shrink_most(int *widths, enum column column, int excess)
{
    return shrink(&widths[column], column_info(column)->least, excess);
}

/* Make the first columns fit by cutting names and targets a little; returns by
 * how much they still do not. */
static int
cut_widths(int *widths, int count, int gap, int width)
{
    int excess = total(widths, count, gap) - width;

    excess = shrink(&widths[COLUMN_TARGET], 12, excess);
    excess = shrink(&widths[COLUMN_NAME], 15, excess);
    excess = shrink(&widths[COLUMN_TARGET], 10, excess);
    if (gap == 1) {
        excess = shrink(&widths[COLUMN_EXITCODE], 8, excess);
        excess = shrink_most(widths, COLUMN_TARGET, excess);
    }
    return excess;
}

/* Find out how many columns there is room for; what stays to the last shrinks
 * as far as can be read. */
static int
drop_columns(int *widths, int width)
{
    int count = COLUMN_CPU;
    int excess;

    while (!column_info((enum column)(count - 1))->stays
           && total(widths, count, 1) > width) {
        count--;
    }
    excess = total(widths, count, 1) - width;
    excess = shrink_most(widths, COLUMN_EXITCODE, excess);
    excess = shrink_most(widths, COLUMN_NAME, excess);
    excess = shrink_most(widths, COLUMN_DAEMON, excess);
    shrink_most(widths, COLUMN_ALIVE, excess);
    return count;
}

void
columns_fit(struct columns *columns, const struct model *model, int width)
{
    int widths[COLUMN_COUNT];
    int gap = GAP_MOST;
    int column = MARGIN;

    best_widths(model, widths);
    columns->count = COLUMN_COUNT;
    /* The numbers come where all the rest has its room. */
    while (columns->count > COLUMN_CPU
           && total(widths, columns->count, 2) > width) {
        columns->count--;
    }
    while (gap > 2 && total(widths, columns->count, gap) > width) {
        gap--;
    }
    if (cut_widths(widths, columns->count, gap, width) > 0) {
        gap = 1;
        best_widths(model, widths);
        if (cut_widths(widths, columns->count, gap, width) > 0) {
            columns->count = drop_columns(widths, width);
        }
    }
    for (int i = 0; i < columns->count; i++) {
        columns->fields[i] = (struct field){
            .column = column,
            .width = widths[i],
            .right = column_info((enum column) i)->right,
        };
        column += widths[i] + gap;
    }
    columns->end = column - gap;
}

void
columns_heads(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct rows *rows)
{
    for (int i = 0; i < columns->count; i++) {
        const struct column_info *info = column_info((enum column) i);
        const struct field *field = &columns->fields[i];
        bool brief = grid_width(info->head) > field->width;

        canvas_field(
            canvas, row, field, brief ? info->brief : info->head,
            ROLE_COLUMN_HEAD);
        if (rows->column == (enum column) i) {
            int width = grid_width(brief ? info->brief : info->head);

            width = width < field->width ? width : field->width;
            canvas_text(
                canvas, row,
                field->right ? field->column + field->width - width - 1
                             : field->column + width,
                rows->descending ? "▼" : "▲", ROLE_ACCENT);
        }
    }
}

enum column
columns_find(const struct columns *columns, int column)
{
    for (int i = 0; i < columns->count; i++) {
        const struct field *field = &columns->fields[i];

        if (column >= field->column && column <= field->column + field->width) {
            return (enum column) i;
        }
    }
    return COLUMN_COUNT;
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

/* Find what the state looks like: what is on its way stands out. */
static enum role
state_role(const struct worker *worker)
{
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

/* Write one of the numbers of a worker; returns what it looks like. */
static enum role
number_cell(
    const struct model *model,
    const struct worker *worker,
    enum column column,
    char text[static 256])
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    if (!row || row->read == 0) {
        snprintf(text, 256, "-");
        return ROLE_DIM;
    }
    if (column == COLUMN_CPU) {
        snprintf(text, 256, "%.1f", (double) row->cpu);
    } else {
        draw_bytes(row->rss, text, 256);
    }
    return ROLE_NORMAL;
}

/* Write what a worker says in a column; returns what it looks like. */
static enum role
cell(
    const struct model *model,
    const struct worker *worker,
    const struct field *field,
    enum column column,
    char text[static 256])
{
    bool lives = model_worker_lives(worker);
    enum role plain = lives ? ROLE_NORMAL : ROLE_ENDED;

    switch (column) {
    case COLUMN_NAME:
        draw_safe(worker->name, text, 256);
        return lives ? ROLE_STRONG : ROLE_ENDED;
    case COLUMN_PID:
        if (worker->pid <= 0) {
            snprintf(text, 256, "-");
            return ROLE_DIM;
        }
        snprintf(text, 256, "%d", (int) worker->pid);
        return plain;
    case COLUMN_ALIVE:
        snprintf(text, 256, "%s", worker->alive ? "yes" : "no");
        return worker->alive ? ROLE_STARTED : ROLE_DIM;
    case COLUMN_DAEMON:
        snprintf(text, 256, "%s", worker->daemon ? "yes" : "no");
        return worker->daemon ? ROLE_DAEMON : ROLE_DIM;
    case COLUMN_EXITCODE:
        exitcode_text(worker, field->width, text, 256);
        return exitcode_role(worker);
    case COLUMN_STATE:
        snprintf(text, 256, "%s", worker_state_name(worker->state));
        return state_role(worker);
    case COLUMN_TARGET:
        draw_safe(worker->target, text, 256);
        return plain;
    case COLUMN_TIME:
        draw_duration(worker_lifetime(worker, model->now), text, 256);
        return worker->started ? plain : ROLE_DIM;
    default:
        return number_cell(model, worker, column, text);
    }
}

void
columns_row(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct model *model,
    const struct worker *worker)
{
    struct sign sign = sign_of(worker);
    char text[256];

    canvas_text(canvas, row, 1, sign.text, sign.role);
    if (tags_has(&model->tags, worker->id)) {
        canvas_text(canvas, row, 2, "▸", ROLE_ACCENT);
    }
    for (int i = 0; i < columns->count; i++) {
        const struct field *field = &columns->fields[i];
        enum role role = cell(model, worker, field, (enum column) i, text);

        canvas_field(canvas, row, field, text, role);
    }
}
