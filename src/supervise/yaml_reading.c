#include "src/supervise/yaml_reading.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct place
reading_place(const struct reading *reading, const yaml_node_t *node)
{
    return (struct place){ reading->file->path, node->start_mark.line + 1,
                           node->start_mark.column + 1 };
}

/* Put the path to a key before a text about it. */
static const char *
with_path(struct reading *reading, const char *format, va_list arguments)
{
    struct obstack *memory = &reading->file->memory;

    if (reading->path[0] != '\0') {
        obstack_printf(memory, "%s: ", reading->path);
    }
    obstack_vprintf(memory, format, arguments);
    obstack_1grow(memory, '\0');
    return obstack_finish(memory);
}

void
reading_error(
    struct reading *reading, const yaml_node_t *node, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    problems_error(
        &reading->file->problems, reading_place(reading, node), "%s",
        with_path(reading, format, arguments));
    va_end(arguments);
}

void
reading_warn(
    struct reading *reading, const yaml_node_t *node, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    problems_warn(
        &reading->file->problems, reading_place(reading, node), "%s",
        with_path(reading, format, arguments));
    va_end(arguments);
}

/* Tell whether all of a text is a number. */
static bool
is_number(const char *text)
{
    char *end;

    if (strpbrk(text, "0123456789") == NULL) {
        return false;
    }
    strtod(text, &end);
    return *end == '\0';
}

enum scalar
reading_scalar(const yaml_node_t *node)
{
    const char *text = (const char *) node->data.scalar.value;

    if (node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE) {
        return SCALAR_TEXT;
    }
    if (text[0] == '\0' || strcmp(text, "~") == 0
        || strcasecmp(text, "null") == 0) {
        return SCALAR_NULL;
    }
    if (strcasecmp(text, "true") == 0 || strcasecmp(text, "false") == 0) {
        return SCALAR_BOOL;
    }
    return is_number(text) ? SCALAR_NUMBER : SCALAR_TEXT;
}

bool
reading_is_null(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE
        && reading_scalar(node) == SCALAR_NULL;
}

void
reading_expected(
    struct reading *reading, const yaml_node_t *node, const char *wanted)
{
    const char *text = (const char *) node->data.scalar.value;

    if (node->type != YAML_SCALAR_NODE) {
        reading_error(
            reading, node, "%s is expected, not a %s", wanted,
            node->type == YAML_MAPPING_NODE ? "mapping" : "list");
        return;
    }
    switch (reading_scalar(node)) {
    case SCALAR_NULL:
        reading_error(reading, node, "%s is expected, not nothing", wanted);
        break;
    case SCALAR_BOOL:
        reading_error(
            reading, node, "%s is expected, not the truth value %s", wanted,
            text);
        break;
    case SCALAR_NUMBER:
        reading_error(
            reading, node, "%s is expected, not the number %s", wanted, text);
        break;
    case SCALAR_TEXT:
        reading_error(
            reading, node, "%s is expected, not '%.40s'", wanted, text);
        break;
    }
}

size_t
reading_items(
    struct reading *reading,
    yaml_node_t *node,
    const char *wanted,
    yaml_node_t ***items)
{
    size_t count;

    if (node->type != YAML_SEQUENCE_NODE) {
        reading_expected(reading, node, wanted);
        return 0;
    }
    count =
        (size_t) (node->data.sequence.items.top - node->data.sequence.items.start);
    *items = obstack_alloc(
        &reading->file->memory, (int) ((count + 1) * sizeof(**items)));
    for (size_t i = 0; i < count; i++) {
        (*items)[i] = yaml_document_get_node(
            reading->document, node->data.sequence.items.start[i]);
    }
    return count;
}

const char *
reading_text(struct reading *reading, yaml_node_t *node, const char *wanted)
{
    if (node->type != YAML_SCALAR_NODE || reading_scalar(node) != SCALAR_TEXT) {
        reading_expected(reading, node, wanted);
        return NULL;
    }
    if (strlen((const char *) node->data.scalar.value)
        != node->data.scalar.length) {
        reading_error(reading, node, "a NUL cannot be in a text");
        return NULL;
    }
    return workerfile_copy(
        reading->file, (const char *) node->data.scalar.value,
        node->data.scalar.length);
}

void
reading_texts(
    struct reading *reading,
    yaml_node_t *node,
    const char *wanted,
    struct texts *texts)
{
    yaml_node_t **items = NULL;
    size_t count = 1;

    if (node->type != YAML_SEQUENCE_NODE) {
        items = &node;
    } else {
        count = reading_items(reading, node, wanted, &items);
    }
    for (size_t i = 0; i < count; i++) {
        const char *text = reading_text(reading, items[i], wanted);

        if (text != NULL) {
            workerfile_append(reading->file, texts, text);
        }
    }
}

bool
reading_bool(struct reading *reading, yaml_node_t *node, bool *value)
{
    const char *text = (const char *) node->data.scalar.value;

    if (node->type != YAML_SCALAR_NODE || reading_scalar(node) != SCALAR_BOOL) {
        reading_expected(reading, node, "true or false");
        return false;
    }
    *value = strcasecmp(text, "true") == 0;
    return true;
}

bool
reading_number(
    struct reading *reading,
    yaml_node_t *node,
    double least,
    double most,
    bool whole,
    double *value)
{
    char wanted[80];
    double number = 0;

    snprintf(
        wanted, sizeof(wanted), "a %snumber from %.10g to %.10g",
        whole ? "whole " : "", least, most);
    if (node->type == YAML_SCALAR_NODE
        && reading_scalar(node) == SCALAR_NUMBER) {
        number = strtod((const char *) node->data.scalar.value, NULL);
        if (number >= least && number <= most
            && (!whole || number == (double) (long long) number)) {
            *value = number;
            return true;
        }
    }
    reading_expected(reading, node, wanted);
    return false;
}

bool
reading_word(
    struct reading *reading,
    yaml_node_t *node,
    const char *const *words,
    size_t *word)
{
    struct obstack *memory = &reading->file->memory;

    for (*word = 0; node->type == YAML_SCALAR_NODE && words[*word] != NULL;
         ++*word) {
        if (strcmp(words[*word], (const char *) node->data.scalar.value) == 0) {
            return true;
        }
    }
    for (size_t i = 0; words[i] != NULL; i++) {
        obstack_printf(
            memory, "%s%s",
            i == 0                     ? ""
                : words[i + 1] == NULL ? " or "
                                       : ", ",
            words[i]);
    }
    obstack_1grow(memory, '\0');
    reading_expected(reading, node, obstack_finish(memory));
    return false;
}

int
reading_signal(const char *name)
{
    char *end;
    long number = strtol(name, &end, 10);

    if (end != name && *end == '\0') {
        return number > 0 && number < NSIG ? (int) number : 0;
    }
    if (strncasecmp(name, "SIG", 3) == 0) {
        name += 3;
    }
    for (int signum = 1; signum < NSIG; signum++) {
        const char *known = sigabbrev_np(signum);

        if (known != NULL && strcasecmp(known, name) == 0) {
            return signum;
        }
    }
    return 0;
}
