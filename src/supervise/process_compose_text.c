#include <string.h>
#include <unistd.h>

#include "src/supervise/process_compose.h"

/* Find the value that a variable has when the file is read. */
static const char *
variable(const struct reading *reading, const char *name, size_t size)
{
    for (size_t i = reading->variables.count; i > 0; i--) {
        const char *one = reading->variables.items[i - 1];

        if (strncmp(one, name, size) == 0 && one[size] == '=') {
            return one + size + 1;
        }
    }
    for (char **one = environ; one != NULL && *one != NULL; one++) {
        if (strncmp(*one, name, size) == 0 && (*one)[size] == '=') {
            return *one + size + 1;
        }
    }
    return NULL;
}

/* Grow the value of a variable; `rest` is what stands in its braces after its
 * name, with a default. */
static void
grow_variable(
    struct reading *reading,
    const yaml_node_t *node,
    const char *name,
    size_t size,
    const char *rest,
    size_t rest_size)
{
    struct obstack *memory = &reading->file->memory;
    const char *value = variable(reading, name, size);
    bool colon = rest_size > 0 && rest[0] == ':';
    bool has_default = rest_size > (size_t) colon && rest[colon] == '-';

    if (value != NULL && !(colon && value[0] == '\0')) {
        obstack_grow(memory, value, (int) strlen(value));
    } else if (has_default) {
        obstack_grow(memory, rest + colon + 1, (int) (rest_size - colon - 1));
    } else if (value == NULL) {
        problems_warn(
            &reading->file->problems, reading_place(reading, node),
            "%s: $%.*s is not set where the file is read, so that nothing "
            "takes its place; $$%.*s leaves it to the process",
            reading->path, (int) size, name, (int) size, name);
    }
}

/* Grow what stands for a dollar sign and what follows; returns what is next. */
static const char *
grow_dollar(struct reading *reading, const yaml_node_t *node, const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    struct obstack *memory = &reading->file->memory;
    bool braces = text[1] == '{';
    const char *name = text + 1 + braces;
    size_t size = strspn(name, letters);
    size_t all = braces ? strcspn(name, "}") : size;

    if (text[1] == '$') {
        obstack_1grow(memory, '$');
        return text + 2;
    }
    if (size == 0 || strchr("0123456789", name[0]) != NULL
        || (braces && name[all] == '\0')) {
        obstack_1grow(memory, '$');
        return text + 1;
    }
    grow_variable(reading, node, name, size, name + size, all - size);
    return name + all + braces;
}

/* Get a text in which the variables of the environment have been replaced. */
const char *
process_compose_text(
    struct reading *reading, yaml_node_t *node, const char *wanted)
{
    struct obstack *memory = &reading->file->memory;
    const char *text = reading_text(reading, node, wanted);
    const char *result;

    if (text == NULL || strchr(text, '$') == NULL) {
        return text;
    }
    /* Nothing else may take memory while the text grows. */
    while (*text != '\0') {
        if (*text == '$') {
            text = grow_dollar(reading, node, text);
        } else {
            obstack_1grow(memory, *text++);
        }
    }
    obstack_1grow(memory, '\0');
    result = obstack_finish(memory);
    return result;
}
