/* The timeline: which moment stands in which cell, what a lane shows, the page
 * as literal screens, and how it moves. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "ui/view/axis.h"
#include "ui/view/lane.h"
#include "ui/view/lane_text.h"

#define SECOND NANOSECONDS_PER_SECOND

static struct fixture fixture;

static int
open_fixture(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    return 0;
}

static int
open_ascii(void **state)
{
    (void) state;
    fixture_open(&fixture, true);
    return 0;
}

static void
axis_cells(void **state)
{
    const struct axis axis = { .start = 100, .cell = 10, .width = 20 };

    (void) state;
    assert_int_equal(axis_column(&axis, 99), -1);
    assert_int_equal(axis_column(&axis, 100), 0);
    assert_int_equal(axis_column(&axis, 109), 0);
    assert_int_equal(axis_column(&axis, 110), 1);
    assert_int_equal(axis_column(&axis, 299), 19);
    assert_int_equal(axis_column(&axis, 300), 20);
    assert_int_equal(axis_column(&axis, INT64_MAX), 20);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(axis_column(&axis, axis_time(&axis, i)), i);
    }
}

/* What fits has room, and would not with shorter cells; labels are apart. */
static void
axis_zooms(void **state)
{
    (void) state;
    assert_int_equal(axis_zoom(-1), axis_zoom(0));
    assert_int_equal(axis_zoom(AXIS_ZOOMS), axis_zoom(AXIS_ZOOMS - 1));
    for (int64_t span = SECOND / 100; span < 2000000 * SECOND; span *= 3) {
        int zoom = axis_fit(span, 50);
        struct axis axis = { .cell = axis_zoom(zoom), .width = 50 };

        assert_true(axis.cell * 50 >= span);
        assert_true(zoom == 0 || axis_zoom(zoom - 1) * 50 < span);
        assert_true(axis_step(&axis) >= 12 * axis.cell);
    }
}

static void
axis_labels(void **state)
{
    static const struct {
        int64_t passed;
        int64_t step;
        const char *label;
    } cases[] = {
        { 0, SECOND, "0s" },
        { -2 * SECOND, SECOND, "-2s" },
        { SECOND / 4, SECOND / 20, "250ms" },
        { 5 * SECOND / 4, SECOND / 20, "1.250s" },
        { 61 * SECOND, SECOND / 2, "1m01.000s" },
        { 59 * SECOND, SECOND, "59s" },
        { 60 * SECOND, SECOND, "1m" },
        { 90 * SECOND, 30 * SECOND, "1m30s" },
        { 3661 * SECOND, SECOND, "1h01m01s" },
        { 7500 * SECOND, 300 * SECOND, "2h05m" },
        { 90000 * SECOND, 3600 * SECOND, "1d01h" },
    };
    char text[32];

    (void) state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        axis_label(cases[i].passed, cases[i].step, text, sizeof(text));
        assert_string_equal(text, cases[i].label);
    }
}

/* Check a lane of cells of a second from the fixture's beginning. */
static void
check_lane(const struct worker *worker, int start, const char *expected)
{
    static const char letters[LANE_KINDS + 1] = " .:=d~->vS#?!x";
    const struct axis axis = {
        .start = fixture.model.opened + start * SECOND,
        .cell = SECOND,
        .width = (int) strlen(expected),
    };
    uint8_t cells[64];
    char text[65] = "";

    lane_fill(worker, &axis, fixture.model.now, cells);
    for (int i = 0; i < axis.width; i++) {
        text[i] = letters[cells[i]];
    }
    assert_string_equal(text, expected);
}

/* Every phase has its own cells, from any start of the axis. */
static void
lanes(void **state)
{
    struct worker *worker = fixture_add(&fixture, NULL, "worker(9)", false);
    struct supervisor *set = fixture.supervisor;

    (void) state;
    fixture_pass(&fixture, 2);
    check_lane(worker, 0, "...   ");
    supervisor_act(set, ACTION_START, worker, 0);
    fixture_pass(&fixture, 2);
    supervisor_act(set, ACTION_JOIN, worker, MP_FOREVER);
    fixture_pass(&fixture, 2);
    check_lane(worker, 0, "..==~~>  ");
    supervisor_act(set, ACTION_RESTART, worker, 0);
    fixture_pass(&fixture, 2);
    check_lane(worker, 0, "..==~~v->  ");
    fake_process_end(fixture_process(&fixture, 0), -SIGTERM);
    fixture_pass(&fixture, 2);
    check_lane(worker, 0, "..==~~v-#=>  ");
    fake_process_end(fixture_process(&fixture, 1), 3);
    fixture_pass(&fixture, 3);
    check_lane(worker, 0, "..==~~v-#=x   ");
    check_lane(worker, 7, "-#=x  ");
    check_lane(worker, 9, "=x  ");
    check_lane(worker, 10, "x  ");
    check_lane(worker, 11, "   ");
    check_lane(worker, -2, "  ..==");
}

/* Ends differ by how they came. */
static void
ends(void **state)
{
    static const int codes[] = { 0, 1, -SIGSEGV };
    static const char *const expected[] = { "S", "x", "!" };

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        struct worker *worker = fixture_add(&fixture, NULL, "worker", false);

        supervisor_act(fixture.supervisor, ACTION_START, worker, 0);
        fake_process_end(fixture_process(&fixture, i), codes[i]);
        check_lane(worker, 0, expected[i]);
    }
    fixture_add(&fixture, NULL, "worker", false);
    fixture.engine.start_error = MP_EDAEMONKID;
    supervisor_act(
        fixture.supervisor, ACTION_START,
        supervisor_worker(fixture.supervisor, 3), 0);
    check_lane(supervisor_worker(fixture.supervisor, 3), 0, "x");
}

static void
words(void **state)
{
    struct worker *worker = fixture_add(&fixture, NULL, "worker(4)", false);
    struct history_life life;
    size_t place = 0;
    char text[128];

    (void) state;
    fixture_pass(&fixture, 3.12);
    supervisor_act(fixture.supervisor, ACTION_START, worker, 0);
    fixture_pass(&fixture, 4.5);
    fake_process_end(fixture_process(&fixture, 0), 0);
    assert_true(history_next_life(worker->history, &place, &life));
    assert_string_equal(
        lane_life(&life, fixture.model.now, text, sizeof(text)),
        "started 02:11:03.120, lived 4.500 s, exit 0");
    assert_string_equal(
        lane_label(worker, fixture.model.now, text, sizeof(text)), "0 4.5s");
    assert_string_equal(
        lane_duration(64250 * (SECOND / 1000), text, sizeof(text)),
        "1m04.250s");
    assert_string_equal(
        lane_duration(7507 * SECOND, text, sizeof(text)), "2h05m07s");
}

/* The page, in all sizes that matter. */
static void
page(void **state)
{
    (void) state;
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "jjjT");
    fixture_expect_all_sizes(&fixture, "timeline");
    fixture_expect(&fixture, "timeline", 80, 24);
}

static void
page_ascii(void **state)
{
    char *screen;

    (void) state;
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "jjjT++[");
    fixture_expect(&fixture, "timeline-ascii", 80, 24);
    screen = fixture_screen(&fixture, 80, 24);
    for (const char *c = screen; *c; c++) {
        assert_in_range((unsigned char) *c, '\n', '~');
    }
    free(screen);
}

/* The tutorial's example 2: four workers that overlap. */
static void
example_two(void **state)
{
    static const double ends[] = { 4, 3, 2, 1 };

    (void) state;
    for (size_t i = 0; i < 4; i++) {
        struct worker *worker = fixture_add(&fixture, NULL, "worker", false);

        supervisor_act(fixture.supervisor, ACTION_START, worker, 0);
    }
    for (size_t i = 4; i-- > 0;) {
        fixture_pass(&fixture, 1);
        fake_process_end(fixture_process(&fixture, i), 0);
        assert_int_equal(
            supervisor_worker(fixture.supervisor, i)->ended
                - fixture.model.opened,
            ends[i] * SECOND);
    }
    fixture_type(&fixture, "T");
    fixture_expect(&fixture, "timeline-overlap", 80, 24);
}

/* The cursor goes from moment to moment and reads them exactly; marks. */
static void
cursor(void **state)
{
    (void) state;
    fixture_add_all_states(&fixture);
    supervisor_mark(fixture.supervisor, "deploy");
    fixture_pass(&fixture, 1);
    fixture_type(&fixture, "jjjT+++++[");
    fixture_expect_text(
        &fixture, 80, 24,
        "at 02:12:02.900 (+1.000 s) · terminate() SIGTERM from you");
    fixture_expect(&fixture, "timeline-cursor", 80, 24);
    fixture_type(&fixture, "[[");
    fixture_expect_text(
        &fixture, 80, 24, "at 02:12:01.900 (+0.000 s) · started pid");
    fixture_type(&fixture, "[");
    fixture_expect_text(&fixture, 80, 24, "Nothing earlier in this lane");
    fixture_type(&fixture, "]]]");
    fixture_expect_text(&fixture, 80, 24, "at 02:12:02.900");
    fixture_type(&fixture, "999>");
    fixture_expect_text(&fixture, 80, 24, "at 02:12:05.000");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_false(fixture_shows(&fixture, 80, 24, "at 02:12"));
    fixture_expect_text(&fixture, 80, 24, "Timeline");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_false(fixture_shows(&fixture, 80, 24, "Timeline all"));
}

/* The cursor tells how long the state lasted in which it stands, or has. */
static void
cursor_in_a_state(void **state)
{
    (void) state;
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "jT["); /* it is joined */
    fixture_expect_text(
        &fixture, 80, 24, "(+1.700 s) · join() waiting · joining 0.400 s");
    fixture_type(&fixture, "[");
    fixture_expect_text(&fixture, 120, 40, "· started 1.700 s");
    fixture_type(&fixture, "9<");
    fixture_expect_text(&fixture, 80, 24, "· initial ");
    fixture_type(&fixture, "jj]");
    fixture_expect_text(&fixture, 80, 24, "· started 1.000 s");
}

/* Another day is told with its date. */
static void
cursor_on_another_day(void **state)
{
    (void) state;
    fixture_add_all_states(&fixture);
    fixture_pass(&fixture, 3 * 86400);
    fixture_type(&fixture, "T[");
    fixture_expect_text(&fixture, 80, 24, "at 2026-11-23 02:11:56");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, "F<");
    fixture_expect_text(&fixture, 80, 24, " at 02:12:0");
}

/* Where all lanes have room with it there is a row between them; a press finds
 * them all the same. */
static void
lanes_apart(void **state)
{
    (void) state;
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "T");
    free(fixture_screen(&fixture, 120, 40));
    fixture_mouse(&fixture, KEYCODE_PRESS, "Process-5");
    assert_string_equal(model_selected(&fixture.model)->name, "Process-5");
    free(fixture_screen(&fixture, 80, 24));
    fixture_mouse(&fixture, KEYCODE_PRESS, "Process-3");
    assert_string_equal(model_selected(&fixture.model)->name, "Process-3");
}

/* Moving in time, zooming, following, and the actions. */
static void
moving(void **state)
{
    (void) state;
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "T");
    fixture_expect_text(&fixture, 80, 24, "Timeline all");
    fixture_type(&fixture, "h");
    fixture_expect_text(&fixture, 80, 24, "Timeline standing");
    fixture_type(&fixture, "F");
    fixture_expect_text(&fixture, 80, 24, "Timeline following");
    fixture_expect_text(&fixture, 80, 24, "2s a cell");
    fixture_type(&fixture, "+");
    fixture_expect_text(&fixture, 80, 24, "1s a cell");
    fixture_type(&fixture, "3-");
    fixture_expect_text(&fixture, 80, 24, "10s a cell");
    fixture_type(&fixture, "999-");
    fixture_expect_text(&fixture, 80, 24, "a cell");
    fixture_type(&fixture, "999+");
    fixture_expect_text(&fixture, 80, 24, "1ms a cell · 66ms ");
    fixture_type(&fixture, "999h999l999<999>f");
    fixture_expect_text(&fixture, 80, 24, "Timeline all");
    fixture_type(&fixture, "jjs");
    fixture_expect_text(&fixture, 80, 24, "started 02:12:04.000, has lived");
    fixture_type(&fixture, "t");
    fixture_expect_text(&fixture, 80, 24, "SIGTERM from you");
}

/* m asks for a text and puts a mark; without one it has a number. */
static void
marks(void **state)
{
    const struct marks *kept = supervisor_marks(fixture.supervisor);

    (void) state;
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "Tmdeploy\r");
    fixture_pass(&fixture, 10);
    fixture_expect_text(&fixture, 80, 24, "▼");
    fixture_type(&fixture, "m\rmnever");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_int_equal(kept->count, 2);
    assert_string_equal(marks_at(kept, 0)->text, "deploy");
    assert_string_equal(marks_at(kept, 1)->text, "mark 2");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_expect_text(&fixture, 120, 40, "mark 2");
}

/* Keys before anything is drawn, and every size. */
static void
robust(void **state)
{
    (void) state;
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "T+-hl<>[]fF");
    for (int columns = 1; columns < 1200; columns += 37) {
        for (int rows = 1; rows < 40; rows += 3) {
            fixture_type(&fixture, "+[");
            free(fixture_screen(&fixture, columns, rows));
        }
    }
}

int
main(void)
{
#define PAGE_TEST(test)                                                        \
    cmocka_unit_test_setup_teardown(test, open_fixture, fixture_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(axis_cells),
        cmocka_unit_test(axis_zooms),
        cmocka_unit_test(axis_labels),
        PAGE_TEST(lanes),
        PAGE_TEST(ends),
        PAGE_TEST(words),
        PAGE_TEST(page),
        PAGE_TEST(example_two),
        PAGE_TEST(cursor),
        PAGE_TEST(cursor_in_a_state),
        PAGE_TEST(cursor_on_another_day),
        PAGE_TEST(lanes_apart),
        PAGE_TEST(moving),
        PAGE_TEST(marks),
        PAGE_TEST(robust),
        cmocka_unit_test_setup_teardown(
            page_ascii, open_ascii, fixture_teardown),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
