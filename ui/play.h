/* play: mptop play: shows a recording, or makes a picture of it. */
#ifndef UI_PLAY_H
#define UI_PLAY_H

#include "ui/options.h"

/**
 * Play the recording that the command line names.  What is wrong is said on
 * stderr.
 *
 * options  Borrowed.
 *
 * Returns the program's exit status.
 */
int play_run(const struct options *options);

#endif
