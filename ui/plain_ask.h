/* plain_ask: prompts and pickers in words: what is asked, and each change of
 * what is typed or chosen. */
#ifndef UI_PLAIN_ASK_H
#define UI_PLAIN_ASK_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/model.h"

/* What was said last.  Zero-initialised: nothing. */
struct plain_ask {
    const void *use; /* of the prompt or the picker */
    char said[1600];
};

/**
 * Say what is asked, if it is new or has changed.
 *
 * ask    Borrowed.
 * ascii  Nothing else may be written.
 * model  Borrowed.
 *
 * Returns whether something is asked.
 */
bool plain_ask_turn(
    struct plain_ask *ask, bool ascii, const struct model *model);

#endif
