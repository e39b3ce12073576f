/* The picker: rows to choose of, between two rules over the page. */
#include <stdio.h>

#include "ui/translate.h"
#include "ui/view/keys.h"
#include "ui/view/list.h"
#include "ui/view/view.h"

enum {
    WIDTH_LEAST = 30,
    TEXT_MOST = 40,
    DETAIL_MOST = 60
};

struct picker_state {
    struct list list;
    int row; /* as last drawn: of the first row of the list */
    int column;
    int columns;
};

/* How wide the parts of the rows are. */
struct widths {
    int mark;
    int text;
    int detail;
};

/* Get the text that names the keys, as much as a picker's width has room for;
 * returns text. */
static const char *
keys_text(const struct picker *picker, int columns, char *text, size_t size)
{
    return keys_shorten(
        picker->use->keys ? _(picker->use->keys) : _("Enter Choose  Esc Back"),
        columns - 2, text, size);
}

static bool
picker_shown(const struct model *model)
{
    return model->picker.use != NULL;
}

/* Get a row's texts. */
static struct picker_row
get_row(const struct model *model, size_t index)
{
    const struct picker *picker = &model->picker;
    struct picker_row row = { "", "", "" };

    picker->use->row(picker->context, model, index, &row);
    return row;
}

/* Widen a width to a text's. */
static void
widen(int *width, const char *text, int most)
{
    int cells = grid_width(text);

    cells = cells > most ? most : cells;
    *width = cells > *width ? cells : *width;
}

static struct widths
measure(const struct model *model, size_t count)
{
    struct widths widths = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct picker_row row = get_row(model, i);

        widen(&widths.mark, row.mark, 4);
        widen(&widths.text, row.text, TEXT_MOST);
        widen(&widths.detail, row.detail, DETAIL_MOST);
    }
    return widths;
}

/* Find a place in the middle of the screen, with a blank cell at each side. */
static struct canvas
place(
    const struct model *model,
    const struct canvas *canvas,
    size_t count,
    const struct widths *widths)
{
    int rows =
        canvas->area.rows < 12 ? canvas->area.rows - 1 : canvas->area.rows - 3;
    struct canvas around;
    int columns = 3 + widths->mark + (widths->mark ? 1 : 0) + widths->text
        + (widths->detail ? widths->detail + 2 : 0);
    int least = grid_width(_(model->picker.use->title)) + 6;

    least = least > WIDTH_LEAST ? least : WIDTH_LEAST;
    columns = columns > least ? columns : least;
    columns =
        columns + 2 > canvas->area.columns ? canvas->area.columns - 2 : columns;
    rows = count + 3 < (size_t) rows ? (int) count + 3 : rows;
    around = canvas_part(
        canvas, (canvas->area.rows - rows) / 2,
        (canvas->area.columns - columns) / 2 - 1, rows, columns + 2);
    canvas_fill(&around, ROLE_NORMAL);
    return canvas_part(&around, 0, 1, rows, columns);
}

static void
draw_row(
    const struct canvas *canvas,
    int row,
    const struct picker_row *texts,
    const struct widths *widths)
{
    struct field mark = { 2, widths->mark, false };
    struct field text = { 2 + widths->mark + (widths->mark ? 1 : 0),
                          widths->text, false };
    struct field detail = { text.column + text.width + 2, 0, false };

    detail.width = canvas->area.columns - detail.column - 1;
    canvas_field(canvas, row, &mark, texts->mark, ROLE_DIALOG_TITLE);
    canvas_field(canvas, row, &text, texts->text, ROLE_DIALOG);
    if (detail.width > 0) {
        canvas_field(canvas, row, &detail, texts->detail, ROLE_DIALOG_DIM);
    }
}

/* Draw a rule with a title, on the menu's own background. */
static void
draw_rule(const struct canvas *canvas, int row, const char *title)
{
    int column = canvas_text(canvas, row, 0, "─", ROLE_DIALOG_BORDER);

    if (title[0]) {
        column = canvas_text(canvas, row, column, " ", ROLE_DIALOG_BORDER);
        column = canvas_text(canvas, row, column, title, ROLE_DIALOG_TITLE);
        column = canvas_text(canvas, row, column, " ", ROLE_DIALOG_BORDER);
    }
    canvas_line(canvas, row, column, ROLE_DIALOG_BORDER);
}

static void
picker_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct picker_state *own = state;
    const struct picker *picker = &model->picker;
    size_t count = picker->use->count(picker->context, model);
    struct widths widths = measure(model, count);
    struct canvas box = place(model, canvas, count, &widths);
    int rows = box.area.rows - 3;
    struct canvas list = canvas_part(&box, 1, 0, rows, box.area.columns);
    char where[160];

    own->row = list.area.row;
    own->column = list.area.column;
    own->columns = list.area.columns;
    canvas_fill(&box, ROLE_DIALOG);
    draw_rule(&box, 0, _(picker->use->title));
    list_show(
        &own->list, count, rows > 0 ? (size_t) rows : 0, picker->selected);
    for (size_t i = own->list.top;
         i < count && (int) (i - own->list.top) < rows; i++) {
        struct picker_row row = get_row(model, i);

        draw_row(&list, (int) (i - own->list.top), &row, &widths);
        if (i == picker->selected) {
            canvas_select(&list, (int) (i - own->list.top));
        }
    }
    draw_rule(
        &box, rows + 1, list_position(&own->list, count, where, sizeof(where)));
    canvas_text(
        &box, rows + 2, 2,
        keys_text(picker, box.area.columns, where, sizeof(where)),
        ROLE_DIALOG_DIM);
}

/* A press on a row selects it, one on the selected row chooses it, and a key
 * that is pressed does what it does. */
static void
press(
    const struct picker_state *own,
    struct model *model,
    const struct view_mouse *mouse)
{
    struct picker *picker = &model->picker;
    size_t count = picker->use->count(picker->context, model);
    int row = mouse->row - own->row;
    int column = mouse->column - own->column;
    size_t index;

    if (column < 0 || column >= own->columns) {
        return;
    }
    if (list_find(&own->list, count, row, &index)) {
        picker_press(model, index);
    } else if (row == (int) own->list.shown + 1) {
        char text[160];
        key code = keys_in_text(
            keys_text(picker, own->columns, text, sizeof(text)), column - 2);

        if (code != KEYCODE_NONE) {
            picker_key(model, code);
        }
    }
}

static enum command
picker_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct picker_state *own = state;
    struct picker *picker = &model->picker;

    if (mouse->what == KEYCODE_PRESS) {
        press(own, model, mouse);
    } else {
        picker->selected = list_scroll(
            &own->list, picker->use->count(picker->context, model),
            picker->selected, mouse->what);
        model->dirty |= DIRTY_NOTICE;
    }
    return COMMAND_NONE;
}

const struct view picker_view = {
    .place = VIEW_OVER,
    .asks = true,
    .pages = ON_ALL,
    .dirty = DIRTY_NOTICE,
    .state_size = sizeof(struct picker_state),
    .shown = picker_shown,
    .mouse = picker_mouse,
    .draw = picker_draw,
};
