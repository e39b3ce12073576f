#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/workerfile_parts.h"

/* Skip blanks. */
static const char *
skip(const char *text)
{
    return text + strspn(text, " \t");
}

/* Find how long the name of a variable is; 0: there is none. */
static size_t
name_size(const char *text)
{
    size_t size = 0;

    if (isdigit((unsigned char) text[0])) {
        return 0;
    }
    while (isalnum((unsigned char) text[size]) || text[size] == '_'
           || text[size] == '.') {
        size++;
    }
    return size;
}

/* Grow the value in double quotes, where a backslash has a meaning; returns
 * what follows, NULL: it has no end. */
static const char *
grow_double(struct obstack *memory, const char *text)
{
    for (; *text != '"'; text++) {
        if (*text == '\0') {
            return NULL;
        }
        if (*text == '\\' && text[1] != '\0') {
            text++;
            obstack_1grow(
                memory,
                *text == 'n'       ? '\n'
                    : *text == 't' ? '\t'
                    : *text == 'r' ? '\r'
                                   : *text);
        } else {
            obstack_1grow(memory, *text);
        }
    }
    return text + 1;
}

/* Grow a value; returns what follows, NULL: it is wrong. */
static const char *
grow_value(struct obstack *memory, const char *text)
{
    size_t size;

    if (*text == '"') {
        return grow_double(memory, text + 1);
    }
    if (*text == '\'') {
        size = strcspn(text + 1, "'");
        obstack_grow(memory, text + 1, (int) size);
        return text[size + 1] == '\'' ? text + size + 2 : NULL;
    }
    for (size = 0; text[size] != '\0'; size++) {
        if (text[size] == '#'
            && (size == 0 || isspace((unsigned char) text[size - 1]))) {
            break;
        }
    }
    while (size > 0 && isspace((unsigned char) text[size - 1])) {
        size--;
    }
    obstack_grow(memory, text, (int) size);
    return "";
}

/* Read a line; says what is wrong with it, NULL for nothing. */
static const char *
read_line(struct workerfile *file, const char *line, struct texts *texts)
{
    struct obstack *memory = &file->memory;
    const char *text = skip(line);
    size_t size;

    if (strncmp(text, "export", 6) == 0 && isblank((unsigned char) text[6])) {
        text = skip(text + 6);
    }
    if (*text == '\0' || *text == '#') {
        return NULL;
    }
    size = name_size(text);
    if (size == 0 || *skip(text + size) != '=') {
        return "NAME=value is expected";
    }
    obstack_grow(memory, text, (int) size);
    obstack_1grow(memory, '=');
    text = grow_value(memory, skip(skip(text + size) + 1));
    obstack_1grow(memory, '\0');
    workerfile_append(file, texts, obstack_finish(memory));
    if (text == NULL) {
        return "a quote has no end";
    }
    text = skip(text);
    return *text == '\0' || *text == '#' ? NULL
                                         : "something follows the quoted value";
}

void
envfile_read(
    struct workerfile *file,
    const char *path,
    struct place place,
    bool optional,
    struct texts *texts)
{
    FILE *stream = fopen(path, "re");
    struct place here = { path, 0, 1 };
    char *line = NULL;
    size_t room = 0;
    ssize_t size;

    if (stream == NULL) {
        if (!optional || errno != ENOENT) {
            problems_error(
                &file->problems, place, "env file %s: %s", path,
                strerror(errno));
        }
        return;
    }
    while ((size = getline(&line, &room, stream)) >= 0) {
        const char *wrong;

        here.line++;
        while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r')) {
            line[--size] = '\0';
        }
        wrong = read_line(file, line, texts);
        if (wrong != NULL) {
            problems_error(&file->problems, here, "%s", wrong);
        }
    }
    free(line);
    fclose(stream);
}
