#include "ui/model_rows.h"

#include <stdio.h>

#include "ui/translate.h"

/* What may change without a column's saying anything else. */
#define DIRTY_OTHERS                                                           \
    (DIRTY_SELECTION | DIRTY_TAGS | DIRTY_NOTICE | DIRTY_OUTPUT                \
     | DIRTY_MESSAGES)

/* Tell whether the rows may be out of order. */
static bool
is_unsettled(const struct model *model)
{
    const struct rows *rows = &model->rows;

    if (rows->anew) {
        return true;
    }
    return rows->listed && !model->frozen
        && (model->dirty & DIRTY_ROWS
            || (rows_drift(rows) && model->dirty & ~DIRTY_OTHERS));
}

/* Find the selected worker's row again.  In the table another one takes its
 * place when it is hidden. */
static void
find_selected(struct model *model)
{
    size_t count = rows_count(&model->rows);

    if (model->place < count
        && rows_worker(&model->rows, model->place)->id == model->selected) {
        return;
    }
    if (!rows_find(&model->rows, model->selected, &model->place)
        && model->page == PAGE_MAIN) {
        model_select(model, model->place);
    }
}

void
model_settle(struct model *model)
{
    size_t count = rows_count(&model->rows);

    if (is_unsettled(model)) {
        if (rows_settle(&model->rows, model) < 0) {
            model_tell(model, MESSAGE_WARNING, _("No memory to sort the rows"));
        }
        model->dirty |= DIRTY_ROWS;
        if (rows_count(&model->rows) != count) {
            model->dirty |= DIRTY_LAYOUT;
        }
    }
    if (rows_count(&model->rows) > 0 || model->selected != 0) {
        find_selected(model);
    }
}

/* Say what the order is: the column may have no place on the screen. */
static void
say_order(struct model *model)
{
    const struct rows *rows = &model->rows;

    if (rows->column == COLUMN_COUNT) {
        model_echo(
            model,
            rows->descending ? _("In the order of creation, newest first")
                             : _("In the order of creation, oldest first"));
    } else {
        model_echo(
            model,
            rows->descending ? _("Sorted by %s, falling")
                             : _("Sorted by %s, rising"),
            column_info(rows->column)->head);
    }
}

/* Sort by a column, and show it. */
static void
sort_by(struct model *model, enum column column, bool descending)
{
    rows_sort(&model->rows, column, descending);
    model->dirty |= DIRTY_ROWS | DIRTY_SELECTION;
    say_order(model);
}

void
model_sort(struct model *model, enum column column)
{
    bool descending = column < COLUMN_COUNT && column_info(column)->descending;

    if (column == model->rows.column) {
        descending = !model->rows.descending;
    }
    sort_by(model, column, descending);
}

void
model_sort_step(struct model *model, int steps)
{
    const struct column_set *set = &model->columns;
    int orders = set->count + 1;
    int place = model->rows.column == COLUMN_COUNT
        ? -1
        : column_set_place(set, model->rows.column);
    int next = (place + 1 + steps + orders) % orders;

    model_sort(model, next == 0 ? COLUMN_COUNT : set->list[next - 1]);
}

void
model_sort_invert(struct model *model)
{
    sort_by(model, model->rows.column, !model->rows.descending);
}

void
model_freeze(struct model *model)
{
    model->frozen = !model->frozen;
    model->dirty = DIRTY_ALL;
    model_echo(
        model, "%s",
        model->frozen ? _("Frozen: only keys change the screen; Z goes on")
                      : _("Not frozen any more"));
}

/* Put a row's worker among the tagged; returns false without memory. */
static bool
tag(struct model *model, size_t place)
{
    uint64_t id = rows_worker(&model->rows, place)->id;

    if (tags_add(&model->tags, id) < 0) {
        model_tell(model, MESSAGE_WARNING, _("No memory to tag this row"));
        return false;
    }
    return true;
}

void
model_tag(struct model *model)
{
    uint64_t id = model->selected;

    if (id == 0 || model->place >= rows_count(&model->rows)) {
        return;
    }
    if (tags_has(&model->tags, id)) {
        tags_remove(&model->tags, id);
    } else {
        tag(model, model->place);
    }
    model->anchor = id;
    model->dirty |= DIRTY_TAGS;
}

void
model_tag_range(struct model *model)
{
    size_t from = model->place;
    size_t to = model->place;
    size_t anchor;

    if (model->selected == 0 || model->place >= rows_count(&model->rows)) {
        return;
    }
    if (rows_find(&model->rows, model->anchor, &anchor)) {
        from = anchor < from ? anchor : from;
        to = anchor > to ? anchor : to;
    }
    for (size_t i = from; i <= to && tag(model, i); i++) {
    }
    model->anchor = model->selected;
    model->dirty |= DIRTY_TAGS;
}

void
model_tag_all(struct model *model)
{
    size_t count = rows_count(&model->rows);

    for (size_t i = 0; i < count && tag(model, i); i++) {
    }
    model->dirty |= DIRTY_TAGS;
}

void
model_untag(struct model *model)
{
    tags_clear(&model->tags);
    model->anchor = 0;
    model->dirty |= DIRTY_TAGS;
}
