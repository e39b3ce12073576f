/* What keys and the mouse do. */
#include "ui/dialogs.h"
#include "ui/model_act.h"
#include "ui/model_look.h"
#include "ui/model_rows.h"
#include "ui/palette.h"
#include "ui/translate.h"
#include "ui/view/shell_parts.h"

/* Largest count that can be typed. */
enum {
    COUNT_MOST = 99999
};

/* Show all about the process that is chosen in the tree, elsewhere about the
 * selected worker; or go back. */
static void
toggle_info(struct shell *shell)
{
    if (shell->model->page != PAGE_CHILDREN) {
        shell->model->chosen.pid = 0;
    }
    shell_toggle(shell, PAGE_INFO);
}

/* Do a command that no view has done. */
static enum shell_request
own_command(struct shell *shell, enum command command)
{
    switch (command) {
    case COMMAND_CHILDREN:
        shell_toggle(shell, PAGE_CHILDREN);
        break;
    case COMMAND_TIMELINE:
        shell_toggle(shell, PAGE_TIMELINE);
        break;
    case COMMAND_MARK:
        dialogs_mark(shell->model);
        break;
    case COMMAND_OUTPUT:
    case COMMAND_LANE_OUTPUT:
        shell_toggle(shell, PAGE_OUTPUT);
        break;
    case COMMAND_INFO:
        toggle_info(shell);
        break;
    case COMMAND_FOCUS:
        shell_focus(shell);
        break;
    case COMMAND_RELEASE:
        shell_go_back(shell);
        break;
    case COMMAND_HELP:
        shell_toggle(shell, PAGE_HELP);
        break;
    case COMMAND_MESSAGES:
        shell_toggle(shell, PAGE_MESSAGES);
        break;
    case COMMAND_PALETTE:
        palette_open(shell->model);
        break;
    case COMMAND_ADD:
        dialogs_add(shell->model);
        break;
    case COMMAND_BACK:
        shell_go_back(shell);
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

    model_echo(
        model, _("No action on '%s'%s"),
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

/* Take a key that is typed at a terminal.  Once its process has ended, keys are
 * not mptop's all of a sudden, for they were meant for the process; but Escape
 * harms nobody, and everybody tries it. */
static void
type(struct shell *shell, key code)
{
    const struct worker *worker = model_selected(shell->model);

    model_notice_clear(shell->model);
    if (code == KEYCODE_ESCAPE && worker && !worker->alive) {
        shell_go_back(shell);
    } else {
        model_type(shell->model, code);
    }
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
    shell_follow_leave(shell);
    if (model->asking) {
        answer(model, code);
        return SHELL_NOTHING;
    }
    if (prompt_key(model, code) || picker_key(model, code)) {
        request = grant_wish(shell);
        shell_follow_leave(shell);
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
    shell_follow_leave(shell);
    return request;
}

enum shell_request
shell_key(struct shell *shell, key code)
{
    if (code == KEYCODE_NONE || code == KEYCODE_RESIZE) {
        return SHELL_NOTHING;
    }
    shell_follow_leave(shell);
    if (is_typed(shell, code)) {
        type(shell, code);
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
        if (views[i]->asks && shell_shows(shell, views[i])) {
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

    if (i < 0 || !views[i]->mouse || shell_is_too_small(shell)
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

    shell_follow_leave(shell);
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
    shell_follow_leave(shell);
    return request;
}
