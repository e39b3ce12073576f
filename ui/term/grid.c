#include "ui/term/grid.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/grid_cells.h"
#include "ui/term/utf8.h"

static const struct grid_style plain_style = { GRID_DEFAULT, GRID_DEFAULT, 0 };

int
grid_resize(struct grid *grid, int rows, int columns)
{
    size_t count = (size_t) rows * (size_t) columns;

    if (rows != grid->rows || columns != grid->columns) {
        struct grid_cell *cells = calloc(count, sizeof *cells);
        bool *touched = calloc((size_t) rows, sizeof *touched);

        if (!cells || !touched) {
            free(cells);
            free(touched);
            return -ENOMEM;
        }
        grid_free(grid);
        *grid = (struct grid){ rows, columns, cells, touched };
    }
    memset(grid->touched, true, (size_t) rows * sizeof *grid->touched);
    for (size_t i = 0; i < count; i++) {
        grid->cells[i] = grid_blank(plain_style);
    }
    return 0;
}

void
grid_free(struct grid *grid)
{
    free(grid->cells);
    free(grid->touched);
    *grid = (struct grid){ 0, 0, NULL, NULL };
}

void
grid_settle(struct grid *grid)
{
    memset(grid->touched, false, (size_t) grid->rows * sizeof *grid->touched);
}

struct grid_area
grid_all(struct grid *grid)
{
    return (struct grid_area){ grid, 0, 0, grid->rows, grid->columns };
}

/* Cut a stretch to what lies between 0 and a limit. */
static void
clip(int *start, int *count, int limit)
{
    int64_t end = (int64_t) *start + (*count > 0 ? *count : 0);

    if (end > limit) {
        end = limit;
    }
    if (*start < 0) {
        *start = 0;
    } else if (*start > limit) {
        *start = limit;
    }
    *count = end > *start ? (int) (end - *start) : 0;
}

struct grid_area
grid_part(
    const struct grid_area *area, int row, int column, int rows, int columns)
{
    clip(&row, &rows, area->rows);
    clip(&column, &columns, area->columns);
    return (struct grid_area){ area->grid, area->row + row,
                               area->column + column, rows, columns };
}

void
grid_split_wide(const struct grid_area *area, int row, int column, int columns)
{
    struct grid_cell *first = grid_cells_at(area, row, column);
    struct grid_cell *behind = first + columns;

    if (columns <= 0) {
        return;
    }
    if (first->points == 0 && area->column + column > 0) {
        first[-1] = grid_blank(first[-1].style);
        *first = grid_blank(first->style);
    }
    if (area->column + column + columns < area->grid->columns
        && behind->points == 0) {
        behind[-1] = grid_blank(behind[-1].style);
        *behind = grid_blank(behind->style);
    }
}

/* Make some cells of a row the same: a few one by one, then twice as many each
 * time. */
static void
repeat(struct grid_cell *cells, int count, struct grid_cell cell)
{
    int done = 0;

    while (done < count && done < 8) {
        cells[done++] = cell;
    }
    while (done < count) {
        int more = done < count - done ? done : count - done;

        memcpy(cells + done, cells, (size_t) more * sizeof *cells);
        done += more;
    }
}

void
grid_fill_row(
    const struct grid_area *area,
    int row,
    int column,
    int columns,
    struct grid_cell cell)
{
    if (columns > 0) {
        grid_split_wide(area, row, column, columns);
        repeat(grid_cells_at(area, row, column), columns, cell);
    }
}

void
grid_fill(const struct grid_area *area, struct grid_style style)
{
    for (int row = 0; row < area->rows; row++) {
        grid_fill_row(area, row, 0, area->columns, grid_blank(style));
    }
}

void
grid_rule(
    const struct grid_area *area,
    int row,
    int column,
    uint32_t point,
    struct grid_style style)
{
    struct grid_area rest =
        grid_part(area, row, column, 1, area->columns - column);

    if (row >= 0 && rest.rows > 0) {
        grid_fill_row(
            &rest, 0, 0, rest.columns, (struct grid_cell){ point, style });
    }
}

void
grid_overlay(
    const struct grid_area *area,
    int row,
    int column,
    int columns,
    struct grid_style style)
{
    struct grid_area part = grid_part(area, row, column, 1, columns);
    struct grid_cell *cells;

    if (row < 0 || part.rows == 0) {
        return;
    }
    cells = grid_cells_at(&part, 0, 0);
    for (int i = 0; i < part.columns; i++) {
        if (style.foreground != GRID_DEFAULT) {
            cells[i].style.foreground = style.foreground;
        }
        if (style.background != GRID_DEFAULT) {
            cells[i].style.background = style.background;
        }
        cells[i].style.attributes |= style.attributes;
        if (style.attributes & GRID_REVERSE) {
            cells[i].style.attributes &= ~(unsigned) GRID_DIM;
        }
    }
}

void
grid_tint(
    const struct grid_area *area,
    int row,
    int column,
    int columns,
    int32_t background)
{
    struct grid_area part = grid_part(area, row, column, 1, columns);
    struct grid_cell *cells;

    if (row < 0 || part.rows == 0) {
        return;
    }
    cells = grid_cells_at(&part, 0, 0);
    for (int i = 0; i < part.columns; i++) {
        cells[i].style.background = background;
    }
}

/* Write a row's text without the blanks at its end.  Returns behind it. */
static char *
write_row(char *to, const struct grid_cell *cells, int columns)
{
    char *end = to;

    for (int column = 0; column < columns; column++) {
        const struct grid_cell *cell = &cells[column];

        for (int i = 0; i < GRID_CELL_POINTS && grid_point(cell, i) != 0; i++) {
            to += utf8_write(to, grid_point(cell, i));
        }
        if (cell->points != ' ') {
            end = to;
        }
    }
    return end;
}

char *
grid_text(const struct grid *grid)
{
    size_t row_size =
        (size_t) grid->columns * GRID_CELL_POINTS * UTF8_LONGEST + 1;
    char *text = malloc((size_t) grid->rows * row_size + 1);
    char *to = text;

    if (!text) {
        return NULL;
    }
    for (int row = 0; row < grid->rows; row++) {
        to = write_row(
            to, grid->cells + (size_t) row * (size_t) grid->columns,
            grid->columns);
        *to++ = '\n';
    }
    *to = '\0';
    return text;
}
