/* Playing recordings: the screen at each moment, and what keys do. */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/clock.h"
#include "tests/support/cmocka.h"
#include "tests/support/recording.h"
#include "ui/viewer.h"

#define SECOND NANOSECONDS_PER_SECOND

/* When the test begins. */
#define BEGIN (100 * SECOND)

/* "one" at 1 s, a marker at 2 s, "two" at 3 s, another one at 4 s, all wide
 * at 5 s, the end at 60 s. */
static const char text[] = RECORDING_3 "[1, \"o\", \"one\"]\n"
                                       "[1, \"m\", \"first\"]\n"
                                       "[1, \"o\", \"\\r\\ntwo\\u001b[?25l\"]\n"
                                       "[1, \"m\", \"second\"]\n"
                                       "[1, \"r\", \"30x6\"]\n"
                                       "[55, \"x\", \"0\"]\n";

struct stage {
    struct cast_player *player;
    struct viewer viewer;
    struct grid grid;
    char *shown;
};

static struct stage stage;

/* Begin to play on a screen of a size. */
static void
begin(const char *recording, int64_t idle_limit, int rows, int columns)
{
    char error[256];

    stage = (struct stage){ 0 };
    if (cast_player_open(
            &stage.player, recording_file(recording), "a.cast", idle_limit,
            error, sizeof error)
        < 0)
        fail_msg("%s", error);
    assert_int_equal(grid_resize(&stage.grid, rows, columns), 0);
    viewer_open(
        &stage.viewer, stage.player, theme_choose(0, THEME_BACKGROUND_UNKNOWN),
        1, BEGIN);
}

static int
finish(void **state)
{
    (void) state;
    cast_player_close(stage.player);
    grid_free(&stage.grid);
    free(stage.shown);
    stage = (struct stage){ 0 };
    return 0;
}

/* Let time pass since the beginning, and draw. */
static const char *
at(double seconds)
{
    viewer_turn(&stage.viewer, BEGIN + clock_from_seconds(seconds));
    viewer_draw(&stage.viewer, &stage.grid);
    free(stage.shown);
    stage.shown = grid_text(&stage.grid);
    assert_non_null(stage.shown);
    return stage.shown;
}

static void
press(key code)
{
    viewer_key(&stage.viewer, code);
}

/* Check the moment that is shown. */
static void
expect_position(double seconds)
{
    assert_int_equal(stage.player->position, clock_from_seconds(seconds));
}

static void
shows_each_moment(void **state)
{
    (void) state;
    begin(text, 0, 8, 100);
    assert_null(strstr(at(0.5), "one"));
    assert_non_null(strstr(at(1), "one"));
    assert_non_null(strstr(at(1), " 0:01/1:00 playing"));
    assert_null(strstr(at(1.5), "first"));
    assert_non_null(strstr(at(2), "1/2 first"));
    assert_null(strstr(at(2.9), "two"));
    assert_non_null(strstr(at(3), "two"));
    assert_non_null(strstr(at(4), "2/2 second"));
    assert_false(stage.viewer.paused);
    assert_non_null(strstr(at(60), " 1:00/1:00 end"));
    assert_true(viewer_ended(&stage.viewer));
    press(' ');
    assert_null(strstr(at(60), "one"));
    assert_non_null(strstr(at(61), "one"));
}

static void
wakes_when_something_is_due(void **state)
{
    (void) state;
    begin(RECORDING_3 "[0.25, \"o\", \"a\"]\n[9.75, \"x\", \"0\"]\n", 0, 9, 80);
    at(0);
    assert_true(llabs(viewer_due(&stage.viewer) - BEGIN - SECOND / 4) < 9);
    at(0.25);
    /* the seconds go on, in the line */
    assert_true(llabs(viewer_due(&stage.viewer) - BEGIN - SECOND) < 9);
    press(' ');
    at(5);
    assert_int_equal(viewer_due(&stage.viewer), INT64_MAX);
}

static void
pauses_and_steps(void **state)
{
    (void) state;
    begin(text, 0, 8, 100);
    at(1.5);
    press(' ');
    assert_non_null(strstr(at(3), "paused"));
    assert_null(strstr(at(9), "two"));
    expect_position(1.5);
    press('.'); /* over the marker, which nobody sees */
    expect_position(3);
    press('.');
    expect_position(5);
    press(' ');
    assert_non_null(strstr(at(10), "playing"));
    expect_position(6);
    press('.'); /* pauses first */
    assert_true(stage.viewer.paused);
    expect_position(6);
}

static void
goes_from_marker_to_marker(void **state)
{
    (void) state;
    begin(text, 0, 8, 100);
    at(0);
    press(']');
    expect_position(2);
    press(']');
    expect_position(4);
    press(']');
    expect_position(4);
    assert_non_null(strstr(at(0), "no marker follows"));
    press('['); /* it has only just passed */
    expect_position(2);
    press('[');
    expect_position(0);
    at(3.5);
    press('[');
    expect_position(2);
    press(' ');
    press('[');
    expect_position(0);
    assert_null(strstr(at(9), "one"));
}

static void
changes_its_speed(void **state)
{
    (void) state;
    begin(text, 0, 8, 100);
    at(1);
    press('+');
    assert_non_null(strstr(at(2), " 2x "));
    expect_position(3);
    press('-');
    press('-');
    assert_non_null(strstr(at(4), " 0.5x "));
    expect_position(4);
    for (int i = 0; i < 9; i++)
        press('<');
    assert_non_null(strstr(at(4), "no slower than that"));
}

static void
goes_where_keys_say(void **state)
{
    (void) state;
    begin(text, 0, 8, 100);
    at(6);
    press(KEYCODE_LEFT);
    expect_position(1);
    press(KEYCODE_LEFT);
    expect_position(0);
    press(KEYCODE_RIGHT);
    expect_position(5);
    press('G');
    expect_position(60);
    press('g');
    expect_position(0);
    assert_false(stage.viewer.quit);
    press('q');
    assert_true(stage.viewer.quit);
}

static void
shortens_pauses(void **state)
{
    (void) state;
    begin(text, 2 * SECOND, 8, 100);
    assert_int_equal(stage.player->duration, 7 * SECOND);
    at(7);
    assert_true(viewer_ended(&stage.viewer));
}

static void
a_screen_of_the_same_size_is_covered_for_a_while_only(void **state)
{
    (void) state;
    begin(
        RECORDING_3 "[1, \"o\", \"\\u001b[4;1Hlast\"]\n[9, \"x\", \"0\"]\n", 0,
        4, 20);
    assert_null(strstr(at(2), "last"));
    assert_non_null(strstr(at(2), "playing"));
    assert_non_null(strstr(at(4), "last"));
    assert_null(strstr(at(4), "playing"));
    press(' ');
    assert_non_null(strstr(at(9), "paused"));
}

static void
a_larger_recording_is_cut_and_says_so(void **state)
{
    (void) state;
    begin(
        "{\"version\":2,\"width\":200,\"height\":50}\n[0,\"o\",\"top\"]\n"
        "[1,\"o\",\"\\u001b[50;1Hbottom\"]\n[9,\"o\",\"x\"]\n",
        0, 10, 60);
    assert_non_null(strstr(at(5), "top"));
    assert_null(strstr(at(5), "bottom"));
    assert_non_null(strstr(at(5), "cut from 200x50"));
    assert_non_null(strstr(at(5), "q Quit"));
}

static void
a_marker_without_room_is_left_out(void **state)
{
    (void) state;
    begin(text, 0, 8, 23);
    assert_non_null(strstr(at(2), " 0:02/1:00 playing\n"));
}

static void
the_cursor_and_wide_characters_are_drawn(void **state)
{
    const struct grid_cell *cell;

    (void) state;
    begin(
        RECORDING_3 "[0,\"o\",\"\xe6\xbc\xa2\xe2\x80\x8d"
                    "e\xcc\x81\"]\n"
                    "[9,\"x\",\"0\"]\n",
        0, 8, 40);
    assert_non_null(strstr(at(1), "\xe6\xbc\xa2"));
    cell = stage.grid.cells;
    assert_int_equal(grid_point(&cell[1], 0), 0);
    for (int i = 0; i < 40 && !(cell->style.attributes & GRID_REVERSE); i++)
        cell++;
    assert_true(cell->style.attributes & GRID_REVERSE);
    assert_int_equal(grid_point(cell, 0), ' ');
}

static void
no_size_is_too_small(void **state)
{
    (void) state;
    begin(
        "{\"version\":2,\"width\":1,\"height\":1}\n"
        "[0, \"o\", \"\u6f22\u6f22\"]\n[1, \"r\", \"2x1\"]\n"
        "[1, \"o\", \"\u6f22\u6f22\"]\n[2, \"r\", \"1x3\"]\n"
        "[2, \"o\", \"\u6f22\u6f22\"]\n",
        0, 3, 20);
    at(0.5);
    assert_non_null(strstr(at(1.5), "\xe6\xbc\xa2"));
    at(2);
    assert_true(viewer_ended(&stage.viewer));
}

static void
the_whole_file_is_read_first(void **state)
{
    struct cast_player *player = NULL;
    char error[256];

    (void) state;
    assert_int_equal(
        cast_player_open(
            &player,
            recording_file(RECORDING_3 "[1,\"o\",\"a\"]\n[1,\"o\",2]\n"),
            "b.cast", 0, error, sizeof error),
        -EINVAL);
    assert_non_null(strstr(error, "b.cast:3: the data, third in"));
}

#define TEST(name) cmocka_unit_test_teardown(name, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shows_each_moment),
        TEST(wakes_when_something_is_due),
        TEST(pauses_and_steps),
        TEST(goes_from_marker_to_marker),
        TEST(changes_its_speed),
        TEST(goes_where_keys_say),
        TEST(shortens_pauses),
        TEST(a_screen_of_the_same_size_is_covered_for_a_while_only),
        TEST(a_larger_recording_is_cut_and_says_so),
        TEST(a_marker_without_room_is_left_out),
        TEST(the_cursor_and_wide_characters_are_drawn),
        TEST(no_size_is_too_small),
        TEST(the_whole_file_is_read_first),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
