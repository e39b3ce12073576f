/* cell: what a worker says in each column of the table. */
#ifndef UI_VIEW_CELL_H
#define UI_VIEW_CELL_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/column.h"
#include "ui/model.h"
#include "ui/theme.h"

/* Room for the text of a cell. */
enum {
    CELL_SIZE = 256
};

/**
 * Write what a worker says in a column.
 *
 * model   Borrowed.
 * worker  Borrowed.
 * moment  Monotonic nanoseconds: as of when.
 * column  Less than COLUMN_COUNT.
 * width   Cells of the column: some say more where there is room.
 * text    Receives it, safe to show.
 *
 * Returns what it looks like.
 */
enum role cell_text(
    const struct model *model,
    const struct worker *worker,
    int64_t moment,
    enum column column,
    int width,
    char text[static CELL_SIZE]);

/**
 * Tell whether what has happened to a worker stands out.
 *
 * worker  Borrowed.
 * moment  Monotonic nanoseconds: as of when.
 *
 * Returns whether it does.
 */
bool cell_is_fresh(const struct worker *worker, int64_t moment);

/**
 * Tell whether what a worker says changes with time alone.
 *
 * worker  Borrowed.
 * drawn   Monotonic nanoseconds: when it was last written.
 *
 * Returns whether it may be another now.
 */
bool cell_ticks(const struct worker *worker, int64_t drawn);

#endif
