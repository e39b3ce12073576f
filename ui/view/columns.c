#include "ui/view/columns.h"

#include <stdio.h>

#include "ui/view/cell.h"
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

/* The columns that are about to be shown, with a width each. */
struct plan {
    int count;
    enum column columns[COLUMN_COUNT];
    int widths[COLUMN_COUNT];
};

/* How wide a column would be, with all the room there is. */
static int
best_width(const struct model *model, enum column column)
{
    int width = column_info(column)->width;

    switch (column) {
    case COLUMN_NAME:
        return between(width, model->name_width, NAME_MOST);
    case COLUMN_PID:
        return between(width, model->pid_width, 10);
    case COLUMN_TARGET:
        return between(width, model->target_width, TARGET_MOST);
    default:
        return width;
    }
}

/* Give all columns their best widths. */
static void
widen(struct plan *plan, const struct model *model)
{
    for (int i = 0; i < plan->count; i++) {
        plan->widths[i] = best_width(model, plan->columns[i]);
    }
}

/* Cells that the columns take with gaps between them. */
static int
total(const struct plan *plan, int gap)
{
    int sum = MARGIN + gap * (plan->count - 1);

    for (int i = 0; i < plan->count; i++) {
        sum += plan->widths[i];
    }
    return sum;
}

/* Shrink a column, if it is there, by what is too much, but not below a least
 * width; returns what still is too much. */
static int
shrink(struct plan *plan, enum column column, int least, int excess)
{
    for (int i = 0; i < plan->count; i++) {
        if (plan->columns[i] == column) {
            int less =
                between(0, plan->widths[i] - least, excess > 0 ? excess : 0);

            plan->widths[i] -= less;
            return excess - less;
        }
    }
    return excess;
}

/* Shrink a column as far as it can be read. */
static int
shrink_most(struct plan *plan, enum column column, int excess)
{
    return shrink(plan, column, column_info(column)->least, excess);
}

/* Make the columns fit by cutting names and targets a little; returns by how
 * much they still do not. */
static int
cut_widths(struct plan *plan, int gap, int width)
{
    int excess = total(plan, gap) - width;

    excess = shrink(plan, COLUMN_TARGET, 12, excess);
    excess = shrink(plan, COLUMN_NAME, 15, excess);
    excess = shrink(plan, COLUMN_TARGET, 10, excess);
    if (gap == 1) {
        excess = shrink(plan, COLUMN_EXITCODE, 8, excess);
        excess = shrink_most(plan, COLUMN_TARGET, excess);
    }
    return excess;
}

/* Drop the column at the right among those that may go: the spare ones only,
 * or all that do not stay to the last.  Returns whether there was one. */
static bool
drop_one(struct plan *plan, bool spare)
{
    for (int i = plan->count - 1; i > 0; i--) {
        const struct column_info *info = column_info(plan->columns[i]);

        if (spare ? info->spare : !info->stays) {
            plan->count--;
            for (; i < plan->count; i++) {
                plan->columns[i] = plan->columns[i + 1];
                plan->widths[i] = plan->widths[i + 1];
            }
            return true;
        }
    }
    return false;
}

/* Drop columns until the rest has room; what stays to the last shrinks as far
 * as can be read. */
static void
drop_columns(struct plan *plan, int width)
{
    int excess;

    while (total(plan, 1) > width && drop_one(plan, false)) {
    }
    excess = total(plan, 1) - width;
    excess = shrink_most(plan, COLUMN_EXITCODE, excess);
    excess = shrink_most(plan, COLUMN_NAME, excess);
    excess = shrink_most(plan, COLUMN_DAEMON, excess);
    shrink_most(plan, COLUMN_ALIVE, excess);
}

/* Choose columns and widths; returns the gap between them. */
static int
fit(struct plan *plan, const struct model *model, int width)
{
    int gap = GAP_MOST;

    widen(plan, model);
    while (total(plan, 2) > width && drop_one(plan, true)) {
    }
    while (gap > 2 && total(plan, gap) > width) {
        gap--;
    }
    if (cut_widths(plan, gap, width) > 0) {
        gap = 1;
        widen(plan, model);
        if (cut_widths(plan, gap, width) > 0) {
            drop_columns(plan, width);
        }
    }
    return gap;
}

void
columns_fit(struct columns *columns, const struct model *model, int width)
{
    struct plan plan = { .count = model->columns.count };
    int column = MARGIN;
    int gap;

    for (int i = 0; i < plan.count; i++) {
        plan.columns[i] = model->columns.list[i];
    }
    gap = fit(&plan, model, width);
    columns->count = plan.count;
    for (int i = 0; i < plan.count; i++) {
        columns->list[i] = plan.columns[i];
        columns->fields[i] = (struct field){
            .column = column,
            .width = plan.widths[i],
            .right = column_info(plan.columns[i])->right,
        };
        column += plan.widths[i] + gap;
    }
    columns->end = column - gap;
    if (plan.columns[plan.count - 1] == COLUMN_COMMAND
        && columns->end < width) {
        columns->fields[plan.count - 1].width += width - columns->end;
        columns->end = width;
    }
}

void
columns_heads(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct rows *rows)
{
    for (int i = 0; i < columns->count; i++) {
        const struct column_info *info = column_info(columns->list[i]);
        const struct field *field = &columns->fields[i];
        bool brief = grid_width(info->head) > field->width;

        canvas_field(
            canvas, row, field, brief ? info->brief : info->head,
            ROLE_COLUMN_HEAD);
        if (rows->column == columns->list[i]) {
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
            return columns->list[i];
        }
    }
    return COLUMN_COUNT;
}

/* Draw what a worker says in all columns, or in those that change by
 * themselves. */
static void
draw_cells(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct model *model,
    const struct worker *worker,
    int64_t moment,
    bool all)
{
    for (int i = 0; i < columns->count; i++) {
        enum column column = columns->list[i];
        const struct field *field = &columns->fields[i];
        char text[CELL_SIZE];
        enum role role;

        if (all || column_info(column)->source != COLUMN_OF_EVENTS) {
            role = cell_text(model, worker, moment, column, field->width, text);
            canvas_field(canvas, row, field, text, role);
        }
    }
}

void
columns_row_moves(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct model *model,
    const struct worker *worker,
    int64_t moment)
{
    draw_cells(columns, canvas, row, model, worker, moment, false);
}

void
columns_row(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct model *model,
    const struct worker *worker,
    int64_t moment)
{
    struct sign sign = sign_of(worker);

    canvas_text(canvas, row, 1, sign.text, sign.role);
    if (tags_has(&model->tags, worker->id)) {
        canvas_text(canvas, row, 2, "▸", ROLE_ACCENT);
    }
    draw_cells(columns, canvas, row, model, worker, moment, true);
}
