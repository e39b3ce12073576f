/* dashboard: the screen in motion: keys, signals and events come in, frames go
 * out, once a turn of the loop. */
#ifndef UI_DASHBOARD_H
#define UI_DASHBOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/supervise/loop.h"
#include "src/supervise/starter.h"
#include "ui/frames.h"
#include "ui/model.h"
#include "ui/options.h"
#include "ui/plain.h"
#include "ui/recorder.h"
#include "ui/sampler.h"
#include "ui/tape_player.h"
#include "ui/term/terminal.h"
#include "ui/theme.h"
#include "ui/view/shell.h"

struct dashboard {
    /* Filled in before dashboard_open(); the pointers are borrowed. */
    struct loop *loop;
    struct terminal *terminal; /* NULL: nobody sees the screen */
    int rows;                  /* its size then */
    int columns;
    struct plain *plain; /* says all in words, without a screen; or NULL */
    struct recorder *recorder; /* ready; its model is set by the dashboard */
    const struct tape *tape;   /* to be played, or NULL */
    struct model model;
    struct sampler sampler;
    enum options_exit exit; /* when to end by itself */
    bool start_manual;      /* start also those that are to wait for a key */
    int colors;             /* of a screen that nobody sees */
    const char *settings;   /* their file; "": it has no place; NULL: none
                               is kept */

    /* Its own. */
    struct shell *shell;
    struct frames frames;
    struct tape_player player;
    int signum;    /* that asked for the end; 0: none */
    int64_t typed; /* monotonic nanoseconds: when keys came last */
    bool reading;  /* the terminal's input is watched */
    bool pasting;  /* what is pasted is to be marked as such */
    bool ended;    /* something ended since `exit` was looked at */
    char theme[THEME_NAME_SIZE]; /* name of the one that is shown */
    int32_t background; /* of the terminal when it was chosen, 0xRRGGBB; -1:
                           not known */
    struct sampler_needs needs; /* what is on the screen */
    struct loop_timer clock_timer;
    struct starter starter;
    struct loop_timer more_timer; /* a piece of work has more to follow */
};

/**
 * Begin to listen to the terminal, the signals and the supervisor.
 *
 * dashboard  Borrowed; its first part is filled in.  To be closed with
 *            dashboard_close(), also after an error.
 * ascii      Whether nothing but ASCII may be drawn.
 *
 * Returns 0 or -errno.
 */
int dashboard_open(struct dashboard *dashboard, bool ascii);

/**
 * End; what was filled in before dashboard_open() stays the caller's.
 *
 * dashboard  Borrowed.
 */
void dashboard_close(struct dashboard *dashboard);

/**
 * Tell the model what time it is: before and after what may look at it.
 *
 * dashboard  Borrowed.
 */
void dashboard_set_time(struct dashboard *dashboard);

/**
 * Start all workers that were never started, some at a time.
 *
 * dashboard  Borrowed.
 */
void dashboard_start_all(struct dashboard *dashboard);

/**
 * Run until the user has left.
 *
 * dashboard  Borrowed.
 *
 * Returns 0 or -errno.
 */
int dashboard_run(struct dashboard *dashboard);

#endif
