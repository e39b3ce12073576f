/* The mouse: what is pressed is done, what is under the wheel scrolls. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"

/* Draw at the usual size. */
static void
draw(struct fixture *fixture)
{
    free(fixture_screen(fixture, 80, 24));
}

/* Do something with the mouse where a text is, and draw. */
static void
press(struct fixture *fixture, const char *text)
{
    draw(fixture);
    fixture_mouse(fixture, KEYCODE_PRESS, text);
    draw(fixture);
}

static void
turn(struct fixture *fixture, key wheel, const char *text)
{
    draw(fixture);
    fixture_mouse(fixture, wheel, text);
    draw(fixture);
}

/* A dashboard with many workers. */
static void
open_many(struct fixture *fixture, int count)
{
    fixture_open(fixture, false);
    for (int i = 0; i < count; i++) {
        fixture_add(fixture, NULL, "worker(3)", false);
    }
    model_select(&fixture->model, 0);
}

static void
a_press_selects_a_row(void **state)
{
    struct fixture fixture;

    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    press(&fixture, "Process-4 ");
    assert_int_equal(fixture.model.place, 3);
    press(&fixture, "mptop");
    assert_int_equal(fixture.model.place, 3);
    press(&fixture, "migrate");
    assert_int_equal(fixture.model.place, 8);
    /* A title sorts; who is selected stays so. */
    press(&fixture, "EXITCODE");
    assert_int_equal(fixture.model.rows.column, COLUMN_EXITCODE);
    assert_string_equal(model_selected(&fixture.model)->name, "migrate");
    fixture_close(&fixture);
}

static void
the_wheel_scrolls_the_table(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 100);
    fixture_expect_text(&fixture, 80, 24, "Process-1 ");
    turn(&fixture, KEYCODE_WHEEL_UP, "Process-5 ");
    assert_int_equal(fixture.model.place, 0);
    turn(&fixture, KEYCODE_WHEEL_DOWN, "Process-5 ");
    assert_false(fixture_shows(&fixture, 80, 24, "Process-3 "));
    assert_true(fixture_shows(&fixture, 80, 24, "Process-4 "));
    /* The selection stays in sight. */
    assert_int_equal(fixture.model.place, 3);
    for (int i = 0; i < 50; i++) {
        turn(&fixture, KEYCODE_WHEEL_DOWN, "Process-");
    }
    assert_true(fixture_shows(&fixture, 80, 24, "Process-100 "));
    press(&fixture, "Process-100 ");
    turn(&fixture, KEYCODE_WHEEL_UP, "Process-");
    assert_false(fixture_shows(&fixture, 80, 24, "Process-100 "));
    assert_int_equal(fixture.model.place, 96);
    fixture_close(&fixture);
}

/* What is all in sight does not move, and neither does the selection. */
static void
the_wheel_leaves_a_short_table(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 5);
    turn(&fixture, KEYCODE_WHEEL_DOWN, "Process-2");
    assert_int_equal(fixture.model.place, 0);
    turn(&fixture, KEYCODE_WHEEL_UP, "Process-2");
    assert_true(fixture_shows(&fixture, 80, 24, "Process-1 "));
    fixture_close(&fixture);
}

static void
a_pressed_key_is_done(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    press(&fixture, "s Start");
    assert_true(supervisor_worker(fixture.supervisor, 0)->alive);
    press(&fixture, "Help");
    assert_int_equal(fixture.model.page, PAGE_HELP);
    press(&fixture, "Back");
    assert_int_equal(fixture.model.page, PAGE_MAIN);
    press(&fixture, "q Quit");
    assert_int_equal(fixture.model.page, PAGE_QUIT);
    fixture_close(&fixture);
}

/* The blank after the last key is none. */
static void
beside_the_keys_nothing_is_done(void **state)
{
    struct fixture fixture;
    struct mouse mouse = { KEYCODE_PRESS, 23, 199 };

    (void) state;
    open_many(&fixture, 3);
    free(fixture_screen(&fixture, 200, 24));
    assert_int_equal(shell_mouse(fixture.shell, &mouse), SHELL_NOTHING);
    mouse.column = 100000;
    assert_int_equal(shell_mouse(fixture.shell, &mouse), SHELL_NOTHING);
    mouse.row = 100000;
    assert_int_equal(shell_mouse(fixture.shell, &mouse), SHELL_NOTHING);
    assert_int_equal(fixture.model.page, PAGE_MAIN);
    fixture_close(&fixture);
}

static void
the_quit_dialog_has_keys(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "sq");
    press(&fixture, "Process-1");
    assert_int_equal(fixture.model.leave.phase, LEAVE_ASKED);
    press(&fixture, "Esc");
    assert_int_equal(fixture.model.leave.phase, LEAVE_NO);
    fixture_type(&fixture, "q");
    press(&fixture, "Enter");
    assert_int_equal(fixture.model.leave.phase, LEAVE_JOINING);
    press(&fixture, "Terminate");
    assert_int_equal(fixture.model.leave.phase, LEAVE_TERMINATING);
    fixture_close(&fixture);
}

/* A question waits for its answer, whatever is pressed. */
static void
a_question_stays(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "AsAt");
    assert_true(fixture.model.asking);
    press(&fixture, "Process-2");
    assert_true(fixture.model.asking);
    assert_int_equal(fixture.model.place, 0);
    fixture_close(&fixture);
}

static void
the_wheel_scrolls_the_output(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "s");
    for (int i = 1; i <= 100; i++) {
        char line[32];

        snprintf(line, sizeof(line), "line <%d>\n", i);
        fixture_write(&fixture, 0, OUTPUT_STDOUT, line);
    }
    turn(&fixture, KEYCODE_WHEEL_UP, "<100>");
    assert_false(fixture_shows(&fixture, 80, 24, "<100>"));
    assert_true(fixture_shows(&fixture, 80, 24, "<97>"));
    assert_true(fixture_shows(&fixture, 80, 24, " of 100"));
    turn(&fixture, KEYCODE_WHEEL_DOWN, "<97>");
    assert_true(fixture_shows(&fixture, 80, 24, "following"));
    press(&fixture, "<100>");
    assert_int_equal(fixture.model.page, PAGE_OUTPUT);
    turn(&fixture, KEYCODE_WHEEL_UP, "<100>");
    assert_false(fixture_shows(&fixture, 80, 24, "<98>"));
    turn(&fixture, KEYCODE_WHEEL_DOWN, "<90>");
    assert_true(fixture_shows(&fixture, 80, 24, "<100>"));
    fixture_close(&fixture);
}

/* Another worker's output is followed anew. */
static void
a_selection_follows_its_output(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "sjs");
    for (int i = 1; i <= 100; i++) {
        fixture_write(&fixture, 0, OUTPUT_STDOUT, "one\n");
        fixture_write(&fixture, 1, OUTPUT_STDOUT, "two\n");
    }
    turn(&fixture, KEYCODE_WHEEL_UP, "two");
    assert_false(fixture_shows(&fixture, 80, 24, "following"));
    press(&fixture, "Process-1 ");
    assert_true(fixture_shows(&fixture, 80, 24, "following"));
    fixture_close(&fixture);
}

static void
the_wheel_scrolls_the_help(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "?");
    fixture_expect_text(&fixture, 80, 24, "1-");
    turn(&fixture, KEYCODE_WHEEL_DOWN, "Start");
    fixture_expect_text(&fixture, 80, 24, "4-");
    turn(&fixture, KEYCODE_WHEEL_UP, "4-");
    fixture_expect_text(&fixture, 80, 24, "1-");
    fixture_close(&fixture);
}

static void
the_wheel_scrolls_the_messages(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "s");
    for (int i = 1; i <= 50; i++) {
        fixture_type(&fixture, "s"); /* refused */
    }
    press(&fixture, "start()");
    assert_int_equal(fixture.model.page, PAGE_MESSAGES);
    fixture_expect_text(&fixture, 80, 24, "-51 of 51");
    turn(&fixture, KEYCODE_WHEEL_UP, "start()");
    fixture_expect_text(&fixture, 80, 24, "-48 of 51");
    fixture_key(&fixture, KEYCODE_DOWN);
    fixture_expect_text(&fixture, 80, 24, "-49 of 51");
    turn(&fixture, KEYCODE_WHEEL_DOWN, "start()");
    fixture_expect_text(&fixture, 80, 24, "-51 of 51");
    /* It follows again. */
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, "sM");
    fixture_expect_text(&fixture, 80, 24, "-52 of 52");
    fixture_close(&fixture);
}

/* What is selected is chosen, what is not is selected first. */
static void
a_menu_is_pressed(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, ":theme\r");
    press(&fixture, "dark");
    assert_non_null(fixture.model.picker.use);
    press(&fixture, "mono");
    press(&fixture, "paper");
    press(&fixture, "paper");
    assert_null(fixture.model.picker.use);
    assert_string_equal(fixture.model.theme, "paper");
    fixture_close(&fixture);
}

static void
the_keys_of_a_menu_are_pressed(void **state)
{
    struct fixture fixture;
    int count;

    (void) state;
    open_many(&fixture, 3);
    count = fixture.model.columns.count;
    fixture_type(&fixture, "O");
    press(&fixture, "Space Show"); /* the first one */
    assert_int_equal(fixture.model.columns.count, count);
    press(&fixture, "TARGET ");
    press(&fixture, "TARGET "); /* selected: not shown any more */
    assert_int_equal(fixture.model.columns.count, count - 1);
    press(&fixture, "Undo");
    assert_null(fixture.model.picker.use);
    assert_int_equal(fixture.model.columns.count, count);
    fixture_type(&fixture, "O");
    press(&fixture, "Keep");
    assert_null(fixture.model.picker.use);
    assert_int_equal(fixture.request, SHELL_SAVE_SETTINGS);
    fixture_close(&fixture);
}

/* Those that have no room are left out, and what is pressed is what is shown.
 */
static void
the_keys_of_a_narrow_menu_are_pressed(void **state)
{
    struct fixture fixture;
    int count;

    (void) state;
    open_many(&fixture, 3);
    count = fixture.model.columns.count;
    fixture_type(&fixture, "O");
    assert_false(fixture_shows(&fixture, 40, 10, "Move"));
    fixture_mouse(&fixture, KEYCODE_PRESS, "  Enter"); /* between two */
    assert_int_equal(fixture.model.columns.count, count);
    free(fixture_screen(&fixture, 40, 10));
    fixture_mouse(&fixture, KEYCODE_PRESS, "Undo");
    assert_null(fixture.model.picker.use);
    fixture_type(&fixture, "O");
    free(fixture_screen(&fixture, 40, 10));
    fixture_mouse(&fixture, KEYCODE_PRESS, "Keep");
    assert_int_equal(fixture.request, SHELL_SAVE_SETTINGS);
    fixture_close(&fixture);
}

/* Nor does the table under it move. */
static void
beside_a_menu_nothing_is_done(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 50);
    fixture_type(&fixture, "O");
    press(&fixture, "mptop");
    shell_mouse(fixture.shell, &(struct mouse){ KEYCODE_PRESS, 4, 1 });
    shell_mouse(fixture.shell, &(struct mouse){ KEYCODE_PRESS, 6, 79 });
    press(&fixture, "Start");
    assert_non_null(fixture.model.picker.use);
    assert_int_equal(fixture.model.picker.selected, 0);
    assert_int_equal(fixture.model.place, 0);
    assert_false(supervisor_worker(fixture.supervisor, 0)->alive);
    fixture_close(&fixture);
}

static void
the_wheel_scrolls_a_menu(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "sS");
    fixture_expect_text(&fixture, 80, 24, "1-16 of");
    turn(&fixture, KEYCODE_WHEEL_DOWN, "QUIT");
    fixture_expect_text(&fixture, 80, 24, "4-19 of");
    assert_int_equal(fixture.model.prompt.choices.selected, 3);
    turn(&fixture, KEYCODE_WHEEL_UP, "ILL");
    fixture_expect_text(&fixture, 80, 24, "1-16 of");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, "O");
    free(fixture_screen(&fixture, 80, 10));
    fixture_mouse(&fixture, KEYCODE_WHEEL_DOWN, "PID");
    assert_int_equal(fixture.model.picker.selected, 3);
    fixture_close(&fixture);
}

static void
a_signal_is_pressed(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "sS");
    press(&fixture, "Interrupt");
    press(&fixture, "Process-2");
    assert_non_null(fixture.model.prompt.use);
    assert_int_equal(fixture.model.place, 0);
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, 0);
    press(&fixture, "Interrupt");
    assert_null(fixture.model.prompt.use);
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, SIGINT);
    fixture_close(&fixture);
}

/* What the palette offers is done, too. */
static void
a_command_is_pressed(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, ":timel");
    press(&fixture, "The lives");
    assert_int_equal(fixture.model.page, PAGE_TIMELINE);
    fixture_close(&fixture);
}

static void
a_press_moves_the_cursor_of_a_line(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_type(&fixture, "a");
    fixture_type(&fixture, "sleep 10");
    press(&fixture, "eep 10");
    assert_int_equal(fixture.model.prompt.line.cursor, 2);
    fixture_key(&fixture, 0x4f60); /* of two cells */
    press(&fixture, "p 10");
    assert_int_equal(fixture.model.prompt.line.cursor, 7);
    press(&fixture, "Process-3");
    assert_int_equal(fixture.model.place, 0);
    free(fixture_screen(&fixture, 80, 24));
    shell_mouse(fixture.shell, &(struct mouse){ KEYCODE_PRESS, 23, 79 });
    assert_int_equal(fixture.model.prompt.line.cursor, 11);
    shell_mouse(fixture.shell, &(struct mouse){ KEYCODE_PRESS, 23, 17 });
    assert_int_equal(fixture.model.prompt.line.cursor, 2); /* on its 2nd half */
    fixture_close(&fixture);
}

static void
the_mouse_is_switched_by_a_key(void **state)
{
    struct fixture fixture;

    (void) state;
    open_many(&fixture, 3);
    fixture_key(&fixture, KEYCODE_CTRL_O);
    assert_int_equal(fixture.request, SHELL_MOUSE);
    fixture_close(&fixture);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_press_selects_a_row),
        cmocka_unit_test(the_wheel_scrolls_the_table),
        cmocka_unit_test(the_wheel_leaves_a_short_table),
        cmocka_unit_test(a_pressed_key_is_done),
        cmocka_unit_test(beside_the_keys_nothing_is_done),
        cmocka_unit_test(the_quit_dialog_has_keys),
        cmocka_unit_test(a_question_stays),
        cmocka_unit_test(the_wheel_scrolls_the_output),
        cmocka_unit_test(a_selection_follows_its_output),
        cmocka_unit_test(the_wheel_scrolls_the_help),
        cmocka_unit_test(the_wheel_scrolls_the_messages),
        cmocka_unit_test(a_menu_is_pressed),
        cmocka_unit_test(the_keys_of_a_menu_are_pressed),
        cmocka_unit_test(the_keys_of_a_narrow_menu_are_pressed),
        cmocka_unit_test(beside_a_menu_nothing_is_done),
        cmocka_unit_test(the_wheel_scrolls_a_menu),
        cmocka_unit_test(a_signal_is_pressed),
        cmocka_unit_test(a_command_is_pressed),
        cmocka_unit_test(a_press_moves_the_cursor_of_a_line),
        cmocka_unit_test(the_mouse_is_switched_by_a_key),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("mouse", tests, NULL, NULL);
}
