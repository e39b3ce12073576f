#include "ui/view/shell.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/model_rows.h"
#include "ui/translate.h"
#include "ui/view/shell_parts.h"

int
shell_new(
    struct shell **out,
    struct model *model,
    const struct theme *theme,
    bool ascii)
{
    struct shell *shell = calloc(1, sizeof(*shell));

    if (!shell) {
        return -ENOMEM;
    }
    shell->model = model;
    shell->theme = theme;
    shell->ascii = ascii;
    pages_init(&shell->pages, PAGE_MAIN);
    for (int i = 0; views[i]; i++) {
        shell->states[i] = calloc(1, views[i]->state_size + 1);
        if (!shell->states[i]) {
            shell_free(shell);
            return -ENOMEM;
        }
    }
    *out = shell;
    return 0;
}

void
shell_set_theme(struct shell *shell, const struct theme *theme)
{
    shell->theme = theme;
}

void
shell_free(struct shell *shell)
{
    if (!shell) {
        return;
    }
    for (int i = 0; views[i]; i++) {
        if (shell->states[i] && views[i]->close) {
            views[i]->close(shell->states[i]);
        }
        free(shell->states[i]);
    }
    free(shell);
}

unsigned
shell_needs(const struct shell *shell)
{
    unsigned needs = 0;

    for (int i = 0; views[i]; i++) {
        if (shell_shows(shell, views[i])) {
            needs |= views[i]->needs;
        }
    }
    return needs;
}

size_t
shell_rows(const struct shell *shell, struct worker **rows, size_t most)
{
    size_t count = 0;

    for (int i = 0; views[i]; i++) {
        if (views[i]->workers && shell_shows(shell, views[i])
            && shell->layout.height[i] > 0) {
            count += views[i]->workers(
                shell->states[i], shell->model, rows + count, most - count);
        }
    }
    return count;
}

bool
shell_turn(struct shell *shell)
{
    bool any = false;

    for (int i = 0; views[i]; i++) {
        if (views[i]->turn && shell_shows(shell, views[i])
            && views[i]->turn(shell->states[i], shell->model)) {
            any = true;
        }
    }
    shell->touched |= any; /* a key began it: also where all stands still */
    return any;
}

/* Find a place for each view that is shown, and note whether messages are. */
static void
lay_out(struct shell *shell)
{
    bool shown[VIEWS_MOST] = { false };

    for (int i = 0; views[i]; i++) {
        shown[i] = shell_shows(shell, views[i]);
    }
    layout_fit(&shell->layout, shown, shell->states, shell->model);
    shell->model->messages_shown = false;
    for (int i = 0; views[i]; i++) {
        if (shell->layout.height[i] > 0 && views[i]->dirty & DIRTY_MESSAGES) {
            shell->model->messages_shown = true;
        }
    }
}

/* Say that there is no room. */
static void
draw_too_small(const struct shell *shell, const struct canvas *canvas)
{
    char text[64];

    canvas_fill(canvas, ROLE_NORMAL);
    snprintf(
        text, sizeof(text), _("too small: %dx%d"), shell->layout.columns,
        shell->layout.rows);
    canvas_text(canvas, shell->layout.rows / 2, 0, text, ROLE_NORMAL);
}

/* Tell whether a view shows any of what is dirty. */
static bool
shows(const struct shell *shell, int view, unsigned dirty)
{
    dirty &= views[view]->dirty;
    if (dirty == DIRTY_CLOCK && views[view]->ticks) {
        return views[view]->ticks(shell->states[view], shell->model);
    }
    return dirty != 0;
}

/* Draw a view, or what differs of it. */
static void
draw_view(
    const struct shell *shell, const struct canvas *part, int i, unsigned dirty)
{
    const struct view *view = views[i];

    if (dirty != DIRTY_ALL && view->patch
        && view->patch(
            shell->states[i], shell->model, part, dirty & view->dirty)) {
        return;
    }
    if (view->place != VIEW_OVER) {
        canvas_fill(part, ROLE_NORMAL);
    }
    view->draw(shell->states[i], shell->model, part);
}

/* Draw the views that show any of what is dirty. */
static void
draw_views(
    const struct shell *shell, const struct canvas *canvas, unsigned dirty)
{
    for (int i = 0; views[i]; i++) {
        struct canvas part = canvas_part(
            canvas, shell->layout.first[i], 0, shell->layout.height[i],
            shell->layout.columns);

        if (shell->layout.height[i] > 0 && shows(shell, i, dirty)) {
            draw_view(shell, &part, i, dirty);
        }
    }
}

/* Tell whether what has changed is not to be drawn, as the user froze it. */
static bool
stands_still(const struct shell *shell)
{
    return shell->model->frozen && !shell->touched
        && shell->model->leave.phase == LEAVE_NO;
}

bool
shell_draw(struct shell *shell, struct grid *grid)
{
    struct canvas canvas = { grid_all(grid), shell->theme, shell->ascii };
    unsigned dirty;

    shell_follow_leave(shell);
    if (grid->rows != shell->layout.rows
        || grid->columns != shell->layout.columns) {
        shell->layout.rows = grid->rows;
        shell->layout.columns = grid->columns;
        shell->model->dirty = DIRTY_ALL;
    } else if (stands_still(shell)) {
        return false;
    }
    shell->touched = false;
    model_settle(shell->model);
    dirty = shell->model->dirty;
    shell->model->dirty = 0;
    if (dirty == 0) {
        return false;
    }
    if (shell_is_too_small(shell)) {
        draw_too_small(shell, &canvas);
        return true;
    }
    if (dirty & DIRTY_LAYOUT || shell_is_covered(shell)) {
        dirty = DIRTY_ALL;
        lay_out(shell);
        canvas_fill(&canvas, ROLE_NORMAL);
    }
    draw_views(shell, &canvas, dirty);
    return true;
}
