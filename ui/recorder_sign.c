#include "ui/recorder_sign.h"

#include <stddef.h>
#include <string.h>

/* Find the sign in the first row; NULL: it is not there. */
static struct grid_cell *
find(struct grid *grid)
{
    for (int i = grid->columns - RECORDER_SIGN_WIDTH; i > 0; i--) {
        const struct grid_cell *cell = grid->cells + i;

        if (cell[0].points != ' ' && cell[1].points == ' '
            && cell[2].points == 'R' && cell[3].points == 'E'
            && cell[4].points == 'C') {
            return grid->cells + i;
        }
    }
    return NULL;
}

struct grid_cell *
recorder_sign_hide(
    struct grid *grid, struct grid_cell kept[static RECORDER_SIGN_WIDTH])
{
    struct grid_cell *sign = find(grid);

    for (int i = 0; sign && i < RECORDER_SIGN_WIDTH; i++) {
        kept[i] = sign[i];
        sign[i] = sign[-1];
    }
    return sign;
}

void
recorder_sign_show(
    struct grid_cell *sign,
    const struct grid_cell kept[static RECORDER_SIGN_WIDTH])
{
    if (sign) {
        memcpy(sign, kept, RECORDER_SIGN_WIDTH * sizeof(*kept));
    }
}
