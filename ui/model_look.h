/* model_look: what is asked for how the screen looks: the columns of the table,
 * and the theme. */
#ifndef UI_MODEL_LOOK_H
#define UI_MODEL_LOOK_H

#include "ui/model.h"

/**
 * Ask for the columns of the table; they change while they are chosen.
 *
 * model  Borrowed.
 */
void model_ask_columns(struct model *model);

/**
 * Take another theme.
 *
 * model  Borrowed.
 * name   Of a theme that there is, or "auto".
 */
void model_set_theme(struct model *model, const char *name);

/**
 * List the themes that fit; while nothing is typed the one that there is is
 * selected.
 *
 * model    Borrowed.
 * typed    What was typed of a name.
 * choices  Receives them.
 */
void model_complete_theme(
    struct model *model, const char *typed, struct choices *choices);

/**
 * Ask for the theme.
 *
 * model  Borrowed.
 */
void model_ask_theme(struct model *model);

#endif
