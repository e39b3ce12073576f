/* cast_player: a recording's screen at any moment of it.  Knows no clock: who
 * shows it says which moment. */
#ifndef UI_TERM_CAST_PLAYER_H
#define UI_TERM_CAST_PLAYER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "ui/term/cast_reader.h"
#include "ui/term/emulator.h"

/* All of the moments are nanoseconds since the recording's beginning, with
 * pauses cut to the limit.  Read it freely; only cast_player_...() change it.
 */
struct cast_player {
    struct cast_reader *reader;
    struct emulator *emulator;
    int64_t idle_limit;    /* that a pause lasts at most; 0: no limit */
    int64_t duration;      /* of it all */
    size_t marker_count;   /* of it all */
    int rows;              /* most that its screen has */
    int columns;           /* likewise */
    int64_t position;      /* the moment that the emulator shows */
    size_t marker;         /* how many markers have passed */
    int64_t marker_time;   /* when the last of them did */
    char marker_text[256]; /* its label, as it stands in the file */
    bool pending;          /* there is an event behind the position: */
    struct cast_event event;
    int64_t event_time; /* when it is due */
    int64_t raw;        /* likewise, with pauses as they are */
};

/**
 * Read a recording through, to see that all of it is good and how long it is,
 * and go to its beginning.
 *
 * out         Receives the player, to be closed with cast_player_close().
 * file        Taken, also on failure; it can be read again from its beginning.
 * name        Borrowed; what errors call the file; must outlive the player.
 * idle_limit  Nanoseconds that a pause lasts at most; 0: as the file says.
 * error       Receives what is wrong: "NAME:LINE: a sentence".
 * size        Bytes at error.
 *
 * Returns 0; -EINVAL: it is no recording; -EIO, -ENOMEM, ...
 */
int cast_player_open(
    struct cast_player **out,
    FILE *file,
    const char *name,
    int64_t idle_limit,
    char *error,
    size_t size);

/**
 * End.
 *
 * player  Taken; NULL does nothing.
 */
void cast_player_close(struct cast_player *player);

/**
 * Go to a moment.
 *
 * player    Borrowed.
 * position  Which; cut to the recording's beginning and end.
 *
 * Returns 0; -EIO, -ENOMEM: the file is not what it was, and the player is of
 * no use.
 */
int cast_player_go(struct cast_player *player, int64_t position);

/**
 * Go to the moment when a marker passes.
 *
 * player  Borrowed.
 * marker  Which, from 1; 0: the beginning; not more than there are.
 *
 * Returns as cast_player_go() does.
 */
int cast_player_go_marker(struct cast_player *player, size_t marker);

#endif
