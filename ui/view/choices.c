/* What can be chosen of, in rows over the prompt, and why it did not accept. */
#include <stdio.h>

#include "ui/view/list.h"
#include "ui/view/view.h"

enum {
    ROWS_MOST = 16,
    KEY_MOST = 14,
    TEXT_MOST = 40
};

struct choices_state {
    struct list list;
    int row; /* as last drawn: of the first choice */
};

static bool
choices_shown(const struct model *model)
{
    const struct prompt *prompt = &model->prompt;

    return prompt->use && (prompt->use->complete || prompt->refusal[0]);
}

/* Find the columns of the texts: as wide as the widest. */
static void
measure(const struct choices *choices, struct field *left, struct field *text)
{
    *left = (struct field){ .column = 2 };
    *text = (struct field){ 0 };
    for (size_t i = 0; i < choices->count; i++) {
        int key_width = grid_width(choices->list[i].key);
        int width = grid_width(choices->list[i].text);

        left->width = key_width > left->width ? key_width : left->width;
        text->width = width > text->width ? width : text->width;
    }
    left->width = left->width > KEY_MOST ? KEY_MOST : left->width;
    text->width = text->width > TEXT_MOST ? TEXT_MOST : text->width;
    text->column = left->column + left->width + (left->width > 0 ? 2 : 0);
}

/* Draw those that have room, from the one that the list says. */
static void
draw_rows(
    const struct canvas *canvas,
    const struct choices *choices,
    const struct list *list)
{
    struct field left, text, detail;

    measure(choices, &left, &text);
    detail = (struct field){ .column = text.column + text.width + 2 };
    detail.width = canvas->area.columns - detail.column - 1;
    for (size_t i = 0; i < list->shown && list->top + i < choices->count; i++) {
        const struct choice *choice = &choices->list[list->top + i];
        int row = (int) i;

        canvas_field(canvas, row, &left, choice->key, ROLE_DIALOG_TITLE);
        canvas_field(canvas, row, &text, choice->text, ROLE_DIALOG);
        if (detail.width > 0) {
            canvas_field(canvas, row, &detail, choice->detail, ROLE_DIALOG_DIM);
        }
        if (list->top + i == choices->selected) {
            canvas_select(canvas, row);
        }
    }
}

static void
choices_draw(
    void *state, const struct model *model, const struct canvas *canvas)
{
    const struct prompt *prompt = &model->prompt;
    const struct choices *choices = &prompt->choices;
    struct choices_state *own = state;
    struct list *list = &own->list;
    int refusal = prompt->refusal[0] ? 1 : 0;
    bool titled = choices->title[0] || choices->count > 0;
    int most = canvas->area.rows - 3 - refusal;
    int rows = most < ROWS_MOST ? most : ROWS_MOST;
    int first;
    struct canvas panel;
    char where[64];

    rows = choices->count < (size_t) rows ? (int) choices->count : rows;
    first = canvas->area.rows - 1 - refusal - rows;
    own->row = first;
    list_show(list, choices->count, (size_t) rows, choices->selected);
    if (titled) {
        list_position(list, choices->count, where, sizeof(where));
        panel = canvas_part(canvas, first - 1, 0, 1, canvas->area.columns);
        canvas_rule(&panel, 0, choices->title, where);
    }
    panel = canvas_part(canvas, first, 0, rows, canvas->area.columns);
    canvas_fill(&panel, ROLE_DIALOG);
    draw_rows(&panel, choices, list);
    if (refusal) {
        panel = canvas_part(
            canvas, canvas->area.rows - 2, 0, 1, canvas->area.columns);
        canvas_fill(&panel, ROLE_NORMAL);
        canvas_text(&panel, 0, 1, prompt->refusal, ROLE_WARNING);
    }
}

static enum command
choices_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct choices_state *own = state;
    struct choices *choices = &model->prompt.choices;
    size_t index;

    if (mouse->what != KEYCODE_PRESS) {
        choices->selected = list_scroll(
            &own->list, choices->count, choices->selected, mouse->what);
        model->dirty |= DIRTY_NOTICE;
    } else if (list_find(
                   &own->list, choices->count, mouse->row - own->row, &index)) {
        prompt_press(model, index);
    }
    return COMMAND_NONE;
}

const struct view choices_view = {
    .place = VIEW_OVER,
    .asks = true,
    .pages = ON_ALL,
    .dirty = DIRTY_NOTICE,
    .state_size = sizeof(struct choices_state),
    .shown = choices_shown,
    .mouse = choices_mouse,
    .draw = choices_draw,
};
