/* The last line: the keys of the page, or what is to be said for a while. */
#include <stdio.h>

#include "ui/view/keys.h"
#include "ui/view/view.h"

/* Draw the notice, or the question, over the whole line. */
static void
draw_notice(const struct model *model, const struct canvas *canvas)
{
    enum role role =
        model->notice_kind == MESSAGE_WARNING ? ROLE_WARNING : ROLE_ACCENT;
    struct grid_style style = theme_style_on(canvas->theme, role, ROLE_KEY_BAR);

    style.attributes |= role == ROLE_WARNING ? GRID_BOLD : 0;
    canvas_write(canvas, 0, 1, model->notice, style);
}

/* Write the count that was typed; returns the cells that it leaves to the
 * keys. */
static int
count_text(const struct model *model, int columns, char *text, size_t size)
{
    text[0] = '\0';
    if (model->count == 0) {
        return columns;
    }
    snprintf(text, size, " %u ", model->count);
    return columns - grid_width(text) - 1;
}

static void
key_line_draw(
    void *state, const struct model *model, const struct canvas *canvas)
{
    static const struct keys_style style = { ROLE_KEY, ROLE_KEY_LABEL };
    enum command commands[COMMAND_COUNT];
    struct canvas keys;
    char count[16];
    int room;

    (void) state;
    canvas_fill(canvas, ROLE_KEY_BAR);
    if (model->notice[0]) {
        draw_notice(model, canvas);
        return;
    }
    if (model->page == PAGE_QUIT) {
        return; /* they stand in the dialog */
    }
    room = count_text(model, canvas->area.columns, count, sizeof(count));
    canvas_write(
        canvas, 0, room + 1, count,
        theme_style_on(canvas->theme, ROLE_ACCENT, ROLE_KEY_BAR));
    keys = canvas_part(canvas, 0, 0, 1, room);
    keys_draw(&keys, 0, commands, keys_of_page(model->page, commands), &style);
}

/* A key that is pressed with the mouse does what it does. */
static enum command
key_line_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    enum command commands[COMMAND_COUNT];
    char count[16];
    int room = count_text(model, mouse->columns, count, sizeof(count));

    (void) state;
    if (mouse->what != KEYCODE_PRESS || model->notice[0]) {
        return COMMAND_NONE;
    }
    return keys_find(
        commands, keys_of_page(model->page, commands), room, mouse->column);
}

const struct view key_line_view = {
    .place = VIEW_BOTTOM,
    .pages = ON_SCREEN,
    .dirty = DIRTY_NOTICE,
    .mouse = key_line_mouse,
    .draw = key_line_draw,
};
