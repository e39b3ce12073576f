/* timeline_parts: what the parts of the timeline's page share: where it stands, and
 * what is drawn below the lanes.  Only timeline*.c include this. */
#ifndef UI_VIEW_TIMELINE_PARTS_H
#define UI_VIEW_TIMELINE_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/model.h"
#include "ui/view/axis.h"
#include "ui/view/draw.h"
#include "ui/view/list.h"

/* How the axis finds its place. */
enum timeline_mode {
    TIMELINE_FIT,    /* all that the lanes have, and on with the time */
    TIMELINE_FOLLOW, /* on with the time, as far back as there is room */
    TIMELINE_STAND
};

struct timeline {
    struct list list;
    enum timeline_mode mode;
    int zoom;
    struct axis axis; /* as drawn */
    int left;         /* column where it begins, as drawn */
    int stride;       /* rows from a lane to the next, as drawn */
    int64_t earliest; /* start of the first life seen; 0: none yet */
    bool has_cursor;
    int64_t cursor; /* monotonic nanoseconds */
};

/**
 * Find the axis for a width.
 *
 * timeline  Borrowed; its axis is found anew.
 * model     Borrowed.
 * width     Cells, at least 1.
 */
void timeline_find_axis(
    struct timeline *timeline, const struct model *model, int width);

/**
 * Do a command that moves in time.
 *
 * timeline  Borrowed.
 * model     Borrowed.
 * command   Any command.
 *
 * Returns whether it was one.
 */
bool timeline_travel(
    struct timeline *timeline, struct model *model, enum command command);

/**
 * Put the cursor at a moment.
 *
 * timeline  Borrowed.
 * model     Borrowed.
 * time      Monotonic nanoseconds; later than now is now.
 */
void timeline_set_cursor(
    struct timeline *timeline, const struct model *model, int64_t time);

/**
 * Draw what is known of the selected worker, at the cursor if there is one.
 *
 * timeline  Borrowed.
 * model     Borrowed.
 * canvas    Borrowed; a line is enough, more show more.
 */
void timeline_draw_detail(
    const struct timeline *timeline,
    const struct model *model,
    const struct canvas *canvas);

#endif
