/* options_play: what the command line says about playing a recording. */
#ifndef UI_OPTIONS_PLAY_H
#define UI_OPTIONS_PLAY_H

#include <stddef.h>

struct options_play {
    const char *path; /* of the recording; "-": standard input */
    const char *svg;  /* make a picture, here; "-": standard output; or NULL */
    double speed;     /* how many times as fast as it was; 0: not said */
};

/**
 * Read the value of --speed.
 *
 * play   Receives it.
 * value  Borrowed.
 * error  Receives what is wrong with it.
 * size   Bytes at error.
 *
 * Returns 0 or -EINVAL.
 */
int options_speed(
    struct options_play *play, const char *value, char *error, size_t size);

#endif
