/* viewer: shows a recording at its own pace, and does what keys say: pause,
 * steps, markers, speed.  Knows neither the terminal nor the clock. */
#ifndef UI_VIEWER_H
#define UI_VIEWER_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/term/cast_player.h"
#include "ui/term/grid.h"
#include "ui/term/key.h"
#include "ui/theme.h"

/* Least and most of the speed. */
#define VIEWER_SLOWEST 0.0625
#define VIEWER_FASTEST 64.0

struct viewer {
    struct cast_player *player; /* borrowed */
    const struct theme *theme;  /* borrowed */
    bool ascii;                 /* nothing else may be drawn */
    double speed;
    bool paused;
    int64_t now;         /* monotonic nanoseconds of the last turn */
    int64_t start;       /* when it was at ... */
    int64_t from;        /* ... this moment of the recording, going on since */
    int64_t shown_until; /* the line stays over the recording so long */
    const char *notice;  /* to be said until then; or NULL */
    bool quit;           /* the user wants to leave */
    bool changed;        /* the screen is to be drawn */
    int error;           /* 0 or -errno: the file is not what it was */
};

/**
 * Begin to play, at the recording's beginning.
 *
 * viewer  Receives it.
 * player  Borrowed; must outlive the viewer.
 * theme   Borrowed; of the line below.
 * speed   VIEWER_SLOWEST to VIEWER_FASTEST.
 * now     Monotonic nanoseconds.
 */
void viewer_open(
    struct viewer *viewer,
    struct cast_player *player,
    const struct theme *theme,
    double speed,
    int64_t now);

/**
 * Go on to now.
 *
 * viewer  Borrowed.
 * now     Monotonic nanoseconds.
 */
void viewer_turn(struct viewer *viewer, int64_t now);

/**
 * Do what a key says.
 *
 * viewer  Borrowed; as of the last turn.
 * code    Any key.
 */
void viewer_key(struct viewer *viewer, key code);

/**
 * Tell when the next turn is to be.
 *
 * viewer  Borrowed.
 *
 * Returns monotonic nanoseconds; INT64_MAX: not before a key.
 */
int64_t viewer_due(const struct viewer *viewer);

/**
 * Tell whether the recording has been shown to its end.
 *
 * viewer  Borrowed.
 *
 * Returns whether it has.
 */
bool viewer_ended(const struct viewer *viewer);

/**
 * Draw the recording's screen, and a line about it: below where there is room,
 * else over its last row for as long as there is something to say.
 *
 * viewer  Borrowed.
 * grid    Borrowed; all of it is drawn.
 */
void viewer_draw(struct viewer *viewer, struct grid *grid);

#endif
