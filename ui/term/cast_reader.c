#include "ui/term/cast_reader.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/cast_lines.h"

#define NANOSECONDS 1e9

struct cast_reader {
    struct cast_lines lines;
    struct cast_header header;
    long first;   /* where the first event's line begins */
    int64_t time; /* of the last event */
};

int
cast_reader_open(
    struct cast_reader **out,
    FILE *file,
    const char *name,
    char *error,
    size_t size)
{
    struct cast_reader *reader = calloc(1, sizeof(*reader));
    int result;

    if (!reader) {
        fclose(file);
        snprintf(error, size, "%s", strerror(ENOMEM));
        return -ENOMEM;
    }
    reader->lines.file = file;
    reader->lines.name = name;
    result = cast_lines_read(&reader->lines, error, size);
    if (result >= 0) {
        cast_lines_parse(&reader->lines, error, size);
        result = cast_header_read(&reader->header, &reader->lines, error, size);
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
        cast_lines_close(&reader->lines);
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
        return cast_lines_refuse(
            &reader->lines, error, size,
            "the time, first in [time, code, data], is no number of seconds");
    }
    time = seconds > CAST_SECONDS_MOST ? INT64_MAX / 2
                                       : llround(seconds * NANOSECONDS);
    if (reader->header.version == 3) {
        time += reader->time;
    }
    if (time > llround(CAST_SECONDS_MOST * NANOSECONDS)) {
        return cast_lines_refuse(
            &reader->lines, error, size, "the time is beyond %.0f seconds",
            CAST_SECONDS_MOST);
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
        return cast_lines_refuse(
            &reader->lines, error, size,
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
    const json_t *code = json_array_get(reader->lines.value, 1);
    const json_t *data = json_array_get(reader->lines.value, 2);
    int result;

    if (json_array_size(reader->lines.value) != 3) {
        return cast_lines_refuse(
            &reader->lines, error, size,
            "an event [time, code, data] was expected");
    }
    if (!json_is_string(code) || json_string_length(code) == 0) {
        return cast_lines_refuse(
            &reader->lines, error, size,
            "the code, second in [time, code, data], is no text");
    }
    result = read_time(
        reader, json_array_get(reader->lines.value, 0), event, error, size);
    if (result < 0 || json_string_length(code) != 1
        || !strchr("oimrx", json_string_value(code)[0])) {
        return result;
    }
    event->code = json_string_value(code)[0];
    if (!json_is_string(data)) {
        return cast_lines_refuse(
            &reader->lines, error, size,
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
    while ((result = cast_lines_read(&reader->lines, error, size)) > 0) {
        if (reader->lines.text[0] == '#'
            || strspn(reader->lines.text, " \t\r") == reader->lines.size) {
            continue;
        }
        if (!cast_lines_parse(&reader->lines, error, size)) {
            return reader->lines.ended ? -EINVAL : 0;
        }
        result = read_event(reader, event, error, size);
        return result < 0 ? result : 1;
    }
    return result;
}

int
cast_reader_rewind(struct cast_reader *reader)
{
    if (fseek(reader->lines.file, reader->first, SEEK_SET) < 0) {
        return -errno;
    }
    clearerr(reader->lines.file);
    reader->lines.number = 1;
    reader->time = 0;
    return 0;
}
