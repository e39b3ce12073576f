/* The help: all keys from their table, the signs, and the tutorial. */
#include <stdio.h>

#include "ui/palette.h"
#include "ui/translate.h"
#include "ui/view/lane.h"
#include "ui/view/text_page.h"

enum {
    LEFT = 16,
    TEXT_MOST = 88
};

struct help {
    struct text_page page;
};

static const struct {
    const char *sign;
    const char *text;
} signs[] = {
    { "○", N_("initial: not started yet") },
    { "●", N_("started") },
    { "◐", N_("waiting, joining or stopping") },
    { "■", N_("ended because it was asked to") },
    { "✓", N_("ended by itself, exit code 0") },
    { "✗", N_("failed, or could not be started") },
    { "▸", N_("tagged") },
    { "!", N_("in the output: a line of stderr") },
};

/* What keys do while the last line asks for something, beside editing it. */
static const struct {
    const char *keys;
    const char *text;
} prompting[] = {
    { "Enter", N_("Accept what is typed, or the choice that is selected.") },
    { "Tab", N_("Complete it by the choice that is selected.") },
    { "Down Up",
      N_("The next choice, the one before; also Ctrl+N and Ctrl+P.") },
    { "Esc", N_("Close it; nothing is done.") },
};

static const char *const tutorial[] = {
    N_("Process-1 is the tutorial's example 1 (single); Process-2 to Process-5 "
       "are example 2 (multiple); Process-6 and Process-7 are example 3 "
       "without "
       "and with the daemon flag (daemon-off, daemon-on)."),
    N_("`mptop tutorial single` runs example 1 as a plain program and prints "
       "what "
       "the Python script prints; likewise multiple, daemon-off and "
       "daemon-on."),
    N_("Two slips of the tutorial are corrected here: its `is_live` is the "
       "method "
       "is_alive(), and example 2 printed the pid as the name and the name as "
       "the "
       "id; we print `name is Process-2, id is 4711`."),
};

/* Add what the keys do in a line that is edited. */
static void
add_prompting(struct text_page *page)
{
    text_page_title(page, _("In a line that is typed"));
    for (size_t i = 0; i < sizeof(prompting) / sizeof(prompting[0]); i++) {
        text_page_row(page, prompting[i].keys, _(prompting[i].text));
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
        text_page_row(page, keys, _(line_bindings[i].help));
    }
}

/* Make all lines for a width. */
static void
build(struct text_page *page, int columns)
{
    int room = columns - LEFT - 2;
    char keys[64];

    text_page_begin(page, LEFT, room > TEXT_MOST ? TEXT_MOST : room);
    for (int group = 0; group < GROUP_COUNT; group++) {
        text_page_title(page, keymap_group_title((enum command_group) group));
        for (int i = 0; i < COMMAND_COUNT; i++) {
            enum command command = (enum command) i;

            if (keymap_info(command)->group == (enum command_group) group) {
                keymap_names(command, keys, sizeof(keys));
                if (!keys[0]) {
                    keys[0] = ':'; /* it has its name in the palette only */
                    palette_name(command, keys + 1, sizeof(keys) - 1);
                }
                text_page_row(page, keys, keymap_help(command));
            }
        }
    }
    add_prompting(page);
    text_page_title(page, _("Signs"));
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        text_page_row(page, signs[i].sign, _(signs[i].text));
    }
    text_page_title(page, _("Signs of the timeline"));
    for (int kind = LANE_INITIAL; kind < LANE_KINDS; kind++) {
        const struct lane_sign *sign = lane_sign((enum lane_kind) kind);

        if (kind != LANE_DAEMON) {
            text_page_row(page, sign->text, _(sign->words));
        }
    }
    text_page_row(page, "▼", _("a mark"));
    text_page_title(page, _("The tutorial"));
    for (size_t i = 0; i < sizeof(tutorial) / sizeof(tutorial[0]); i++) {
        text_page_row(page, "", _(tutorial[i]));
    }
}

static void
help_open(void *state, struct model *model)
{
    struct help *help = state;

    (void) model;
    help->page.cursor = 0;
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
    return text_page_command(&((struct help *) state)->page, model, command);
}

static enum command
help_mouse(void *state, struct model *model, const struct view_mouse *mouse)
{
    text_page_mouse(&((struct help *) state)->page, model, mouse);
    return COMMAND_NONE;
}

static void
help_draw(void *state, const struct model *model, const struct canvas *canvas)
{
    struct help *help = state;

    (void) model;
    build(&help->page, canvas->area.columns);
    text_page_draw(&help->page, canvas, _("Help"));
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
