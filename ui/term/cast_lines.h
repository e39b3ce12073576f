/* cast_lines: reads a recording a line at a time, and the JSON in it; what is
 * wrong is told with its place. */
#ifndef UI_TERM_CAST_LINES_H
#define UI_TERM_CAST_LINES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Bytes of the longest line. */
#define CAST_LINE_LONGEST ((size_t) 8 << 20)

/* Zero-initialised but for its first part: before the first line. */
struct cast_lines {
    FILE *file;       /* closed by cast_lines_close() */
    const char *name; /* borrowed; what errors call the file */
    int number;       /* of the line that was read last */
    char *text;       /* it, NUL-terminated */
    size_t size;      /* its bytes */
    size_t room;      /* at text */
    bool ended;       /* it has its newline */
    json_t *value;    /* what cast_lines_parse() made last, or NULL */
};

/**
 * Read the next line.
 *
 * lines  Borrowed.
 * error  Receives what is wrong: "NAME:LINE: a sentence".
 * size   Bytes at error.
 *
 * Returns 1; 0 at the end; -EINVAL: it is too long; -EIO, -ENOMEM.
 */
int cast_lines_read(struct cast_lines *lines, char *error, size_t size);

/**
 * Make a value of the JSON in the line that was read last.
 *
 * lines  Borrowed.
 * error  Receives what is wrong: "NAME:LINE: a sentence".
 * size   Bytes at error.
 *
 * Returns it, which is the lines' until the next call; NULL: it is no JSON.
 */
json_t *cast_lines_parse(struct cast_lines *lines, char *error, size_t size);

/**
 * Say what is wrong with the line that was read last.
 *
 * lines   Borrowed.
 * error   Receives it: "NAME:LINE: a sentence".
 * size    Bytes at error.
 * format  The sentence, as for printf(), followed by what it asks for.
 *
 * Returns -EINVAL.
 */
int cast_lines_refuse(
    const struct cast_lines *lines,
    char *error,
    size_t size,
    const char *format,
    ...) __attribute__((format(printf, 4, 5)));

/**
 * End: close the file, give back what the lines hold.
 *
 * lines  Borrowed.
 */
void cast_lines_close(struct cast_lines *lines);

#endif
