#include "ui/settings_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Warnings that are kept: a file of another kind would give too many. */
enum {
    WARNINGS_MOST = 20
};

void
settings_keep(struct settings *settings, char *text)
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

void
settings_warn(
    struct settings_reader *reader, yaml_mark_t mark, const char *format, ...)
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
        settings_keep(reader->settings, text);
    }
}

const char *
settings_scalar(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE
        ? (const char *) node->data.scalar.value
        : NULL;
}

bool
settings_is_null(const yaml_node_t *node)
{
    const char *text = settings_scalar(node);

    return text && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE
        && (!text[0] || strcmp(text, "~") == 0 || strcmp(text, "null") == 0);
}

void
settings_mapping(
    struct settings_reader *reader,
    const yaml_node_t *node,
    const char *expected,
    settings_entry *read,
    void *context)
{
    const yaml_node_pair_t *pair;

    if (settings_is_null(node)) {
        return;
    }
    if (node->type != YAML_MAPPING_NODE) {
        settings_warn(reader, node->start_mark, "expected %s", expected);
        return;
    }
    pair = node->data.mapping.pairs.start;
    for (; pair < node->data.mapping.pairs.top; pair++) {
        const yaml_node_t *name =
            yaml_document_get_node(&reader->document, pair->key);
        const yaml_node_t *value =
            yaml_document_get_node(&reader->document, pair->value);

        if (settings_scalar(name)) {
            read(reader, context, name, value);
        } else {
            settings_warn(reader, name->start_mark, "expected a name");
        }
    }
}
