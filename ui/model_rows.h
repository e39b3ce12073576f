/* model_rows: what the keys do to the choice of rows: their order, the tags,
 * and whether they move. */
#ifndef UI_MODEL_ROWS_H
#define UI_MODEL_ROWS_H

#include "ui/model.h"

/**
 * Bring the rows and their order up to date; before each drawing.
 *
 * model  Borrowed.
 */
void model_settle(struct model *model);

/**
 * Sort by the column after or before, creation being between the last and the
 * first.
 *
 * model  Borrowed.
 * steps  1 or -1.
 */
void model_sort_step(struct model *model, int steps);

/**
 * Sort by a column in its usual order; by the same again: the other way.
 *
 * model   Borrowed.
 * column  COLUMN_COUNT: by creation.
 */
void model_sort(struct model *model, enum column column);

/**
 * Sort the other way.
 *
 * model  Borrowed.
 */
void model_sort_invert(struct model *model);

/**
 * Let the screen stand still, or go on.
 *
 * model  Borrowed.
 */
void model_freeze(struct model *model);

/**
 * Tag or untag the selected row.
 *
 * model  Borrowed.
 */
void model_tag(struct model *model);

/**
 * Tag the rows from the one tagged last to the selected one.
 *
 * model  Borrowed.
 */
void model_tag_range(struct model *model);

/**
 * Tag all rows that are shown.
 *
 * model  Borrowed.
 */
void model_tag_all(struct model *model);

/**
 * Untag all rows.
 *
 * model  Borrowed.
 */
void model_untag(struct model *model);

#endif
