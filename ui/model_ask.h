/* model_ask: what is asked for to choose the rows: the filter and the order. */
#ifndef UI_MODEL_ASK_H
#define UI_MODEL_ASK_H

#include "ui/model.h"

/**
 * Ask for the column to sort by.
 *
 * model  Borrowed.
 */
void model_ask_order(struct model *model);

/**
 * List the orders of the rows that fit, each by its title; while nothing is
 * typed the one that there is is selected.
 *
 * model    Borrowed.
 * typed    What was typed of a title or a column's name.
 * choices  Receives them.
 */
void model_complete_order(
    struct model *model, const char *typed, struct choices *choices);

/**
 * Sort by a column; by the same one again: the other way.
 *
 * model  Borrowed.
 * name   The column's name or title, or "creation".
 *
 * Returns whether there is such an order; else the prompt says so.
 */
bool model_order(struct model *model, const char *name);

/**
 * Ask for a filter; rows follow while it is typed.
 *
 * model  Borrowed.
 */
void model_ask_filter(struct model *model);

/**
 * Show only the rows that fit a filter.
 *
 * model  Borrowed.
 * text   As it is typed; "" shows all.
 *
 * Returns whether it is one; else the prompt says what is wrong with it.
 */
bool model_filter(struct model *model, const char *text);

/**
 * Show all rows again.
 *
 * model  Borrowed.
 *
 * Returns whether there was a filter.
 */
bool model_filter_clear(struct model *model);

#endif
