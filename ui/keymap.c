#include "ui/keymap.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "ui/translate.h"

/* The rows; those of actions get their words from action.h. */
static struct command_info commands[] = {
#define ROW_OF_ACTION(command, key_list, valid, line)                          \
    [COMMAND_##command] = { .name = #command,                                  \
                            .group = GROUP_PROCESSES,                          \
                            .keys = key_list,                                  \
                            .pages = valid,                                    \
                            .key_line = line,                                  \
                            .is_action = true,                                 \
                            .action = ACTION_##command },
#define ROW_OF_SCREEN(                                                         \
    command, of_group, key_list, valid, line, words, sentence)                 \
    [COMMAND_##command] = { .name = #command,                                  \
                            .group = of_group,                                 \
                            .keys = key_list,                                  \
                            .pages = valid,                                    \
                            .key_line = line,                                  \
                            .label = words,                                    \
                            .help = sentence },
    COMMAND_MAP(ROW_OF_ACTION, ROW_OF_SCREEN)
#undef ROW_OF_ACTION
#undef ROW_OF_SCREEN
};

static const char *const group_titles[GROUP_COUNT] = {
    [GROUP_PROCESSES] = N_("Processes"),
    [GROUP_MOVING] = N_("Moving"),
    [GROUP_ROWS] = N_("Several at once"),
    [GROUP_VIEWS] = N_("Views"),
    [GROUP_OUTPUT] = N_("In the output"),
    [GROUP_TIMELINE] = N_("In the timeline"),
    [GROUP_QUIT] = N_("In the quit dialog"),
    [GROUP_PROGRAM] = N_("The program"),
};

enum command
keymap_find(enum page page, key code)
{
    for (int i = 0; i < COMMAND_COUNT && code != KEYCODE_NONE; i++) {
        if (!(commands[i].pages & 1U << page)) {
            continue;
        }
        for (int k = 0; k < COMMAND_KEYS && commands[i].keys[k]; k++) {
            if (commands[i].keys[k] == code) {
                return (enum command) i;
            }
        }
    }
    return COMMAND_NONE;
}

const struct command_info *
keymap_info(enum command command)
{
    return &commands[command];
}

const char *
keymap_command_name(enum command command, char *text, size_t size)
{
    static const char *const names[] = {
#define NAME_OF(name, ...) #name,
        COMMAND_MAP(NAME_OF, NAME_OF)
#undef NAME_OF
    };

    snprintf(text, size, "%s", names[command]);
    for (char *at = text; *at; at++) {
        *at = *at == '_' ? '-' : (char) tolower((unsigned char) *at);
    }
    return text;
}

/* Take a key from a command that has it. */
static void
unbind(struct command_info *row, key code)
{
    int kept = 0;

    for (int k = 0; k < COMMAND_KEYS && row->keys[k]; k++) {
        if (row->keys[k] != code) {
            row->keys[kept++] = row->keys[k];
        }
    }
    while (kept < COMMAND_KEYS) {
        row->keys[kept++] = KEYCODE_NONE;
    }
}

bool
keymap_bind(key code, enum command command)
{
    struct command_info *row =
        command == COMMAND_NONE ? NULL : &commands[command];

    if (code == KEYCODE_CTRL_C) {
        return false;
    }
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (!row || commands[i].pages & row->pages) {
            unbind(&commands[i], code);
        }
    }
    if (row) {
        memmove(
            row->keys + 1, row->keys, (COMMAND_KEYS - 1) * sizeof(*row->keys));
        row->keys[0] = code;
    }
    return true;
}

const char *
keymap_label(enum command command)
{
    const struct command_info *row = &commands[command];

    const char *label =
        row->is_action ? action_info(row->action)->label : row->label;

    return label[0] ? _(label) : "";
}

const char *
keymap_help(enum command command)
{
    const struct command_info *row = &commands[command];

    return _(row->is_action ? action_info(row->action)->help : row->help);
}

const char *
keymap_key_name(key code, char *text, size_t size)
{
    static const struct {
        key code;
        const char *name;
    } brief[] = {
        { KEYCODE_ESCAPE, "Esc" },
        { KEYCODE_PAGE_UP, "PgUp" },
        { KEYCODE_PAGE_DOWN, "PgDn" },
    };

    for (size_t i = 0; i < sizeof(brief) / sizeof(brief[0]); i++) {
        if (brief[i].code == code) {
            snprintf(text, size, "%s", brief[i].name);
            return text;
        }
    }
    return keycode_name(code, text, size);
}

const char *
keymap_names(enum command command, char *text, size_t size)
{
    const key *keys = commands[command].keys;
    char name[16];
    size_t used = 0;
    int count = 0;

    text[0] = '\0';
    while (count < COMMAND_KEYS && keys[count]) {
        count++;
    }
    if (count == COMMAND_KEYS) {
        char last[16];

        keymap_key_name(keys[0], name, sizeof(name));
        keymap_key_name(keys[count - 1], last, sizeof(last));
        snprintf(text, size, "%s … %s", name, last);
        return text;
    }
    for (int i = 0; i < count && used < size; i++) {
        keymap_key_name(keys[i], name, sizeof(name));
        used += (size_t) snprintf(
            text + used, size - used, "%s%s", i ? " " : "", name);
    }
    return text;
}

const char *
keymap_group_title(enum command_group group)
{
    return _(group_titles[group]);
}
