/* Grid: whatever is written, cells of the area change and nothing else, and no
 * half of a wide character is ever alone. */
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "tests/support/cmocka.h"
#include "ui/term/grid.h"

#define WIDE "\xe6\xbc\xa2" /* U+6F22, two cells */
#define ACUTE "\xcc\x81"    /* U+0301, stands on the one before */
#define REPLACEMENT "\xef\xbf\xbd"
#define ELLIPSIS "\xe2\x80\xa6"

static const struct grid_style none = { GRID_DEFAULT, GRID_DEFAULT, 0 };
static const struct grid_style green = { 114, GRID_DEFAULT, GRID_BOLD };

/* A grid of one row, with its text. */
struct row {
    struct grid grid;
    struct grid_area area;
    char *text;
};

static void
row_open(struct row *row, int columns)
{
    *row = (struct row){ .text = NULL };
    assert_int_equal(grid_resize(&row->grid, 1, columns), 0);
    row->area = grid_all(&row->grid);
}

static void
row_close(struct row *row)
{
    free(row->text);
    grid_free(&row->grid);
    assert_null(row->grid.cells);
}

static const char *
row_text(struct row *row)
{
    free(row->text);
    row->text = grid_text(&row->grid);
    assert_non_null(row->text);
    row->text[strlen(row->text) - 1] = '\0';
    return row->text;
}

/* Let the address sanitizer, where it is, fail as malloc() does. */
const char *__asan_default_options(void);

__attribute__((visibility("default"))) const char *
__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void
resizes_to_blanks(void **state)
{
    struct grid grid = { 0 };
    struct grid_area all;

    (void) state;
    assert_int_equal(grid_resize(&grid, 2, 3), 0);
    all = grid_all(&grid);
    grid_write(&all, 1, 0, "abc", green);
    assert_int_equal(grid_resize(&grid, 2, 3), 0);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(grid_point(&grid.cells[i], 0), ' ');
        assert_int_equal(grid.cells[i].points >> GRID_POINT_BITS, 0);
        assert_memory_equal(&grid.cells[i].style, &none, sizeof none);
    }
    assert_int_equal(grid_resize(&grid, INT_MAX, INT_MAX), -ENOMEM);
    assert_int_equal(grid.rows, 2);
    assert_int_equal(grid.columns, 3);
    grid_free(&grid);
    assert_int_equal(grid.rows, 0);
}

static void
writes_text_in_a_style(void **state)
{
    struct row row;

    (void) state;
    row_open(&row, 10);
    assert_int_equal(grid_write(&row.area, 0, 2, "abc", green), 5);
    assert_string_equal(row_text(&row), "  abc");
    assert_memory_equal(&row.grid.cells[1].style, &none, sizeof none);
    assert_memory_equal(&row.grid.cells[2].style, &green, sizeof green);
    assert_memory_equal(&row.grid.cells[4].style, &green, sizeof green);
    assert_memory_equal(&row.grid.cells[5].style, &none, sizeof none);
    row_close(&row);
}

static void
cuts_text_at_both_sides(void **state)
{
    struct row row;

    (void) state;
    row_open(&row, 5);
    assert_int_equal(grid_write(&row.area, 0, 3, "abc", none), 5);
    assert_string_equal(row_text(&row), "   ab");
    assert_int_equal(grid_write(&row.area, 0, -2, "xyz", none), 1);
    assert_string_equal(row_text(&row), "z  ab");
    assert_int_equal(grid_write(&row.area, 0, 5, "no", none), 5);
    assert_int_equal(grid_write(&row.area, 0, -9, "no", none), -7);
    assert_int_equal(grid_write(&row.area, 1, 0, "no", none), 2);
    assert_int_equal(grid_write(&row.area, -1, 0, "no", none), 2);
    assert_int_equal(grid_write(&row.area, INT_MIN, INT_MAX, "no", none), 5);
    assert_string_equal(row_text(&row), "z  ab");
    row_close(&row);
}

static void
cuts_wide_characters_whole(void **state)
{
    struct row row;

    (void) state;
    row_open(&row, 5);
    grid_write(&row.area, 0, 0, ".....", none);
    assert_int_equal(grid_write(&row.area, 0, 2, WIDE WIDE, green), 5);
    assert_string_equal(row_text(&row), ".." WIDE);
    assert_int_equal(grid_point(&row.grid.cells[3], 0), 0);
    assert_memory_equal(&row.grid.cells[3].style, &green, sizeof green);
    assert_int_equal(grid_point(&row.grid.cells[4], 0), ' ');
    assert_int_equal(grid_write(&row.area, 0, -1, WIDE ACUTE "a", none), 2);
    assert_string_equal(row_text(&row), " a" WIDE);
    assert_int_equal(row.grid.cells[0].points >> GRID_POINT_BITS, 0);
    row_close(&row);
}

static void
blanks_the_other_half(void **state)
{
    struct row row;

    (void) state;
    row_open(&row, 6);
    grid_write(&row.area, 0, 0, WIDE WIDE WIDE, green);
    grid_write(&row.area, 0, 1, "b", none); /* right half */
    assert_string_equal(row_text(&row), " b" WIDE WIDE);
    grid_write(&row.area, 0, 2, "c", none); /* left half */
    assert_string_equal(row_text(&row), " bc " WIDE);
    assert_memory_equal(&row.grid.cells[3].style, &green, sizeof green);
    grid_write(&row.area, 0, 3, WIDE, none); /* another's left half */
    assert_string_equal(row_text(&row), " bc" WIDE);
    grid_write(&row.area, 0, 2, WIDE, none); /* another's right half */
    assert_string_equal(row_text(&row), " b" WIDE);
    row_close(&row);
}

static void
blanks_halves_at_an_areas_border(void **state)
{
    struct row row;
    struct grid_area part;

    (void) state;
    row_open(&row, 6);
    grid_write(&row.area, 0, 0, WIDE WIDE WIDE, none);
    part = grid_part(&row.area, 0, 1, 1, 4);
    grid_fill(&part, green);
    assert_string_equal(row_text(&row), "");
    assert_memory_equal(&row.grid.cells[0].style, &none, sizeof none);
    assert_memory_equal(&row.grid.cells[1].style, &green, sizeof green);
    assert_memory_equal(&row.grid.cells[4].style, &green, sizeof green);
    assert_memory_equal(&row.grid.cells[5].style, &none, sizeof none);
    row_close(&row);
}

static void
rules_fill_the_rest_of_a_row(void **state)
{
    struct row row;
    struct grid_area part;

    (void) state;
    row_open(&row, 12);
    grid_write(&row.area, 0, 0, WIDE WIDE WIDE WIDE WIDE WIDE, none);
    part = grid_part(&row.area, 0, 0, 1, 11);
    grid_rule(&part, 0, 1, '=', green);
    assert_string_equal(row_text(&row), " ==========");
    assert_memory_equal(&row.grid.cells[0].style, &none, sizeof none);
    assert_memory_equal(&row.grid.cells[10].style, &green, sizeof green);
    assert_memory_equal(&row.grid.cells[11].style, &none, sizeof none);
    grid_rule(&part, 0, -2, '-', none);
    assert_string_equal(row_text(&row), "-----------");
    grid_rule(&part, 0, 11, 'x', none);
    grid_rule(&part, 0, 99, 'x', none);
    grid_rule(&part, 1, 0, 'x', none);
    grid_rule(&part, -1, 0, 'x', none);
    assert_string_equal(row_text(&row), "-----------");
    row_close(&row);
}

static void
keeps_combining_marks_that_have_room(void **state)
{
    struct row row;

    (void) state;
    row_open(&row, 4);
    grid_write(&row.area, 0, 0, ACUTE "e" ACUTE "x", none);
    assert_string_equal(row_text(&row), "e" ACUTE "x");
    grid_write(&row.area, 0, 0, "a" ACUTE ACUTE ACUTE ACUTE ACUTE, none);
    assert_string_equal(row_text(&row), "a" ACUTE ACUTE "x");
    grid_write(&row.area, 0, 2, WIDE ACUTE, none);
    assert_string_equal(row_text(&row), "a" ACUTE ACUTE "x" WIDE ACUTE);
    grid_write(&row.area, 0, 3, "e" ACUTE ACUTE "f" ACUTE, none);
    assert_string_equal(row_text(&row), "a" ACUTE ACUTE "x e" ACUTE ACUTE);
    row_close(&row);
}

static void
leaves_out_what_terminals_disagree_about(void **state)
{
    /* Joiner, variation selector, right to left override, byte order mark, soft
     * hyphen, line separator, tag. */
    static const char text[] = "a\xe2\x80\x8d\xef\xb8\x8f\xe2\x80\xae"
                               "\xef\xbb\xbf\xc2\xad\xe2\x80\xa8"
                               "\xf3\xa0\x80\xa1z";
    struct row row;

    (void) state;
    row_open(&row, 9);
    assert_int_equal(grid_write(&row.area, 0, 0, text, none), 2);
    assert_string_equal(row_text(&row), "az");
    assert_int_equal(grid_width(text), 2);
    row_close(&row);
}

/* Every single byte takes one cell, and none is a control character there. */
static void
takes_every_byte(void **state)
{
    struct row row;

    (void) state;
    row_open(&row, 3);
    for (int byte = 1; byte < 256; byte++) {
        const char text[] = { 'a', (char) byte, 'b', '\0' };
        uint32_t point;

        grid_fill(&row.area, none);
        assert_int_equal(grid_write(&row.area, 0, 0, text, none), 3);
        assert_int_equal(grid_width(text), 3);
        assert_int_equal(grid_point(&row.grid.cells[0], 0), 'a');
        assert_int_equal(grid_point(&row.grid.cells[2], 0), 'b');
        point = grid_point(&row.grid.cells[1], 0);
        if (byte >= ' ' && byte < 0x7f) {
            assert_int_equal(point, byte);
        } else {
            assert_int_equal(point, 0xfffd);
        }
    }
    row_close(&row);
}

static void
replaces_broken_utf8(void **state)
{
    static const struct {
        const char *text;
        const char *shown;
    } cases[] = {
        { "\xc0\x80", REPLACEMENT REPLACEMENT }, /* overlong NUL */
        { "\xe0\x80\xaf", REPLACEMENT REPLACEMENT REPLACEMENT },
        { "\xed\xa0\x80", REPLACEMENT REPLACEMENT REPLACEMENT }, /* surrogate */
        { "\xf4\x90\x80\x80", REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT },
        { "\xe6\xbc"
          "a",
          REPLACEMENT "a" }, /* broken off */
        { "\xe6\xbc\xe6\xbc\xa2", REPLACEMENT WIDE },
        { "\xf0\x9f\x90", REPLACEMENT }, /* at the end */
        { "\xc2\x9b"
          "31m",
          REPLACEMENT "31m" }, /* C1: CSI */
        { "\x1b[31m", REPLACEMENT "[31m" },
        { "\xc3\xa9", "\xc3\xa9" },
        { "\xf0\x9f\x90\x8d", "\xf0\x9f\x90\x8d" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct row row;

        row_open(&row, 12);
        grid_write(&row.area, 0, 0, cases[i].text, none);
        assert_string_equal(row_text(&row), cases[i].shown);
        assert_int_equal(grid_width(cases[i].text), grid_width(cases[i].shown));
        row_close(&row);
    }
}

/* Check that right halves stand behind wide characters only, and that no cell
 * holds a control character. */
static void
check_whole(const struct grid *grid)
{
    for (int i = 0; i < grid->rows * grid->columns; i++) {
        const struct grid_cell *cell = grid->cells + i;
        uint32_t point = grid_point(cell, 0);
        bool last = i % grid->columns == grid->columns - 1;
        bool wide = wcwidth((wchar_t) point) == 2;

        assert_false(point > 0 && point < ' ');
        assert_false(point >= 0x7f && point < 0xa0);
        if (point == 0) {
            assert_int_not_equal(i % grid->columns, 0);
            assert_int_equal(wcwidth((wchar_t) grid_point(&cell[-1], 0)), 2);
        }
        if (wide) {
            assert_false(last);
            assert_int_equal(grid_point(&cell[1], 0), 0);
        }
    }
}

/* Fill a text with bytes that often are beginnings and parts of characters. */
static void
random_text(char *text, size_t size)
{
    static const char *const pieces[] = { WIDE,   ACUTE,     "a",    "\xe6",
                                          "\xbc", "\x1b[2J", "\xf0", "\xc2\x9b",
                                          " ",    "\xff",    "\t",   "\x7f" };
    size_t count = (size_t) rand() % (size - 8);
    size_t used = 0;

    while (used < count) {
        const char *piece =
            pieces[(size_t) rand() % (sizeof pieces / sizeof *pieces)];

        memcpy(text + used, piece, strlen(piece));
        used += strlen(piece);
    }
    text[used] = '\0';
}

/* Check that what was outside of an area is as it was, but for halves of wide
 * characters at its sides. */
static void
check_outside(const struct grid_cell *before, const struct grid_area *area)
{
    const struct grid *grid = area->grid;

    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++) {
            size_t i = (size_t) (row * grid->columns + column);
            bool inside = row >= area->row && row < area->row + area->rows
                && column >= area->column
                && column < area->column + area->columns;
            bool beside = row >= area->row && row < area->row + area->rows
                && (column == area->column - 1
                    || column == area->column + area->columns);

            if (inside
                || (beside && grid_point(&grid->cells[i], 0) == ' '
                    && (before[i].points == 0
                        || wcwidth((wchar_t) grid_point(&before[i], 0))
                            == 2))) {
                continue;
            }
            assert_memory_equal(&grid->cells[i], &before[i], sizeof *before);
        }
    }
}

static void
stays_whole_whatever_is_written(void **state)
{
    struct grid grid = { 0 };
    struct grid_cell before[6 * 9];
    struct grid_area all;

    (void) state;
    srand(7);
    assert_int_equal(grid_resize(&grid, 6, 9), 0);
    all = grid_all(&grid);
    for (int i = 0; i < 20000; i++) {
        struct grid_area area = grid_part(
            &all, rand() % 9 - 2, rand() % 13 - 3, rand() % 8, rand() % 12);
        int row = rand() % 8 - 1, column = rand() % 14 - 4;
        char text[64];

        memcpy(before, grid.cells, sizeof before);
        random_text(text, sizeof text);
        switch (rand() % 4) {
        case 0:
            grid_fill(&area, green);
            break;
        case 1:
            grid_field(
                &area, row, column, rand() % 12 - 1, rand() % 2, text, none);
            break;
        default:
            grid_write(&area, row, column, text, green);
        }
        check_whole(&grid);
        check_outside(before, &area);
    }
    grid_free(&grid);
}

static void
parts_lie_inside(void **state)
{
    struct grid grid = { 0 };
    struct grid_area all, part;

    (void) state;
    assert_int_equal(grid_resize(&grid, 10, 20), 0);
    all = grid_all(&grid);
    part = grid_part(&all, 2, 3, 4, 5);
    part = grid_part(&part, 1, 1, 99, 99);
    assert_int_equal(part.row, 3);
    assert_int_equal(part.column, 4);
    assert_int_equal(part.rows, 3);
    assert_int_equal(part.columns, 4);
    part = grid_part(&all, -1, -2, 3, 4);
    assert_int_equal(part.row, 0);
    assert_int_equal(part.column, 0);
    assert_int_equal(part.rows, 2);
    assert_int_equal(part.columns, 2);
    part = grid_part(&all, 10, 0, 1, 1);
    assert_int_equal(part.rows, 0);
    part = grid_part(&all, 0, 0, -5, INT_MAX);
    assert_int_equal(part.rows, 0);
    assert_int_equal(part.columns, 20);
    part = grid_part(&all, INT_MAX, INT_MAX, INT_MAX, INT_MAX);
    assert_int_equal(part.rows, 0);
    assert_int_equal(part.columns, 0);
    grid_free(&grid);
}

static void
fields_are_padded_or_cut(void **state)
{
    static const struct {
        int column;
        int width;
        bool right;
        const char *text;
        const char *shown;
        int end;
    } cases[] = {
        { 1, 4, false, "ab", ".ab  .....", 5 },
        { 1, 4, true, "ab", ".  ab.....", 5 },
        { 1, 4, false, "abcd", ".abcd.....", 5 },
        { 1, 4, false, "abcde", ".abc" ELLIPSIS ".....", 5 },
        { 1, 4, true, "abcde", ".abc" ELLIPSIS ".....", 5 },
        { 1, 4, false, WIDE WIDE WIDE, "." WIDE " " ELLIPSIS ".....", 5 },
        { 1, 4, true, WIDE "x", ". " WIDE "x.....", 5 },
        { 1, 1, false, "abc", "." ELLIPSIS "........", 2 },
        { 1, 0, false, "abc", "..........", 1 },
        { 1, -3, false, "abc", "..........", 1 },
        { -2, 5, false, "abcde", "cde.......", 3 },
        { -2, 4, false, "abcdef", "c" ELLIPSIS "........", 2 },
        { 8, 4, false, "abcdef", "........ab", 12 },
        { 8, 4, true, "a", "........", 12 },
        { 1, 4, false, "", ".    .....", 5 },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct row row;

        row_open(&row, 10);
        grid_write(&row.area, 0, 0, "..........", none);
        assert_int_equal(
            grid_field(
                &row.area, 0, cases[i].column, cases[i].width, cases[i].right,
                cases[i].text, none),
            cases[i].end);
        assert_string_equal(row_text(&row), cases[i].shown);
        row_close(&row);
    }
}

static void
fields_outside_change_nothing(void **state)
{
    struct row row;

    (void) state;
    row_open(&row, 4);
    grid_write(&row.area, 0, 0, "....", none);
    assert_int_equal(grid_field(&row.area, -1, 0, 3, false, "a", none), 3);
    assert_int_equal(grid_field(&row.area, 1, 0, 3, false, "a", none), 3);
    assert_int_equal(grid_field(&row.area, 0, 4, 3, false, "a", none), 7);
    assert_string_equal(row_text(&row), "....");
    row_close(&row);
}

static void
tint_and_overlay_leave_the_text(void **state)
{
    const struct grid_style reverse = { GRID_DEFAULT, GRID_DEFAULT,
                                        GRID_REVERSE };
    const struct grid_style bar = { 0, 6, 0 };
    const struct grid_cell *cells;
    struct row row;

    (void) state;
    row_open(&row, 4);
    cells = row.grid.cells;
    grid_write(&row.area, 0, 0, "abcd", green);
    grid_tint(&row.area, 0, 1, 9, 237);
    assert_int_equal(cells[0].style.background, GRID_DEFAULT);
    assert_int_equal(cells[1].style.background, 237);
    assert_int_equal(cells[3].style.background, 237);
    assert_int_equal(cells[3].style.foreground, 114);
    grid_overlay(&row.area, 0, -1, 2, reverse);
    assert_int_equal(cells[0].style.attributes, GRID_BOLD | GRID_REVERSE);
    assert_int_equal(cells[0].style.foreground, 114);
    assert_int_equal(cells[1].style.attributes, GRID_BOLD);
    grid_overlay(&row.area, 0, 2, 1, bar);
    assert_int_equal(cells[2].style.foreground, 0);
    assert_int_equal(cells[2].style.background, 6);
    assert_int_equal(cells[2].style.attributes, GRID_BOLD);
    grid_tint(&row.area, 1, 0, 4, 1);
    grid_overlay(&row.area, -1, 0, 4, bar);
    assert_int_equal(cells[3].style.background, 237);
    assert_string_equal(row_text(&row), "abcd");
    row_close(&row);
}

static void
shows_ascii_only_when_told(void **state)
{
    struct row row;

    (void) state;
    grid_set_ascii(true);
    row_open(&row, 8);
    grid_write(&row.area, 0, 0, "a" WIDE "e" ACUTE "\x1b\xff.", none);
    assert_string_equal(row_text(&row), "a?e??.");
    assert_int_equal(grid_width("a" WIDE "e" ACUTE), 3);
    grid_field(&row.area, 0, 0, 8, false, "abcdefghij", none);
    assert_string_equal(row_text(&row), "abcdefg~");
    row_close(&row);
    grid_set_ascii(false);
}

static void
text_ends_rows_without_blanks(void **state)
{
    struct grid grid = { 0 };
    struct grid_area all;
    char *text;

    (void) state;
    assert_int_equal(grid_resize(&grid, 3, 6), 0);
    all = grid_all(&grid);
    grid_write(&all, 0, 1, WIDE "  ", none);
    grid_write(&all, 2, 0, "e" ACUTE " f", none);
    text = grid_text(&grid);
    assert_string_equal(text, " " WIDE "\n\ne" ACUTE " f\n");
    free(text);
    grid_free(&grid);
}

static int
use_utf8(void **state)
{
    (void) state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resizes_to_blanks),
        cmocka_unit_test(writes_text_in_a_style),
        cmocka_unit_test(cuts_text_at_both_sides),
        cmocka_unit_test(cuts_wide_characters_whole),
        cmocka_unit_test(blanks_the_other_half),
        cmocka_unit_test(blanks_halves_at_an_areas_border),
        cmocka_unit_test(rules_fill_the_rest_of_a_row),
        cmocka_unit_test(keeps_combining_marks_that_have_room),
        cmocka_unit_test(leaves_out_what_terminals_disagree_about),
        cmocka_unit_test(takes_every_byte),
        cmocka_unit_test(replaces_broken_utf8),
        cmocka_unit_test(stays_whole_whatever_is_written),
        cmocka_unit_test(parts_lie_inside),
        cmocka_unit_test(fields_are_padded_or_cut),
        cmocka_unit_test(fields_outside_change_nothing),
        cmocka_unit_test(tint_and_overlay_leave_the_text),
        cmocka_unit_test(shows_ascii_only_when_told),
        cmocka_unit_test(text_ends_rows_without_blanks),
    };

    return cmocka_run_group_tests_name("grid", tests, use_utf8, NULL);
}
