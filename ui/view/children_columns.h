/* children_columns: the columns of the tree of children, and what a line says in
 * each. */
#ifndef UI_VIEW_CHILDREN_COLUMNS_H
#define UI_VIEW_CHILDREN_COLUMNS_H

#include "ui/model.h"
#include "ui/view/draw.h"

/**
 * Draw what stands above the columns.
 *
 * canvas  Borrowed.
 * row     From its top.
 */
void children_columns_heads(const struct canvas *canvas, int row);

/**
 * Draw a line: a worker with its sign, or what it started.
 *
 * model   Borrowed.
 * canvas  Borrowed.
 * row     From its top.
 * line    Borrowed; of the model's tree.
 */
void children_columns_line(
    const struct model *model,
    const struct canvas *canvas,
    int row,
    const struct tree_line *line);

#endif
