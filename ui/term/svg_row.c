#include "ui/term/svg_row.h"

#include <string.h>

#include "ui/term/utf8.h"

/* What a row is made with. */
struct pencil {
    FILE *out;
    const struct grid_cell *cells;
    int columns;
    int row;
    const struct cast_theme *theme;
    struct svg_styles *styles;
};

/* A shape within its cell that is drawn, not written: fonts leave gaps. */
struct shape {
    double x, y, width, height; /* parts of a cell */
    bool joins;                 /* with the same one beside it */
};

/* Write a character. */
static void
write_point(FILE *out, uint32_t point)
{
    char bytes[UTF8_LONGEST];

    if (point == '&') {
        fputs("&amp;", out);
    } else if (point == '<') {
        fputs("&lt;", out);
    } else if (point == '>') {
        fputs("&gt;", out);
    } else if (
        (point < 0x20 && point != '\t') || point == 0x7f
        || (point & 0xfffe) == 0xfffe) {
        fwrite("\xef\xbf\xbd", 1, 3, out);
    } else {
        fwrite(bytes, 1, utf8_write(bytes, point), out);
    }
}

void
svg_text(FILE *out, const char *text)
{
    while (*text) {
        write_point(out, utf8_next(&text));
    }
}

/* Find the shape that a character is; returns whether it is one. */
static bool
find_shape(uint32_t point, struct shape *shape)
{
    const double line = 1.0 / SVG_CELL_HEIGHT;
    const double middle = 0.5;

    if (point == 0x2500 || point == 0x2501) { /* light and heavy rules */
        double height = point == 0x2500 ? line : 2 * line;

        *shape = (struct shape){ 0, middle, 1, height, true };
    } else if (point == 0x2502) {
        *shape = (struct shape){ 4.0 / SVG_CELL_WIDTH, 0, 1.0 / SVG_CELL_WIDTH,
                                 1, false };
    } else if (point >= 0x2581 && point <= 0x2588) { /* blocks from below */
        double height = (point - 0x2580) / 8.0;

        *shape = (struct shape){ 0, 1 - height, 1, height, true };
    } else if (point >= 0x2589 && point <= 0x258f) { /* blocks at the left */
        *shape = (struct shape){ 0, 0, (0x2590 - point) / 8.0, 1, false };
    } else {
        return false;
    }
    return true;
}

/* Write a filled rectangle. */
static void
write_rectangle(
    const struct pencil *pencil,
    double x,
    double y,
    double width,
    double height,
    struct svg_look look)
{
    char name[8];

    fprintf(
        pencil->out, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\"", x, y,
        width, height);
    if (look.color != pencil->theme->foreground || look.attributes) {
        fprintf(
            pencil->out, " class=\"%s\"",
            svg_class(pencil->styles, look, name, sizeof(name)));
    }
    fputs("/>", pencil->out);
}

/* Write what is behind the text, where it is not what is behind all. */
static void
write_backgrounds(const struct pencil *pencil)
{
    int from = 0;

    while (from < pencil->columns) {
        int32_t color =
            svg_background(pencil->theme, &pencil->cells[from].style);
        int to = from + 1;

        while (to < pencil->columns
               && svg_background(pencil->theme, &pencil->cells[to].style)
                   == color) {
            to++;
        }
        if (color != pencil->theme->background) {
            write_rectangle(
                pencil, from * SVG_CELL_WIDTH, pencil->row * SVG_CELL_HEIGHT,
                (to - from) * SVG_CELL_WIDTH, SVG_CELL_HEIGHT,
                (struct svg_look){ color, 0 });
        }
        from = to;
    }
}

/* Tell whether two cells' texts look the same. */
static bool
looks_same(const struct pencil *pencil, int one, int other)
{
    struct svg_look first =
        svg_foreground(pencil->theme, &pencil->cells[one].style);
    struct svg_look second =
        svg_foreground(pencil->theme, &pencil->cells[other].style);

    return first.color == second.color && first.attributes == second.attributes;
}

/* Tell whether a cell's character is as wide as every font of its kind has it:
 * it may stand in one text with its neighbours. */
static bool
is_plain(const struct grid_cell *cell)
{
    return cell->points > ' ' && cell->points < 0x250 && cell->points != 0x7f;
}

/* Find the end of a text that begins at a column: of characters that look the
 * same, with no more than one blank between them. */
static int
text_end(const struct pencil *pencil, int from)
{
    const struct grid_cell *cells = pencil->cells;
    int to = from + 1;

    if (!is_plain(&cells[from])) {
        return to < pencil->columns && cells[to].points == 0 ? to + 1 : to;
    }
    while (to < pencil->columns) {
        int next = to;

        if (cells[to].points == ' ' && to + 1 < pencil->columns
            && !(cells[to].style.attributes & GRID_UNDERLINE)) {
            next = to + 1;
        }
        if (!is_plain(&cells[next]) || !looks_same(pencil, from, next)) {
            break;
        }
        to = next + 1;
    }
    return to;
}

/* Write a text. */
static void
write_run(const struct pencil *pencil, int from, int to)
{
    struct svg_look look =
        svg_foreground(pencil->theme, &pencil->cells[from].style);
    char name[8];

    fprintf(
        pencil->out, "<text x=\"%d\" y=\"%d\"", from * SVG_CELL_WIDTH,
        pencil->row * SVG_CELL_HEIGHT + SVG_BASELINE);
    if (to - from > 2) {
        fprintf(
            pencil->out, " textLength=\"%d\"", (to - from) * SVG_CELL_WIDTH);
    }
    if (look.color != pencil->theme->foreground || look.attributes) {
        fprintf(
            pencil->out, " class=\"%s\"",
            svg_class(pencil->styles, look, name, sizeof(name)));
    }
    fputc('>', pencil->out);
    for (int column = from; column < to; column++) {
        const struct grid_cell *cell = &pencil->cells[column];

        for (int i = 0; i < GRID_CELL_POINTS && grid_point(cell, i); i++) {
            write_point(pencil->out, grid_point(cell, i));
        }
    }
    fputs("</text>", pencil->out);
}

/* Draw a shape, with those that join it; returns the column behind it. */
static int
write_shape(const struct pencil *pencil, int from, const struct shape *shape)
{
    int to = from + 1;

    while (shape->joins && to < pencil->columns
           && pencil->cells[to].points == pencil->cells[from].points
           && looks_same(pencil, from, to)) {
        to++;
    }
    write_rectangle(
        pencil, (from + shape->x) * SVG_CELL_WIDTH,
        (pencil->row + shape->y) * SVG_CELL_HEIGHT,
        (to - from - 1 + shape->width) * SVG_CELL_WIDTH,
        shape->height * SVG_CELL_HEIGHT,
        svg_foreground(pencil->theme, &pencil->cells[from].style));
    return to;
}

void
svg_row(
    FILE *out,
    const struct grid *grid,
    int row,
    const struct cast_theme *theme,
    struct svg_styles *styles)
{
    const struct pencil pencil = {
        .out = out,
        .cells = grid->cells + (size_t) row * (size_t) grid->columns,
        .columns = grid->columns,
        .row = row,
        .theme = theme,
        .styles = styles,
    };
    int column = 0;

    write_backgrounds(&pencil);
    while (column < grid->columns) {
        const struct grid_cell *cell = &pencil.cells[column];
        struct shape shape;
        int end;

        if (find_shape(grid_point(cell, 0), &shape)) {
            column = write_shape(&pencil, column, &shape);
        } else if (
            cell->points == 0
            || (cell->points == ' '
                && !(cell->style.attributes & GRID_UNDERLINE))) {
            column++;
        } else {
            end = text_end(&pencil, column);
            write_run(&pencil, column, end);
            column = end;
        }
    }
}
