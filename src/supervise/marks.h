/* marks: moments that the user has marked, the oldest dropped when there are
 * too many. */
#ifndef SUPERVISE_MARKS_H
#define SUPERVISE_MARKS_H

#include <stddef.h>
#include <stdint.h>

enum {
    MARKS_LIMIT = 256,
    MARK_SIZE = 128
};

struct mark {
    int64_t time;         /* monotonic nanoseconds */
    int64_t wall;         /* wall clock nanoseconds */
    char text[MARK_SIZE]; /* safe to show */
};

/* Zero-initialised: none. */
struct marks {
    struct mark **list; /* a ring with MARKS_LIMIT places, or NULL */
    size_t head;        /* the oldest */
    size_t count;
    unsigned last_number; /* how many there have been */
};

/**
 * Add a mark.
 *
 * marks  Borrowed.
 * time   Monotonic nanoseconds, not earlier than the last mark's.
 * wall   Wall clock nanoseconds.
 * text   What it says; made safe to show; "": its number ("mark 3").
 *
 * Returns it, valid until the next marks_add(), or NULL without memory.
 */
const struct mark *marks_add(
    struct marks *marks, int64_t time, int64_t wall, const char *text);

/**
 * Get a mark.
 *
 * marks  Borrowed.
 * place  Less than marks->count; 0 is the oldest.
 *
 * Returns it, valid until the next marks_add().
 */
const struct mark *marks_at(const struct marks *marks, size_t place);

/**
 * Give back the memory.
 *
 * marks  Borrowed; empty then.
 */
void marks_free(struct marks *marks);

#endif
