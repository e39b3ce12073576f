/* The quit dialog: what quitting will do, then who still holds it up. */
#include <stdio.h>

#include "ui/translate.h"
#include "ui/view/keys.h"
#include "ui/view/view.h"

/* Cells and rows of the frame and what must be in it. */
enum {
    WIDTH_MOST = 66,
    LISTED_MOST = 12,
    ROWS_TIGHT = 4,
    ROWS_AIRY = 7
};

static bool
quit_command(void *state, struct model *model, enum command command)
{
    bool asked = model->leave.phase == LEAVE_ASKED;

    (void) state;
    if (command == COMMAND_ACCEPT) {
        if (asked) {
            model_leave(model, LEAVE_JOINING);
        }
        return true;
    }
    if (command != COMMAND_TERMINATE_ALL && command != COMMAND_KILL_ALL) {
        return false;
    }
    if (asked) {
        model_tell(
            model, MESSAGE_WARNING,
            _("Nothing is signalled before Enter (Esc stays)"));
    } else {
        model_leave(
            model,
            command == COMMAND_KILL_ALL ? LEAVE_KILLING : LEAVE_TERMINATING);
    }
    return true;
}

/* List the keys that mean something now.  The normal way out is the last to go
 * where there is no room for all. */
static int
keys_now(const struct model *model, int room, enum command *commands)
{
    bool asked = model->leave.phase == LEAVE_ASKED;
    int all = keys_of_page(PAGE_QUIT, commands);
    int n = 0;

    for (int i = 0; i < all; i++) {
        enum command command = commands[i];

        if ((command == COMMAND_ACCEPT && !asked)
            || (command == COMMAND_TERMINATE_ALL && asked)
            || (command == COMMAND_KILL_ALL && asked)
            || (command == COMMAND_STAY && model->leave.final)) {
            continue;
        }
        commands[n++] = command;
    }
    while (asked && n > 1 && !keys_fit(commands, n, room)) {
        n--;
    }
    return n;
}

/* Say what will be done to a worker, or has been, and for how long it lasts;
 * briefly: without saying that only its group is left. */
static enum role
fate(
    const struct model *model,
    const struct worker *worker,
    bool briefly,
    char *text,
    size_t size)
{
    enum leave_phase phase = model->leave.phase;
    char lasting[16];
    const char *group = worker->alive || briefly ? "" : _(" · its group");

    draw_duration(model->now - model->leave.since, lasting, sizeof(lasting));
    if (phase == LEAVE_ASKED) {
        bool waits = worker->alive && !worker->daemon;

        snprintf(
            text, size, "%s",
            waits               ? _("join(): we wait for it")
                : worker->alive ? _("gets terminate()")
                                : _("its group: terminate()"));
        return waits ? ROLE_NORMAL : ROLE_DAEMON;
    }
    if (worker->asked_signal != 0) {
        snprintf(
            text, size, _("%s sent · %s%s"),
            worker->asked_signal == 9 ? "kill()" : "terminate()", lasting,
            group);
        return worker->daemon ? ROLE_DAEMON : ROLE_ASKED;
    }
    snprintf(text, size, "join() %s%s", lasting, group);
    return ROLE_WAITING;
}

/* Say in a sentence what is going on. */
static void
summary(const struct model *model, char *text, size_t size)
{
    size_t alive = supervisor_alive(model->supervisor);
    int64_t passed = model->now - model->leave.since;
    int64_t left = 5 - passed / NANOSECONDS_PER_SECOND;

    if (alive == 0) {
        snprintf(text, size, _("Nothing is alive any more."));
        return;
    }
    switch (model->leave.phase) {
    case LEAVE_ASKED:
        snprintf(text, size, _("%zu alive. Nothing is signalled yet."), alive);
        break;
    case LEAVE_KILLING:
        snprintf(
            text, size,
            ngettext("Killing %zu process.", "Killing %zu processes.", alive),
            alive);
        break;
    case LEAVE_TERMINATING:
        snprintf(
            text, size,
            ngettext(
                "Terminating %zu process.", "Terminating %zu processes.",
                alive),
            alive);
        break;
    case LEAVE_FORCING:
        snprintf(
            text, size,
            left > 0 ? ngettext(
                "Terminating %zu process; kill in %d s.",
                "Terminating %zu processes; kill in %d s.", alive)
                     : ngettext(
                         "Killing %zu process that did not end.",
                         "Killing %zu processes that did not end.", alive),
            alive, (int) left);
        break;
    default:
        snprintf(
            text, size,
            ngettext(
                "Waiting for %zu process.", "Waiting for %zu processes.",
                alive),
            alive);
        break;
    }
}

/* Draw the frame and the title in it. */
static void
draw_frame(const struct canvas *canvas, const char *title)
{
    int rows = canvas->area.rows;
    int columns = canvas->area.columns;

    canvas_fill(canvas, ROLE_DIALOG);
    canvas_line(canvas, 0, 0, ROLE_DIALOG_BORDER);
    canvas_line(canvas, rows - 1, 0, ROLE_DIALOG_BORDER);
    for (int row = 0; row < rows; row++) {
        bool top = row == 0;
        bool bottom = row == rows - 1;

        canvas_text(
            canvas, row, 0,
            top          ? "╭"
                : bottom ? "╰"
                         : "│",
            ROLE_DIALOG_BORDER);
        canvas_text(
            canvas, row, columns - 1,
            top          ? "╮"
                : bottom ? "╯"
                         : "│",
            ROLE_DIALOG_BORDER);
    }
    canvas_text(canvas, 0, 2, " ", ROLE_DIALOG_BORDER);
    canvas_text(
        canvas, 0, canvas_text(canvas, 0, 3, title, ROLE_DIALOG_TITLE), " ",
        ROLE_DIALOG_BORDER);
}

/* Draw one worker's row in the dialog. */
static void
draw_worker(
    const struct model *model,
    const struct canvas *canvas,
    int row,
    const struct worker *worker)
{
    struct grid_style style;
    enum role role;
    char name[128];
    char text[128];
    bool wide = canvas->area.columns >= 50;
    int width = wide ? 18 : 10;

    draw_safe(worker->name, name, sizeof(name));
    canvas_field(
        canvas, row, &(struct field){ 0, width, false }, name, ROLE_DIALOG);
    if (wide && worker->daemon) {
        canvas_text(canvas, row, width + 1, "daemon", ROLE_DIALOG_DIM);
    }
    role = fate(model, worker, !wide, text, sizeof(text));
    style = theme_style_on(canvas->theme, role, ROLE_DIALOG);
    canvas_write(canvas, row, width + (wide ? 9 : 1), text, style);
}

/* Tell whether we wait for a worker without ending it. */
static bool
is_joined(const struct worker *worker)
{
    return worker->alive && !worker->daemon && worker->asked_signal == 0;
}

/* Draw those alive that are joined, or the others, from a row on; returns the
 * row after them. */
static int
draw_some(
    const struct model *model,
    const struct canvas *canvas,
    int row,
    int end,
    bool joined)
{
    size_t count = supervisor_count(model->supervisor);

    for (size_t i = 0; i < count && row < end; i++) {
        const struct worker *worker = supervisor_worker(model->supervisor, i);

        if (model_worker_lives(worker) && is_joined(worker) == joined) {
            draw_worker(model, canvas, row++, worker);
        }
    }
    return row;
}

/* Draw who is alive: first those that we wait for.  Where they are too many
 * the last row says how many more there are. */
static void
draw_workers(const struct model *model, const struct canvas *canvas)
{
    size_t alive = supervisor_alive(model->supervisor);
    int rows = canvas->area.rows;
    bool all = alive <= (size_t) (rows > 0 ? rows : 0);
    int end = all ? rows : rows - 1;
    int row = draw_some(model, canvas, 0, end, true);
    char text[64];

    row = draw_some(model, canvas, row, end, false);
    if (!all && rows > 0) {
        snprintf(text, sizeof(text), _("and %zu more"), alive - (size_t) row);
        canvas_text(canvas, row, 0, text, ROLE_DIALOG_DIM);
    }
}

/* Count the rows that the list has, if there is room for them. */
static int
count_listed(const struct model *model)
{
    size_t alive = supervisor_alive(model->supervisor);

    return alive < LISTED_MOST ? (int) alive : LISTED_MOST;
}

/* A rectangle of the screen. */
struct box {
    int row;
    int column;
    int rows;
    int columns;
};

/* Find a place for the dialog in the middle of the screen. */
static struct box
place(const struct model *model, int rows, int columns)
{
    int listed = count_listed(model);
    int height = rows < 12 ? rows : rows - 2;
    int width = columns < 44 ? columns : columns - 4;

    if (width > WIDTH_MOST) {
        width = WIDTH_MOST;
    }
    if (listed + ROWS_AIRY < height) {
        height = listed + ROWS_AIRY;
    }
    return (struct box){
        .row = (rows - height) / 2,
        .column = (columns - width) / 2,
        .rows = height,
        .columns = width,
    };
}

/* A key that is pressed with the mouse does what it does. */
static enum command
quit_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct box box = place(model, mouse->rows, mouse->columns);
    enum command commands[COMMAND_COUNT];
    int room = box.columns - 3;

    (void) state;
    if (mouse->what != KEYCODE_PRESS || mouse->row != box.row + box.rows - 2) {
        return COMMAND_NONE;
    }
    return keys_find(
        commands, keys_now(model, room, commands), room,
        mouse->column - box.column - 2);
}

static void
quit_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    static const struct keys_style style = { ROLE_DIALOG_KEY, ROLE_DIALOG };
    struct box at = place(model, canvas->area.rows, canvas->area.columns);
    struct canvas box =
        canvas_part(canvas, at.row, at.column, at.rows, at.columns);
    int rows = box.area.rows;
    int columns = box.area.columns;
    /* Blank rows around the list, where all of it has room with them. */
    bool airy = count_listed(model) + ROWS_AIRY <= rows;
    struct canvas list = canvas_part(
        &box, airy ? 2 : 1, 2, rows - (airy ? ROWS_AIRY : ROWS_TIGHT),
        columns - 4);
    struct canvas rest = canvas_part(&box, 0, 2, rows, columns - 3);
    enum command commands[COMMAND_COUNT];
    char text[128];

    (void) state;
    draw_frame(&box, _("Quit: as Python exits"));
    draw_workers(model, &list);
    summary(model, text, sizeof(text));
    canvas_text(&rest, rows - (airy ? 4 : 3), 0, text, ROLE_DIALOG);
    keys_draw(
        &rest, rows - 2, commands, keys_now(model, rest.area.columns, commands),
        &style);
}

const struct view quit_view = {
    .place = VIEW_OVER,
    .pages = ON_QUIT,
    .dirty = DIRTY_ROWS | DIRTY_CLOCK | DIRTY_LEAVE,
    .needs = VIEW_NEEDS_CLOCK,
    .command = quit_command,
    .mouse = quit_mouse,
    .draw = quit_draw,
};
