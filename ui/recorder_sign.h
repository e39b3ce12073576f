/* recorder_sign: the sign of recording, which the screen shows and the
 * recording does not. */
#ifndef UI_RECORDER_SIGN_H
#define UI_RECORDER_SIGN_H

#include "ui/term/grid.h"

/* Cells of "● REC". */
#define RECORDER_SIGN_WIDTH 5

/**
 * Take the sign off a screen.
 *
 * grid  Borrowed.
 * kept  Receives the cells of the sign.
 *
 * Returns where it was, for recorder_sign_show(); NULL: it is not there.
 */
struct grid_cell *recorder_sign_hide(
    struct grid *grid, struct grid_cell kept[static RECORDER_SIGN_WIDTH]);

/**
 * Put it back.
 *
 * sign  As recorder_sign_hide() returned it; NULL does nothing.
 * kept  Borrowed.
 */
void recorder_sign_show(
    struct grid_cell *sign,
    const struct grid_cell kept[static RECORDER_SIGN_WIDTH]);

#endif
