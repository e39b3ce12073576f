/* The help: all keys from their table, the signs, and the tutorial. */
#include <stdio.h>
#include <string.h>

#include "ui/view/lane.h"
#include "ui/view/list.h"
#include "ui/view/view.h"

enum {
    LINES = 400,
    LEFT = 16,
    TEXT_MOST = 88
};

enum line_kind {
    LINE_BLANK,
    LINE_TITLE,
    LINE_ROW
};

struct help_line {
    enum line_kind kind;
    char left[24]; /* keys, or a sign */
    char text[4 * TEXT_MOST];
};

struct help {
    struct list list;
    size_t cursor; /* first line shown */
    size_t count;
    struct help_line lines[LINES];
};

static const struct {
    const char *sign;
    const char *text;
} signs[] = {
    { "○", "initial: not started yet" },
    { "●", "started" },
    { "◐", "waiting, joining or stopping" },
    { "■", "ended because it was asked to" },
    { "✓", "ended by itself, exit code 0" },
    { "✗", "failed, or could not be started" },
    { "▸", "tagged" },
    { "!", "in the output: a line of stderr" },
};

/* What keys do while the last line asks for something, beside editing it. */
static const struct {
    const char *keys;
    const char *text;
} prompting[] = {
    { "Enter", "Accept what is typed, or the choice that is selected." },
    { "Tab", "Complete it by the choice that is selected." },
    { "Down Up", "The next choice, the one before; also Ctrl+N and Ctrl+P." },
    { "Esc", "Close it; nothing is done." },
};

static const char *const tutorial[] = {
    "Process-1 is the tutorial's example 1 (single); Process-2 to Process-5 "
    "are example 2 (multiple); Process-6 and Process-7 are example 3 without "
    "and with the daemon flag (daemon-off, daemon-on).",
    "`mptop tutorial single` runs example 1 as a plain program and prints what "
    "the Python script prints; likewise multiple, daemon-off and daemon-on.",
    "Two slips of the tutorial are corrected here: its `is_live` is the method "
    "is_alive(), and example 2 printed the pid as the name and the name as the "
    "id; we print `name is Process-2, id is 4711`.",
};

static struct help_line *
add(struct help *help, enum line_kind kind, const char *left)
{
    struct help_line *line = &help->lines[help->count];

    if (help->count < LINES - 1) {
        help->count++;
    }
    line->kind = kind;
    snprintf(line->left, sizeof(line->left), "%s", left);
    line->text[0] = '\0';
    return line;
}

/* Count the bytes of text that fill a line: whole words, if one fits. */
static size_t
words(const char *text, size_t width)
{
    size_t best = 0;

    for (size_t i = 0; i <= width; i++) {
        if (text[i] == '\0') {
            return i;
        }
        if (text[i] == ' ') {
            best = i;
        }
    }
    return best > 0 ? best : width;
}

/* Add a row, folded between words where it is long. */
static void
add_row(struct help *help, const char *left, const char *text, size_t width)
{
    do {
        size_t size = words(text, width);
        struct help_line *line = add(help, LINE_ROW, left);

        snprintf(line->text, sizeof(line->text), "%.*s", (int) size, text);
        text += size;
        text += strspn(text, " ");
        left = "";
    } while (*text);
}

static void
add_title(struct help *help, const char *title)
{
    if (help->count > 0) {
        add(help, LINE_BLANK, "");
    }
    add(help, LINE_TITLE, title);
}

/* Add what the keys do in a line that is edited. */
static void
add_prompting(struct help *help, size_t width)
{
    add_title(help, "In a line that is typed");
    for (size_t i = 0; i < sizeof(prompting) / sizeof(prompting[0]); i++) {
        add_row(help, prompting[i].keys, prompting[i].text, width);
    }
    for (int i = 0; line_bindings[i].edit; i++) {
        char keys[64] = "";
        size_t used = 0;

        for (int k = 0; k < LINE_KEYS && line_bindings[i].keys[k]; k++) {
            char name[16];

            keymap_key_name(line_bindings[i].keys[k], name, sizeof(name));
            used += (size_t) snprintf(
                keys + used, sizeof(keys) - used, "%s%s", k ? " " : "", name);
        }
        add_row(help, keys, line_bindings[i].help, width);
    }
}

/* Make all lines for a width. */
static void
build(struct help *help, int columns)
{
    int room = columns - LEFT - 2;
    size_t width = room < 12 ? 12
        : room > TEXT_MOST   ? TEXT_MOST
                             : (size_t) room;
    char keys[64];

    help->count = 0;
    for (int group = 0; group < GROUP_COUNT; group++) {
        add_title(help, keymap_group_title((enum command_group) group));
        for (int i = 0; i < COMMAND_COUNT; i++) {
            enum command command = (enum command) i;

            if (keymap_info(command)->group == (enum command_group) group) {
                keymap_names(command, keys, sizeof(keys));
                add_row(help, keys, keymap_help(command), width);
            }
        }
    }
    add_prompting(help, width);
    add_title(help, "Signs");
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        add_row(help, signs[i].sign, signs[i].text, width);
    }
    add_title(help, "Signs of the timeline");
    for (int kind = LANE_INITIAL; kind < LANE_KINDS; kind++) {
        const struct lane_sign *sign = lane_sign((enum lane_kind) kind);

        if (kind != LANE_DAEMON) {
            add_row(help, sign->text, sign->words, width);
        }
    }
    add_row(help, "▼", "a mark", width);
    add_title(help, "The tutorial");
    for (size_t i = 0; i < sizeof(tutorial) / sizeof(tutorial[0]); i++) {
        add_row(help, "", tutorial[i], width);
    }
}

static void
help_open(void *state, struct model *model)
{
    struct help *help = state;

    (void) model;
    help->cursor = 0;
}

static struct view_rows
help_rows(const void *state, const struct model *model, int body, int columns)
{
    (void) state;
    (void) model;
    (void) columns;
    return (struct view_rows){ .least = 1, .wanted = body };
}

static bool
help_command(void *state, struct model *model, enum command command)
{
    struct help *help = state;
    size_t shown = help->list.shown;
    size_t places = help->count > shown ? help->count - shown + 1 : 1;

    if (command == COMMAND_BOTTOM) {
        help->cursor = LINES; /* drawing knows where the end is */
    } else if (!list_move(
                   &help->list, places, help->cursor, command, model->count,
                   &help->cursor)) {
        return false;
    }
    model->dirty |= DIRTY_LAYOUT;
    return true;
}

/* The wheel scrolls. */
static enum command
help_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    struct help *help = state;

    if (mouse->what != KEYCODE_PRESS) {
        list_scroll(&help->list, help->count, help->cursor, mouse->what);
        help->cursor = help->list.top;
        model->dirty |= DIRTY_LAYOUT;
    }
    return COMMAND_NONE;
}

static void
draw_line(const struct canvas *canvas, int row, const struct help_line *line)
{
    if (line->kind == LINE_TITLE) {
        canvas_text(canvas, row, 1, line->left, ROLE_TITLE);
    } else if (line->kind == LINE_ROW) {
        canvas_text(canvas, row, 3, line->left, ROLE_STRONG);
        canvas_text(canvas, row, LEFT, line->text, ROLE_NORMAL);
    }
}

static void
help_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct help *help = state;
    int title = canvas->area.rows >= 18 ? 1 : 0;
    int rows = canvas->area.rows - title - 1;
    char where[64];

    (void) model;
    build(help, canvas->area.columns);
    help->list.shown = rows > 0 ? (size_t) rows : 0;
    if (help->cursor + help->list.shown > help->count) {
        help->cursor =
            help->count > help->list.shown ? help->count - help->list.shown : 0;
    }
    help->list.top = help->cursor;
    list_position(&help->list, help->count, where, sizeof(where));
    canvas_rule(canvas, title, "Help", where);
    for (size_t i = 0; i < help->list.shown; i++) {
        if (help->cursor + i < help->count) {
            draw_line(
                canvas, title + 1 + (int) i, &help->lines[help->cursor + i]);
        }
    }
}

const struct view help_view = {
    .place = VIEW_BODY,
    .pages = ON_HELP,
    .dirty = DIRTY_LAYOUT,
    .state_size = sizeof(struct help),
    .open = help_open,
    .rows = help_rows,
    .command = help_command,
    .mouse = help_mouse,
    .draw = help_draw,
};
