/* cast: writes an asciicast, version 2 or 3, of a screen: what differs from
 * frame to frame, for a terminal of the kind xterm-256color, whatever the
 * user's own is.  Knows no processes. */
#ifndef UI_TERM_CAST_H
#define UI_TERM_CAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/term/grid.h"
#include "ui/term/key.h"

/* The colours of a screen that nobody sees: xterm's, on a dark ground. */
#define CAST_FOREGROUND "#d0d0d0"
#define CAST_BACKGROUND "#121212"
#define CAST_PALETTE                                                           \
    "#000000:#cd3131:#0dbc79:#e5e510:#2472c8:#bc3fbc:#11a8cd:#e5e5e5:"         \
    "#666666:#f14c4c:#23d18b:#f5f543:#3b8eea:#d670d6:#29b8db:#ffffff"

struct cast;
struct renderer;

struct cast_options {
    int version;        /* 2 or 3 */
    int64_t idle_limit; /* nanoseconds that a pause lasts at most; 0: as long
                           as it lasts */
    const char *title;  /* borrowed */
    int64_t wall;       /* wall clock nanoseconds of the beginning */
    bool themed;        /* the colours are ours: say which */
};

/**
 * Begin a recording.
 *
 * out      Receives it, to be closed with cast_close().
 * fd       Its file, empty; taken, also on failure.
 * options  Borrowed.
 * rows     Of the screen.
 * columns  Of the screen.
 * now      Monotonic nanoseconds of the beginning.
 *
 * Returns 0 or -errno.
 */
int cast_open(
    struct cast **out,
    int fd,
    const struct cast_options *options,
    int rows,
    int columns,
    int64_t now);

/**
 * Record a frame: what differs from the one before, and another size.
 *
 * cast   Borrowed.
 * grid   Borrowed; a row that is not touched is taken for as it was in the call
 *        before: grid_settle() is for after this only.
 * shown  Borrowed; a renderer that has just made a frame of the grid, and of
 *        the one in the call before.  NULL: there is none.
 * now    Monotonic nanoseconds.
 *
 * Returns 0 or -errno: the recording ends then, with what was written before.
 */
int cast_frame(
    struct cast *cast,
    const struct grid *grid,
    const struct renderer *shown,
    int64_t now);

/**
 * Tell whether something is recorded that is not in the file yet.
 *
 * cast  Borrowed.
 *
 * Returns whether.
 */
bool cast_is_behind(const struct cast *cast);

/**
 * Write to the file what is recorded.
 *
 * cast  Borrowed.
 *
 * Returns as cast_frame() does.
 */
int cast_flush(struct cast *cast);

/**
 * Record a mark.
 *
 * cast  Borrowed.
 * text  Its label.
 * now   Monotonic nanoseconds.
 *
 * Returns as cast_frame() does.
 */
int cast_mark(struct cast *cast, const char *text, int64_t now);

/**
 * Record a key, as the bytes that a terminal sends for it.
 *
 * cast  Borrowed.
 * code  Any key.
 * now   Monotonic nanoseconds.
 *
 * Returns as cast_frame() does.
 */
int cast_key(struct cast *cast, key code, int64_t now);

/**
 * Let time stand still in the recording from here on, or let it go on.
 *
 * cast  Borrowed.
 * hold  Whether it stands still.
 * now   Monotonic nanoseconds.
 */
void cast_hold(struct cast *cast, bool hold, int64_t now);

/**
 * Record the end, and close the file.
 *
 * cast    Taken; NULL does nothing.
 * status  The program's exit status; -1: it goes on.
 * now     Monotonic nanoseconds.
 *
 * Returns 0 or -errno: the end is not in the file.
 */
int cast_close(struct cast *cast, int status, int64_t now);

#endif
