#include "ui/view/shell.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/dialogs.h"
#include "ui/palette.h"
#include "ui/translate.h"
#include "ui/view/layout.h"
#include "ui/view/pages.h"
#include "ui/view/view.h"

/* Smallest screen that is drawn on. */
enum {
    ROWS_LEAST = 4,
    COLUMNS_LEAST = 20
};

/* Largest count that can be typed. */
enum {
    COUNT_MOST = 99999
};

struct shell {
    struct model *model;
    const struct theme *theme;
    bool ascii;
    struct pages pages;
    void *states[VIEWS_MOST];
    struct layout layout; /* as last drawn */
    bool touched;         /* a key came since it was drawn */
};

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

/* Tell whether a view is part of what is on the screen. */
static bool
is_shown(const struct shell *shell, const struct view *view)
{
    enum page page = view->place == VIEW_OVER ? pages_top(&shell->pages)
                                              : pages_base(&shell->pages);

    return view->pages >> page & 1
        && (!view->shown || view->shown(shell->model));
}

/* Tell whether something is shown over the page. */
static bool
is_covered(const struct shell *shell)
{
    for (int i = 0; views[i]; i++) {
        if (views[i]->place == VIEW_OVER && is_shown(shell, views[i])) {
            return true;
        }
    }
    return false;
}

/* Tell whether there is no room to draw in. */
static bool
too_small(const struct shell *shell)
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

static void
go_to_page(struct shell *shell, enum page page)
{
    pages_go(&shell->pages, page);
    page_changed(shell);
    for (int i = 0; views[i]; i++) {
        if (views[i]->pages >> page & 1 && views[i]->open) {
            views[i]->open(shell->states[i], shell->model);
        }
    }
}

static void
go_back(struct shell *shell)
{
    if (pages_back(&shell->pages)) {
        page_changed(shell);
    }
}

/* Go to a page, or back from it. */
static void
toggle_page(struct shell *shell, enum page page)
{
    if (pages_top(&shell->pages) == page) {
        go_back(shell);
    } else {
        go_to_page(shell, page);
    }
}

/* Show the quit dialog as long as we are leaving. */
static void
follow_leave(struct shell *shell)
{
    enum leave_phase phase = shell->model->leave.phase;
    bool shown = pages_top(&shell->pages) == PAGE_QUIT;

    if (phase != LEAVE_NO) {
        prompt_cancel(shell->model);
        picker_cancel(shell->model);
    }
    if (shown && phase == LEAVE_NO) {
        go_back(shell);
    } else if (!shown && phase != LEAVE_NO && phase != LEAVE_DONE) {
        go_to_page(shell, PAGE_QUIT);
    }
}

/* Let the keys go to the selected worker's terminal, on its output's page. */
static void
focus(struct shell *shell)
{
    const struct worker *worker = model_selected(shell->model);

    if (!worker || !worker->terminal || !worker->alive) {
        model_notice(
            shell->model, MESSAGE_WARNING, "%s",
            !worker || worker->terminal
                ? _("Nobody is there to type to: it does not run")
                : _("There is nothing to type to: it has no terminal"));
        return;
    }
    if (pages_top(&shell->pages) != PAGE_OUTPUT) {
        go_to_page(shell, PAGE_OUTPUT);
    }
    go_to_page(shell, PAGE_TERMINAL);
}

/* Do a command that no view has done. */
static enum shell_request
own_command(struct shell *shell, enum command command)
{
    switch (command) {
    case COMMAND_CHILDREN:
        toggle_page(shell, PAGE_CHILDREN);
        break;
    case COMMAND_TIMELINE:
        toggle_page(shell, PAGE_TIMELINE);
        break;
    case COMMAND_MARK:
        dialogs_mark(shell->model);
        break;
    case COMMAND_OUTPUT:
    case COMMAND_LANE_OUTPUT:
        toggle_page(shell, PAGE_OUTPUT);
        break;
    case COMMAND_INFO:
        toggle_page(shell, PAGE_INFO);
        break;
    case COMMAND_FOCUS:
        focus(shell);
        break;
    case COMMAND_RELEASE:
        go_back(shell);
        break;
    case COMMAND_HELP:
        toggle_page(shell, PAGE_HELP);
        break;
    case COMMAND_MESSAGES:
        toggle_page(shell, PAGE_MESSAGES);
        break;
    case COMMAND_PALETTE:
        palette_open(shell->model);
        break;
    case COMMAND_ADD:
        dialogs_add(shell->model);
        break;
    case COMMAND_BACK:
        go_back(shell);
        break;
    case COMMAND_STAY:
        model_leave(shell->model, LEAVE_NO);
        break;
    case COMMAND_QUIT:
        model_leave(shell->model, LEAVE_ASKED);
        break;
    case COMMAND_FORCE:
        model_leave(shell->model, LEAVE_FORCING);
        break;
    case COMMAND_RECORD:
        return SHELL_RECORD;
    case COMMAND_COLUMNS:
        model_ask_columns(shell->model);
        break;
    case COMMAND_THEME:
        model_ask_theme(shell->model);
        break;
    case COMMAND_EXPORT:
        if (shell->model->export_path) {
            return SHELL_EXPORT;
        }
        dialogs_export(shell->model);
        break;
    case COMMAND_SAVE_SETTINGS:
        return SHELL_SAVE_SETTINGS;
    case COMMAND_FREEZE:
        model_freeze(shell->model);
        break;
    case COMMAND_REDRAW:
        return SHELL_REDRAW;
    case COMMAND_SUSPEND:
        return SHELL_SUSPEND;
    case COMMAND_MOUSE:
        return SHELL_MOUSE;
    default:
        break;
    }
    return SHELL_NOTHING;
}

/* Offer a command to the views of the page, then to the workers, then do it
 * here. */
static enum shell_request
dispatch(struct shell *shell, enum command command)
{
    const struct command_info *info = keymap_info(command);

    for (int i = 0; views[i]; i++) {
        if (views[i]->pages >> pages_top(&shell->pages) & 1 && views[i]->command
            && views[i]->command(shell->states[i], shell->model, command)) {
            return shell->model->copied.text ? SHELL_COPY : SHELL_NOTHING;
        }
    }
    if (info->is_action) {
        model_act(shell->model, info->action);
        return SHELL_NOTHING;
    }
    return own_command(shell, command);
}

/* Take a digit of a count. */
static void
count_digit(struct model *model, key digit)
{
    unsigned count = model->count * 10 + (digit - '0');

    model->count = count > COUNT_MOST ? COUNT_MOST : count;
    model->dirty |= DIRTY_NOTICE;
}

/* Answer the question that stands; other keys wait. */
static void
answer(struct model *model, key code)
{
    switch (code) {
    case 'y':
    case 'Y':
    case KEYCODE_ENTER:
        model_answer(model, true);
        break;
    case 'n':
    case 'N':
    case 'q':
    case KEYCODE_ESCAPE:
    case KEYCODE_CTRL_C:
        model_answer(model, false);
        break;
    default:
        break;
    }
}

/* Say gently that a key does nothing here. */
static void
say_unknown(struct model *model, key code)
{
    char name[16];

    model_notice(
        model, MESSAGE_PLAIN, _("No action on '%s'%s"),
        keymap_key_name(code, name, sizeof(name)),
        model->page == PAGE_QUIT ? "" : _(" (? shows the keys)"));
}

/* Do what was chosen in the palette. */
static enum shell_request
grant_wish(struct shell *shell)
{
    enum command command = shell->model->wish;

    shell->model->wish = COMMAND_NONE;
    return command == COMMAND_NONE ? SHELL_NOTHING : dispatch(shell, command);
}

/* Tell whether a key is for the worker's terminal. */
static bool
is_typed(const struct shell *shell, key code)
{
    return pages_top(&shell->pages) == PAGE_TERMINAL && !shell->model->asking
        && keymap_find(PAGE_TERMINAL, code) == COMMAND_NONE;
}

/* Do what one key says. */
static enum shell_request
single_key(struct shell *shell, key code)
{
    struct model *model = shell->model;
    enum shell_request request = SHELL_NOTHING;
    enum command command;

    shell->touched = true;
    if (model->rows.anew) {
        model_settle(model); /* keys are for rows that are shown */
    }
    follow_leave(shell);
    if (model->asking) {
        answer(model, code);
        return SHELL_NOTHING;
    }
    if (prompt_key(model, code) || picker_key(model, code)) {
        request = grant_wish(shell);
        follow_leave(shell);
        return request;
    }
    model_notice_clear(model);
    command = keymap_find(pages_top(&shell->pages), code);
    if (command == COMMAND_DIGIT) {
        count_digit(model, code);
        return SHELL_NOTHING;
    }
    if (command == COMMAND_NONE) {
        say_unknown(model, code);
    } else {
        request = dispatch(shell, command);
    }
    if (model->count > 0) {
        model->count = 0;
        model->dirty |= DIRTY_NOTICE;
    }
    follow_leave(shell);
    return request;
}

enum shell_request
shell_key(struct shell *shell, key code)
{
    if (code == KEYCODE_NONE || code == KEYCODE_RESIZE) {
        return SHELL_NOTHING;
    }
    follow_leave(shell);
    if (is_typed(shell, code)) {
        model_notice_clear(shell->model);
        model_type(shell->model, code);
        return SHELL_NOTHING;
    }
    if (code == KEYCODE_PASTE || code == KEYCODE_PASTE_END) {
        return SHELL_NOTHING;
    }
    /* Escape and a key that came in one go, over a slow line say, look like a
       key with Alt, which means nothing here. */
    if (code & KEYCODE_ALT && !prompt_takes_alt(shell->model, code)) {
        single_key(shell, KEYCODE_ESCAPE);
        code &= ~(key) KEYCODE_ALT;
    }
    return single_key(shell, code);
}

/* Tell whether something is shown that asks. */
static bool
is_asked(const struct shell *shell)
{
    for (int i = 0; views[i]; i++) {
        if (views[i]->asks && is_shown(shell, views[i])) {
            return true;
        }
    }
    return false;
}

/* Ask the view at the mouse's place which command it stands for. */
static enum command
command_at(struct shell *shell, const struct mouse *mouse)
{
    int i = layout_find(&shell->layout, mouse->row);
    struct view_mouse here;

    if (i < 0 || !views[i]->mouse || too_small(shell)
        || (is_asked(shell) && !views[i]->asks)
        || mouse->column >= shell->layout.columns) {
        return COMMAND_NONE;
    }
    here = (struct view_mouse){
        .what = mouse->what,
        .row = mouse->row - shell->layout.first[i],
        .column = mouse->column,
        .rows = shell->layout.height[i],
        .columns = shell->layout.columns,
    };
    return views[i]->mouse(shell->states[i], shell->model, &here);
}

enum shell_request
shell_mouse(struct shell *shell, const struct mouse *mouse)
{
    enum shell_request request;
    enum command command;

    follow_leave(shell);
    if (shell->model->asking) {
        return SHELL_NOTHING; /* the question waits for its answer */
    }
    shell->touched = true;
    command = command_at(shell, mouse);
    if (mouse->what == KEYCODE_PRESS) {
        model_notice_clear(shell->model);
    }
    request =
        command == COMMAND_NONE ? grant_wish(shell) : dispatch(shell, command);
    follow_leave(shell);
    return request;
}

unsigned
shell_needs(const struct shell *shell)
{
    unsigned needs = 0;

    for (int i = 0; views[i]; i++) {
        if (is_shown(shell, views[i])) {
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
        if (views[i]->workers && is_shown(shell, views[i])
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
        if (views[i]->turn && is_shown(shell, views[i])
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
        shown[i] = is_shown(shell, views[i]);
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

/* Draw the views that show any of what is dirty. */
static void
draw_views(
    const struct shell *shell, const struct canvas *canvas, unsigned dirty)
{
    for (int i = 0; views[i]; i++) {
        struct canvas part = canvas_part(
            canvas, shell->layout.first[i], 0, shell->layout.height[i],
            shell->layout.columns);

        if (shell->layout.height[i] == 0 || !shows(shell, i, dirty)) {
            continue;
        }
        if (views[i]->place != VIEW_OVER) {
            canvas_fill(&part, ROLE_NORMAL);
        }
        views[i]->draw(shell->states[i], shell->model, &part);
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

    follow_leave(shell);
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
    if (too_small(shell)) {
        draw_too_small(shell, &canvas);
        return true;
    }
    if (dirty & DIRTY_LAYOUT || is_covered(shell)) {
        dirty = DIRTY_ALL;
        lay_out(shell);
        canvas_fill(&canvas, ROLE_NORMAL);
    }
    draw_views(shell, &canvas, dirty);
    return true;
}
