#include "ui/palette.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "ui/dialogs.h"
#include "ui/model_ask.h"
#include "ui/model_look.h"
#include "ui/model_rows.h"
#include "ui/translate.h"

/* Room for the name of a command. */
enum {
    NAME_ROOM = 40
};

/* A command with an argument; the same name without one asks for it. */
struct palette_command {
    const char *name;
    const char *argument; /* what it is, to show */
    const char *question; /* what asks for it; NULL: a key does, or nothing */
    const char *help;
    /* Returns whether it is done; else the prompt says why not. */
    bool (*run)(struct model *model, const char *argument);
};

static bool
sort(struct model *model, const char *argument)
{
    enum column column = column_find(argument);

    if (column == COLUMN_COUNT && strcmp(argument, "creation") != 0) {
        prompt_refuse(
            model, _("There is no column '%s'; o shows them all"), argument);
        return false;
    }
    model_sort(model, column);
    return true;
}

static bool
theme(struct model *model, const char *argument)
{
    char names[512];

    if (strcmp(argument, "auto") != 0 && !theme_find(argument)) {
        prompt_refuse(
            model, _("There is no theme '%s'; there are auto, %s"), argument,
            theme_names(names, sizeof(names)));
        return false;
    }
    model_set_theme(model, argument);
    return true;
}

static const struct palette_command commands[] = {
    { "add", "COMMAND", NULL,
      N_("Add a worker for a shell command and start it."),
      dialogs_add_command },
    { "export", "FILE", NULL,
      N_("Write the timeline into a file, .svg or .csv."), dialogs_export_to },
    { "filter", "WORDS", NULL, N_("Show only rows with these words."),
      model_filter },
    { "mark", "TEXT", NULL, N_("Mark this moment in the log and the timeline."),
      dialogs_put_mark },
    { "rename", "NAME", NULL, N_("Give the selected row another name."),
      dialogs_give_name },
    { "signal", "SIGNAL", NULL, N_("Send a signal, by name or number."),
      dialogs_send },
    { "sort", "COLUMN", NULL, N_("Sort by a column, or by creation."), sort },
    { "theme", "NAME", NULL, N_("Take another theme."), theme },
    { "env", "NAME=VALUE", N_("Variable NAME=VALUE:"),
      N_("Change a variable from the next start on; NAME alone unsets it."),
      dialogs_set_variable },
    { "stop-signal", "SIGNAL", N_("Stop signal:"),
      N_("Change the signal that terminates it."), dialogs_set_stop_signal },
    { "save", "FILE", N_("Save to:"),
      N_("Save all workers as a file for mptop -f."), dialogs_save },
    { "save!", "FILE", NULL, N_("Save all workers in place of a file."),
      dialogs_save_over },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

/* Find the command with an argument that a text begins with; returns the
 * argument in *argument. */
static const struct palette_command *
with_argument(const char *text, const char **argument)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        size_t size = strlen(commands[i].name);

        if (strncasecmp(text, commands[i].name, size) == 0
            && text[size] == ' ') {
            *argument = text + size + strspn(text + size, " ");
            return **argument ? &commands[i] : NULL;
        }
    }
    return NULL;
}

const char *
palette_name(enum command command, char *name, size_t size)
{
    const char *from = keymap_info(command)->name;
    size_t i = 0;

    for (; from[i] && i < size - 1; i++) {
        name[i] =
            from[i] == '_' ? ' ' : (char) tolower((unsigned char) from[i]);
    }
    name[i] = '\0';
    return name;
}

/* Tell whether a command can be chosen on the page. */
static bool
is_offered(const struct model *model, enum command command)
{
    return command != COMMAND_DIGIT && command != COMMAND_PALETTE
        && keymap_info(command)->pages >> model->page & 1;
}

/* Find how long a text is without the blanks at its end. */
static size_t
trimmed_size(const char *text)
{
    size_t size = strlen(text);

    while (size > 0 && text[size - 1] == ' ') {
        size--;
    }
    return size;
}

/* Tell whether a text is a name, but for letters' case and blanks behind it. */
static bool
is_name(const char *text, const char *name)
{
    size_t size = trimmed_size(text);

    return strlen(name) == size && strncasecmp(name, text, size) == 0;
}

/* Find the command that a text names, of those that can be chosen. */
static enum command
named_command(const struct model *model, const char *text)
{
    char name[NAME_ROOM];

    for (int i = 0; i < COMMAND_COUNT; i++) {
        enum command command = (enum command) i;

        palette_name(command, name, sizeof(name));
        if (is_offered(model, command) && is_name(text, name)) {
            return command;
        }
    }
    return COMMAND_NONE;
}

static bool
argument_accepted(void *context, struct model *model, const char *text)
{
    const struct palette_command *command = context;

    text += strspn(text, " ");
    return *text == '\0' || command->run(model, text);
}

/* Ask for the argument of a command that has none. */
static void
ask(struct model *model, const struct palette_command *command)
{
    static struct prompt_use use = { .accepted = argument_accepted };

    use.label = command->question;
    prompt_open(model, &use, (void *) command, "");
}

/* Offer the commands that no key has. */
static void
offer_without_key(const char *text, struct choices *choices)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (commands[i].question) {
            choices_add(
                choices, choices_rank(commands[i].name, text), commands[i].name,
                "", _(commands[i].help));
        }
    }
}

static void
complete(
    void *context,
    struct model *model,
    const char *text,
    struct choices *choices)
{
    const char *argument;
    const struct palette_command *found = with_argument(text, &argument);
    char name[NAME_ROOM];
    char keys[64];

    (void) context;
    if (found && named_command(model, text) == COMMAND_NONE) {
        snprintf(
            choices->title, sizeof(choices->title), "%s %s", found->name,
            found->argument);
        return;
    }
    snprintf(choices->title, sizeof(choices->title), "%s", _("Commands"));
    for (int i = 0; i < COMMAND_COUNT; i++) {
        enum command command = (enum command) i;

        if (is_offered(model, command)) {
            palette_name(command, name, sizeof(name));
            choices_add(
                choices, choices_rank(name, text), name,
                keymap_names(command, keys, sizeof(keys)),
                keymap_help(command));
        }
    }
    offer_without_key(text, choices);
}

/* Ask for the argument of the command that a text names; returns whether there
 * is one that asks so. */
static bool
ask_named(struct model *model, const char *text)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (commands[i].question && is_name(text, commands[i].name)) {
            ask(model, &commands[i]);
            return true;
        }
    }
    return false;
}

/* Run what was typed or chosen.  A whole name counts before a shorter one with
 * an argument: "save settings" is no file. */
static bool
accepted(void *context, struct model *model, const char *text)
{
    enum command command = named_command(model, text);
    const struct palette_command *found;
    const char *argument;

    (void) context;
    if (command != COMMAND_NONE) {
        model->wish = command;
        return true;
    }
    found = with_argument(text, &argument);
    if (found) {
        return found->run(model, argument);
    }
    if (ask_named(model, text)) {
        return true;
    }
    prompt_refuse(model, _("There is no command '%s'"), text);
    return false;
}

void
palette_open(struct model *model)
{
    static const struct prompt_use use = {
        .label = ":",
        .is_menu = true,
        .accepted = accepted,
        .complete = complete,
    };

    prompt_open(model, &use, NULL, "");
}
