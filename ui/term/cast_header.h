/* cast_header: what the first line of an asciicast says, version 2 or 3. */
#ifndef UI_TERM_CAST_HEADER_H
#define UI_TERM_CAST_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Seconds of the longest recording: 30 years. */
#define CAST_SECONDS_MOST 1e9

/* Most rows, and most columns, of a recording's screen. */
#define CAST_SIZE_MOST 1000

/* The colours that a recording was made with, or ours. */
struct cast_theme {
    bool given;         /* it says so */
    int32_t foreground; /* 0xRRGGBB */
    int32_t background;
    int32_t palette[16];
};

/* What the first line says. */
struct cast_header {
    int version; /* 2 or 3 */
    int rows;
    int columns;
    int64_t idle_limit; /* nanoseconds that a pause is to last; 0: no limit */
    char title[256];    /* as it stands in the file; "": none */
    struct cast_theme theme;
};

struct cast_lines;

/**
 * Read a header.
 *
 * header  Receives it; zero-initialised.
 * lines   Borrowed; of the first line, parsed: any value, or none.
 * error   Receives what is wrong: "NAME:LINE: a sentence".
 * size    Bytes at error.
 *
 * Returns 0; -EINVAL: it is no header.
 */
int cast_header_read(
    struct cast_header *header,
    const struct cast_lines *lines,
    char *error,
    size_t size);

#endif
