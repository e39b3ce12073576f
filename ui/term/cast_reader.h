/* cast_reader: reads an asciicast, version 2 or 3, a line at a time. */
#ifndef UI_TERM_CAST_READER_H
#define UI_TERM_CAST_READER_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "ui/term/cast_header.h"

/* An event. */
struct cast_event {
    int64_t time;     /* nanoseconds since the beginning; never goes back */
    char code;        /* 'o' output, 'i' input, 'm' marker, 'r' another size,
                         'x' the end; 0: one that we do not know */
    const char *data; /* text of 'o', 'i', 'm', 'x'; good until the next read */
    size_t size;      /* of data */
    int rows;         /* of 'r' */
    int columns;      /* of 'r' */
};

struct cast_reader;

/**
 * Begin to read a recording: its header.
 *
 * out    Receives the reader, to be closed with cast_reader_close().
 * file   Taken, also on failure.
 * name   Borrowed; what errors call the file; must outlive the reader.
 * error  Receives what is wrong: "NAME:LINE: a sentence".
 * size   Bytes at error.
 *
 * Returns 0; -EINVAL: it is no recording; -EIO, -ENOMEM.
 */
int cast_reader_open(
    struct cast_reader **out,
    FILE *file,
    const char *name,
    char *error,
    size_t size);

/**
 * End.
 *
 * reader  Taken; NULL does nothing.
 */
void cast_reader_close(struct cast_reader *reader);

/**
 * Tell what the first line says.
 *
 * reader  Borrowed.
 *
 * Returns it, the reader's.
 */
const struct cast_header *cast_reader_header(const struct cast_reader *reader);

/**
 * Read the next event.  Comments and empty lines are passed over; a last line
 * that breaks off, as a crash leaves it, is the end.
 *
 * reader  Borrowed.
 * event   Receives it.
 * error   Receives what is wrong: "NAME:LINE: a sentence".
 * size    Bytes at error.
 *
 * Returns 1; 0 at the end; -EINVAL: the line is no event; -EIO, -ENOMEM.
 */
int cast_reader_next(
    struct cast_reader *reader,
    struct cast_event *event,
    char *error,
    size_t size);

/**
 * Go back to the first event.
 *
 * reader  Borrowed; its file can be read again.
 *
 * Returns 0 or -errno.
 */
int cast_reader_rewind(struct cast_reader *reader);

#endif
