#include "ui/rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ui/model.h"

void
rows_init(struct rows *rows, const struct supervisor *supervisor)
{
    *rows = (struct rows){
        .supervisor = supervisor,
        .column = COLUMN_COUNT,
    };
}

void
rows_free(struct rows *rows)
{
    filter_free(&rows->filter);
    free(rows->list);
    free(rows->other);
    rows_init(rows, rows->supervisor);
}

size_t
rows_count(const struct rows *rows)
{
    return rows->listed ? rows->count : supervisor_count(rows->supervisor);
}

struct worker *
rows_worker(const struct rows *rows, size_t place)
{
    return rows->listed ? rows->list[place].worker
                        : supervisor_worker(rows->supervisor, place);
}

bool
rows_find(const struct rows *rows, uint64_t id, size_t *place)
{
    size_t count = rows_count(rows);

    for (size_t i = 0; i < count; i++) {
        if (rows_worker(rows, i)->id == id) {
            *place = i;
            return true;
        }
    }
    return false;
}

/* Take a worker out of the index. */
static void
take_out(struct rows *rows, const struct worker *worker)
{
    size_t place;

    if (rows->listed && rows_find(rows, worker->id, &place)) {
        rows->count--;
        memmove(
            rows->list + place, rows->list + place + 1,
            (rows->count - place) * sizeof(*rows->list));
    }
}

void
rows_event(struct rows *rows, const struct event *event)
{
    uint64_t id = event->worker->id;
    bool is_text =
        rows->column < COLUMN_COUNT && column_info(rows->column)->text;

    if (!rows->listed) {
        return;
    }
    if (event->type == EVENT_REMOVED) {
        take_out(rows, event->worker);
        return;
    }
    if ((event->type == EVENT_RENAMED && is_text)
        || rows->changed_count == ROWS_CHANGED) {
        rows->anew = true;
    } else if (
        rows->changed_count == 0
        || rows->changed[rows->changed_count - 1] != id) {
        rows->changed[rows->changed_count++] = id;
    }
}

/* Go from the supervisor's rows to the index, or back. */
static void
choose_source(struct rows *rows)
{
    rows->listed = rows->column != COLUMN_COUNT || rows->descending
        || rows->filter.count > 0;
    rows->anew = true;
    rows->changed_count = 0;
    rows->count = 0;
}

bool
rows_drift(const struct rows *rows)
{
    return rows->column < COLUMN_COUNT
        && column_info(rows->column)->source != COLUMN_OF_EVENTS;
}

void
rows_sort(struct rows *rows, enum column column, bool descending)
{
    rows->column = column;
    rows->descending = descending;
    rows->anew = true;
}

int
rows_filter(struct rows *rows, const char *text)
{
    int result = filter_set(&rows->filter, text);

    rows->anew = rows->anew || result == 0;
    return result;
}

/* Find what a worker is sorted by, unless it is a text. */
static int64_t
number_of(
    const struct rows *rows,
    const struct model *model,
    const struct worker *worker)
{
    const struct column_info *info;

    if (rows->column == COLUMN_COUNT) {
        return (int64_t) worker->id;
    }
    info = column_info(rows->column);
    return info->number ? info->number(model, worker) : 0;
}

/* Compare two rows: what has no number comes last, equals by their age. */
static int
compare(const void *a_row, const void *b_row, void *context)
{
    const struct row *a = a_row;
    const struct row *b = b_row;
    const struct rows *rows = context;
    int order = (a->number > b->number) - (a->number < b->number);

    if ((a->number == COLUMN_NOTHING) != (b->number == COLUMN_NOTHING)) {
        return a->number == COLUMN_NOTHING ? 1 : -1;
    }
    if (rows->column < COLUMN_COUNT && column_info(rows->column)->text) {
        const char *(*text)(const struct worker *) =
            column_info(rows->column)->text;

        order = strverscmp(text(a->worker), text(b->worker));
    }
    if (order != 0) {
        return rows->descending ? -order : order;
    }
    return (a->worker->id > b->worker->id) - (a->worker->id < b->worker->id);
}

/* Sort some rows, which often are in order already. */
static void
sort(struct rows *rows, struct row *list, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (compare(&list[i - 1], &list[i], rows) > 0) {
            qsort_r(list, count, sizeof(*list), compare, rows);
            return;
        }
    }
}

/* Make room for as many rows as there are workers; returns 0 or -ENOMEM. */
static int
make_room(struct rows *rows)
{
    size_t count = supervisor_count(rows->supervisor);
    size_t room = count + count / 2 + 16;
    struct row *list;

    if (count <= rows->room) {
        return 0;
    }
    list = reallocarray(rows->list, room, sizeof(*list));
    rows->list = list ? list : rows->list;
    if (!list) {
        return -ENOMEM;
    }
    list = reallocarray(rows->other, room, sizeof(*list));
    rows->other = list ? list : rows->other;
    if (!list) {
        return -ENOMEM;
    }
    rows->room = room;
    return 0;
}

/* Fill the index from all workers. */
static void
fill(struct rows *rows, const struct model *model)
{
    size_t count = supervisor_count(rows->supervisor);

    rows->count = 0;
    for (size_t i = 0; i < count; i++) {
        struct worker *worker = supervisor_worker(rows->supervisor, i);

        if (filter_fits(&rows->filter, worker)) {
            rows->list[rows->count++] = (struct row){
                .worker = worker,
                .number = number_of(rows, model, worker),
            };
        }
    }
    sort(rows, rows->list, rows->count);
}

/* Let the workers that changed come or go: those that come stand at the end,
 * under a number that none is sorted by, and so will be moved. */
static void
let_come_and_go(struct rows *rows)
{
    for (size_t i = 0; i < rows->changed_count; i++) {
        struct worker *worker =
            supervisor_find(rows->supervisor, rows->changed[i]);
        size_t place;
        bool shown = worker && rows_find(rows, worker->id, &place);
        bool fits = worker && filter_fits(&rows->filter, worker);

        if (shown && !fits) {
            take_out(rows, worker);
        } else if (!shown && fits) {
            rows->list[rows->count++] =
                (struct row){ .worker = worker, .number = INT64_MAX };
        }
    }
}

/* Move the rows whose numbers have changed: the others are in order, so only
 * these are sorted, and then both are merged. */
static void
mend(struct rows *rows, const struct model *model)
{
    struct row *moved = rows->other;
    size_t moved_count = 0;
    size_t kept = 0;
    size_t end;

    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows->list[i];
        int64_t number = number_of(rows, model, row.worker);

        if (number != row.number) {
            row.number = number;
            moved[moved_count++] = row;
        } else {
            rows->list[kept++] = row;
        }
    }
    sort(rows, moved, moved_count);
    end = rows->count;
    while (moved_count > 0) {
        if (kept > 0
            && compare(&rows->list[kept - 1], &moved[moved_count - 1], rows)
                > 0) {
            rows->list[--end] = rows->list[--kept];
        } else {
            rows->list[--end] = moved[--moved_count];
        }
    }
}

int
rows_settle(struct rows *rows, const struct model *model)
{
    if (rows->anew) {
        choose_source(rows);
    }
    if (rows->listed && make_room(rows) < 0) {
        filter_free(&rows->filter);
        rows_sort(rows, COLUMN_COUNT, false);
        choose_source(rows);
        rows->anew = false;
        return -ENOMEM;
    }
    if (!rows->listed) {
        rows->anew = false;
        return 0;
    }
    if (rows->anew) {
        fill(rows, model);
    } else {
        let_come_and_go(rows);
        mend(rows, model);
    }
    rows->anew = false;
    rows->changed_count = 0;
    return 0;
}
