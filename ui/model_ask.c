#include "ui/model_ask.h"

#include <stdio.h>
#include <string.h>

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

/* Offer an order of the rows; the one that there is has a mark, and is selected
 * while nothing is typed. */
static void
offer_order(
    const struct model *model,
    enum column column,
    const char *typed,
    struct choices *choices)
{
    bool is_one = column < COLUMN_COUNT;
    const char *name = is_one ? column_info(column)->name : "creation";
    const char *head = is_one ? column_info(column)->head : name;
    const char *mark = model->rows.descending ? "▼" : "▲";
    int rank = choices_rank(name, typed);
    int by_head = choices_rank(head, typed);

    if (rank < 0 || (by_head >= 0 && by_head < rank)) {
        rank = by_head;
    }
    if (typed[0] == '\0' && column == model->rows.column) {
        choices->selected = choices->count;
    }
    choices_add(
        choices, rank, head, column == model->rows.column ? mark : "",
        is_one ? _(column_info(column)->help) : _("In the order of creation."));
}

void
model_complete_order(
    struct model *model, const char *typed, struct choices *choices)
{
    offer_order(model, COLUMN_COUNT, typed, choices);
    for (int i = 0; i < COLUMN_COUNT; i++) {
        offer_order(model, (enum column) i, typed, choices);
    }
}

/* Find the column of a title; COLUMN_COUNT: there is none. */
static enum column
find_head(const char *head)
{
    int i = 0;

    while (i < COLUMN_COUNT
           && strcmp(column_info((enum column) i)->head, head) != 0) {
        i++;
    }
    return (enum column) i;
}

bool
model_order(struct model *model, const char *name)
{
    enum column column = column_find(name);

    if (column == COLUMN_COUNT) {
        column = find_head(name);
    }
    if (column == COLUMN_COUNT && strcmp(name, "creation") != 0) {
        prompt_refuse(
            model, _("There is no column '%s'; o shows them all"), name);
        return false;
    }
    model_sort(model, column);
    return true;
}

static void
order_complete(
    void *context,
    struct model *model,
    const char *text,
    struct choices *choices)
{
    (void) context;
    snprintf(choices->title, sizeof(choices->title), "%s", _("Columns"));
    model_complete_order(model, text, choices);
}

static bool
order_accepted(void *context, struct model *model, const char *text)
{
    (void) context;
    return model_order(model, text);
}

void
model_ask_order(struct model *model)
{
    static const struct prompt_use use = {
        .label = N_("Sort by:"),
        .is_menu = true,
        .accepted = order_accepted,
        .complete = order_complete,
    };

    prompt_open(model, &use, NULL, "");
}
