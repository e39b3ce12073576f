#include "ui/term/pen.h"

#include <stdlib.h>
#include <string.h>

#include "ui/term/pen_style.h"
#include "ui/term/utf8.h"

#define ANSI_MOVE "\033[%i%p1%d;%p2%dH"
#define RESET_MARGINS "\033[r"

static const struct grid_style plain = { GRID_DEFAULT, GRID_DEFAULT, 0 };

void
pen_init(struct pen *pen, const struct capabilities *can)
{
    *pen = (struct pen){ .can = can, .column = -1 };
    pen->ansi = strcmp(can->move, ANSI_MOVE) == 0;
}

void
pen_finish(struct pen *pen)
{
    free(pen->bytes);
    pen->bytes = NULL;
}

void
pen_forget(struct pen *pen)
{
    pen->column = -1;
    pen->ink.known = false;
}

/* Make sure that there is room for some bytes. */
static bool
reserve(struct pen *pen, size_t size)
{
    size_t room = (pen->count + size) * 2 + 4096;
    char *more;

    if (pen->count + size <= pen->room) {
        return true;
    }
    more = realloc(pen->bytes, room);
    if (!more) {
        pen->failed = true;
        return false;
    }
    pen->bytes = more;
    pen->room = room;
    return true;
}

void
pen_write(struct pen *pen, const char *bytes, size_t size)
{
    if (!reserve(pen, size)) {
        return;
    }
    memcpy(pen->bytes + pen->count, bytes, size);
    pen->count += size;
}

void
pen_write_text(struct pen *pen, const char *text)
{
    if (text) {
        pen_write(pen, text, strlen(text));
    }
}

bool
pen_is_blank(const struct grid_cell *cell)
{
    return cell->points == ' '
        && !(cell->style.attributes & (GRID_REVERSE | GRID_UNDERLINE));
}

/* Tell whether a cell looks as it should in the style that is set. */
static bool
suits(const struct pen *pen, const struct grid_cell *cell)
{
    const struct grid_style *set = &pen->ink.asked;

    if (!pen->ink.known) {
        return false;
    }
    if (pen_is_blank(cell)) {
        return set->background == cell->style.background
            && !(set->attributes & (GRID_REVERSE | GRID_UNDERLINE));
    }
    return memcmp(set, &cell->style, sizeof *set) == 0;
}

/* Tell whether a cell holds one character of ASCII, as nearly all do. */
static bool
is_plain(const struct grid_cell *cell)
{
    return cell->points >= ' ' && cell->points < 0x7f;
}

bool
pen_is_cheap(const struct pen *pen, const struct grid_cell *cell)
{
    return is_plain(cell) && suits(pen, cell);
}

void
pen_clear_screen(struct pen *pen)
{
    pen_reset_style(pen);
    pen->ink.asked = plain;
    if (pen->can->ansi) {
        /* curses sets margins for a screen of another height: going down
         * across the lower one would scroll */
        pen_write_text(pen, RESET_MARGINS);
    }
    pen_write_text(pen, pen->can->clear_screen);
    pen->column = -1;
}

/* Set a style for blanks of a background, changing what is set as little as
 * possible. */
static void
set_blank_style(struct pen *pen, int32_t background)
{
    struct grid_style style = pen->ink.asked;

    if (!pen->ink.known || background == GRID_DEFAULT
        || (style.attributes & (GRID_REVERSE | GRID_UNDERLINE))) {
        style = plain;
    }
    style.background = background;
    pen_set_style(pen, style);
}

void
pen_clear_line(struct pen *pen, struct grid_style style)
{
    const struct grid_cell cell = { ' ', style };

    if (!suits(pen, &cell)) {
        set_blank_style(pen, style.background);
    }
    pen_write_text(pen, pen->can->clear_line);
}

/* Write a number in decimal.  Returns behind it. */
static char *
write_number(char *to, int number)
{
    char digits[12];
    int count = 0;

    do {
        digits[count++] = (char) ('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (count > 0) {
        *to++ = digits[--count];
    }
    return to;
}

/* Make the string that goes to a cell from anywhere. */
static const char *
absolute_move(
    const struct pen *pen, int row, int column, char *room, size_t *size)
{
    const char *string = room;
    char *end = room;

    if (pen->ansi) {
        *end++ = '\033';
        *end++ = '[';
        end = write_number(end, row + 1);
        *end++ = ';';
        end = write_number(end, column + 1);
        *end++ = 'H';
        *size = (size_t) (end - room);
    } else {
        string = pen->can->expand(pen->can->move, row, column);
        *size = strlen(string);
    }
    return string;
}

/* Go down and to the side if that takes fewer than some bytes.  Returns whether
 * it did. */
static bool
move_relatively(struct pen *pen, int rows, int columns, size_t limit)
{
    const struct capabilities *can = pen->can;
    const char *side = NULL;
    size_t times = columns < 0 ? (size_t) -columns : columns > 0;
    size_t size;

    if (rows < 0 || (rows > 0 && !can->down)) {
        return false;
    }
    if (columns < 0) {
        side = can->left;
    } else if (columns > 0 && can->move_right) {
        side = can->expand(can->move_right, columns, 0);
    }
    if (columns != 0 && !side) {
        return false;
    }
    size = (rows > 0 ? (size_t) rows * strlen(can->down) : 0)
        + (side ? times * strlen(side) : 0);
    if (size >= limit) {
        return false;
    }
    while (rows-- > 0) {
        pen_write_text(pen, can->down);
    }
    while (times-- > 0) {
        pen_write_text(pen, side);
    }
    return true;
}

void
pen_move(struct pen *pen, int row, int column)
{
    char room[32];
    const char *string;
    size_t size;

    if (row == pen->row && column == pen->column) {
        return;
    }
    string = absolute_move(pen, row, column, room, &size);
    if (pen->column < 0
        || !move_relatively(pen, row - pen->row, column - pen->column, size)) {
        if (!pen->ansi) {
            string = absolute_move(pen, row, column, room, &size);
        }
        pen_write(pen, string, size);
    }
    pen->row = row;
    pen->column = column;
}

/* Tell whether terminals disagree about how far a cell moves the cursor. */
static bool
moves_unsurely(const struct grid_cell *cell, int width)
{
    uint32_t point = grid_point(cell, 0);

    return width == 2 || cell->points != point
        || (point >= 0x25a0 && point < 0x2800) || point >= 0x1f000;
}

/* Turn a cell into bytes, which a terminal can do no harm with.  Returns how
 * many. */
static size_t
encode(const struct grid_cell *cell, int width, bool ascii, char *bytes)
{
    size_t size = 0;

    for (int i = 0; i < GRID_CELL_POINTS && grid_point(cell, i) != 0; i++) {
        uint32_t point = grid_point(cell, i);

        if (i > 0 && ascii) {
            break;
        }
        if (point < ' ' || (point >= 0x7f && (point < 0xa0 || ascii))) {
            memcpy(bytes, "??", 2);
            return (size_t) width;
        }
        size += utf8_write(bytes + size, point);
    }
    if (size == 0) { /* half of a wide character, alone */
        bytes[size++] = ' ';
    }
    return size;
}

/* Write plain cells that suit the style that is set, as many as stand together;
 * returns how many. */
static int
put_plain(struct pen *pen, const struct grid_cell *cells, int count)
{
    int done = 0;
    char *to;

    if (!reserve(pen, (size_t) count)) {
        return 0;
    }
    to = pen->bytes + pen->count;
    while (done < count && is_plain(&cells[done]) && suits(pen, &cells[done])) {
        to[done] = (char) cells[done].points;
        done++;
    }
    pen->count += (size_t) done;
    pen->column += done;
    return done;
}

/* Write a character that needs more thought, or a style before it. */
static void
put_any(struct pen *pen, const struct grid_cell *cell, int width)
{
    char bytes[GRID_CELL_POINTS * UTF8_LONGEST];
    bool ascii = pen->can->ascii;

    if (!suits(pen, cell)) {
        if (pen_is_blank(cell)) {
            set_blank_style(pen, cell->style.background);
        } else {
            pen_set_style(pen, cell->style);
        }
    }
    pen_write(pen, bytes, encode(cell, width, ascii, bytes));
    pen->column += width;
    if (!ascii && moves_unsurely(cell, width)) {
        pen->column = -1;
    }
}

void
pen_put(
    struct pen *pen,
    int row,
    int column,
    const struct grid_cell *cells,
    int count)
{
    int i = 0;

    while (i < count) {
        int done;

        pen_move(pen, row, column + i);
        done = put_plain(pen, cells + i, count - i);
        if (done == 0) {
            done = i + 1 < count && cells[i + 1].points == 0 ? 2 : 1;
            put_any(pen, &cells[i], done);
        }
        i += done;
    }
    /* In the last column the cursor stays, or waits behind it. */
    if (column + count >= pen->columns) {
        pen->column = -1;
    }
}
