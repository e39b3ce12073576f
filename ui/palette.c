#include "ui/palette.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "ui/dialogs.h"
#include "ui/model_ask.h"
#include "ui/model_look.h"
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
    /* List the arguments that fit what was typed; NULL: any text may do. */
    void (*complete)(
        struct model *model, const char *typed, struct choices *choices);
};

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
    model_choose_theme(model, argument);
    return true;
}

static const struct palette_command commands[] = {
    { "add", "COMMAND", NULL,
      N_("Add a worker for a shell command and start it."), dialogs_add_command,
      NULL },
    { "export", "FILE", NULL,
      N_("Write the timeline into a file, .svg or .csv."), dialogs_export_to,
      NULL },
    { "filter", "WORDS", NULL, N_("Show only rows with these words."),
      model_filter, NULL },
    { "mark", "TEXT", NULL, N_("Mark this moment in the log and the timeline."),
      dialogs_put_mark, NULL },
    { "rename", "NAME", NULL, N_("Give the selected row another name."),
      dialogs_give_name, NULL },
    { "signal", "SIGNAL", NULL, N_("Send a signal, by name or number."),
      dialogs_send, dialogs_complete_signal },
    { "sort", "COLUMN", NULL, N_("Sort by a column, or by creation."),
      model_order, model_complete_order },
    { "theme", "NAME", NULL, N_("Take another theme."), theme,
      model_complete_theme },
    { "env", "NAME=VALUE", N_("Variable NAME=VALUE:"),
      N_("Change a variable from the next start on; NAME alone unsets it."),
      dialogs_set_variable, NULL },
    { "stop-signal", "SIGNAL", N_("Stop signal:"),
      N_("Change the signal that terminates it."), dialogs_set_stop_signal,
      dialogs_complete_signal },
    { "save", "FILE", N_("Save to:"),
      N_("Save all workers as a file for mptop -f."), dialogs_save, NULL },
    { "save!", "FILE", NULL, N_("Save all workers in place of a file."),
      dialogs_save_over, NULL },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

/* Find the command with an argument that a text begins with; returns the
 * argument, which may be empty, in *argument. */
static const struct palette_command *
with_argument(const char *text, const char **argument)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        size_t size = strlen(commands[i].name);

        if (strncasecmp(text, commands[i].name, size) == 0
            && text[size] == ' ') {
            *argument = text + size + strspn(text + size, " ");
            return &commands[i];
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

/* Offer the commands that fit a text as well as a rank says, or better. */
static void
offer(
    const struct model *model,
    const char *text,
    int worst,
    struct choices *choices)
{
    char name[NAME_ROOM];
    char keys[64];

    for (int i = 0; i < COMMAND_COUNT; i++) {
        enum command command = (enum command) i;
        int rank;

        palette_name(command, name, sizeof(name));
        rank = choices_rank(name, text);
        if (is_offered(model, command) && rank <= worst) {
            choices_add(
                choices, rank, name, keymap_names(command, keys, sizeof(keys)),
                keymap_help(command));
        }
    }
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

/* Offer the arguments of a command, with its name before them as they stand in
 * the line, and the commands that begin like it. */
static void
offer_arguments(
    const struct palette_command *command,
    struct model *model,
    const char *text,
    const char *argument,
    struct choices *choices)
{
    char whole[sizeof(choices->list->text)];

    if (!command->complete) {
        return;
    }
    command->complete(model, argument, choices);
    for (size_t i = 0; i < choices->count; i++) {
        struct choice *choice = &choices->list[i];

        snprintf(
            whole, sizeof(whole), "%s %.100s", command->name, choice->text);
        memcpy(choice->text, whole, sizeof(whole));
    }
    offer(model, text, CHOICES_BEGINS, choices);
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

    (void) context;
    if (found && (!*argument || named_command(model, text) == COMMAND_NONE)) {
        snprintf(
            choices->title, sizeof(choices->title), "%s %s", found->name,
            found->argument);
        offer_arguments(found, model, text, argument, choices);
        return;
    }
    snprintf(choices->title, sizeof(choices->title), "%s", _("Commands"));
    offer(model, text, CHOICES_LETTERS, choices);
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
    if (found && *argument) {
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
