/* lane: the lives of one worker as a row of cells along an axis of time. */
#ifndef UI_VIEW_LANE_H
#define UI_VIEW_LANE_H

#include <stdint.h>

#include "src/supervise/history.h"
#include "src/supervise/worker.h"
#include "ui/view/axis.h"
#include "ui/view/draw.h"

/* What a cell shows. */
struct lane_sign {
    const char *text; /* one cell */
    enum role role;
    const char *words; /* for the help: what it means */
};

/* The kinds of cells. */
enum lane_kind {
    LANE_NOTHING,
    LANE_INITIAL,
    LANE_WAITING,
    LANE_STARTED,
    LANE_DAEMON,
    LANE_JOINING,
    LANE_STOPPING,
    LANE_NOW,     /* the end of a bar that goes on */
    LANE_SIGNAL,  /* we sent a signal */
    LANE_SUCCESS, /* ends: exit code 0, ... */
    LANE_ASKED,
    LANE_LOST,
    LANE_SIGNALLED, /* ... by a signal that nobody here sent */
    LANE_FAILED,
    LANE_KINDS
};

/**
 * Get the sign of a kind of cell.
 *
 * kind  Any kind.
 *
 * Returns a static row.
 */
const struct lane_sign *lane_sign(enum lane_kind kind);

/**
 * Tell how an end is shown.
 *
 * moment  Borrowed; HISTORY_STOPPED or HISTORY_FAILED.
 *
 * Returns the kind of its cell.
 */
enum lane_kind lane_end(const struct history_moment *moment);

/**
 * Find what each cell of a worker's lane shows.  Of several things in one cell
 * the one counts that matters most.
 *
 * worker  Borrowed.
 * axis    Borrowed.
 * now     Monotonic nanoseconds.
 * cells   Receives axis->width kinds.
 *
 * Returns the cell after the last one that is filled; 0: there is none.
 */
int lane_fill(
    const struct worker *worker,
    const struct axis *axis,
    int64_t now,
    uint8_t *cells);

#endif
