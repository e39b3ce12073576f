#include "ui/term/cast.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/term/cast_file.h"
#include "ui/term/cast_key.h"
#include "ui/term/cast_terminal.h"
#include "ui/term/render.h"

#define HIDE_CURSOR "\033[?25l"
#define SHOW_CURSOR "\033[?25h"

/* Room for what an event's line begins with. */
#define START_ROOM 64

#define NANOSECONDS_PER_MICROSECOND 1000
#define NANOSECONDS_PER_MILLISECOND 1000000

struct cast {
    struct cast_file file;
    int version;
    int64_t idle_limit;
    int64_t now;     /* monotonic nanoseconds of the last event */
    int64_t elapsed; /* nanoseconds of the recording up to then */
    int64_t written; /* likewise, as the intervals in the file add up to */
    bool held;
    bool begun;  /* a frame was written */
    bool missed; /* one was not */
    int rows;
    int columns;
    struct renderer *renderer;
};

/* Let the recording's time go on to now. */
static void
pass(struct cast *cast, int64_t now)
{
    int64_t time = now - cast->now;

    if (time < 0) {
        return; /* of before what has been recorded already */
    }
    cast->now = now;
    if (cast->held) {
        return;
    }
    if (cast->idle_limit > 0 && time > cast->idle_limit) {
        time = cast->idle_limit;
    }
    cast->elapsed += time;
}

/* Write a number with at least so many digits; returns the end. */
static char *
put_number(char *to, int64_t number, int digits)
{
    char text[20];
    int count = 0;

    while (number > 0 || count < digits) {
        text[count++] = (char) ('0' + number % 10);
        number /= 10;
    }
    while (count > 0) {
        *to++ = text[--count];
    }
    return to;
}

/* Write the time of an event: version 3 counts from the event before, carrying
 * what rounding took; version 2 from the beginning.  Returns the end. */
static char *
put_time(struct cast *cast, char *to)
{
    bool intervals = cast->version == 3;
    int64_t unit =
        intervals ? NANOSECONDS_PER_MILLISECOND : NANOSECONDS_PER_MICROSECOND;
    int64_t time = (cast->elapsed + unit / 2) / unit;
    int64_t shown = intervals ? time - cast->written : time;
    int64_t second = intervals ? 1000 : 1000000;

    cast->written = time;
    to = put_number(to, shown / second, 1);
    *to++ = '.';
    return put_number(to, shown % second, intervals ? 3 : 6);
}

/* Write the beginning of an event's line; returns the end. */
static char *
put_start(struct cast *cast, char *to, char code)
{
    *to++ = '[';
    to = put_time(cast, to);
    memcpy(to, ", \"o\", ", 7);
    to[3] = code;
    return to + 7;
}

/* Write an event of what a frame is made of. */
static int
write_output(struct cast *cast, const char *bytes, size_t size)
{
    char start[START_ROOM];
    char *end = put_start(cast, start, 'o');

    return cast_file_add(
        &cast->file, start, (size_t) (end - start), bytes, size);
}

/* Write an event with text from anywhere. */
static int
write_text(struct cast *cast, char code, const char *text, size_t size)
{
    json_t *string = json_stringn(text, size);
    char *json = json_dumps(string, JSON_ENCODE_ANY);
    char start[START_ROOM];
    char *line = NULL;
    int count = -1;
    int result = -ENOMEM;

    *put_start(cast, start, code) = '\0';
    if (json) {
        count = asprintf(&line, "%s%s]\n", start, json);
    }
    if (count >= 0) {
        result = cast_file_add(&cast->file, line, (size_t) count, NULL, 0);
        free(line);
    }
    free(json);
    json_decref(string);
    return result;
}

/* Make the object that a file begins with. */
static json_t *
make_header(const struct cast *cast, const struct cast_options *options)
{
    json_t *header = json_object();
    json_t *terminal = cast->version == 3 ? json_object() : header;

    json_object_set_new(header, "version", json_integer(cast->version));
    if (cast->version == 3) {
        json_object_set_new(terminal, "cols", json_integer(cast->columns));
        json_object_set_new(terminal, "rows", json_integer(cast->rows));
        json_object_set_new(terminal, "type", json_string(CAST_TERMINAL_NAME));
        json_object_set_new(header, "term", terminal);
    } else {
        json_object_set_new(header, "width", json_integer(cast->columns));
        json_object_set_new(header, "height", json_integer(cast->rows));
    }
    if (options->themed) {
        json_object_set_new(
            terminal, "theme",
            json_pack(
                "{s:s,s:s,s:s}", "fg", CAST_FOREGROUND, "bg", CAST_BACKGROUND,
                "palette", CAST_PALETTE));
    }
    json_object_set_new(
        header, "timestamp", json_integer(options->wall / 1000000000));
    json_object_set_new(header, "title", json_string(options->title));
    if (cast->version == 2) {
        json_object_set_new(
            header, "env", json_pack("{s:s}", "TERM", CAST_TERMINAL_NAME));
    }
    return header;
}

/* Write the first line. */
static int
write_header(struct cast *cast, const struct cast_options *options)
{
    json_t *header = make_header(cast, options);
    char *text = json_dumps(header, JSON_COMPACT);
    char *line = NULL;
    int size = text ? asprintf(&line, "%s\n", text) : -1;
    int result = size < 0
        ? -ENOMEM
        : cast_file_add(&cast->file, line, (size_t) size, NULL, 0);

    json_decref(header);
    free(text);
    free(line);
    return result;
}

/* Free all. */
static void
free_cast(struct cast *cast)
{
    cast_file_close(&cast->file);
    renderer_free(cast->renderer);
    free(cast);
}

bool
cast_is_behind(const struct cast *cast)
{
    return cast->file.count > 0;
}

int
cast_flush(struct cast *cast)
{
    return cast_file_flush(&cast->file);
}

int
cast_open(
    struct cast **out,
    int fd,
    const struct cast_options *options,
    int rows,
    int columns,
    int64_t now)
{
    struct cast *cast = calloc(1, sizeof(*cast));
    int result;

    if (!cast) {
        close(fd);
        return -ENOMEM;
    }
    result = cast_file_open(&cast->file, fd);
    if (result < 0) {
        free(cast);
        return result;
    }
    cast->version = options->version;
    cast->idle_limit = options->idle_limit;
    cast->now = now;
    cast->rows = rows;
    cast->columns = columns;
    result = renderer_new(&cast->renderer, &cast_terminal);
    if (result == 0) {
        result = renderer_resize(cast->renderer, rows, columns);
    }
    if (result == 0) {
        result = write_header(cast, options);
    }
    if (result == 0) {
        result = cast_flush(cast);
    }
    if (result < 0) {
        free_cast(cast);
        return result;
    }
    *out = cast;
    return 0;
}

/* Record that the screen has another size. */
static int
resize(struct cast *cast, const struct grid *grid)
{
    char text[32];
    int size;

    if (grid->rows == cast->rows && grid->columns == cast->columns) {
        return 0;
    }
    if (renderer_resize(cast->renderer, grid->rows, grid->columns) < 0) {
        return -ENOMEM;
    }
    cast->rows = grid->rows;
    cast->columns = grid->columns;
    size = snprintf(text, sizeof(text), "%dx%d", grid->columns, grid->rows);
    return write_text(cast, 'r', text, (size_t) size);
}

int
cast_frame(
    struct cast *cast,
    const struct grid *grid,
    const struct renderer *shown,
    int64_t now)
{
    const char *bytes = NULL;
    size_t size = 0;
    int result;

    if (cast->held) {
        cast->missed = true;
        return 0;
    }
    pass(cast, now);
    if (!cast->begun) {
        result = write_output(cast, HIDE_CURSOR, strlen(HIDE_CURSOR));
        if (result < 0) {
            return result;
        }
        cast->begun = true;
    }
    result = resize(cast, grid);
    if (result < 0) {
        return result;
    }
    if (shown && !cast->missed) {
        bytes = renderer_follow(cast->renderer, shown, &size);
    }
    if (!bytes) {
        bytes = renderer_frame(
            cast->renderer, grid, cast->missed ? NULL : grid->touched, &size);
    }
    if (!bytes) {
        return -ENOMEM;
    }
    cast->missed = false;
    return size > 0 ? write_output(cast, bytes, size) : 0;
}

int
cast_mark(struct cast *cast, const char *text, int64_t now)
{
    if (cast->held) {
        return 0;
    }
    pass(cast, now);
    return write_text(cast, 'm', text, strlen(text));
}

int
cast_key(struct cast *cast, key code, int64_t now)
{
    char bytes[16];
    size_t size = cast_key_bytes(code, bytes, sizeof(bytes));

    if (cast->held || size == 0) {
        return 0;
    }
    pass(cast, now);
    return write_text(cast, 'i', bytes, size);
}

void
cast_hold(struct cast *cast, bool hold, int64_t now)
{
    pass(cast, now);
    cast->held = hold;
}

int
cast_close(struct cast *cast, int status, int64_t now)
{
    char text[64];
    int size;
    int result = 0;

    if (!cast) {
        return 0;
    }
    pass(cast, now);
    if (cast->begun) {
        size =
            snprintf(text, sizeof(text), "\033[%d;1H" SHOW_CURSOR, cast->rows);
        result = write_output(cast, text, (size_t) size);
    }
    if (result == 0 && cast->version == 3 && status >= 0) {
        size = snprintf(text, sizeof(text), "%d", status);
        result = write_text(cast, 'x', text, (size_t) size);
    }
    if (result == 0) {
        result = cast_flush(cast);
    }
    free_cast(cast);
    return result;
}
