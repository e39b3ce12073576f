/* The prompt: a label and the line that is edited, in place of the keys. */
#include <string.h>

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

static void
prompt_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    const struct prompt *prompt = &model->prompt;
    struct grid_style style =
        theme_style_on(canvas->theme, ROLE_NORMAL, ROLE_KEY_BAR);
    struct grid_style label =
        theme_style_on(canvas->theme, ROLE_ACCENT, ROLE_KEY_BAR);
    char before[LINE_ROOM];
    struct canvas field;
    int column, place, room;

    (void) state;
    canvas_fill(canvas, ROLE_KEY_BAR);
    column = canvas_write(canvas, 0, 1, _(prompt->use->label), label) + 1;
    field = canvas_part(canvas, 0, column, 1, canvas->area.columns - column);
    memcpy(before, prompt->line.text, prompt->line.cursor);
    before[prompt->line.cursor] = '\0';
    place = grid_width(before);
    /* Two cells for what is under the cursor; the line moves to the left for
       them where it is long. */
    room = field.area.columns - 2;
    column = place > room ? room - place : 0;
    grid_write(&field.area, 0, column, prompt->line.text, style);
    draw_cursor(&field, column + place, &prompt->line, style);
}

const struct view prompt_view = {
    .place = VIEW_BOTTOM,
    .pages = ON_ALL,
    .dirty = DIRTY_NOTICE,
    .shown = prompt_shown,
    .draw = prompt_draw,
};
