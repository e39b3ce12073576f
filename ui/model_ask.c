#include "ui/model_ask.h"

#include <stdio.h>

#include "ui/model_rows.h"
#include "ui/translate.h"

/* Show what fits the filter while it is typed; what is no filter yet is said
 * and changes nothing. */
static void
filter_changed(void *context, struct model *model, const char *text)
{
    (void) context;
    if (rows_filter(&model->rows, text) < 0) {
        prompt_refuse(model, "%s", model->rows.filter.error);
    }
    model->dirty |= DIRTY_ROWS | DIRTY_SELECTION | DIRTY_OUTPUT;
}

bool
model_filter(struct model *model, const char *text)
{
    filter_changed(NULL, model, text);
    return model->rows.filter.error[0] == '\0';
}

static bool
filter_accepted(void *context, struct model *model, const char *text)
{
    (void) context;
    return model_filter(model, text);
}

static void
filter_cancelled(void *context, struct model *model)
{
    filter_changed(context, model, "");
}

void
model_ask_filter(struct model *model)
{
    static const struct prompt_use use = {
        .label = N_("Filter:"),
        .changed = filter_changed,
        .accepted = filter_accepted,
        .cancelled = filter_cancelled,
    };

    prompt_open(model, &use, NULL, model->rows.filter.text);
}

bool
model_filter_clear(struct model *model)
{
    if (!model->rows.filter.text[0]) {
        return false;
    }
    filter_changed(NULL, model, "");
    return true;
}

/* Count the orders: each column, and that of creation before them. */
static size_t
order_count(void *context, const struct model *model)
{
    (void) context;
    (void) model;
    return COLUMN_COUNT + 1;
}

/* Tell which column a line of the menu is. */
static enum column
order_column(size_t index)
{
    return index == 0 ? COLUMN_COUNT : (enum column)(index - 1);
}

static void
order_row(
    void *context,
    const struct model *model,
    size_t index,
    struct picker_row *row)
{
    enum column column = order_column(index);

    (void) context;
    if (column == model->rows.column) {
        snprintf(
            row->mark, sizeof(row->mark), "%s",
            model->rows.descending ? "▼" : "▲");
    }
    if (column == COLUMN_COUNT) {
        snprintf(row->text, sizeof(row->text), "creation");
        snprintf(
            row->detail, sizeof(row->detail), "%s",
            _("In the order of creation."));
        return;
    }
    snprintf(row->text, sizeof(row->text), "%s", column_info(column)->head);
    snprintf(
        row->detail, sizeof(row->detail), "%s", _(column_info(column)->help));
}

static bool
order_chosen(void *context, struct model *model, size_t index)
{
    (void) context;
    model_sort(model, order_column(index));
    return true;
}

void
model_ask_order(struct model *model)
{
    static const struct picker_use use = {
        .title = N_("Sort by"),
        .count = order_count,
        .row = order_row,
        .chosen = order_chosen,
    };
    enum column column = model->rows.column;

    picker_open(
        model, &use, NULL, column == COLUMN_COUNT ? 0 : (size_t) column + 1);
}
