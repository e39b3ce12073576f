/* svg: a recording as an animated picture: frames side by side, of which one is
 * seen at a time; no script, one CSS animation.  The same recording gives the
 * same bytes. */
#ifndef UI_TERM_SVG_H
#define UI_TERM_SVG_H

#include <stddef.h>
#include <stdio.h>

#include "ui/term/cast_player.h"

/* Bytes of the largest picture. */
#define SVG_LONGEST ((long) 64 << 20)

/**
 * Write a recording as a picture.
 *
 * out     Borrowed; can tell where it is.
 * player  Borrowed; at its beginning, and at its end afterwards.
 * speed   How many times as fast as it was.
 *
 * Returns 0; -EFBIG: the picture would be too large; -EIO, -ENOMEM.
 */
int svg_write(FILE *out, struct cast_player *player, double speed);

#endif
