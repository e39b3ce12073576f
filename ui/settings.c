#include "ui/settings.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/settings_parts.h"
#include "ui/theme.h"

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

/* Read true or false. */
static bool
read_bool(
    struct settings_reader *reader, const yaml_node_t *node, bool otherwise)
{
    static const char *const words[] = { "false", "true", "no",
                                         "yes",   "off",  "on" };
    const char *text = settings_scalar(node);

    for (int i = 0; i < 6; i++) {
        if (text && strcmp(text, words[i]) == 0) {
            return i % 2 == 1;
        }
    }
    settings_warn(reader, node->start_mark, "expected true or false");
    return otherwise;
}

/* Read a number of a unit. */
static void
read_number(
    struct settings_reader *reader,
    const yaml_node_t *node,
    const char *unit,
    double least,
    double most,
    double *number)
{
    const char *text = settings_scalar(node);
    char *end = NULL;
    double value = text ? strtod(text, &end) : 0;

    if (!text || end == text || *end || !isfinite(value) || value < least
        || value > most) {
        settings_warn(
            reader, node->start_mark, "expected %s between %g and %g", unit,
            least, most);
        return;
    }
    *number = value;
}

/* Read a theme's name; themes were read before. */
static void
read_theme_name(struct settings_reader *reader, const yaml_node_t *node)
{
    const char *name = settings_scalar(node);
    char names[512];

    if (!name || (strcmp(name, "auto") != 0 && !theme_find(name))) {
        settings_warn(
            reader, node->start_mark, "expected a theme: auto, %s",
            theme_names(names, sizeof(names)));
        return;
    }
    free(reader->settings->theme);
    reader->settings->theme = strdup(name);
}

/* Read one setting. */
static void
read_setting(
    struct settings_reader *reader,
    void *context,
    const yaml_node_t *name,
    const yaml_node_t *value)
{
    struct settings *settings = reader->settings;
    const char *what = settings_scalar(name);

    (void) context;
    if (strcmp(what, "theme") == 0) {
        read_theme_name(reader, value);
    } else if (strcmp(what, "mouse") == 0) {
        settings->no_mouse = !read_bool(reader, value, !settings->no_mouse);
    } else if (strcmp(what, "tty") == 0) {
        settings->no_tty = !read_bool(reader, value, !settings->no_tty);
    } else if (strcmp(what, "scrollback") == 0) {
        read_number(
            reader, value, "MiB", OPTIONS_SCROLLBACK_LEAST,
            OPTIONS_SCROLLBACK_MOST, &settings->scrollback);
    } else if (strcmp(what, "ascii") == 0) {
        settings->ascii = read_bool(reader, value, settings->ascii);
    } else if (strcmp(what, "delay") == 0) {
        read_number(
            reader, value, "seconds", OPTIONS_DELAY_LEAST, OPTIONS_DELAY_MOST,
            &settings->delay);
    } else if (strcmp(what, "columns") == 0) {
        settings_read_columns(reader, value);
    } else if (strcmp(what, "sort") == 0) {
        settings_read_sort(reader, value);
    } else if (strcmp(what, "keys") == 0) {
        settings_mapping(
            reader, value, "keys, with a command each", settings_read_key,
            NULL);
    } else if (strcmp(what, "themes") != 0) {
        settings_warn(
            reader, name->start_mark,
            "expected one of theme, themes, columns, sort, keys, mouse, tty, "
            "scrollback, ascii, delay");
    }
}

/* Read the file's document. */
static void
read_document(struct settings_reader *reader, FILE *file)
{
    static const char expected[] = "settings by name, such as \"theme: dark\"";
    yaml_parser_t parser;
    const yaml_node_t *root;

    if (!yaml_parser_initialize(&parser)) {
        return;
    }
    yaml_parser_set_input_file(&parser, file);
    if (!yaml_parser_load(&parser, &reader->document)) {
        settings_warn(
            reader, parser.problem_mark, "%s",
            parser.problem ? parser.problem : "there is not enough memory");
        yaml_parser_delete(&parser);
        return;
    }
    root = yaml_document_get_root_node(&reader->document);
    if (root) {
        settings_mapping(reader, root, expected, settings_read_themes, NULL);
        if (root->type == YAML_MAPPING_NODE) {
            settings_mapping(reader, root, expected, read_setting, NULL);
        }
    }
    yaml_document_delete(&reader->document);
    yaml_parser_delete(&parser);
}

void
settings_load(struct settings *settings, const char *path)
{
    struct settings_reader reader = { .settings = settings, .path = path };
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
        settings_keep(settings, text);
    }
}

void
settings_merge(const struct settings *settings, struct options *options)
{
    options->ascii |= settings->ascii;
    options->no_mouse |= settings->no_mouse;
    options->no_tty |= settings->no_tty;
    if (settings->scrollback > 0) {
        options->scrollback = settings->scrollback;
    }
    if (!options->theme) {
        options->theme = settings->theme;
    }
    if (!options->delay_said && settings->delay > 0) {
        options->delay = settings->delay;
    }
}

void
settings_apply(const struct settings *settings, struct model *model)
{
    if (settings->columns.count > 0) {
        model->columns = settings->columns;
    }
    if (settings->sorted) {
        rows_sort(&model->rows, settings->sort, settings->descending);
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
