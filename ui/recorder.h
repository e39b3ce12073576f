/* recorder: records the screen into a file, with marks from what happens to
 * workers; says it when the file takes no more, and lets all else go on. */
#ifndef UI_RECORDER_H
#define UI_RECORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/supervise/event.h"
#include "src/supervise/loop.h"
#include "ui/model.h"
#include "ui/options.h"
#include "ui/term/cast.h"
#include "ui/term/grid.h"

struct recorder {
    const struct options *options; /* borrowed */
    struct model *model;           /* borrowed; NULL: nobody is told */
    const char *title;             /* borrowed */
    bool unseen;                   /* nobody sees the screen */
    int fd;                        /* of the file that was asked for; -1 */
    struct cast *cast;             /* NULL: nothing is recorded */
    struct loop *loop;             /* borrowed; of the model's time */
    struct loop_timer timer;       /* when what is recorded is written */
    int64_t written;               /* monotonic nanoseconds of the last time */
    char path[4096];               /* of the file */
};

/**
 * Get ready, and make the file that the command line asks for.
 *
 * recorder  Receives it; to be closed with recorder_close().
 * options   Borrowed; must outlive it.
 * error     Receives why the file cannot be made: a sentence.
 * size      Bytes at error.
 *
 * Returns 0 or -errno.
 */
int recorder_open(
    struct recorder *recorder,
    const struct options *options,
    char *error,
    size_t size);

/**
 * Record into the file that the command line asked for, if it did.
 *
 * recorder  Borrowed; its model and its loop are set.
 * rows      Of the screen.
 * columns   Of the screen.
 */
void recorder_begin(struct recorder *recorder, int rows, int columns);

/**
 * Stop to record, or record into another file, whose name is the time.
 *
 * recorder  Borrowed.
 * grid      Borrowed; the screen, as drawn last.
 */
void recorder_toggle(struct recorder *recorder, const struct grid *grid);

/**
 * Record a frame.
 *
 * recorder  Borrowed.
 * grid      Borrowed; as it was, after the call.  A row that is not touched is
 *           taken for as it was in the call before.
 * shown     Borrowed; what has just shown it, and the one in the call before.
 *           NULL: there is none.
 */
void recorder_frame(
    struct recorder *recorder, struct grid *grid, const struct renderer *shown);

/**
 * Turn the screen into text as it is recorded, or would be.
 *
 * recorder  Borrowed.
 * grid      Borrowed; as it was, after the call.
 *
 * Returns the text, to be freed by the caller, or NULL without memory.
 */
char *recorder_text(const struct recorder *recorder, struct grid *grid);

/**
 * Record what happened to a worker, as a mark.
 *
 * recorder  Borrowed.
 * event     Borrowed.
 * now       Monotonic nanoseconds: the model learns of them later.
 */
void recorder_event(
    struct recorder *recorder, const struct event *event, int64_t now);

/**
 * Record a mark.
 *
 * recorder  Borrowed.
 * text      Its label.
 */
void recorder_mark(struct recorder *recorder, const char *text);

/**
 * Record a key, if keys are to be recorded.
 *
 * recorder  Borrowed.
 * code      Any key.
 */
void recorder_key(struct recorder *recorder, key code);

/**
 * Record nothing from here on, with time standing still, or go on.
 *
 * recorder  Borrowed.
 * hold      Whether to record nothing.
 */
void recorder_hold(struct recorder *recorder, bool hold);

/**
 * Record the end.
 *
 * recorder  Borrowed.
 * status    The program's exit status.
 * now       Monotonic nanoseconds.
 */
void recorder_close(struct recorder *recorder, int status, int64_t now);

#endif
