#include "ui/term/grid.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "ui/term/utf8.h"

#define REPLACEMENT 0xfffdU
#define ELLIPSIS "\xe2\x80\xa6"

/* The terminals of the program all show ASCII only, or none does. */
static bool ascii_only;

static const struct grid_style plain_style = { GRID_DEFAULT, GRID_DEFAULT, 0 };

static struct grid_cell
blank(struct grid_style style)
{
    return (struct grid_cell){ { ' ' }, style };
}

int
grid_resize(struct grid *grid, int rows, int columns)
{
    size_t count = (size_t) rows * (size_t) columns;

    if (rows != grid->rows || columns != grid->columns) {
        struct grid_cell *cells = calloc(count, sizeof *cells);

        if (!cells) {
            return -ENOMEM;
        }
        free(grid->cells);
        *grid = (struct grid){ rows, columns, cells };
    }
    for (size_t i = 0; i < count; i++) {
        grid->cells[i] = blank(plain_style);
    }
    return 0;
}

void
grid_free(struct grid *grid)
{
    free(grid->cells);
    *grid = (struct grid){ 0, 0, NULL };
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

/* Find a row's cells: its first one in the area. */
static struct grid_cell *
cells_at(const struct grid_area *area, int row, int column)
{
    struct grid *grid = area->grid;

    return grid->cells + (size_t) (area->row + row) * (size_t) grid->columns
        + area->column + column;
}

/* Make blanks of wide characters that reach over the border of some cells of a
 * row: the halves outside, and those inside, which are about to be replaced. */
static void
split_wide(const struct grid_area *area, int row, int column, int columns)
{
    struct grid_cell *first = cells_at(area, row, column);
    struct grid_cell *behind = first + columns;

    if (columns <= 0) {
        return;
    }
    if (first->points[0] == 0 && area->column + column > 0) {
        first[-1] = blank(first[-1].style);
        *first = blank(first->style);
    }
    if (area->column + column + columns < area->grid->columns
        && behind->points[0] == 0) {
        behind[-1] = blank(behind[-1].style);
        *behind = blank(behind->style);
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

/* Fill some cells of a row that lie in an area. */
static void
fill_row(
    const struct grid_area *area,
    int row,
    int column,
    int columns,
    struct grid_cell cell)
{
    if (columns > 0) {
        split_wide(area, row, column, columns);
        repeat(cells_at(area, row, column), columns, cell);
    }
}

void
grid_fill(const struct grid_area *area, struct grid_style style)
{
    for (int row = 0; row < area->rows; row++) {
        fill_row(area, row, 0, area->columns, blank(style));
    }
}

/* Tell whether a code point has no look of its own but changes how terminals
 * place others (joiners, variation selectors, directions, tags): they do not
 * agree how, so such points are left out. */
static bool
is_format(uint32_t point)
{
    return (point >= 0x200b && point <= 0x200f)
        || (point >= 0x2028 && point <= 0x202e)
        || (point >= 0x2060 && point <= 0x206f) || point == 0x00ad
        || point == 0x061c || (point >= 0x180b && point <= 0x180f)
        || (point >= 0xfe00 && point <= 0xfe0f) || point == 0xfeff
        || (point >= 0xfff9 && point <= 0xfffb)
        || (point >= 0xe0000 && point <= 0xe0fff);
}

/* Tell whether a byte is a character of ASCII that is seen: nearly all are, and
 * need no more thought. */
static bool
is_plain(char byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

/* Take the next code point off a text that needs thought.  Returns as
 * next_shown(). */
static int
next_special(const char **text, uint32_t *point)
{
    int cells;

    *point = utf8_next(text);
    if (is_format(*point)) {
        *point = 0;
        return 0;
    }
    cells = *point < 0xa0 ? -1 : wcwidth((wchar_t) *point);
    if (ascii_only) {
        *point = cells == 0 ? 0 : '?';
        return cells == 0 ? 0 : 1;
    }
    if (cells < 0) {
        *point = REPLACEMENT;
        return 1;
    }
    return cells;
}

/* Take the next code point off a text, as it is shown.  Returns its cells: 0
 * for what stands on the character before it, and for what is left out, which
 * is then 0 itself. */
static inline int
next_shown(const char **text, uint32_t *point)
{
    if (is_plain(**text)) {
        *point = (unsigned char) *(*text)++;
        return 1;
    }
    return next_special(text, point);
}

/* Put a mark on a character, unless there is no room. */
static void
add_mark(struct grid_cell *cell, uint32_t mark)
{
    for (int i = 1; i < GRID_CELL_POINTS; i++) {
        if (cell->points[i] == 0) {
            cell->points[i] = mark;
            return;
        }
    }
}

/* Put a character of one or two cells at a column, or a blank where only half
 * of it would be seen.  Returns its cell, or NULL where it is not seen. */
static struct grid_cell *
put(const struct grid_area *area,
    int row,
    int column,
    int cells,
    struct grid_cell character)
{
    struct grid_cell *cell;

    if (column + cells <= 0 || column >= area->columns) {
        return NULL;
    }
    if (column < 0 || column + cells > area->columns) {
        put(area, row, column < 0 ? 0 : column, 1, blank(character.style));
        return NULL;
    }
    split_wide(area, row, column, cells);
    cell = cells_at(area, row, column);
    *cell = character;
    if (cells == 2) {
        cell[1] = (struct grid_cell){ { 0 }, character.style };
    }
    return cell;
}

/* Put plain characters, as many as stand together and are seen where no wide
 * one is; returns how many. */
static int
put_plain(
    const struct grid_area *area,
    int row,
    int column,
    const char *text,
    struct grid_style style)
{
    struct grid_cell *cell = cells_at(area, row, column);
    int room = area->columns - column;
    int to_end = area->grid->columns - area->column - column;
    int count = 0;

    while (count < room && is_plain(text[count]) && cell->points[0] != 0
           && (count + 1 == to_end || cell[1].points[0] != 0)) {
        *cell++ =
            (struct grid_cell){ { (unsigned char) text[count++] }, style };
    }
    return count;
}

int
grid_write(
    const struct grid_area *area,
    int row,
    int column,
    const char *text,
    struct grid_style style)
{
    struct grid_cell *last = NULL;
    bool outside = row < 0 || row >= area->rows;

    while (*text) {
        uint32_t point;
        int cells =
            outside || column < 0 || column >= area->columns || !is_plain(*text)
            ? 0
            : put_plain(area, row, column, text, style);

        if (cells > 0) {
            column += cells;
            text += cells;
            last = cells_at(area, row, column - 1);
            continue;
        }
        cells = next_shown(&text, &point);

        if (cells > 0 && column >= area->columns) {
            break;
        }
        if (cells > 0 && !outside) {
            last =
                put(area, row, column, cells,
                    (struct grid_cell){ { point }, style });
        } else if (point != 0 && last) {
            add_mark(last, point);
        }
        column += cells;
    }
    return column < area->columns ? column : area->columns;
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
        fill_row(
            &rest, 0, 0, rest.columns, (struct grid_cell){ { point }, style });
    }
}

/* Tell how many cells a text takes, looking no further than a limit: what is
 * more counts as one more. */
static int
width_within(const char *text, int limit)
{
    int width = 0;

    while (*text && width <= limit) {
        uint32_t point;

        width += next_shown(&text, &point);
    }
    return width;
}

int
grid_field(
    const struct grid_area *area,
    int row,
    int column,
    int width,
    bool right,
    const char *text,
    struct grid_style style)
{
    struct grid_area field = grid_part(area, row, column, 1, width);
    int cut = column < 0 ? column : 0;
    int text_width = width_within(text, width);
    int start = right && text_width < width ? width - text_width : 0;

    if (row < 0 || field.rows == 0 || width <= 0) {
        return column + (width > 0 ? width : 0);
    }
    if (text_width > width) {
        struct grid_area kept = grid_part(&field, 0, 0, 1, width - 1 + cut);

        grid_write(&kept, 0, cut, text, style);
        grid_write(
            &field, 0, width - 1 + cut, ascii_only ? "~" : ELLIPSIS, style);
    } else {
        int end = grid_write(&field, 0, start + cut, text, style);

        end = end > 0 ? end : 0;
        fill_row(
            &field, 0, 0,
            start + cut < field.columns ? start + cut : field.columns,
            blank(style));
        fill_row(&field, 0, end, field.columns - end, blank(style));
    }
    return column + width;
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
    cells = cells_at(&part, 0, 0);
    for (int i = 0; i < part.columns; i++) {
        if (style.foreground != GRID_DEFAULT) {
            cells[i].style.foreground = style.foreground;
        }
        if (style.background != GRID_DEFAULT) {
            cells[i].style.background = style.background;
        }
        cells[i].style.attributes |= style.attributes;
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
    cells = cells_at(&part, 0, 0);
    for (int i = 0; i < part.columns; i++) {
        cells[i].style.background = background;
    }
}

int
grid_width(const char *text)
{
    int width = 0;

    while (*text) {
        uint32_t point;

        width += next_shown(&text, &point);
    }
    return width;
}

void
grid_set_ascii(bool ascii)
{
    ascii_only = ascii;
}

/* Write a row's text without the blanks at its end.  Returns behind it. */
static char *
write_row(char *to, const struct grid_cell *cells, int columns)
{
    char *end = to;

    for (int column = 0; column < columns; column++) {
        const uint32_t *points = cells[column].points;
        bool seen = points[0] != ' ' || points[1] != 0;

        for (int i = 0; i < GRID_CELL_POINTS && points[i] != 0; i++) {
            to += utf8_write(to, points[i]);
        }
        if (seen) {
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
