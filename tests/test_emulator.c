/* Emulator: what programs write to a terminal, drawn into a grid, and what is
 * typed there. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "ui/term/emulator.h"

enum {
    ROWS = 5,
    COLUMNS = 20
};

static struct emulator *emulator;
static struct grid grid;

static int
setup(void **state)
{
    (void) state;
    setlocale(LC_ALL, "C.UTF-8");
    grid_resize(&grid, ROWS, COLUMNS);
    return emulator_new(&emulator, ROWS, COLUMNS);
}

static int
teardown(void **state)
{
    (void) state;
    emulator_free(emulator);
    grid_free(&grid);
    return 0;
}

/* Write a text. */
static void
put(const char *text)
{
    emulator_write(emulator, text, strlen(text));
}

/* Draw, with the cursor. */
static void
draw(void)
{
    struct grid_area all = grid_all(&grid);

    grid_fill(&all, (struct grid_style){ GRID_DEFAULT, GRID_DEFAULT, 0 });
    emulator_draw(emulator, &all, true);
}

/* Draw, and check the text. */
static void
check(const char *expected)
{
    char *text;

    draw();
    text = grid_text(&grid);
    assert_string_equal(text, expected);
    free(text);
}

/* Check what goes to the program. */
static void
check_answers(const char *expected)
{
    size_t size;
    const char *bytes = emulator_answers(emulator, &size);

    assert_int_equal(size, strlen(expected));
    assert_memory_equal(bytes, expected, size);
}

/* Get a cell as drawn last. */
static const struct grid_cell *
cell(int row, int column)
{
    return &grid.cells[row * grid.columns + column];
}

static void
test_text_and_colours(void **state)
{
    (void) state;
    put("plain \033[1;31mred\033[0m \033[38;2;1;2;3;48;5;200mrgb\033[m\r\n"
        "\033[7mrev\033[m \033[4munder\033[m");
    check("plain red rgb\nrev under\n\n\n\n");
    assert_int_equal(cell(0, 0)->style.foreground, GRID_DEFAULT);
    assert_int_equal(cell(0, 6)->style.foreground, 1);
    assert_int_equal(cell(0, 6)->style.attributes, GRID_BOLD);
    assert_int_equal(cell(0, 10)->style.foreground, GRID_RGB(1, 2, 3));
    assert_int_equal(cell(0, 10)->style.background, 200);
    assert_int_equal(cell(1, 0)->style.attributes, GRID_REVERSE);
    assert_int_equal(cell(1, 4)->style.attributes, GRID_UNDERLINE);
}

static void
test_cursor(void **state)
{
    (void) state;
    put("ab");
    draw();
    assert_int_equal(cell(0, 2)->style.attributes, GRID_REVERSE);
    put("\033[?25l");
    draw();
    assert_int_equal(cell(0, 2)->style.attributes, 0);
    put("\033[?25h\033[3;1H");
    draw();
    assert_int_equal(cell(2, 0)->style.attributes, GRID_REVERSE);
}

static void
test_alternate_screen(void **state)
{
    (void) state;
    put("before");
    assert_false(emulator_is_alternate(emulator));
    put("\033[?1049h\033[Hinside");
    assert_true(emulator_is_alternate(emulator));
    check("inside\n\n\n\n\n");
    put("\033[?1049l");
    assert_false(emulator_is_alternate(emulator));
    check("before\n\n\n\n\n");
}

static void
test_wide_characters(void **state)
{
    (void) state;
    put("漢字 e\u0301x\r\n0123456789012345678漢");
    check("漢字 e\u0301x\n0123456789012345678\n漢\n\n\n");
    assert_int_equal(grid_point(cell(0, 1), 0), 0);
    assert_int_equal(grid_point(cell(0, 6), 0), 'x');
    put("\033[1;2H.");
    check(" .字 e\u0301x\n0123456789012345678\n漢\n\n\n");
}

/* One cell is what it takes for the emulator, two for the grid, or the other
 * way round: nothing moves. */
static void
test_widths_that_differ(void **state)
{
    (void) state;
    put("a\U0001fae0|\r\nb\u2764\ufe0f|\r\nc\u200d|");
    draw();
    for (int row = 0; row < 3; row++) {
        int bars = 0;

        for (int column = 0; column < COLUMNS; column++) {
            bars += grid_point(cell(row, column), 0) == '|';
        }
        assert_int_equal(bars, 1);
        assert_int_equal(grid_point(cell(row, 5), 0), ' ');
    }
}

static void
test_resize(void **state)
{
    int rows, columns;

    (void) state;
    put("one\r\ntwo");
    emulator_resize(emulator, 3, 10);
    emulator_size(emulator, &rows, &columns);
    assert_int_equal(rows, 3);
    assert_int_equal(columns, 10);
    grid_resize(&grid, 3, 10);
    check("one\ntwo\n\n");
    emulator_resize(emulator, 1, 1);
    put("\033[99;99Hx\033[?1049h\033[2J\033[?1049l");
    emulator_resize(emulator, 8, 40);
    put("\033[8;38Hend");
    grid_resize(&grid, 8, 40);
    draw();
    assert_int_equal(grid_point(cell(7, 39), 0), 'd');
}

/* Nothing but text is in the cells. */
static void
test_nothing_gets_through(void **state)
{
    (void) state;
    put("\033]0;title\007\033]52;c;aGVsbG8=\007\033Pq#0\033\\\a\016\017ok\033["
        "?2004h\033[5i\033#8\033[H\033[Jok\xff\xc3(\x9b"
        "31m\u202e");
    draw();
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        uint32_t point = grid_point(&grid.cells[i], 0);

        assert_true(
            point == 0 || (point >= ' ' && (point < 0x7f || point >= 0xa0)));
    }
    assert_int_equal(grid_point(cell(0, 0), 0), 'o');
}

/* A program that draws without the alternate screen, as top does, has its
 * cursor above what it wrote when the terminal becomes smaller. */
static void
test_cursor_above(void **state)
{
    (void) state;
    put("one\r\ntwo\r\nthree\r\nfour\033[H");
    emulator_resize(emulator, 2, 10);
    put("\033[J");
    put("x");
    emulator_resize(emulator, 6, 10);
    put("\033[H\033[Jnew");
    check("new\n\n\n\n\n");
}

/* Margins of a larger screen are gone on a smaller one. */
static void
test_margins(void **state)
{
    (void) state;
    put("\033[3;5rone\033[4;1H");
    emulator_resize(emulator, 2, 10);
    for (int i = 0; i < 20; i++) {
        put("line\r\n\033[L\033[M\033M");
    }
    emulator_resize(emulator, 5, 20);
    put("\033[?69h\033[10;20s\033[1;15H");
    emulator_resize(emulator, 5, 5);
    for (int i = 0; i < 20; i++) {
        put("line\r\n\033[L\033[M\033M\033[@\033[P");
    }
    put("\033[H\033[Jend");
    check("end\n\n\n\n\n");
}

/* Of arguments there is no end; a sequence that has too many is none. */
static void
test_arguments(void **state)
{
    (void) state;
    put("\033[0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1mb");
    draw();
    assert_int_equal(cell(0, 0)->style.attributes, GRID_BOLD);
    put("\033[m");
    for (int i = 0; i < 100; i++) {
        put("\033[1");
        for (int k = 0; k < 1000; k++) {
            put(k % 2 ? ":1" : ";2;");
        }
        put("mx\r");
    }
    put("\033[?1;2;3;4;5;6;7;8;9;0;1;2;3;4;5;6;7;8;9;0;1;2;3;4;5;6m-\r");
    put("\033[?;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;"
        "c+");
    check("+x\n\n\n\n\n");
    assert_int_equal(cell(0, 0)->style.attributes, 0);
}

/* A character is repeated; libvterm would repeat one that is none for ever. */
static void
test_repeat(void **state)
{
    (void) state;
    put("\033[5b");
    put("\033P$qm\033[b");
    put("\033[m\033[5b\033[2;3b\033[?7b");
    put("\033\177[5b\033[\0015b\033 [5b\342\200\213\033[5b");
    check("5b\n\n\n\n\n");
    put("\033[H\033[Ka\033[3b-\033[");
    put("2");
    put("b\033[bX\033[1m\033[9b\r\n");
    put("=\033[2000000000b\r\n.");
    check("aaaa----X\n====================\n=\n.\n\n");
    put("\033[H\033[2J");
}

/* Questions that libvterm knows are answered; with any other it would hand a
 * number to printf() as a text, which a sanitizer does not survive. */
static void
test_questions(void **state)
{
    static const char *const unknown[] = {
        "\033P$qx\033\\",      "\033P$q\033\\",        "\033P$qhl\007",
        "\033 P$qx\033\\",     "\033\nP$qx\033\\",     "\033\377P$qx\033\\",
        "\033[\033P$qx\033\\", "\033(P$qx\033\\",      "\033P\001$qx\033\\",
        "\033\033P$qmm\033\\", "\033]a\033P$qx\033\\",
    };

    (void) state;
    put("\033P$qm\033\\");
    check_answers("\033P1$rm\033\\");
    put("\033P$q");
    put(" q\033");
    check_answers("");
    put("\\");
    check_answers("\033P1$r1 q\033\\");
    for (size_t i = 0; i < sizeof(unknown) / sizeof(*unknown); i++) {
        put(unknown[i]);
        check_answers("");
        emulator_reset(emulator);
        for (const char *byte = unknown[i]; *byte; byte++) {
            emulator_write(emulator, byte, 1);
        }
        check_answers("");
        put("-\033[1m");
        emulator_reset(emulator);
        put("\033");
        emulator_reset(emulator); /* which forgets what was begun */
        put("P$qx\033\\");
        check_answers("");
        emulator_reset(emulator);
    }
    /* A string whose end comes in two pieces. */
    put("a\033]0;title\033");
    put("\\\033P$qx\033");
    put("\\b");
    check("ab\n\n\n\n\n");
}

/* The cursor is put back to the screen that is there now, in the colours of the
 * beginning where it was never kept. */
static void
test_saved_cursor(void **state)
{
    (void) state;
    put("\0338x");
    draw();
    assert_int_equal(cell(0, 0)->style.foreground, GRID_DEFAULT);
    assert_int_equal(cell(0, 0)->style.background, GRID_DEFAULT);
    put("\033[5;20H\0337\033[H");
    emulator_resize(emulator, 2, 10);
    put("\0338\033H\033[J\033[K\033[Xy");
    emulator_resize(emulator, ROWS, COLUMNS);
    check("x\n         y\n\n\n\n");
    put("\033[H\033[Ja\033[sbc\033[uX\033[1;2s\033[1uY");
    check("aXY\n\n\n\n\n");
}

/* The control characters behind ASCII are none of a terminal that has UTF-8;
 * libvterm would leave the screen with them. */
static void
test_control_characters(void **state)
{
    (void) state;
    put("\xc2\x80\033[K\xc2\x9f\xc2\x85\033[1K\033[Xx\xc2\x9b");
    check("x\n\n\n\n\n");
}

/* Characters that are broken off, wherever a piece ends. */
static void
test_broken_characters(void **state)
{
    (void) state;
    put("\xc3");
    put("\xff"
        "a\xe2");
    put("b\xe2\x82");
    put("\xac\xf0\x9f\033[1mc\xed\xa0\x80|\xf4\x90\x80\x80|\xe2\x80\r\n");
    put("\xc3\030|\xc3\177\xa9");
    check("\ufffd\ufffda\ufffdb\u20ac\ufffdc\ufffd|\ufffd|\ufffd\n\ufffd|\u00e9"
          "\n\n\n\n");
}

/* Of marks for one character there is no end: libvterm would keep them all. */
static void
test_marks(void **state)
{
    (void) state;
    put("e");
    for (int i = 0; i < 5000; i++) {
        put(i % 2 ? "\u0301" : "\033[m\u0600");
    }
    put("x");
    draw();
    assert_int_equal(grid_point(cell(0, 1), 0), ' ');
    assert_int_equal(grid_point(cell(0, 5), 0), 'x');
    put("\r\n");
    for (int i = 0; i < 500; i++) {
        put("\u0e01\u0e34 \u0301");
    }
    put("\033[Hx\033[K");
    assert_int_equal(grid_point(cell(0, 0), 0), 'e');
}

/* A number is as large as it likes. */
static void
test_large_numbers(void **state)
{
    (void) state;
    put("\033[2;2H\033[2147483647B1\033[2147483647C2");
    put("\033[2;2H\033[2147483647X\033[2147483647I3\033[2147483647e4");
    put("\033[99999999999999999999999A5\033[4294967297d6");
    check("                   5\n                   3\n\n\n 1                 "
          "6\n");
}

/* The look of text has parts: each is taken for itself, and what libvterm does
 * not know does nothing. */
static void
test_looks(void **state)
{
    (void) state;
    put("\033[0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;1;4;38;5;9;48;2;1;2;3ma");
    put("\033[;38:2::4:5:6;48:5:7mb\033[0;38:2:4:5:6mc\033[0;58;5;1;58:2::1:7:"
        "4md");
    put("\033[m\033[4:3me\033[4:0mf\033[38;5mg\033[38mh\033[48;2;1;2mi\033[1:"
        "2mj");
    draw();
    assert_int_equal(cell(0, 0)->style.attributes, GRID_BOLD | GRID_UNDERLINE);
    assert_int_equal(cell(0, 0)->style.foreground, 9);
    assert_int_equal(cell(0, 0)->style.background, GRID_RGB(1, 2, 3));
    assert_int_equal(cell(0, 1)->style.foreground, GRID_RGB(4, 5, 6));
    assert_int_equal(cell(0, 1)->style.background, 7);
    assert_int_equal(cell(0, 1)->style.attributes, 0);
    assert_int_equal(cell(0, 2)->style.foreground, GRID_RGB(4, 5, 6));
    assert_int_equal(cell(0, 3)->style.attributes, 0);
    assert_int_equal(cell(0, 4)->style.attributes, GRID_UNDERLINE);
    for (int column = 5; column < 10; column++) {
        assert_int_equal(cell(0, column)->style.attributes, 0);
        assert_int_equal(cell(0, column)->style.foreground, GRID_DEFAULT);
        assert_int_equal(cell(0, column)->style.background, GRID_DEFAULT);
    }
}

/* What nobody needs does nothing: pictures and titles, double lines, margins at
 * the sides. */
static void
test_dropped(void **state)
{
    (void) state;
    put("a\033_Gi=1;AAAA\033\\b\033^x\033\\c\033Xx\x9c\ny\033\\d\033]8;;u\a");
    put("\033#6e\033[?69h\033[3;5sf\033[>4;1mg\033[!ph\033[1;2:3Hi\033[<uj\033 "
        "Fk");
    put("\033[2;3'}l\033[5 !qm\033[1$5hn\033[?1?5ho\033[22;0tp\033Nq");
    check("abcdefghijklmnopq\n\n\n\n\n");
    put("\033[c");
    check_answers("\033[?1;2c");
}

/* A program that begins anew is on the screen of the beginning. */
static void
test_begin_anew(void **state)
{
    (void) state;
    put("one\033[?1049h\033[?1000h\033[?25l\033[1mtwo\033c");
    assert_false(emulator_is_alternate(emulator));
    assert_false(emulator_wants_mouse(emulator));
    put("three");
    check("three\n\n\n\n\n");
    put("\033[?1049h");
    emulator_reset(emulator);
    put("\033[?1049lfour");
    check("four\n\n\n\n\n");
    assert_int_equal(cell(0, 4)->style.attributes, GRID_REVERSE);
}

/* In whatever pieces it comes, the same is seen. */
static void
test_pieces(void **state)
{
    static const char text[] = "a\u0301\033[1;38;5;7mb\033[2;"
                               "3H\u6f22\xe2\x82\033P$qm\033\\c\033]0;t\033"
                               "\\d\033(0q\033(Be\033[?25;7lf\033[5b\033[3;"
                               "1H\033_x\ag\0337\033[Hh\0338i";
    char *expected;

    (void) state;
    put(text);
    draw();
    expected = grid_text(&grid);
    for (size_t first = 1; first < sizeof(text) - 1; first++) {
        for (size_t step = 1; step < sizeof(text); step += step) {
            size_t size;

            emulator_reset(emulator);
            for (size_t i = 0; i < sizeof(text) - 1; i += size) {
                size_t rest = sizeof(text) - 1 - i;

                size = i == 0 ? first : step;
                size = size < rest ? size : rest;
                emulator_write(emulator, text + i, size);
            }
            check(expected);
        }
    }
    free(expected);
}

static void
test_answers(void **state)
{
    (void) state;
    put("\033[6n");
    check_answers("\033[1;1R");
    check_answers("");
    for (int i = 0; i < 10000; i++) {
        put("\033[6n");
    }
    size_t size;
    emulator_answers(emulator, &size);
    assert_true(size > 0 && size <= 4096);
    put("\033[c");
    emulator_reset(emulator);
    check_answers("");
}

static void
test_keys(void **state)
{
    static const struct {
        key code;
        const char *bytes;
    } keys[] = {
        { 'a', "a" },
        { 3, "\003" },
        { 26, "\032" },
        { 0x6f22, "漢" },
        { KEYCODE_ENTER, "\r" },
        { KEYCODE_TAB, "\t" },
        { KEYCODE_BACK_TAB, "\033[Z" },
        { KEYCODE_ESCAPE, "\033" },
        { KEYCODE_BACKSPACE, "\177" },
        { KEYCODE_UP, "\033[A" },
        { KEYCODE_PAGE_DOWN, "\033[6~" },
        { KEYCODE_DELETE, "\033[3~" },
        { KEYCODE_HOME, "\033[H" },
        { KEYCODE_F1, "\033OP" },
        { KEYCODE_F1 + 4, "\033[15~" },
        { KEYCODE_F12, "\033[24~" },
        { KEYCODE_ALT | 'x', "\033x" },
        { KEYCODE_ALT | KEYCODE_LEFT, "\033[1;3D" },
        { KEYCODE_PASTE, "" },
        { KEYCODE_RESIZE, "" },
        { KEYCODE_PRESS, "" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        emulator_key(emulator, keys[i].code);
        check_answers(keys[i].bytes);
    }
    put("\033[?1h");
    emulator_key(emulator, KEYCODE_UP);
    check_answers("\033OA");
}

static void
test_paste(void **state)
{
    (void) state;
    put("\033[?2004h");
    emulator_key(emulator, KEYCODE_PASTE);
    emulator_key(emulator, 'x');
    emulator_key(emulator, KEYCODE_PASTE_END);
    check_answers("\033[200~x\033[201~");
}

/* Several modes in one sequence, which may come in pieces. */
static void
test_modes(void **state)
{
    static const char text[] = "\033\033[?25;1006;1000lx\033[?1049;1000hy"
                               "\033[?5;\033[1mz\033[?h\033[?1000000000000000"
                               "00000000000000000000000000000000000000000hw";

    (void) state;
    for (size_t i = 0; text[i]; i++) {
        emulator_write(emulator, text + i, 1);
    }
    assert_true(emulator_is_alternate(emulator));
    assert_true(emulator_wants_mouse(emulator));
    check(" yzw\n\n\n\n\n");
    assert_int_equal(cell(0, 3)->style.attributes, GRID_BOLD);
}

static void
test_mouse(void **state)
{
    const struct mouse press = { KEYCODE_PRESS, 2, 4 };
    const struct mouse wheel = { KEYCODE_WHEEL_DOWN, 0, 0 };

    (void) state;
    assert_false(emulator_wants_mouse(emulator));
    emulator_mouse(emulator, &press);
    check_answers("");
    put("\033[?1000h\033[?1006h");
    assert_true(emulator_wants_mouse(emulator));
    emulator_mouse(emulator, &press);
    check_answers("\033[<0;5;3M\033[<0;5;3m");
    emulator_mouse(emulator, &wheel);
    check_answers("\033[<65;1;1M");
    put("\033[?1000l");
    assert_false(emulator_wants_mouse(emulator));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(test_text_and_colours),
        TEST(test_cursor),
        TEST(test_alternate_screen),
        TEST(test_wide_characters),
        TEST(test_widths_that_differ),
        TEST(test_resize),
        TEST(test_nothing_gets_through),
        TEST(test_answers),
        TEST(test_questions),
        TEST(test_arguments),
        TEST(test_saved_cursor),
        TEST(test_control_characters),
        TEST(test_broken_characters),
        TEST(test_marks),
        TEST(test_large_numbers),
        TEST(test_looks),
        TEST(test_dropped),
        TEST(test_begin_anew),
        TEST(test_pieces),
        TEST(test_margins),
        TEST(test_repeat),
        TEST(test_cursor_above),
        TEST(test_keys),
        TEST(test_paste),
        TEST(test_modes),
        TEST(test_mouse),
    };

    return cmocka_run_group_tests_name("emulator", tests, NULL, NULL);
}
