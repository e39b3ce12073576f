#include "ui/model_look.h"

#include <stdio.h>
#include <string.h>

#include "ui/translate.h"

/* Show the columns as they are chosen by now. */
static void
show_columns(struct model *model)
{
    model->dirty |= DIRTY_ROWS | DIRTY_LAYOUT | DIRTY_NUMBERS;
}

static size_t
columns_count(void *context, const struct model *model)
{
    (void) context;
    (void) model;
    return COLUMN_COUNT;
}

/* Find the column in a line of the menu: those that are shown, in their order,
 * then the others. */
static enum column
column_at(const struct model *model, size_t index)
{
    const struct column_set *set = &model->columns;
    size_t place = (size_t) set->count;

    if (index < place) {
        return set->list[index];
    }
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (column_set_place(set, (enum column) i) < 0 && place++ == index) {
            return (enum column) i;
        }
    }
    return COLUMN_NAME;
}

static void
columns_row(
    void *context,
    const struct model *model,
    size_t index,
    struct picker_row *row)
{
    const struct column_info *info = column_info(column_at(model, index));

    (void) context;
    if (index < (size_t) model->columns.count) {
        snprintf(row->mark, sizeof(row->mark), "✓");
    }
    snprintf(row->text, sizeof(row->text), "%s", info->head);
    snprintf(row->detail, sizeof(row->detail), "%s", _(info->help));
}

/* Show or hide the column in a line. */
static void
toggle_column(struct model *model, size_t index)
{
    enum column column = column_at(model, index);

    if (index >= (size_t) model->columns.count) {
        column_set_add(&model->columns, column);
    } else if (!column_set_remove(&model->columns, column)) {
        model_tell(
            model, MESSAGE_WARNING, _("%s stays: rows are known by it"),
            column_info(column)->head);
    }
    show_columns(model);
}

static bool
columns_key(void *context, struct model *model, size_t index, key code)
{
    int step = code == '<' || code == KEYCODE_LEFT ? -1
        : code == '>' || code == KEYCODE_RIGHT     ? 1
                                                   : 0;

    (void) context;
    if (code == KEYCODE_SPACE) {
        toggle_column(model, index);
        return true;
    }
    if (step == 0) {
        return false;
    }
    if (index < (size_t) model->columns.count) {
        model->picker.selected =
            (size_t) column_set_move(&model->columns, (int) index, step);
        show_columns(model);
    }
    return true;
}

/* Wish for something to be saved. */
static void
keep(struct model *model, unsigned look)
{
    model->look = look;
    model->wish = COMMAND_SAVE_SETTINGS;
}

unsigned
model_take_look(struct model *model)
{
    unsigned look = model->look;

    model->look = 0;
    if (look != 0) {
        return look;
    }
    return LOOK_COLUMNS | LOOK_ORDER | (model->theme_chosen ? LOOK_THEME : 0);
}

static bool
columns_chosen(void *context, struct model *model, size_t index)
{
    (void) context;
    (void) index;
    keep(model, LOOK_COLUMNS);
    return true;
}

static void
columns_cancelled(void *context, struct model *model)
{
    (void) context;
    model->columns = model->columns_before;
    show_columns(model);
}

void
model_ask_columns(struct model *model)
{
    static const struct picker_use use = {
        .title = N_("Columns"),
        .keys = N_("Space Show  < > Move  Enter Keep  Esc Undo"),
        .count = columns_count,
        .row = columns_row,
        .key = columns_key,
        .chosen = columns_chosen,
        .cancelled = columns_cancelled,
        .press = KEYCODE_SPACE,
    };

    model->columns_before = model->columns;
    picker_open(model, &use, NULL, 0);
}

void
model_set_theme(struct model *model, const char *name)
{
    snprintf(model->theme, sizeof(model->theme), "%s", name);
    model->dirty |= DIRTY_ALL;
}

void
model_choose_theme(struct model *model, const char *name)
{
    model_set_theme(model, name);
    model->theme_chosen = true;
    keep(model, LOOK_THEME);
}

/* Count the themes, and before them the one that suits the terminal. */
static size_t
themes_count(void *context, const struct model *model)
{
    size_t count = 0;

    (void) context;
    (void) model;
    while (theme_at(count)) {
        count++;
    }
    return count + 1;
}

/* Name the theme in a line of the menu. */
static const char *
theme_name_at(size_t index)
{
    return index == 0 ? "auto" : theme_name(theme_at(index - 1));
}

static void
themes_row(
    void *context,
    const struct model *model,
    size_t index,
    struct picker_row *row)
{
    (void) context;
    snprintf(row->text, sizeof(row->text), "%s", theme_name_at(index));
    if (strcmp(row->text, model->theme_before) == 0) {
        snprintf(row->mark, sizeof(row->mark), "✓");
    }
    if (index == 0) {
        snprintf(
            row->detail, sizeof(row->detail), "%s",
            _("The one that suits the terminal."));
    }
}

void
model_complete_theme(
    struct model *model, const char *typed, struct choices *choices)
{
    size_t count = themes_count(NULL, model);

    for (size_t i = 0; i < count; i++) {
        const char *name = theme_name_at(i);
        bool is_it = strcmp(name, model->theme) == 0;

        if (typed[0] == '\0' && is_it) {
            choices->selected = choices->count;
        }
        choices_add(
            choices, choices_rank(name, typed), name, is_it ? "✓" : "",
            i == 0 ? _("The one that suits the terminal.") : "");
    }
}

static bool
themes_key(void *context, struct model *model, size_t index, key code)
{
    (void) context;
    if (code != KEYCODE_SPACE) {
        return false;
    }
    model_set_theme(model, theme_name_at(index));
    return true;
}

static bool
themes_chosen(void *context, struct model *model, size_t index)
{
    (void) context;
    model_choose_theme(model, theme_name_at(index));
    return true;
}

static void
themes_cancelled(void *context, struct model *model)
{
    (void) context;
    model_set_theme(model, model->theme_before);
}

void
model_ask_theme(struct model *model)
{
    static const struct picker_use use = {
        .title = N_("Theme"),
        .keys = N_("Space Try  Enter Keep  Esc Undo"),
        .count = themes_count,
        .row = themes_row,
        .key = themes_key,
        .chosen = themes_chosen,
        .cancelled = themes_cancelled,
    };
    size_t count = themes_count(NULL, model);
    size_t index = 0;

    snprintf(
        model->theme_before, sizeof(model->theme_before), "%s", model->theme);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(theme_name_at(i), model->theme) == 0) {
            index = i;
        }
    }
    picker_open(model, &use, NULL, index);
}
