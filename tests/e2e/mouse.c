/* The mouse in the real program, and that it is given back. */
#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"

/* Presses the first button where a text is, and lets go of it. */
static void
press(struct harness *harness, const char *text)
{
    char report[64];
    int row;
    int column;

    harness_expect(harness, text);
    harness_check(harness, harness_find(harness, text, &row, &column));
    snprintf(
        report, sizeof report, "\033[<0;%d;%dM\033[<0;%d;%dm", column + 1,
        row + 1, column + 1, row + 1);
    harness_type(harness, report);
}

static bool
is_selected(struct harness *harness, void *context)
{
    const char *const *name = context;

    return mptop_selected(harness, *name);
}

static bool
reports_the_mouse(struct harness *harness, void *context)
{
    (void) context;
    return harness->mouse != VTERM_PROP_MOUSE_NONE;
}

static bool
leaves_the_mouse(struct harness *harness, void *context)
{
    return !reports_the_mouse(harness, context);
}

static void
rows_and_keys_are_pressed(void **state)
{
    struct harness *harness = mptop_start(24, 80, NULL, NULL);
    const char *name = "Process-6";

    (void) state;
    press(harness, name);
    harness_expect_that(harness, is_selected, &name);
    press(harness, "Start");
    mptop_expect_cell(harness, "Process-6", "ALIVE", "yes");
    press(harness, "Quit");
    harness_expect(harness, "Quit:");
    press(harness, "Stay");
    harness_expect_absent(harness, "Quit:");
    press(harness, "Children");
    harness_expect(harness, "Active children");
    press(harness, "Back");
    harness_expect(harness, "EXITCODE");
    mptop_finish(harness);
}

/* Turns the wheel where a text is. */
static void
turn(struct harness *harness, bool down, const char *text)
{
    char report[64];
    int row;
    int column;

    harness_expect(harness, text);
    harness_check(harness, harness_find(harness, text, &row, &column));
    snprintf(
        report, sizeof report, "\033[<%d;%d;%dM", down ? 65 : 64, column + 1,
        row + 1);
    harness_type(harness, report);
}

static void
menus_are_pressed(void **state)
{
    struct harness *harness = mptop_start(24, 80, NULL, NULL);

    (void) state;
    press(harness, "Process-1");
    press(harness, "Start");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_type(harness, "S");
    press(harness, "Interrupt");
    harness_expect_match(harness, "▌.*Interrupt");
    turn(harness, true, "Alarm clock");
    harness_expect(harness, "4-19 of");
    press(harness, "Terminated");
    harness_expect_match(harness, "▌.*Terminated");
    press(harness, "Terminated");
    mptop_expect_cell(harness, "Process-1", "EXITCODE", "-15 SIGTERM");
    harness_type(harness, "O");
    press(harness, "The exit code");
    press(harness, "Undo");
    harness_expect_absent(harness, "Esc Undo");
    harness_type(harness, ":messa");
    press(harness, "with their times");
    harness_expect_absent(harness, "EXITCODE");
    press(harness, "Back");
    harness_expect(harness, "EXITCODE");
    mptop_finish(harness);
}

/* Nothing that a mouse may send is a key: not in pieces, not as garbage. */
static void
reports_are_no_keys(void **state)
{
    static const char *const pieces[] = { "\033[<", "0;3", "5;1", "M" };
    struct harness *harness = mptop_start(24, 80, NULL, NULL);
    const char *name = "Process-3";

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        harness_type(harness, pieces[i]);
        harness_settle(harness, 0.1, HARNESS_DEADLINE);
    }
    harness_type(harness, "\033[<0;;M\033[<9999999999;1;1M\033[<2;3;3M");
    harness_type(harness, "\033[<35;5;5M\033[<0;5;5m\033[M !!");
    press(harness, name);
    harness_expect_that(harness, is_selected, &name);
    harness_check(harness, !harness_find(harness, "No action", NULL, NULL));
    mptop_expect_cell(harness, "Process-1", "STATE", "initial");
    mptop_finish(harness);
}

static void
a_key_gives_the_mouse_back(void **state)
{
    struct harness *harness = mptop_start(24, 80, NULL, NULL);

    (void) state;
    harness_expect_that(harness, reports_the_mouse, NULL);
    harness_type(harness, "\017");
    harness_expect_that(harness, leaves_the_mouse, NULL);
    harness_expect(harness, "the terminal's now");
    harness_type(harness, "\017");
    harness_expect_that(harness, reports_the_mouse, NULL);
    harness_expect(harness, "works in mptop again");
    mptop_finish(harness);
}

static void
no_mouse_leaves_it_to_the_terminal(void **state)
{
    struct harness *harness = mptop_start(24, 80, WORDS("--no-mouse"), NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_check(harness, !strstr(harness->bytes, "?1000h"));
    harness_type(harness, "\017");
    harness_expect_that(harness, reports_the_mouse, NULL);
    mptop_finish(harness);
}

static void
a_terminal_without_a_mouse_says_so(void **state)
{
    struct harness *harness = mptop_start(24, 80, NULL, WORDS("TERM=vt100"));

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_type(harness, "\017");
    harness_expect(harness, "does not report a mouse");
    harness_type(harness, "Q");
    harness_expect_end(harness);
    harness_check(harness, !strstr(harness->bytes, "?1000"));
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(rows_and_keys_are_pressed),
        TEST(menus_are_pressed),
        TEST(reports_are_no_keys),
        TEST(a_key_gives_the_mouse_back),
        TEST(no_mouse_leaves_it_to_the_terminal),
        TEST(a_terminal_without_a_mouse_says_so),
    };

    return cmocka_run_group_tests_name(
        "mouse", tests, mptop_setup, mptop_teardown);
}
