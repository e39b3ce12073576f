/* The output's page: searching, going to errors, selecting and copying lines;
 * compared with literal screens in tests/screens/. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"

static struct fixture fixture;

/* Nine workers; the second has written, and is shown. */
static int
open_output(void **state)
{
    char text[64];

    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    for (int i = 0; i < 40; i++) {
        snprintf(text, sizeof(text), "line %d of the output\n", i);
        fixture_write(&fixture, 1, OUTPUT_STDOUT, text);
    }
    fixture_write(&fixture, 1, OUTPUT_STDERR, "ValueError: no such thing\n");
    for (int i = 40; i < 80; i++) {
        snprintf(text, sizeof(text), "line %d of the output\n", i);
        fixture_write(&fixture, 1, OUTPUT_STDOUT, text);
    }
    fixture_type(&fixture, "jl");
    free(fixture_screen(&fixture, 80, 24));
    return 0;
}

/* Assert that a text is on a screen of 80x24. */
static void
expect(const char *text)
{
    fixture_expect_text(&fixture, 80, 24, text);
}

/* Search as a person does. */
static void
search(const char *text)
{
    fixture_type(&fixture, "/");
    fixture_type(&fixture, text);
    fixture_key(&fixture, KEYCODE_ENTER);
}

/* Get the style of the cell at which a text begins. */
static struct grid_style
style_at(const char *text)
{
    const struct grid *grid = &fixture.grid;
    size_t size = strlen(text);

    free(fixture_screen(&fixture, 80, 24));
    for (int i = 0; i + (int) size <= grid->rows * grid->columns; i++) {
        size_t same = 0;

        while (same < size
               && grid_point(&grid->cells[i + (int) same], 0)
                   == (unsigned char) text[same]) {
            same++;
        }
        if (same == size) {
            return grid->cells[i].style;
        }
    }
    fail_msg("\"%s\" is not on the screen", text);
    return grid->cells->style;
}

static void
search_page(void **state)
{
    (void) state;
    fixture_type(&fixture, "/re:LINE [67]");
    fixture_expect(&fixture, "search-typed", 80, 24);
    fixture_key(&fixture, KEYCODE_ENTER); /* the newest, as it followed */
    expect("· line 81 of 81 ");
    fixture_type(&fixture, "N");
    expect("· line 80 of 81 ");
    fixture_type(&fixture, "N");
    fixture_expect(&fixture, "search-found", 80, 24);
    fixture_type(&fixture, "nn");
    expect("· line 81 of 81 ");
    fixture_type(&fixture, "n");
    expect("Gone on from the first line");
    expect("· line 7 of 81 ");
    fixture_type(&fixture, "N");
    expect("Gone on from the last line");
    expect("· line 81 of 81 ");
    free(fixture_screen(&fixture, 40, 10));
    fixture_type(&fixture, "GN");
    fixture_expect(&fixture, "search-found", 40, 10);
}

static void
what_fits_stands_out(void **state)
{
    struct grid_style match =
        theme_style(theme_choose(256, THEME_BACKGROUND_DARK), ROLE_MATCH);
    struct grid_style style;

    (void) state;
    fixture_type(&fixture, "/75 of"); /* while it is typed */
    style = style_at("75 of");
    assert_int_equal(style.background, match.background);
    style = style_at("line 75");
    assert_int_not_equal(style.background, match.background);
    fixture_key(&fixture, KEYCODE_ESCAPE); /* not searched for, after all */
    style = style_at("75 of");
    assert_int_not_equal(style.background, match.background);
    search("of the");
    style = style_at("of the output");
    assert_int_equal(style.background, match.background);
    assert_int_equal(fixture.model.page, PAGE_OUTPUT);
    fixture_key(&fixture, KEYCODE_ESCAPE);
    style = style_at("of the output");
    assert_int_not_equal(style.background, match.background);
    assert_int_equal(fixture.model.page, PAGE_OUTPUT);
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_int_equal(fixture.model.page, PAGE_MAIN);
}

/* What stands out does so where the line is folded, too, and only there. */
static void
folded_lines_stand_out(void **state)
{
    struct grid_style match =
        theme_style(theme_choose(256, THEME_BACKGROUND_DARK), ROLE_MATCH);
    int count = 0;

    (void) state;
    fixture_write(
        &fixture, 1, OUTPUT_STDOUT,
        "漢字 this line is so long that it has to be folded just here: "
        "in the middle of a word\n");
    search("he middle");
    free(fixture_screen(&fixture, 80, 24));
    for (int i = 0; i < 80 * 24; i++) {
        count +=
            fixture.grid.cells[i].style.background == match.background ? 1 : 0;
    }
    assert_int_equal(count, 9);
    assert_int_equal(style_at("middle").background, match.background);
}

static void
nothing_is_found(void **state)
{
    (void) state;
    search("nowhere");
    expect("No line has 'nowhere'");
    fixture_type(&fixture, "n");
    expect("No line has 'nowhere'");
    search("LINE 7 "); /* one that is */
    expect("· line 8 of 81 ");
    fixture_type(&fixture, "n");
    expect("No other line has it");
    fixture_type(&fixture, "/re:(");
    expect("Unmatched");
    fixture_key(&fixture, KEYCODE_ENTER); /* it stays open */
    fixture_key(&fixture, KEYCODE_ESCAPE);
    expect("· line 8 of 81 ");
    fixture_type(&fixture, ">/x");
    fixture_key(&fixture, KEYCODE_ENTER); /* there are no lines at all */
    expect("No line has 'x'");
    fixture_type(&fixture, "!");
    expect("No line tells of an error");
}

/* Nothing typed: the same again; from where the screen stands. */
static void
the_same_again(void **state)
{
    (void) state;
    fixture_type(&fixture, "n"); /* nothing yet: it asks */
    fixture_type(&fixture, "line");
    fixture_key(&fixture, KEYCODE_ENTER);
    expect("· line 81 of 81 ");
    fixture_type(&fixture, "g");
    expect("· line 1 of 81 ");
    search("");
    expect("▌");
    fixture_type(&fixture, "n");
    expect("· line 2 of 81 ");
    fixture_type(&fixture, "20j"); /* the marked one is out of sight */
    expect("· line 21 of 81 ");
    fixture_type(&fixture, "N");
    expect("· line 20 of 81 ");
    fixture_type(&fixture, "F");
    expect("· following");
}

static void
errors_are_gone_to(void **state)
{
    (void) state;
    fixture_type(&fixture, "!");
    fixture_expect(&fixture, "search-error", 80, 24);
    fixture_type(&fixture, "!");
    expect("No other line tells of an error");
    fixture_write(&fixture, 1, OUTPUT_STDOUT, "build failed\n");
    fixture_type(&fixture, "!");
    expect("· line 82 of 82 ");
    fixture_type(&fixture, "!");
    expect("Gone on from the first line");
    expect("· line 41 of 82 ");
}

/* Assert what was copied last. */
static void
expect_copied(const char *text, size_t lines)
{
    struct copied *copied = &fixture.model.copied;

    assert_int_equal(fixture.request, SHELL_COPY);
    assert_int_equal(copied->size, strlen(text));
    assert_memory_equal(copied->text, text, copied->size);
    assert_int_equal(copied->lines, lines);
    assert_int_equal(copied->wanted, lines);
    free(copied->text);
    *copied = (struct copied){ NULL, 0, 0, 0 };
}

static void
lines_are_copied(void **state)
{
    (void) state;
    fixture_type(&fixture, "y");
    expect("Nothing is selected: v begins to");
    fixture_type(&fixture, "!vk2j");
    fixture_expect(&fixture, "selected", 80, 24);
    fixture_expect(&fixture, "selected", 40, 10);
    fixture_type(&fixture, "y");
    expect_copied("ValueError: no such thing\nline 40 of the output", 2);
    expect("· line 38 of 81 "); /* where it was, with nothing selected */
    fixture_type(&fixture, "gvGy");
    assert_int_equal(fixture.model.copied.lines, 81);
    free(fixture.model.copied.text);
    fixture.model.copied = (struct copied){ NULL, 0, 0, 0 };
    fixture_type(&fixture, "Gvggy"); /* upwards */
    assert_int_equal(fixture.model.copied.lines, 61);
}

static void
selecting_is_left(void **state)
{
    (void) state;
    fixture_type(&fixture, "v");
    expect("y copies · Esc leaves");
    expect("· line 61 of 81 "); /* the first on the screen */
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_int_equal(fixture.model.page, PAGE_OUTPUT);
    fixture_type(&fixture, "vvF>v"); /* of one that has written nothing */
    expect("There is nothing to select");
    fixture_type(&fixture, "<vj>");
    expect("Process-3");
    fixture_type(&fixture, "<y"); /* of another process, no more */
    expect("Nothing is selected");
}

/* What a worker wrote is copied without what would act on a terminal; more than
 * a terminal takes is cut after a whole line. */
static void
what_is_copied_is_safe_and_bounded(void **state)
{
    static char line[1000];

    (void) state;
    fixture_write(
        &fixture, 1, OUTPUT_STDOUT, "\033[31mred\033[0m\a\033]52;c;eA==\a!\n");
    fixture_type(&fixture, "kGvG");
    fixture_type(&fixture, "y");
    free(fixture.model.copied.text);
    fixture.model.copied = (struct copied){ NULL, 0, 0, 0 };
    search("red");
    fixture_type(&fixture, "vy");
    expect_copied("red!", 1);
    memset(line, 'x', sizeof(line) - 2);
    line[sizeof(line) - 2] = '\n';
    for (int i = 0; i < 100; i++) {
        fixture_write(&fixture, 1, OUTPUT_STDOUT, line);
    }
    search("red");
    fixture_type(&fixture, "jvGy");
    assert_int_equal(fixture.request, SHELL_COPY);
    assert_in_range(fixture.model.copied.size, 70000, COPIED_MOST);
    assert_true(fixture.model.copied.lines < fixture.model.copied.wanted);
    assert_int_not_equal(
        fixture.model.copied.text[fixture.model.copied.size - 1], '\n');
}

/* A long search goes on in other turns, until a key ends it. */
static void
a_long_search_is_no_key_s(void **state)
{
    static char text[64 * 1024 + 1];
    int turns = 0;

    (void) state;
    for (size_t i = 0; i < sizeof(text) - 1; i++) {
        text[i] = i % 32 == 31 ? '\n' : 'x';
    }
    for (int i = 0; i < 12; i++) {
        fixture_write(&fixture, 1, OUTPUT_STDOUT, text);
    }
    search("line 3 ");
    expect(" searching … ");
    while (shell_turn(fixture.shell)) {
        turns++;
    }
    assert_in_range(turns, 2, 20);
    expect("· line 4 of ");
    search("nowhere");
    expect(" searching … ");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_false(shell_turn(fixture.shell));
    fixture_type(&fixture, "n");
    expect(" searching … ");
    fixture_type(&fixture, "j");
    assert_false(shell_turn(fixture.shell));
    assert_int_equal(fixture.model.page, PAGE_OUTPUT);
}

/* The palette has what has a key. */
static void
the_palette_has_it(void **state)
{
    (void) state;
    fixture_type(&fixture, ":next error");
    fixture_key(&fixture, KEYCODE_ENTER);
    expect("· line 41 of 81 ");
    fixture_type(&fixture, ":select lines");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_type(&fixture, ":copy lines");
    fixture_key(&fixture, KEYCODE_ENTER);
    expect_copied("ValueError: no such thing", 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_output, fixture_teardown)
        TEST(search_page),
        TEST(what_fits_stands_out),
        TEST(folded_lines_stand_out),
        TEST(nothing_is_found),
        TEST(the_same_again),
        TEST(errors_are_gone_to),
        TEST(lines_are_copied),
        TEST(selecting_is_left),
        TEST(what_is_copied_is_safe_and_bounded),
        TEST(a_long_search_is_no_key_s),
        TEST(the_palette_has_it),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
