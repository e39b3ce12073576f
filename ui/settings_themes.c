/* Themes of the user's in the settings. */
#include <string.h>

#include "ui/settings_parts.h"
#include "ui/style_text.h"
#include "ui/theme.h"

/* Read one part of a theme of the user's. */
static void
read_part(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    struct theme *theme = context;
    enum role role = theme_role(settings_scalar(name));
    struct grid_style style;

    if (strcmp(settings_scalar(name), "from") == 0) {
        return; /* it was read first */
    }
    if (role == ROLE_COUNT) {
        settings_warn(
            reader, name->start_mark,
            "a theme has no part '%s'; parts are such as failed, key, "
            "header-bar",
            settings_scalar(name));
        return;
    }
    style = theme_style(theme, role);
    if (!settings_scalar(value)
        || !style_read(settings_scalar(value), &style)) {
        settings_warn(
            reader, value->start_mark,
            "expected a style, such as 114, \"#ffcc00 on 236\" or "
            "\"bright-red bold\"");
        return;
    }
    theme_set(theme, role, style);
}

/* Notes which theme another one is made from. */
static void
read_from(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    const struct theme **from = context;
    const struct theme *found =
        settings_scalar(value) ? theme_find(settings_scalar(value)) : NULL;
    char names[512];

    if (strcmp(settings_scalar(name), "from") != 0) {
        return;
    }
    if (found) {
        *from = found;
    } else {
        settings_warn(
            reader, value->start_mark, "expected a theme: %s",
            theme_names(names, sizeof(names)));
    }
}

/* Read a theme of the user's. */
static void
read_theme(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    static const char expected[] = "the parts of a theme, with a style each";
    const struct theme *from = theme_find("dark");
    struct theme *theme;
    size_t before = reader->settings->warning_count;

    (void) context;
    settings_mapping(reader, value, expected, read_from, &from);
    if (reader->settings->warning_count > before
        && value->type != YAML_MAPPING_NODE) {
        return;
    }
    theme = theme_define(settings_scalar(name), from);
    if (!theme) {
        settings_warn(
            reader, name->start_mark,
            "'%s' cannot be a theme's name: it is one of mptop's, or too long, "
            "or there are too many",
            settings_scalar(name));
        return;
    }
    settings_mapping(reader, value, expected, read_part, theme);
}

void
settings_read_themes(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    (void) context;
    if (strcmp(settings_scalar(name), "themes") == 0) {
        settings_mapping(reader, value, "themes by name", read_theme, NULL);
    }
}
