/* layout: which rows of the screen each view has. */
#ifndef UI_VIEW_LAYOUT_H
#define UI_VIEW_LAYOUT_H

#include <stdbool.h>

#include "ui/model.h"

/* Views that there may be. */
enum {
    VIEWS_MOST = 32
};

struct layout {
    int rows; /* of the screen */
    int columns;
    int first[VIEWS_MOST];  /* first row of each view ... */
    int height[VIEWS_MOST]; /* ... and how many it has; 0: it is not shown */
};

/**
 * Find the view that is at a place of the screen, the one on top where several
 * are.
 *
 * layout  Borrowed: as last drawn.
 * row     On the screen.
 *
 * Returns its index in views[], or -1 when there is none.
 */
int layout_find(const struct layout *layout, int row);

/**
 * Find a place for each view that is to be shown.
 *
 * layout  Borrowed; its rows and columns are filled in.
 * shown   For each of the views whether it is to be shown.
 * states  The views' states.
 * model   Borrowed.
 */
void layout_fit(
    struct layout *layout,
    const bool *shown,
    void *const *states,
    const struct model *model);

#endif
