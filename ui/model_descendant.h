/* model_descendant: what keys do to a process that a worker started, when one
 * is chosen: it is signalled, after a question. */
#ifndef UI_MODEL_DESCENDANT_H
#define UI_MODEL_DESCENDANT_H

#include "ui/model.h"

/**
 * Get the process below a worker that keys are about on this page.
 *
 * model  Borrowed.
 *
 * Returns it, the model's; NULL: they are about workers.
 */
const struct descendant *model_descendant(const struct model *model);

/**
 * Do an action to the process that model_descendant() gives, after a question;
 * what cannot be done to it is said.
 *
 * model   Borrowed.
 * action  The verb.
 */
void model_act_on_descendant(struct model *model, enum action action);

/**
 * Ask before model->descendant gets model->signum.
 *
 * model  Borrowed; both are filled in.
 */
void model_ask_descendant(struct model *model);

/**
 * Signal model->descendant with model->signum, and say how that went.
 *
 * model  Borrowed.
 */
void model_signal_descendant(struct model *model);

#endif
