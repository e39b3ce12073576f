#include "ui/term/cast_lines.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

int
cast_lines_refuse(
    const struct cast_lines *lines,
    char *error,
    size_t size,
    const char *format,
    ...)
{
    va_list arguments;
    int used = snprintf(error, size, "%s:%d: ", lines->name, lines->number);

    if (used >= 0 && (size_t) used < size) {
        va_start(arguments, format);
        vsnprintf(error + used, size - (size_t) used, format, arguments);
        va_end(arguments);
    }
    return -EINVAL;
}

/* Say that the system refuses. */
static int
fail(const struct cast_lines *lines, char *error, size_t size, int number)
{
    snprintf(error, size, "%s: %s", lines->name, strerror(number));
    return -number;
}

/* Make room for another byte of a line, and a NUL behind it. */
static int
make_room(struct cast_lines *lines)
{
    size_t room = lines->room ? lines->room * 2 : 1024;
    char *line;

    if (lines->size + 2 <= lines->room) {
        return 0;
    }
    line = realloc(lines->text, room);
    if (!line) {
        return -ENOMEM;
    }
    lines->text = line;
    lines->room = room;
    return 0;
}

int
cast_lines_read(struct cast_lines *lines, char *error, size_t size)
{
    int byte;

    lines->size = 0;
    lines->number++;
    for (;;) {
        if (make_room(lines) < 0) {
            return fail(lines, error, size, ENOMEM);
        }
        byte = getc_unlocked(lines->file);
        if (byte == EOF || byte == '\n') {
            break;
        }
        if (lines->size >= CAST_LINE_LONGEST) {
            return cast_lines_refuse(
                lines, error, size, "the line is longer than %zu MiB",
                CAST_LINE_LONGEST >> 20);
        }
        lines->text[lines->size++] = (char) byte;
    }
    lines->text[lines->size] = '\0';
    if (byte == EOF && ferror(lines->file)) {
        return fail(lines, error, size, errno ? errno : EIO);
    }
    lines->ended = byte == '\n';
    return lines->size > 0 || byte == '\n';
}

json_t *
cast_lines_parse(struct cast_lines *lines, char *error, size_t size)
{
    json_error_t wrong;

    json_decref(lines->value);
    lines->value = json_loadb(lines->text, lines->size, JSON_ALLOW_NUL, &wrong);
    if (!lines->value) {
        cast_lines_refuse(
            lines, error, size, "this is no JSON: %s", wrong.text);
    }
    return lines->value;
}

void
cast_lines_close(struct cast_lines *lines)
{
    fclose(lines->file);
    json_decref(lines->value);
    free(lines->text);
}
