/* The prompt: a label and the line that is edited, in place of the keys. */
#include <string.h>

#include "ui/term/utf8.h"
#include "ui/translate.h"
#include "ui/view/view.h"

static bool
prompt_shown(const struct model *model)
{
    return model->prompt.use != NULL;
}

/* Show the cursor: the character under it, or a blank at the end. */
static void
draw_cursor(
    const struct canvas *canvas,
    int column,
    const struct line *line,
    struct grid_style style)
{
    const char *under = line->text + line->cursor;
    struct grid_area cell;
    int width = 1;

    style.attributes ^= GRID_REVERSE;
    if (*under) {
        char one[8] = "";
        size_t size = 1;

        while (((unsigned char) under[size] & 0xc0) == 0x80) {
            size++;
        }
        memcpy(one, under, size);
        width = grid_width(one);
    }
    cell = grid_part(&canvas->area, 0, column, 1, width);
    grid_fill(&cell, style);
    grid_write(&cell, 0, 0, under, style);
}

/* Find the cell where the line begins. */
static int
first_column(const struct prompt *prompt)
{
    return 1 + grid_width(_(prompt->use->label)) + 1;
}

/* Count the cells of a line before a place in it. */
static int
cells_before(const struct line *line, size_t place)
{
    char before[LINE_ROOM];

    memcpy(before, line->text, place);
    before[place] = '\0';
    return grid_width(before);
}

/* Tell where the line begins in its field: to the left of it where it is long,
 * with two cells for what is under the cursor. */
static int
shift(const struct line *line, int columns)
{
    int place = cells_before(line, line->cursor);
    int room = columns - 2;

    return place > room ? room - place : 0;
}

static void
prompt_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    const struct prompt *prompt = &model->prompt;
    struct grid_style style =
        theme_style_on(canvas->theme, ROLE_NORMAL, ROLE_KEY_BAR);
    struct grid_style label =
        theme_style_on(canvas->theme, ROLE_ACCENT, ROLE_KEY_BAR);
    struct canvas field;
    int column;

    (void) state;
    canvas_fill(canvas, ROLE_KEY_BAR);
    canvas_write(canvas, 0, 1, _(prompt->use->label), label);
    column = first_column(prompt);
    field = canvas_part(canvas, 0, column, 1, canvas->area.columns - column);
    column = shift(&prompt->line, field.area.columns);
    grid_write(&field.area, 0, column, prompt->line.text, style);
    draw_cursor(
        &field, column + cells_before(&prompt->line, prompt->line.cursor),
        &prompt->line, style);
}

/* A press puts the cursor there, behind the last character at most. */
static enum command
prompt_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct line *line = &model->prompt.line;
    int first = first_column(&model->prompt);
    int cells = mouse->column - first - shift(line, mouse->columns - first);
    const char *at = line->text;
    size_t place = 0;

    (void) state;
    if (mouse->what != KEYCODE_PRESS || mouse->column < first) {
        return COMMAND_NONE;
    }
    while (*at) {
        utf8_next(&at);
        if (cells_before(line, (size_t) (at - line->text)) <= cells) {
            place = (size_t) (at - line->text);
        }
    }
    line->cursor = place;
    model->dirty |= DIRTY_NOTICE;
    return COMMAND_NONE;
}

const struct view prompt_view = {
    .place = VIEW_BOTTOM,
    .asks = true,
    .pages = ON_ALL,
    .dirty = DIRTY_NOTICE,
    .shown = prompt_shown,
    .mouse = prompt_mouse,
    .draw = prompt_draw,
};
