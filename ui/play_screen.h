/* play_screen: shows a recording on the terminal. */
#ifndef UI_PLAY_SCREEN_H
#define UI_PLAY_SCREEN_H

#include "ui/options.h"
#include "ui/term/cast_player.h"

/**
 * Take the terminal, show a recording until the user leaves, and give the
 * terminal back.  What goes wrong is said on stderr then.
 *
 * player   Borrowed; at its beginning.
 * options  Borrowed.
 * name     Borrowed; what errors call the recording.
 *
 * Returns the program's exit status.
 */
int play_screen(
    struct cast_player *player,
    const struct options *options,
    const char *name);

#endif
