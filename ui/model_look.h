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
 * Take another theme, and wish for it to be saved in the settings.
 *
 * model  Borrowed.
 * name   Of a theme that there is, or "auto".
 */
void model_choose_theme(struct model *model, const char *name);

/**
 * Tell what is to be saved in the settings: what was just chosen, or all that
 * the screen shows.  A theme that nobody chose on the screen is not: it may be
 * an option of the command line.  Asked again, it is all.
 *
 * model  Borrowed.
 *
 * Returns LOOK_... of one or several.
 */
unsigned model_take_look(struct model *model);

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
