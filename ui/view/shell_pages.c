/* Which page is on top, and what is on the screen with it. */
#include "ui/translate.h"
#include "ui/view/shell_parts.h"

/* Smallest screen that is drawn on. */
enum {
    ROWS_LEAST = 4,
    COLUMNS_LEAST = 20
};

bool
shell_shows(const struct shell *shell, const struct view *view)
{
    enum page page = view->place == VIEW_OVER ? pages_top(&shell->pages)
                                              : pages_base(&shell->pages);

    return view->pages >> page & 1
        && (!view->shown || view->shown(shell->model));
}

bool
shell_is_covered(const struct shell *shell)
{
    for (int i = 0; views[i]; i++) {
        if (views[i]->place == VIEW_OVER && shell_shows(shell, views[i])) {
            return true;
        }
    }
    return false;
}

bool
shell_is_too_small(const struct shell *shell)
{
    return shell->layout.rows < ROWS_LEAST
        || shell->layout.columns < COLUMNS_LEAST;
}

/* Note that another page is on top. */
static void
page_changed(struct shell *shell)
{
    shell->model->page = pages_top(&shell->pages);
    shell->model->count = 0;
    shell->model->dirty = DIRTY_ALL;
}

void
shell_go_to(struct shell *shell, enum page page)
{
    pages_go(&shell->pages, page);
    page_changed(shell);
    for (int i = 0; views[i]; i++) {
        if (views[i]->pages >> page & 1 && views[i]->open) {
            views[i]->open(shell->states[i], shell->model);
        }
    }
}

void
shell_go_back(struct shell *shell)
{
    if (pages_back(&shell->pages)) {
        page_changed(shell);
    }
}

void
shell_toggle(struct shell *shell, enum page page)
{
    if (pages_top(&shell->pages) == page) {
        shell_go_back(shell);
    } else {
        shell_go_to(shell, page);
    }
}

void
shell_follow_leave(struct shell *shell)
{
    enum leave_phase phase = shell->model->leave.phase;
    bool shown = pages_top(&shell->pages) == PAGE_QUIT;

    if (phase != LEAVE_NO) {
        prompt_cancel(shell->model);
        picker_cancel(shell->model);
    }
    if (shown && phase == LEAVE_NO) {
        shell_go_back(shell);
    } else if (!shown && phase != LEAVE_NO && phase != LEAVE_DONE) {
        shell_go_to(shell, PAGE_QUIT);
    }
}

void
shell_focus(struct shell *shell)
{
    const struct worker *worker = model_selected(shell->model);

    if (!worker || !worker->terminal || !worker->alive) {
        model_tell(
            shell->model, MESSAGE_WARNING, "%s",
            !worker || worker->terminal
                ? _("Nobody is there to type to: it does not run")
                : _("There is nothing to type to: it has no terminal"));
        return;
    }
    if (pages_top(&shell->pages) != PAGE_OUTPUT) {
        shell_go_to(shell, PAGE_OUTPUT);
    }
    shell_go_to(shell, PAGE_TERMINAL);
}
