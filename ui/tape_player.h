/* tape_player: plays a tape: types its keys, waits for what it waits for. */
#ifndef UI_TAPE_PLAYER_H
#define UI_TAPE_PLAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/supervise/loop.h"
#include "ui/model.h"
#include "ui/tape.h"
#include "ui/term/grid.h"

/* What a tape does things to. */
struct tape_host {
    /* Do what a key says. */
    void (*type)(void *context, key code);
    /* Get the screen as it was drawn last; NULL: it was not, or, where only
     * one is wanted that shows all that has changed, not since then. */
    const struct grid *(*screen)(void *context, bool settled);
    /* Turn the screen into text for a file; NULL: without memory. */
    char *(*text)(void *context);
    /* Hear of a mark. */
    void (*mark)(void *context, const char *text);
    /* Hear of a screen that was written to a file. */
    void (*written)(void *context, const char *path);
    /* Record what follows, or do not. */
    void (*record)(void *context, bool shown);
};

enum tape_progress {
    TAPE_OFF,     /* no tape was given */
    TAPE_PLAYING, /* or waiting */
    TAPE_ENDED,
    TAPE_STOPPED, /* by a person */
    TAPE_FAILED   /* `failure` says why */
};

/* Zero-initialised: off. */
struct tape_player {
    const struct tape *tape; /* borrowed */
    struct loop *loop;       /* borrowed */
    struct model *model;     /* borrowed */
    const struct tape_host *host;
    void *context;
    enum tape_progress progress;
    struct loop_timer timer; /* of the next key, or a wait's limit */
    size_t next;             /* the step that is being done */
    size_t done;             /* keys of it that were typed; bytes of a text */
    bool begun;              /* the screen was there */
    bool waiting;            /* for what the step waits for */
    bool escaped;            /* a person's last key was Escape */
    char *failure;           /* what went wrong, or NULL */
    char *seen;              /* the screen at that moment, or NULL */
};

/**
 * Get ready; the first key is typed when the screen has been drawn.
 *
 * player   Receives it; to be closed with tape_player_close().
 * tape     Borrowed; without errors; must outlive the player.
 * loop     Borrowed; must outlive the player.
 * model    Borrowed; must outlive the player.
 * host     Borrowed; must outlive the player.
 * context  First argument of the host's functions.
 */
void tape_player_open(
    struct tape_player *player,
    const struct tape *tape,
    struct loop *loop,
    struct model *model,
    const struct tape_host *host,
    void *context);

/**
 * End.
 *
 * player  Borrowed.
 */
void tape_player_close(struct tape_player *player);

/**
 * See whether what the tape waits for has come; once a turn, after drawing.
 *
 * player  Borrowed.
 */
void tape_player_turn(struct tape_player *player);

/**
 * Hear of a key that a person typed: Escape twice stops the tape.
 *
 * player  Borrowed.
 * code    Any key.
 *
 * Returns whether this key has stopped the tape.
 */
bool tape_player_typed(struct tape_player *player, key code);

/**
 * Take note that the screen ends: a tape that would still have looked at it
 * has failed then, unless a person stopped it.
 *
 * player  Borrowed.
 */
void tape_player_finish(struct tape_player *player);

#endif
