/* Text in a grid: which characters are shown, and in how many cells. */
#include <wchar.h>

#include "ui/term/grid.h"
#include "ui/term/grid_cells.h"
#include "ui/term/utf8.h"

#define ELLIPSIS "\xe2\x80\xa6"

/* The terminals of the program all show ASCII only, or none does. */
static bool ascii_only;

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
        *point = UTF8_REPLACEMENT;
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
        if (grid_point(cell, i) == 0) {
            cell->points |= (uint64_t) mark << (i * GRID_POINT_BITS);
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
        put(area, row, column < 0 ? 0 : column, 1, grid_blank(character.style));
        return NULL;
    }
    grid_split_wide(area, row, column, cells);
    cell = grid_cells_at(area, row, column);
    *cell = character;
    if (cells == 2) {
        cell[1] = (struct grid_cell){ 0, character.style };
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
    struct grid_cell *cell = grid_cells_at(area, row, column);
    int room = area->columns - column;
    int to_end = area->grid->columns - area->column - column;
    int count = 0;

    while (count < room && is_plain(text[count]) && cell->points != 0
           && (count + 1 == to_end || cell[1].points != 0)) {
        *cell++ = (struct grid_cell){ (unsigned char) text[count++], style };
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
            last = grid_cells_at(area, row, column - 1);
            continue;
        }
        cells = next_shown(&text, &point);

        if (cells > 0 && column >= area->columns) {
            break;
        }
        if (cells > 0 && !outside) {
            last = put(
                area, row, column, cells, (struct grid_cell){ point, style });
        } else if (point != 0 && last) {
            add_mark(last, point);
        }
        column += cells;
    }
    return column < area->columns ? column : area->columns;
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
        grid_fill_row(
            &field, 0, 0,
            start + cut < field.columns ? start + cut : field.columns,
            grid_blank(style));
        grid_fill_row(&field, 0, end, field.columns - end, grid_blank(style));
    }
    return column + width;
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
