/* grid_cells: the cells of a grid, for what draws in it. */
#ifndef UI_TERM_GRID_CELLS_H
#define UI_TERM_GRID_CELLS_H

#include "ui/term/grid.h"

/**
 * Get a blank.
 *
 * style  Of the blank.
 *
 * Returns the cell.
 */
static inline struct grid_cell
grid_blank(struct grid_style style)
{
    return (struct grid_cell){ ' ', style };
}

/**
 * Find a row's cells, to write them: the row is touched.
 *
 * area    Borrowed.
 * row     From the area's top, in the area.
 * column  From its left side, likewise.
 *
 * Returns the cell there; those at its right follow.
 */
static inline struct grid_cell *
grid_cells_at(const struct grid_area *area, int row, int column)
{
    struct grid *grid = area->grid;

    grid->touched[area->row + row] = true;
    return grid->cells + (size_t) (area->row + row) * (size_t) grid->columns
        + area->column + column;
}

/**
 * Make blanks of wide characters that reach over the border of some cells of a
 * row: the halves outside, and those inside, which are about to be replaced.
 *
 * area     Borrowed.
 * row      From the area's top, in the area.
 * column   From its left side, likewise.
 * columns  How many cells, all in the area.
 */
void grid_split_wide(
    const struct grid_area *area, int row, int column, int columns);

/**
 * Make some cells of a row the same.
 *
 * area     Borrowed.
 * row      From the area's top, in the area.
 * column   From its left side, likewise.
 * columns  How many cells, all in the area; none if negative.
 * cell     Of one column.
 */
void grid_fill_row(
    const struct grid_area *area,
    int row,
    int column,
    int columns,
    struct grid_cell cell);

#endif
