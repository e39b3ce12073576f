#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/workerfile_parts.h"

/* The first PORT, and how far one is from the next. */
#define PORT_FIRST 5000
#define PORT_STEP 100

/* Seconds that foreman and overmind give a process to end. */
#define STOP_TIMEOUT 5

/* A line without its end. */
struct line {
    const char *text;
    size_t size;
};

/* Take the next line of a text, which is moved past it; false: there is
 * none. */
static bool
next_line(const char **text, struct line *line)
{
    size_t size = strcspn(*text, "\n");

    if (**text == '\0') {
        return false;
    }
    *line = (struct line){ *text, size };
    *text += size + ((*text)[size] == '\n');
    while (line->size > 0
           && isspace((unsigned char) line->text[line->size - 1])) {
        line->size--;
    }
    return true;
}

/* Split a line into name and command; false: it is not such a line. */
static bool
split(const struct line *line, size_t *name_size, struct line *command)
{
    size_t size = 0;

    while (size < line->size
           && (isalnum((unsigned char) line->text[size])
               || line->text[size] == '_' || line->text[size] == '-')) {
        size++;
    }
    if (size == 0 || size == line->size || line->text[size] != ':') {
        return false;
    }
    *name_size = size;
    size++;
    while (size < line->size && isspace((unsigned char) line->text[size])) {
        size++;
    }
    *command = (struct line){ line->text + size, line->size - size };
    return true;
}

bool
procfile_is_one(const struct workerfile *file)
{
    const char *text = file->text;
    struct line line, command;
    size_t name;

    while (next_line(&text, &line)) {
        if (split(&line, &name, &command)) {
            return true;
        }
    }
    return false;
}

/* Find the first PORT: that of the env file, that of the environment, else the
 * usual one. */
static long
first_port(const struct texts *variables)
{
    const char *port = getenv("PORT");
    char *end;
    long number;

    for (size_t i = 0; i < variables->count; i++) {
        if (strncmp(variables->items[i], "PORT=", 5) == 0) {
            port = variables->items[i] + 5;
        }
    }
    if (port == NULL) {
        return PORT_FIRST;
    }
    number = strtol(port, &end, 10);
    return end == port || *end != '\0' || number < 0 || number > 65535
        ? PORT_FIRST
        : number;
}

/* Add the worker of a line. */
static void
add(struct workerfile *file,
    struct place place,
    const struct line *name,
    const struct line *command,
    const struct texts *variables)
{
    long port = first_port(variables) + (long) file->count * PORT_STEP;
    struct entry *entry = workerfile_entry(
        file, workerfile_copy(file, name->text, name->size), place);

    entry->shell = workerfile_copy(file, command->text, command->size);
    for (size_t i = 0; i < variables->count; i++) {
        workerfile_append(file, &entry->environment, variables->items[i]);
    }
    workerfile_append(
        file, &entry->environment, workerfile_format(file, "PORT=%ld", port));
    workerfile_append(
        file, &entry->environment,
        workerfile_format(file, "PS=%s", entry->name));
    entry->policy.stop_timeout = STOP_TIMEOUT;
    if (strcmp(file->folder, ".") != 0) {
        entry->policy.cwd = file->folder;
    }
}

void
procfile_read(struct workerfile *file)
{
    const char *text = file->text;
    struct place place = { file->path, 0, 0 };
    struct texts variables = { 0 };
    struct line line, command;
    size_t name;

    file->format = WORKERFILE_PROCFILE;
    envfile_read(
        file, workerfile_beside(file, ".env"), place, true, &variables);
    while (next_line(&text, &line)) {
        place.line++;
        place.column = 1;
        if (line.size == 0 || line.text[0] == '#') {
            continue;
        }
        if (!split(&line, &name, &command)) {
            problems_warn(
                &file->problems, place,
                "this is no line of a Procfile (NAME: COMMAND); it is left "
                "out");
        } else if (command.size == 0) {
            place.column = name + 2;
            problems_error(
                &file->problems, place,
                "'%.*s' has no command; NAME: COMMAND is expected", (int) name,
                line.text);
        } else {
            const struct line word = { line.text, name };

            add(file, place, &word, &command, &variables);
        }
    }
}
