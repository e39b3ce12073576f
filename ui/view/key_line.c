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

static void
key_line_draw(
    void *state, const struct model *model, const struct canvas *canvas)
{
    static const struct keys_style style = { ROLE_KEY, ROLE_KEY_LABEL };
    enum command commands[COMMAND_COUNT];
    struct canvas keys = *canvas;
    char count[16];

    (void) state;
    canvas_fill(canvas, ROLE_KEY_BAR);
    if (model->notice[0]) {
        draw_notice(model, canvas);
        return;
    }
    if (model->page == PAGE_QUIT) {
        return; /* they stand in the dialog */
    }
    if (model->count > 0) {
        snprintf(count, sizeof(count), " %u ", model->count);
        keys = canvas_part(
            canvas, 0, 0, 1, canvas->area.columns - grid_width(count) - 1);
        canvas_write(
            canvas, 0, canvas->area.columns - grid_width(count), count,
            theme_style_on(canvas->theme, ROLE_ACCENT, ROLE_KEY_BAR));
    }
    keys_draw(&keys, 0, commands, keys_of_page(model->page, commands), &style);
}

const struct view key_line_view = {
    .place = VIEW_BOTTOM,
    .pages = ON_ALL,
    .dirty = DIRTY_NOTICE,
    .draw = key_line_draw,
};
