/* output_parts: the inside of a scrollback, for the files of output alone. */
#ifndef SUPERVISE_OUTPUT_PARTS_H
#define SUPERVISE_OUTPUT_PARTS_H

#include <stddef.h>
#include <stdint.h>

#include "src/supervise/anchors.h"
#include "src/supervise/output.h"
#include "src/supervise/ring.h"

#define OUTPUT_STREAMS 2
#define OUTPUT_NONE UINT64_MAX

struct output_text {
    struct ring ring; /* line after line, newlines included */
    uint64_t open;    /* number of the unfinished line, or OUTPUT_NONE */
    bool cut;         /* its next line is the rest of a dropped one */
};

struct output {
    size_t limit;
    struct output_text streams[OUTPUT_STREAMS];
    struct anchors anchors; /* the first is of the first line */
    uint64_t first;
    uint64_t end;
    struct output_budget *budget; /* NULL: of its own */
    struct output *next;          /* that shares it */
    struct output **link;         /* what points to this one */
    size_t charged;               /* bytes of the budget */
};

/**
 * Count the bytes that are kept.
 *
 * output  Borrowed.
 *
 * Returns how many.
 */
static inline size_t
output_used(const struct output *output)
{
    return ring_used(&output->streams[OUTPUT_STDOUT].ring)
        + ring_used(&output->streams[OUTPUT_STDERR].ring);
}

/**
 * Get the first anchor, which is of the first line that is kept.
 *
 * output  Borrowed; has lines.
 *
 * Returns it, the output's.
 */
static inline struct anchor *
output_first_anchor(const struct output *output)
{
    return anchors_at(&output->anchors, output->anchors.first);
}

/**
 * Drop the first anchor, and the lines behind it.
 *
 * output  Borrowed; has lines.
 */
void output_drop_anchor(struct output *output);

/**
 * Drop the oldest text.
 *
 * output  Borrowed.
 * size    How many bytes, or more, at most output_used().
 */
void output_drop_text(struct output *output, size_t size);

/**
 * Keep to the budget, after a scrollback may have grown: the oldest text of
 * those that share it goes.
 *
 * output  Borrowed.
 */
void output_keep_to_budget(struct output *output);

/**
 * Share a budget no more.
 *
 * output  Borrowed; to be freed.
 */
void output_leave_budget(struct output *output);

#endif
