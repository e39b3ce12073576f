/* anchors: where the lines of a scrollback lie.  Only one line in about a
 * thousand bytes has an anchor; those behind it are found from there. */
#ifndef SUPERVISE_ANCHORS_H
#define SUPERVISE_ANCHORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A line that begins at a place of its stream.  The lines up to the next
 * anchor's lie behind it in the same stream. */
struct anchor {
    uint64_t line; /* its number */
    int64_t time;  /* of its first byte, and of theirs */
    uint64_t place : 62;
    uint64_t stream : 1;
    uint64_t cut : 1; /* the line's start was dropped */
};

/* A queue of them, in the order of their lines.  Read it freely; only
 * anchors_...() change it. */
struct anchors {
    struct anchor *all; /* one lies at its index & (room - 1) */
    size_t room;        /* a power of two */
    size_t limit;       /* of room */
    size_t first;       /* index of the first */
    size_t end;         /* one past the last */
};

/**
 * Make an empty queue.
 *
 * anchors  Receives it, to be freed with anchors_free().
 * limit    Most anchors to have room for, at least ANCHORS_FIRST; rounded up to
 *          a power of two.
 *
 * Returns 0 or -ENOMEM.
 */
int anchors_init(struct anchors *anchors, size_t limit);

/* Room that there always is. */
#define ANCHORS_FIRST ((size_t) 8)

/**
 * Free what a queue holds.
 *
 * anchors  Borrowed; not to be used any more.
 */
void anchors_free(struct anchors *anchors);

/**
 * Count the anchors of a queue.
 *
 * anchors  Borrowed.
 *
 * Returns how many.
 */
static inline size_t
anchors_count(const struct anchors *anchors)
{
    return anchors->end - anchors->first;
}

/**
 * Get an anchor.
 *
 * anchors  Borrowed.
 * index    anchors->first <= index < anchors->end.
 *
 * Returns it, the queue's; valid until the queue's room changes.
 */
static inline struct anchor *
anchors_at(const struct anchors *anchors, size_t index)
{
    return &anchors->all[index & (anchors->room - 1)];
}

/**
 * Make room for more anchors.
 *
 * anchors  Borrowed.
 * count    How many more.
 *
 * Returns whether there is room for them now; else there is no memory, or the
 * limit is reached.
 */
bool anchors_reserve(struct anchors *anchors, size_t count);

/**
 * Append an anchor.
 *
 * anchors  Borrowed; has room for one more.
 * anchor   Borrowed; copied.  Its line comes after the last one's.
 */
void anchors_push(struct anchors *anchors, const struct anchor *anchor);

/**
 * Drop the first anchor.
 *
 * anchors  Borrowed; not empty.
 */
void anchors_pop(struct anchors *anchors);

/**
 * Give half of a queue's memory back.
 *
 * anchors  Borrowed; at most half full.  Without memory it is as before.
 */
void anchors_halve(struct anchors *anchors);

/**
 * Find the anchor that a line lies at or behind.
 *
 * anchors  Borrowed.
 * line     Not before the first anchor's.
 *
 * Returns its index.
 */
size_t anchors_find(const struct anchors *anchors, uint64_t line);

#endif
