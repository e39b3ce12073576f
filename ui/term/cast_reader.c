#include "ui/term/cast_reader.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/cast.h"

/* Seconds of the longest recording: 30 years. */
#define SECONDS_MOST 1e9
#define NANOSECONDS 1e9

struct cast_reader {
    FILE *file;
    const char *name;
    struct cast_header header;
    long first;      /* where the first event's line begins */
    int line_number; /* of the line that was read last */
    char *line;
    size_t room;
    size_t size;
    bool ended_line; /* it has its newline */
    int64_t time;    /* of the last event */
    json_t *value;   /* of the last line */
};

/* Say what is wrong with the last line. */
static int __attribute__((format(printf, 4, 5))) refuse(
    const struct cast_reader *reader,
    char *error,
    size_t size,
    const char *format,
    ...)
{
    va_list arguments;
    int used =
        snprintf(error, size, "%s:%d: ", reader->name, reader->line_number);

    if (used >= 0 && (size_t) used < size) {
        va_start(arguments, format);
        vsnprintf(error + used, size - (size_t) used, format, arguments);
        va_end(arguments);
    }
    return -EINVAL;
}

/* Say that the system refuses. */
static int
fail(const struct cast_reader *reader, char *error, size_t size, int number)
{
    snprintf(error, size, "%s: %s", reader->name, strerror(number));
    return -number;
}

/* Make room for another byte of a line, and a NUL behind it. */
static int
make_room(struct cast_reader *reader)
{
    size_t room = reader->room ? reader->room * 2 : 1024;
    char *line;

    if (reader->size + 2 <= reader->room) {
        return 0;
    }
    line = realloc(reader->line, room);
    if (!line) {
        return -ENOMEM;
    }
    reader->line = line;
    reader->room = room;
    return 0;
}

/* Read a line; returns 1, 0 at the end, or an error. */
static int
read_line(struct cast_reader *reader, char *error, size_t size)
{
    int byte;

    reader->size = 0;
    reader->line_number++;
    for (;;) {
        if (make_room(reader) < 0) {
            return fail(reader, error, size, ENOMEM);
        }
        byte = getc_unlocked(reader->file);
        if (byte == EOF || byte == '\n') {
            break;
        }
        if (reader->size >= CAST_LINE_LONGEST) {
            return refuse(
                reader, error, size, "the line is longer than %zu MiB",
                CAST_LINE_LONGEST >> 20);
        }
        reader->line[reader->size++] = (char) byte;
    }
    reader->line[reader->size] = '\0';
    if (byte == EOF && ferror(reader->file)) {
        return fail(reader, error, size, errno ? errno : EIO);
    }
    reader->ended_line = byte == '\n';
    return reader->size > 0 || byte == '\n';
}

/* Make a value of the last line; NULL: it is no JSON, and error says why. */
static json_t *
parse(struct cast_reader *reader, char *error, size_t size)
{
    json_error_t wrong;

    json_decref(reader->value);
    reader->value =
        json_loadb(reader->line, reader->size, JSON_ALLOW_NUL, &wrong);
    if (!reader->value) {
        refuse(reader, error, size, "this is no JSON: %s", wrong.text);
    }
    return reader->value;
}

/* Read a colour "#rrggbb"; -1: it is none. */
static int32_t
color_of(const char *text)
{
    if (!text || text[0] != '#' || strlen(text) != 7
        || strspn(text + 1, "0123456789abcdefABCDEF") != 6) {
        return -1;
    }
    return (int32_t) strtol(text + 1, NULL, 16);
}

/* Read the 16 colours of a palette, or 8 that stand for both halves; returns
 * whether it is one. */
static bool
read_palette(int32_t *palette, const char *text)
{
    int count = 0;
    char color[8];

    while (text && count < 16) {
        snprintf(color, sizeof(color), "%.7s", text);
        palette[count] = color_of(color);
        if (palette[count] < 0 || (text[7] != ':' && text[7] != '\0')) {
            return false;
        }
        count++;
        text = text[7] == ':' ? text + 8 : NULL;
    }
    if (count == 8) {
        memcpy(palette + 8, palette, 8 * sizeof(*palette));
    }
    return text == NULL && (count == 8 || count == 16);
}

/* Make colours of texts; returns whether all of them are colours. */
static bool
make_theme(
    struct cast_theme *theme,
    const char *foreground,
    const char *background,
    const char *palette)
{
    theme->foreground = color_of(foreground);
    theme->background = color_of(background);
    return read_palette(theme->palette, palette) && theme->foreground >= 0
        && theme->background >= 0;
}

/* Read the colours; where one of them is none, they are ours. */
static void
read_theme(struct cast_theme *theme, const json_t *value)
{
    theme->given = make_theme(
        theme, json_string_value(json_object_get(value, "fg")),
        json_string_value(json_object_get(value, "bg")),
        json_string_value(json_object_get(value, "palette")));
    if (!theme->given) {
        make_theme(theme, CAST_FOREGROUND, CAST_BACKGROUND, CAST_PALETTE);
    }
}

/* Read a number of rows or columns; 0: it is none, or there are too many. */
static int
extent(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    json_int_t number = json_integer_value(value);

    return number >= 1 && number <= CAST_SIZE_MOST ? (int) number : 0;
}

/* Read the screen's size. */
static int
read_size(
    struct cast_reader *reader, const json_t *object, char *error, size_t size)
{
    struct cast_header *header = &reader->header;
    const char *columns = header->version == 2 ? "width" : "cols";
    const char *rows = header->version == 2 ? "height" : "rows";
    const char *of = header->version == 2 ? "" : "term.";

    if (header->version == 3) {
        object = json_object_get(object, "term");
    }
    header->columns = extent(object, columns);
    header->rows = extent(object, rows);
    if (header->columns == 0 || header->rows == 0) {
        return refuse(
            reader, error, size, "%s%s is no number from 1 to %d", of,
            header->columns == 0 ? columns : rows, CAST_SIZE_MOST);
    }
    read_theme(&header->theme, json_object_get(object, "theme"));
    return 0;
}

/* Read what else the header says. */
static int
read_header(
    struct cast_reader *reader, const json_t *object, char *error, size_t size)
{
    struct cast_header *header = &reader->header;
    const json_t *version = json_object_get(object, "version");
    const json_t *limit = json_object_get(object, "idle_time_limit");
    const char *title = json_string_value(json_object_get(object, "title"));

    if (!json_is_integer(version)) {
        return refuse(
            reader, error, size,
            "this is no asciicast: its first line has no \"version\"");
    }
    if (json_integer_value(version) != 2 && json_integer_value(version) != 3) {
        return refuse(
            reader, error, size,
            "version %" JSON_INTEGER_FORMAT " of the format is neither 2 nor 3",
            json_integer_value(version));
    }
    header->version = (int) json_integer_value(version);
    if (limit && !json_is_null(limit)) {
        double seconds = json_number_value(limit);

        if (seconds <= 0 || seconds > SECONDS_MOST) {
            return refuse(
                reader, error, size,
                "idle_time_limit is no number of seconds above 0");
        }
        header->idle_limit = (int64_t) (seconds * NANOSECONDS);
    }
    snprintf(header->title, sizeof(header->title), "%s", title ? title : "");
    return read_size(reader, object, error, size);
}

int
cast_reader_open(
    struct cast_reader **out,
    FILE *file,
    const char *name,
    char *error,
    size_t size)
{
    struct cast_reader *reader = calloc(1, sizeof(*reader));
    const json_t *value;
    int result;

    if (!reader) {
        fclose(file);
        snprintf(error, size, "%s", strerror(ENOMEM));
        return -ENOMEM;
    }
    reader->file = file;
    reader->name = name;
    result = read_line(reader, error, size);
    if (result >= 0) {
        value = parse(reader, error, size);
        if (!json_is_object(value)) {
            result = refuse(
                reader, error, size,
                "this is no asciicast: its first line is no JSON object");
        } else {
            result = read_header(reader, value, error, size);
        }
    }
    if (result < 0) {
        cast_reader_close(reader);
        return result;
    }
    reader->first = ftell(file);
    *out = reader;
    return 0;
}

void
cast_reader_close(struct cast_reader *reader)
{
    if (reader) {
        fclose(reader->file);
        json_decref(reader->value);
        free(reader->line);
        free(reader);
    }
}

const struct cast_header *
cast_reader_header(const struct cast_reader *reader)
{
    return &reader->header;
}

/* Read the time of an event. */
static int
read_time(
    struct cast_reader *reader,
    const json_t *value,
    struct cast_event *event,
    char *error,
    size_t size)
{
    double seconds = json_number_value(value);
    int64_t time;

    if (!json_is_number(value) || !(seconds >= 0)) {
        return refuse(
            reader, error, size,
            "the time, first in [time, code, data], is no number of seconds");
    }
    time =
        seconds > SECONDS_MOST ? INT64_MAX / 2 : llround(seconds * NANOSECONDS);
    if (reader->header.version == 3) {
        time += reader->time;
    }
    if (time > llround(SECONDS_MOST * NANOSECONDS)) {
        return refuse(
            reader, error, size, "the time is beyond %.0f seconds",
            SECONDS_MOST);
    }
    if (time > reader->time) {
        reader->time = time;
    }
    event->time = reader->time;
    return 0;
}

/* Read the size in an event. */
static int
read_resize(
    const struct cast_reader *reader,
    struct cast_event *event,
    char *error,
    size_t size)
{
    int end = 0;

    if (sscanf(event->data, "%5dx%5d%n", &event->columns, &event->rows, &end)
            != 2
        || (size_t) end != event->size || event->columns < 1
        || event->columns > CAST_SIZE_MOST || event->rows < 1
        || event->rows > CAST_SIZE_MOST) {
        return refuse(
            reader, error, size,
            "'%.32s' is no size COLSxROWS of at most %dx%d", event->data,
            CAST_SIZE_MOST, CAST_SIZE_MOST);
    }
    return 0;
}

/* Read an event of the line that was read last. */
static int
read_event(
    struct cast_reader *reader,
    struct cast_event *event,
    char *error,
    size_t size)
{
    const json_t *code = json_array_get(reader->value, 1);
    const json_t *data = json_array_get(reader->value, 2);
    int result;

    if (json_array_size(reader->value) != 3) {
        return refuse(
            reader, error, size, "an event [time, code, data] was expected");
    }
    if (!json_is_string(code) || json_string_length(code) == 0) {
        return refuse(
            reader, error, size,
            "the code, second in [time, code, data], is no text");
    }
    result =
        read_time(reader, json_array_get(reader->value, 0), event, error, size);
    if (result < 0 || json_string_length(code) != 1
        || !strchr("oimrx", json_string_value(code)[0])) {
        return result;
    }
    event->code = json_string_value(code)[0];
    if (!json_is_string(data)) {
        return refuse(
            reader, error, size,
            "the data, third in [time, code, data], is no text");
    }
    event->data = json_string_value(data);
    event->size = json_string_length(data);
    return event->code == 'r' ? read_resize(reader, event, error, size) : 0;
}

int
cast_reader_next(
    struct cast_reader *reader,
    struct cast_event *event,
    char *error,
    size_t size)
{
    int result;

    *event = (struct cast_event){ 0 };
    while ((result = read_line(reader, error, size)) > 0) {
        if (reader->line[0] == '#'
            || strspn(reader->line, " \t\r") == reader->size) {
            continue;
        }
        if (!parse(reader, error, size)) {
            return reader->ended_line ? -EINVAL : 0;
        }
        result = read_event(reader, event, error, size);
        return result < 0 ? result : 1;
    }
    return result;
}

int
cast_reader_rewind(struct cast_reader *reader)
{
    if (fseek(reader->file, reader->first, SEEK_SET) < 0) {
        return -errno;
    }
    clearerr(reader->file);
    reader->line_number = 1;
    reader->time = 0;
    return 0;
}
