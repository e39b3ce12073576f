/* model_act: what the keys do to the rows. */
#ifndef UI_MODEL_ACT_H
#define UI_MODEL_ACT_H

#include "ui/model.h"

/**
 * Do an action to the process below a worker that is chosen on the page; else to
 * the tagged rows that are shown, or to the selected one if none is.
 * Before it signals several it asks: model->asking is set then.
 *
 * model   Borrowed.
 * action  The verb.
 */
void model_act(struct model *model, enum action action);

/**
 * Do something to the tagged rows that are shown, or to the selected one if
 * none is.
 *
 * model    Borrowed.
 * visit    Called for each of them, from the first; it may remove rows.
 * context  For visit.
 */
void model_each_target(
    struct model *model,
    void (*visit)(struct model *model, struct worker *worker, void *context),
    void *context);

/**
 * Type a key at the terminal that is shown; where nobody is there any more, say
 * so.
 *
 * model  Borrowed.
 * code   Any.
 */
void model_type(struct model *model, key code);

/**
 * Send a signal to the process below a worker that is chosen on the page, after
 * a question; else to the tagged rows, or to the selected one if none is tagged.
 * Before it signals several it asks, as model_act() does.
 *
 * model   Borrowed.
 * signum  1 to SIGRTMAX.
 */
void model_signal(struct model *model, int signum);

/**
 * Answer the question that stands.
 *
 * model  Borrowed; model->asking is set.
 * yes    Whether to do it.
 */
void model_answer(struct model *model, bool yes);

/**
 * Stop joining the tagged rows, or the selected one.
 *
 * model  Borrowed.
 *
 * Returns whether any of them was being joined.
 */
bool model_stop_joining(struct model *model);

#endif
