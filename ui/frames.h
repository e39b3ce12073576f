/* frames: brings what the shell draws to the terminal, not more often than a
 * person can see, and only as fast as the terminal takes it. */
#ifndef UI_FRAMES_H
#define UI_FRAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "src/supervise/loop.h"
#include "ui/model.h"
#include "ui/recorder.h"
#include "ui/term/grid.h"
#include "ui/term/terminal.h"
#include "ui/view/shell.h"

struct frames {
    struct loop *loop;         /* borrowed */
    struct recorder *recorder; /* borrowed */
    struct terminal *terminal; /* borrowed; NULL: nobody sees the screen */
    int unseen_rows;           /* the screen's size where nobody sees it */
    int unseen_columns;
    struct grid grid;
    struct loop_timer timer;
    int64_t last;        /* monotonic nanoseconds of the last frame */
    int64_t last_urgent; /* likewise of the last one that was urgent */
    bool urgent;         /* somebody waits for the next one */
    bool waiting;        /* the terminal took no output: its room is watched */
    bool undrawn;        /* the grid has what is not shown */
};

/**
 * Begin; draws nothing yet.
 *
 * frames    Receives it; to be closed with frames_close().
 * loop      Borrowed; must outlive it.
 * terminal  Borrowed; must outlive it.  NULL: the screen is drawn all the
 *           same, in the size that frames_set_size() gives it.
 */
void frames_open(
    struct frames *frames, struct loop *loop, struct terminal *terminal);

/**
 * Record every frame from here on.
 *
 * frames    Borrowed.
 * recorder  Borrowed; must outlive the frames.
 */
void frames_record(struct frames *frames, struct recorder *recorder);

/**
 * Give a screen that nobody sees its size.
 *
 * frames   Borrowed.
 * rows     At least 1.
 * columns  At least 1.
 */
void frames_set_size(struct frames *frames, int rows, int columns);

/**
 * End.
 *
 * frames  Borrowed.
 */
void frames_close(struct frames *frames);

/**
 * Watch the terminal's room no longer, as it is gone.
 *
 * frames  Borrowed.
 */
void frames_stop(struct frames *frames);

/**
 * Show all anew with the next frame, whatever is on the terminal.
 *
 * frames  Borrowed.
 */
void frames_redraw(struct frames *frames);

/**
 * Tell that somebody waits for the next frame, such as who has typed a key: it
 * does not queue behind a clock or a number that was shown just before.
 *
 * frames  Borrowed.
 */
void frames_urge(struct frames *frames);

/**
 * Draw and show what has changed, now or as soon as it is time.  Once a turn.
 *
 * frames  Borrowed.
 * shell   Borrowed; draws.
 * model   Borrowed; tells what time it is and what has changed.
 *
 * Returns whether it did.
 */
bool frames_turn(
    struct frames *frames, struct shell *shell, struct model *model);

/**
 * Get the screen as it was drawn last, when that shows all that has changed.
 *
 * frames  Borrowed.
 * model   Borrowed.
 *
 * Returns the screen, the frames' own; NULL: there is something to be drawn.
 */
const struct grid *frames_settled(
    const struct frames *frames, const struct model *model);

#endif
