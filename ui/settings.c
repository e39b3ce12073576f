#include "ui/settings.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "ui/keymap.h"
#include "ui/style_text.h"
#include "ui/theme.h"

/* Warnings that are kept: a file of another kind would give too many. */
enum {
    WARNINGS_MOST = 20
};

/* A file that is being read. */
struct reader {
    struct settings *settings;
    const char *path;
    yaml_document_t document;
};

const char *
settings_path(char *path, size_t size)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");

    path[0] = '\0';
    if (config && config[0] == '/') {
        snprintf(path, size, "%s/mptop/settings.yaml", config);
    } else if (home && home[0] == '/') {
        snprintf(path, size, "%s/.config/mptop/settings.yaml", home);
    }
    return path;
}

/* Keep a warning. */
static void
keep(struct settings *settings, char *text)
{
    char **warnings = settings->warning_count < WARNINGS_MOST && text ? realloc(
                          settings->warnings,
                          (settings->warning_count + 1) * sizeof(*warnings))
                                                                      : NULL;

    if (!warnings) {
        free(text);
        return;
    }
    settings->warnings = warnings;
    settings->warnings[settings->warning_count++] = text;
}

/* Warn of what stands at a place of the file. */
static void warn(
    struct reader *reader, yaml_mark_t mark, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
warn(struct reader *reader, yaml_mark_t mark, const char *format, ...)
{
    va_list arguments;
    char what[1024];
    char *text;

    va_start(arguments, format);
    vsnprintf(what, sizeof(what), format, arguments);
    va_end(arguments);
    if (asprintf(
            &text, "%s:%zu:%zu: %s", reader->path, mark.line + 1,
            mark.column + 1, what)
        >= 0) {
        keep(reader->settings, text);
    }
}

/* Get the text of a scalar; NULL: it is none. */
static const char *
scalar(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE
        ? (const char *) node->data.scalar.value
        : NULL;
}

/* Tell whether a node is null. */
static bool
is_null(const yaml_node_t *node)
{
    const char *text = scalar(node);

    return text && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE
        && (!text[0] || strcmp(text, "~") == 0 || strcmp(text, "null") == 0);
}

/* Reads what is to one name of a mapping. */
typedef void entry_reader(
    struct reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value);

/* Read a mapping, entry by entry. */
static void
read_mapping(
    struct reader *reader,
    const yaml_node_t *node,
    const char *expected,
    entry_reader *read,
    void *context)
{
    const yaml_node_pair_t *pair;

    if (is_null(node)) {
        return;
    }
    if (node->type != YAML_MAPPING_NODE) {
        warn(reader, node->start_mark, "expected %s", expected);
        return;
    }
    pair = node->data.mapping.pairs.start;
    for (; pair < node->data.mapping.pairs.top; pair++) {
        const yaml_node_t *name =
            yaml_document_get_node(&reader->document, pair->key);
        const yaml_node_t *value =
            yaml_document_get_node(&reader->document, pair->value);

        if (scalar(name)) {
            read(reader, context, name, value);
        } else {
            warn(reader, name->start_mark, "expected a name");
        }
    }
}

/* Read true or false. */
static bool
read_bool(struct reader *reader, const yaml_node_t *node, bool otherwise)
{
    static const char *const words[] = { "false", "true", "no",
                                         "yes",   "off",  "on" };
    const char *text = scalar(node);

    for (int i = 0; i < 6; i++) {
        if (text && strcmp(text, words[i]) == 0) {
            return i % 2 == 1;
        }
    }
    warn(reader, node->start_mark, "expected true or false");
    return otherwise;
}

/* Read how often the numbers refresh. */
static void
read_delay(struct reader *reader, const yaml_node_t *node)
{
    const char *text = scalar(node);
    char *end = NULL;
    double seconds = text ? strtod(text, &end) : 0;

    if (!text || end == text || *end || !isfinite(seconds)
        || seconds < OPTIONS_DELAY_LEAST || seconds > OPTIONS_DELAY_MOST) {
        warn(
            reader, node->start_mark, "expected seconds between %g and %g",
            OPTIONS_DELAY_LEAST, OPTIONS_DELAY_MOST);
        return;
    }
    reader->settings->delay = seconds;
}

/* Read one part of a theme of the user's. */
static void
read_part(
    struct reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    struct theme *theme = context;
    enum role role = theme_role(scalar(name));
    struct grid_style style;

    if (strcmp(scalar(name), "from") == 0) {
        return; /* it was read first */
    }
    if (role == ROLE_COUNT) {
        warn(
            reader, name->start_mark,
            "a theme has no part '%s'; parts are such as failed, key, "
            "header-bar",
            scalar(name));
        return;
    }
    style = theme_style(theme, role);
    if (!scalar(value) || !style_read(scalar(value), &style)) {
        warn(
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
    struct reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    const struct theme **from = context;
    const struct theme *found =
        scalar(value) ? theme_find(scalar(value)) : NULL;
    char names[512];

    if (strcmp(scalar(name), "from") != 0) {
        return;
    }
    if (found) {
        *from = found;
    } else {
        warn(
            reader, value->start_mark, "expected a theme: %s",
            theme_names(names, sizeof(names)));
    }
}

/* Read a theme of the user's. */
static void
read_theme(
    struct reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    static const char expected[] = "the parts of a theme, with a style each";
    const struct theme *from = theme_find("dark");
    struct theme *theme;
    size_t before = reader->settings->warning_count;

    (void) context;
    read_mapping(reader, value, expected, read_from, &from);
    if (reader->settings->warning_count > before
        && value->type != YAML_MAPPING_NODE) {
        return;
    }
    theme = theme_define(scalar(name), from);
    if (!theme) {
        warn(
            reader, name->start_mark,
            "'%s' cannot be a theme's name: it is one of mptop's, or too long, "
            "or there are too many",
            scalar(name));
        return;
    }
    read_mapping(reader, value, expected, read_part, theme);
}

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
warn_command(struct reader *reader, const yaml_node_t *node)
{
    char names[900] = "";
    char text[32];
    size_t used = 0;

    for (int i = 0; i < COMMAND_COUNT && used < sizeof(names); i++) {
        used += (size_t) snprintf(
            names + used, sizeof(names) - used, "%s%s", i > 0 ? ", " : "",
            keymap_command_name((enum command) i, text, sizeof(text)));
    }
    warn(reader, node->start_mark, "expected null or a command: %s", names);
}

/* Read what a key does. */
static void
read_key(
    struct reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    key code = keycode_find(scalar(name));
    enum command command =
        scalar(value) ? find_command(scalar(value)) : COMMAND_NONE;

    (void) context;
    if (code == KEYCODE_NONE) {
        warn(
            reader, name->start_mark,
            "'%s' is no key; keys are such as s, Ctrl+X, Alt+x, F5, PageDown",
            scalar(name));
    } else if (command == COMMAND_NONE && !is_null(value)) {
        warn_command(reader, value);
    } else if (!keymap_bind(code, command)) {
        warn(reader, name->start_mark, "Ctrl+C always quits");
    }
}

/* Read a theme's name; themes were read before. */
static void
read_theme_name(struct reader *reader, const yaml_node_t *node)
{
    const char *name = scalar(node);
    char names[512];

    if (!name || (strcmp(name, "auto") != 0 && !theme_find(name))) {
        warn(
            reader, node->start_mark, "expected a theme: auto, %s",
            theme_names(names, sizeof(names)));
        return;
    }
    free(reader->settings->theme);
    reader->settings->theme = strdup(name);
}

/* Read themes, before what names them. */
static void
read_themes(
    struct reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    (void) context;
    if (strcmp(scalar(name), "themes") == 0) {
        read_mapping(reader, value, "themes by name", read_theme, NULL);
    }
}

/* Read one setting. */
static void
read_setting(
    struct reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    struct settings *settings = reader->settings;
    const char *what = scalar(name);

    (void) context;
    if (strcmp(what, "theme") == 0) {
        read_theme_name(reader, value);
    } else if (strcmp(what, "mouse") == 0) {
        settings->no_mouse = !read_bool(reader, value, !settings->no_mouse);
    } else if (strcmp(what, "ascii") == 0) {
        settings->ascii = read_bool(reader, value, settings->ascii);
    } else if (strcmp(what, "delay") == 0) {
        read_delay(reader, value);
    } else if (strcmp(what, "keys") == 0) {
        read_mapping(
            reader, value, "keys, with a command each", read_key, NULL);
    } else if (strcmp(what, "themes") != 0) {
        warn(
            reader, name->start_mark,
            "expected one of theme, themes, keys, mouse, ascii, delay");
    }
}

/* Read the file's document. */
static void
read_document(struct reader *reader, FILE *file)
{
    static const char expected[] = "settings by name, such as \"theme: dark\"";
    yaml_parser_t parser;
    const yaml_node_t *root;

    if (!yaml_parser_initialize(&parser)) {
        return;
    }
    yaml_parser_set_input_file(&parser, file);
    if (!yaml_parser_load(&parser, &reader->document)) {
        warn(
            reader, parser.problem_mark, "%s",
            parser.problem ? parser.problem : "there is not enough memory");
        yaml_parser_delete(&parser);
        return;
    }
    root = yaml_document_get_root_node(&reader->document);
    if (root) {
        read_mapping(reader, root, expected, read_themes, NULL);
        if (root->type == YAML_MAPPING_NODE) {
            read_mapping(reader, root, expected, read_setting, NULL);
        }
    }
    yaml_document_delete(&reader->document);
    yaml_parser_delete(&parser);
}

void
settings_load(struct settings *settings, const char *path)
{
    struct reader reader = { .settings = settings, .path = path };
    FILE *file;
    char *text;

    *settings = (struct settings){ 0 };
    file = path[0] ? fopen(path, "re") : NULL;
    if (file) {
        read_document(&reader, file);
        fclose(file);
    } else if (
        path[0] && errno != ENOENT && errno != ENOTDIR
        && asprintf(&text, "%s: %s", path, strerror(errno)) >= 0) {
        keep(settings, text);
    }
}

void
settings_merge(const struct settings *settings, struct options *options)
{
    options->ascii |= settings->ascii;
    options->no_mouse |= settings->no_mouse;
    if (!options->theme) {
        options->theme = settings->theme;
    }
    if (!options->delay_said && settings->delay > 0) {
        options->delay = settings->delay;
    }
}

void
settings_free(struct settings *settings)
{
    for (size_t i = 0; i < settings->warning_count; i++) {
        free(settings->warnings[i]);
    }
    free(settings->warnings);
    free(settings->theme);
    *settings = (struct settings){ 0 };
}
