/* columns: which columns of the table are shown, where, and what they say. */
#ifndef UI_VIEW_COLUMNS_H
#define UI_VIEW_COLUMNS_H

#include "ui/column.h"
#include "ui/model.h"
#include "ui/view/draw.h"

/* The columns that have room. */
struct columns {
    int count;
    enum column list[COLUMN_COUNT];
    int end; /* the column after the last of them */
    struct field fields[COLUMN_COUNT];
};

/**
 * Find places for the columns: in a narrow area they first shrink to what they
 * hold, then go from the right, those first that are spare; some stay.
 *
 * columns  Receives the places.
 * model    Borrowed: what they must hold.
 * width    Cells of the table.
 */
void columns_fit(struct columns *columns, const struct model *model, int width);

/**
 * Draw the titles of the columns.
 *
 * columns  Borrowed.
 * canvas   Borrowed.
 * row      From its top.
 * rows     Borrowed: the column that they are sorted by is marked.
 */
void columns_heads(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct rows *rows);

/**
 * Find the column at a place.
 *
 * columns  Borrowed.
 * column   From the left side.
 *
 * Returns the column of the table, or COLUMN_COUNT.
 */
enum column columns_find(const struct columns *columns, int column);

/**
 * Draw what changes by itself of a worker's row, over what columns_row() drew:
 * what time and the system say.
 *
 * columns  Borrowed.
 * canvas   Borrowed.
 * row      From its top.
 * model    Borrowed.
 * worker   Borrowed.
 * moment   Monotonic nanoseconds: as of when it is drawn.
 */
void columns_row_moves(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct model *model,
    const struct worker *worker,
    int64_t moment);

/**
 * Draw a worker's row: state sign, mark of a tagged one, and all columns.
 *
 * columns  Borrowed.
 * canvas   Borrowed.
 * row      From its top.
 * model    Borrowed.
 * worker   Borrowed.
 * moment   Monotonic nanoseconds: as of when it is drawn.
 */
void columns_row(
    const struct columns *columns,
    const struct canvas *canvas,
    int row,
    const struct model *model,
    const struct worker *worker,
    int64_t moment);

#endif
