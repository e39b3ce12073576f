/* The table of the workers. */
#include <stdio.h>

#include "ui/model_act.h"
#include "ui/model_ask.h"
#include "ui/model_rows.h"
#include "ui/translate.h"
#include "ui/view/cell.h"
#include "ui/view/columns.h"
#include "ui/view/list.h"
#include "ui/view/view.h"

/* What makes no row another one. */
#define MOVES (DIRTY_CLOCK | DIRTY_NUMBERS)

/* What it shows, as last drawn. */
struct table {
    struct list list;
    int first;     /* row of the first line */
    size_t marked; /* place of the row that is drawn as selected */
    int64_t drawn; /* monotonic nanoseconds: when all rows were */
    struct columns columns;
};

/* Tell whether there is a column that can be added up, and rows to add. */
static bool
has_totals(const struct columns *columns, size_t count)
{
    for (int i = 0; i < columns->count && count > 1; i++) {
        if (columns->list[i] == COLUMN_CPU || columns->list[i] == COLUMN_RSS) {
            return true;
        }
    }
    return false;
}

static struct view_rows
table_rows(const void *state, const struct model *model, int body, int columns)
{
    size_t count = rows_count(&model->rows);
    int rows = count < 10000 ? (int) count : 10000;
    struct columns fitted;

    (void) state;
    (void) body;
    columns_fit(&fitted, model, columns);
    return (struct view_rows){
        .least = 1 + (rows < 8 ? rows : 8),
        .wanted = 1 + rows + 2 + has_totals(&fitted, count),
    };
}

static bool
table_command(void *state, struct model *model, enum command command)
{
    struct table *table = state;
    size_t target;

    switch (command) {
    case COMMAND_TAG:
        model_tag(model);
        model_move(model, 1);
        return true;
    case COMMAND_TAG_ALL:
        model_tag_all(model);
        return true;
    case COMMAND_TAG_RANGE:
        model_tag_range(model);
        return true;
    case COMMAND_FILTER:
        model_ask_filter(model);
        return true;
    case COMMAND_SORT:
        model_ask_order(model);
        return true;
    case COMMAND_SORT_NEXT:
        model_sort_step(model, 1);
        return true;
    case COMMAND_SORT_PREVIOUS:
        model_sort_step(model, -1);
        return true;
    case COMMAND_SORT_INVERT:
        model_sort_invert(model);
        return true;
    case COMMAND_UNTAG:
        model_untag(model);
        return true;
    case COMMAND_STOP_JOINING:
        if (!model_stop_joining(model) && !model_filter_clear(model)) {
            model_untag(model);
        }
        return true;
    default:
        break;
    }
    if (!list_move(
            &table->list, rows_count(&model->rows), model->place, command,
            model->count, &target)) {
        return false;
    }
    model_select(model, target);
    return true;
}

/* Select the row that is pressed, sort by the title that is; the wheel
 * scrolls. */
static enum command
table_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct table *table = state;
    size_t count = rows_count(&model->rows);
    size_t place;

    if (mouse->what == KEYCODE_PRESS && mouse->row == table->first - 1) {
        enum column column = columns_find(&table->columns, mouse->column);

        if (column != COLUMN_COUNT) {
            model_sort(model, column);
        }
        return COMMAND_NONE;
    }
    if (mouse->what == KEYCODE_PRESS) {
        if (list_find(&table->list, count, mouse->row - table->first, &place)) {
            model_select(model, place);
        }
        return COMMAND_NONE;
    }
    place = list_scroll(&table->list, count, model->place, mouse->what);
    if (place != model->place) {
        model_select(model, place);
    }
    model->dirty |= DIRTY_ROWS;
    return COMMAND_NONE;
}

/* Draw what all rows have together, below them. */
static void
draw_totals(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct model *model)
{
    size_t count = rows_count(&model->rows);
    double cpu = 0;
    uint64_t rss = 0;
    char text[CELL_SIZE];

    for (size_t i = 0; i < count; i++) {
        const struct numbers_row *numbers =
            numbers_of(&model->numbers, rows_worker(&model->rows, i));

        cpu += numbers ? (double) numbers->cpu : 0;
        rss += numbers ? numbers->rss : 0;
    }
    for (int i = 0; i < columns->count; i++) {
        switch (columns->list[i]) {
        case COLUMN_NAME:
            snprintf(text, sizeof(text), "%s", _("total"));
            break;
        case COLUMN_CPU:
            snprintf(text, sizeof(text), "%.1f", cpu);
            break;
        case COLUMN_RSS:
            draw_bytes(rss, text, sizeof(text));
            break;
        default:
            continue;
        }
        canvas_field(canvas, row, &columns->fields[i], text, ROLE_DIM);
    }
}

/* Show which part of the rows is on the screen: a bar at the right, and in the
 * line of the titles in words, if there is room. */
static void
draw_position(
    const struct table *table,
    const struct canvas *canvas,
    int first,
    size_t count,
    int end)
{
    const struct list *list = &table->list;
    int right = canvas->area.columns - 1;
    size_t from = list->top * list->shown / count;
    size_t size = list->shown * list->shown / count + 1;
    char text[64];
    int column;

    for (size_t i = from; i < from + size && i < list->shown; i++) {
        canvas_text(canvas, first + 1 + (int) i, right, "┃", ROLE_DIM);
    }
    list_position(list, count, text, sizeof(text));
    column = right - grid_width(text);
    if (column > end + 1) {
        canvas_text(canvas, first, column, text, ROLE_DIM);
    }
}

/* Tell in which row of the screen a place of the list stands. */
static int
row_of(const struct table *table, size_t place)
{
    return table->first + (int) (place - table->list.top);
}

/* Draw a row of the table, over blanks. */
static void
draw_row(
    struct table *table,
    const struct canvas *canvas,
    const struct model *model,
    size_t place)
{
    const struct worker *worker = rows_worker(&model->rows, place);
    int row = row_of(table, place);

    columns_row(&table->columns, canvas, row, model, worker, table->drawn);
    if (worker->id == model->selected) {
        canvas_select(canvas, row);
        table->marked = place;
    }
}

static void
table_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct table *table = state;
    size_t count = rows_count(&model->rows);
    int rows = canvas->area.rows;
    /* A blank line above, where there is room for it. */
    int first = rows >= 3 && (size_t) rows >= count + 2 ? 1 : 0;
    size_t room = rows > first ? (size_t) (rows - first - 1) : 0;
    bool all = count <= room;

    columns_fit(&table->columns, model, canvas->area.columns - (all ? 0 : 1));
    columns_heads(&table->columns, canvas, first, &model->rows);
    table->first = first + 1;
    table->drawn = model->now;
    table->marked = count;
    list_show(&table->list, count, room, model->place);
    for (size_t i = 0; i < room && table->list.top + i < count; i++) {
        draw_row(table, canvas, model, table->list.top + i);
    }
    if (count < room && has_totals(&table->columns, count)) {
        draw_totals(&table->columns, canvas, first + 1 + (int) count, model);
    }
    if (!all) {
        draw_position(table, canvas, first, count, table->columns.end);
    }
}

/* Draw a row anew, if it is on the screen. */
static void
redraw_row(
    struct table *table,
    const struct canvas *canvas,
    const struct model *model,
    size_t place)
{
    const struct list *list = &table->list;
    struct canvas row;

    if (place < list->top || place >= list->top + list->shown
        || place >= rows_count(&model->rows)) {
        return;
    }
    row = canvas_part(canvas, row_of(table, place), 0, 1, canvas->area.columns);
    canvas_fill(&row, ROLE_NORMAL);
    draw_row(table, canvas, model, place);
}

/* Draw what time and the system have changed in the rows but for two, which are
 * drawn anew. */
static void
redraw_moves(
    struct table *table,
    const struct canvas *canvas,
    const struct model *model,
    size_t marked)
{
    const struct list *list = &table->list;
    size_t count = rows_count(&model->rows);
    int64_t before = table->drawn;

    table->drawn = model->now;
    for (size_t place = list->top;
         place < list->top + list->shown && place < count; place++) {
        const struct worker *worker = rows_worker(&model->rows, place);

        if (place == marked || place == model->place) {
            continue;
        }
        if (cell_is_fresh(worker, before)) {
            redraw_row(table, canvas, model, place);
        } else if (cell_ticks(worker, before)) {
            columns_row_moves(
                &table->columns, canvas, row_of(table, place), model, worker,
                table->drawn);
        }
    }
    if (count < list->shown && has_totals(&table->columns, count)) {
        draw_totals(&table->columns, canvas, table->first + (int) count, model);
    }
}

/* Where only another row is selected, draw the two, as of when the others were
 * drawn; where time has passed, what that and the system have changed. */
static bool
table_patch(
    void *state,
    const struct model *model,
    const struct canvas *canvas,
    unsigned dirty)
{
    struct table *table = state;
    size_t count = rows_count(&model->rows);
    size_t top = table->list.top;
    size_t marked = table->marked;

    if (dirty & ~(unsigned) (DIRTY_SELECTION | MOVES)) {
        return false;
    }
    list_show(&table->list, count, table->list.shown, model->place);
    if (table->list.top != top) {
        return false; /* all rows have moved */
    }
    if (dirty & MOVES) {
        redraw_moves(table, canvas, model, marked);
    }
    table->marked = count;
    redraw_row(table, canvas, model, marked);
    if (marked != model->place) {
        redraw_row(table, canvas, model, model->place);
    }
    if (count > table->list.shown) {
        draw_position(
            table, canvas, table->first - 1, count, table->columns.end);
    }
    return true;
}

/* List the workers on the screen. */
static size_t
table_workers(
    const void *state,
    const struct model *model,
    struct worker **rows,
    size_t most)
{
    const struct list *list = &((const struct table *) state)->list;
    size_t count = rows_count(&model->rows);
    size_t n = 0;

    while (n < most && n < list->shown && list->top + n < count) {
        rows[n] = rows_worker(&model->rows, list->top + n);
        n++;
    }
    return n;
}

static bool
table_ticks(const void *state, const struct model *model)
{
    const struct table *table = state;
    const struct list *list = &table->list;
    size_t count = rows_count(&model->rows);

    for (size_t i = list->top; i < list->top + list->shown && i < count; i++) {
        if (cell_ticks(rows_worker(&model->rows, i), table->drawn)) {
            return true;
        }
    }
    return false;
}

const struct view table_view = {
    .place = VIEW_BODY,
    .pages = ON_MAIN,
    .dirty =
        DIRTY_ROWS | DIRTY_SELECTION | DIRTY_TAGS | DIRTY_CLOCK | DIRTY_NUMBERS,
    .needs = VIEW_NEEDS_CLOCK,
    .state_size = sizeof(struct table),
    .rows = table_rows,
    .command = table_command,
    .mouse = table_mouse,
    .workers = table_workers,
    .ticks = table_ticks,
    .patch = table_patch,
    .draw = table_draw,
};
