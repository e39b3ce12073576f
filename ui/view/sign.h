/* sign: the mark before a worker's name that tells its state without colour. */
#ifndef UI_VIEW_SIGN_H
#define UI_VIEW_SIGN_H

#include "src/supervise/worker.h"
#include "ui/theme.h"

struct sign {
    const char *text; /* one cell */
    enum role role;
};

/**
 * Find the sign of a worker.
 *
 * worker  Borrowed.
 *
 * Returns the sign.
 */
struct sign sign_of(const struct worker *worker);

#endif
