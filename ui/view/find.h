/* find: looks through what a worker wrote, a piece at a time, for a pattern or
 * for what tells of an error. */
#ifndef UI_VIEW_FIND_H
#define UI_VIEW_FIND_H

#include <stdbool.h>
#include <stdint.h>

#include "src/supervise/output.h"
#include "ui/pattern.h"

/* A search that goes on.  Zero-initialised: there is none. */
struct find {
    const struct pattern *pattern; /* borrowed; NULL: lines that tell of an
                                      error */
    bool up;                       /* to older lines */
    bool wrapped;                  /* it has gone on from the other end */
    uint64_t next;                 /* the line to be looked at */
    uint64_t left;                 /* how many are yet to be looked at */
};

enum find_result {
    FIND_MORE, /* call again */
    FIND_FOUND,
    FIND_NOTHING
};

/**
 * Tell whether a line tells of an error: it has a word such as "error",
 * "failed", "fatal", "panic" or "Traceback", or the name of an exception such
 * as "ValueError", and does not say that there is none ("0 errors", "no
 * error", "failed=0", "err: nil").
 *
 * text  Of the line, safe to show.
 *
 * Returns whether it does.
 */
bool find_tells_error(const char *text);

/**
 * Begin a search in all lines that are kept.  From the last one it goes on at
 * the first, and the other way round.
 *
 * find     Receives it.
 * output   Borrowed.
 * pattern  Borrowed until it ends; NULL: lines that tell of an error.
 * from     The line to be looked at first; one that is not kept: the next that
 *          is.
 * up       Whether to older lines.
 */
void find_begin(
    struct find *find,
    const struct output *output,
    const struct pattern *pattern,
    uint64_t from,
    bool up);

/**
 * Leave the line that would be looked at first for the end.
 *
 * find    Borrowed, just begun.
 * output  Borrowed; the one it was begun with.
 */
void find_pass_over(struct find *find, const struct output *output);

/**
 * Look through a bounded piece: a millisecond or some, whatever the lines and
 * the pattern are.
 *
 * find    Borrowed.
 * output  Borrowed; the one it was begun with.
 * line    Receives the line that was found.
 *
 * Returns how it went on; of no search FIND_NOTHING.
 */
enum find_result find_piece(
    struct find *find, const struct output *output, uint64_t *line);

#endif
