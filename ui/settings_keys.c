/* Keys of the user's in the settings. */
#include <stdio.h>
#include <string.h>

#include "ui/keymap.h"
#include "ui/settings_parts.h"

/* Find a command by its name. */
static enum command
find_command(const char *name)
{
    char text[32];

    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(
                keymap_command_name((enum command) i, text, sizeof(text)), name)
            == 0) {
            return (enum command) i;
        }
    }
    return COMMAND_NONE;
}

/* Warn of a command that is none, and tell those that there are. */
static void
warn_command(struct settings_reader *reader, const yaml_node_t *node)
{
    char names[900] = "";
    char text[32];
    size_t used = 0;

    for (int i = 0; i < COMMAND_COUNT && used < sizeof(names); i++) {
        used += (size_t) snprintf(
            names + used, sizeof(names) - used, "%s%s", i > 0 ? ", " : "",
            keymap_command_name((enum command) i, text, sizeof(text)));
    }
    settings_warn(
        reader, node->start_mark, "expected null or a command: %s", names);
}

void
settings_read_key(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    key code = keycode_find(settings_scalar(name));
    enum command command = settings_scalar(value)
        ? find_command(settings_scalar(value))
        : COMMAND_NONE;

    (void) context;
    if (code == KEYCODE_NONE) {
        settings_warn(
            reader, name->start_mark,
            "'%s' is no key; keys are such as s, Ctrl+X, Alt+x, F5, PageDown",
            settings_scalar(name));
    } else if (command == COMMAND_NONE && !settings_is_null(value)) {
        warn_command(reader, value);
    } else if (!keymap_bind(code, command)) {
        settings_warn(reader, name->start_mark, "Ctrl+C always quits");
    }
}
