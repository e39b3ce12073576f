#include "ui/term/cast_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    /* Bytes of events that are collected at most, unless one has more. */
    EVENTS_ROOM = 64 << 10,
    /* Bytes of lines that are written at once. */
    LINES_ROOM = 64 << 10,
    /* Those that one byte of output takes at most: \u001B. */
    ESCAPE_SIZE = 6
};

/* Stands before an event that is collected. */
struct head {
    uint32_t start;  /* bytes that are as they are in the file ... */
    uint32_t output; /* ... and those of its output, behind them */
};

/* Lines on their way into the file. */
struct sink {
    int fd;
    char *bytes; /* LINES_ROOM */
    size_t count;
    off_t written;
    int error;
};

/* What a handler of a signal sees. */
static const struct cast_file *volatile open_file;

int
cast_file_open(struct cast_file *file, int fd)
{
    *file = (struct cast_file){ .fd = fd,
                                .events = malloc(EVENTS_ROOM),
                                .room = EVENTS_ROOM,
                                .lines = malloc(LINES_ROOM) };
    if (!file->events || !file->lines) {
        cast_file_close(file);
        return -ENOMEM;
    }
    open_file = file;
    return 0;
}

/* Write what is in the sink. */
static void
empty(struct sink *sink)
{
    size_t done = 0;

    while (done < sink->count && sink->error == 0) {
        ssize_t count = write(sink->fd, sink->bytes + done, sink->count - done);

        if (count < 0 && errno != EINTR) {
            sink->error = -errno;
        }
        done += count > 0 ? (size_t) count : 0;
    }
    sink->written += (off_t) done;
    sink->count = 0;
}

/* Write bytes as they are. */
static void
put_plain(struct sink *sink, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t part = LINES_ROOM - sink->count;

        part = part < size ? part : size;
        memcpy(sink->bytes + sink->count, bytes, part);
        sink->count += part;
        bytes += part;
        size -= part;
        if (sink->count == LINES_ROOM) {
            empty(sink);
        }
    }
}

/* Write some bytes as part of a JSON string; returns the end. */
static char *
escape(char *to, const char *bytes, size_t size)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *end = bytes + size;

    while (bytes < end) {
        unsigned char byte = (unsigned char) *bytes++;

        if (byte < ' ') {
            memcpy(to, "\\u00", 4);
            to[4] = digits[byte >> 4];
            to[5] = digits[byte & 15];
            to += ESCAPE_SIZE;
            continue;
        }
        if (byte == '"' || byte == '\\') {
            *to++ = '\\';
        }
        *to++ = (char) byte;
    }
    return to;
}

/* Write the output of an event as a JSON string.  It is UTF-8 already: jansson
 * would look at all of it three times. */
static void
put_output(struct sink *sink, const char *bytes, size_t size)
{
    put_plain(sink, "\"", 1);
    while (size > 0) {
        size_t part = (LINES_ROOM - sink->count) / ESCAPE_SIZE;

        part = part < size ? part : size;
        sink->count =
            (size_t) (escape(sink->bytes + sink->count, bytes, part) - sink->bytes);
        bytes += part;
        size -= part;
        if (size > 0) {
            empty(sink);
        }
    }
    put_plain(sink, "\"]\n", 3);
}

/* Write events as lines. */
static void
put_events(struct sink *sink, const char *events, size_t size)
{
    const char *end = events + size;

    while (events < end) {
        struct head head;

        memcpy(&head, events, sizeof head);
        events += sizeof head;
        put_plain(sink, events, head.start);
        events += head.start;
        if (head.output > 0) {
            put_output(sink, events, head.output);
        }
        events += head.output;
    }
    empty(sink);
}

int
cast_file_flush(struct cast_file *file)
{
    struct sink sink = { .fd = file->fd, .bytes = file->lines };
    size_t count = file->count;

    file->count = 0;
    put_events(&sink, file->events, count);
    if (sink.error == 0) {
        file->size += sink.written;
    } else if (sink.written > 0 && ftruncate(file->fd, file->size) < 0) {
        return sink.error; /* a pipe, say: it cannot be taken back */
    }
    return sink.error;
}

/* Have a larger place for events, while there are none. */
static int
grow(struct cast_file *file, size_t room)
{
    char *before = file->events;
    char *events = malloc(room);

    if (!events) {
        return -ENOMEM;
    }
    file->events = events;
    file->room = room;
    free(before);
    return 0;
}

int
cast_file_add(
    struct cast_file *file,
    const char *start,
    size_t start_size,
    const char *output,
    size_t output_size)
{
    struct head head = { (uint32_t) start_size, (uint32_t) output_size };
    size_t size = sizeof head + start_size + output_size;
    int result = 0;
    char *to;

    if (size > file->room - file->count) {
        result = cast_file_flush(file);
    }
    if (result == 0 && size > file->room) {
        result = grow(file, size);
    }
    if (result < 0) {
        return result;
    }
    to = file->events + file->count;
    memcpy(to, &head, sizeof head);
    memcpy(to + sizeof head, start, start_size);
    if (output_size > 0) {
        memcpy(to + sizeof head + start_size, output, output_size);
    }
    /* A handler sees whole events only. */
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    file->count += size;
    return 0;
}

void
cast_file_close(struct cast_file *file)
{
    open_file = NULL;
    close(file->fd);
    free(file->events);
    free(file->lines);
}

void
cast_file_rescue(void)
{
    const struct cast_file *file = open_file;

    if (file) {
        struct sink sink = { .fd = file->fd, .bytes = file->lines };

        put_events(&sink, file->events, file->count);
    }
}
