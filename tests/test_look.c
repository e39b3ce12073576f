/* What the user makes of the screen: columns, theme, filter, order; and the page
 * about one process; compared with literal screens in tests/screens/. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "ui/model_ask.h"
#include "ui/model_look.h"

static struct fixture fixture;

/* Nine workers, the second selected. */
static int
open_all_states(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    fixture_type(&fixture, "j");
    return 0;
}

static void
columns_page(void **state)
{
    (void) state;
    fixture_type(&fixture, "O");
    fixture_expect_all_sizes(&fixture, "columns");
    /* PID goes, DAEMON to the left of ALIVE, the kernel's state comes. */
    fixture_type(&fixture, "j j<");
    assert_int_equal(fixture.model.picker.selected, 1);
    fixture_key(&fixture, KEYCODE_END);
    fixture_type(&fixture, " ");
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_int_equal(fixture.request, SHELL_SAVE_SETTINGS);
    assert_int_equal(model_take_look(&fixture.model), LOOK_COLUMNS);
    fixture_expect(&fixture, "columns-changed", 120, 40);
}

static void
columns_undone(void **state)
{
    struct column_set before = fixture.model.columns;

    (void) state;
    fixture_type(&fixture, "Oj >>");
    assert_memory_not_equal(&before, &fixture.model.columns, sizeof(before));
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_memory_equal(&before, &fixture.model.columns, sizeof(before));
    assert_int_equal(fixture.request, SHELL_NOTHING);
}

/* Rows are known by their names. */
static void
the_name_cannot_be_hidden(void **state)
{
    (void) state;
    fixture_type(&fixture, "O ");
    fixture_expect_text(&fixture, 80, 24, "NAME stays");
    assert_int_equal(fixture.model.columns.list[0], COLUMN_NAME);
}

static void
every_column(void **state)
{
    (void) state;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        column_set_add(&fixture.model.columns, (enum column) i);
    }
    fixture_expect(&fixture, "all-columns", 200, 20);
    /* However narrow: those that stay, and nothing beyond the screen. */
    fixture_expect_text(&fixture, 60, 20, "EXIT");
}

static void
themes_page(void **state)
{
    (void) state;
    fixture_type(&fixture, ":theme");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_expect_all_sizes(&fixture, "themes");
    fixture_type(&fixture, "j ");
    assert_string_equal(fixture.model.theme, "dark");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    assert_string_equal(fixture.model.theme, "auto");
    fixture_type(&fixture, ":theme paper");
    fixture_key(&fixture, KEYCODE_ENTER);
    assert_string_equal(fixture.model.theme, "paper");
    fixture_type(&fixture, ":theme pink");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_expect_text(&fixture, 80, 24, "There is no theme 'pink'");
}

/* A theme is saved however it was chosen, and nothing else with it. */
static void
a_chosen_theme_is_kept(void **state)
{
    static const char *const ways[] = { ":theme paper\r", ":theme\rp\r" };

    (void) state;
    for (int i = 0; i < 2; i++) {
        fixture_type(&fixture, ways[i]);
        assert_string_equal(fixture.model.theme, "paper");
        assert_int_equal(fixture.request, SHELL_SAVE_SETTINGS);
        assert_int_equal(model_take_look(&fixture.model), LOOK_THEME);
        fixture_type(&fixture, ":theme dark\r");
        model_take_look(&fixture.model);
    }
}

/* That of the command line is no choice. */
static void
all_but_an_option_is_kept(void **state)
{
    (void) state;
    model_set_theme(&fixture.model, "mono");
    fixture_type(&fixture, ":save settings\r");
    assert_int_equal(fixture.request, SHELL_SAVE_SETTINGS);
    assert_int_equal(
        model_take_look(&fixture.model), LOOK_COLUMNS | LOOK_ORDER);
    fixture_type(&fixture, ":theme dark\r");
    model_take_look(&fixture.model);
    assert_int_equal(
        model_take_look(&fixture.model),
        LOOK_THEME | LOOK_COLUMNS | LOOK_ORDER);
}

static void
filtered(void **state)
{
    (void) state;
    fixture_type(&fixture, "/proc !daemon started");
    fixture_expect(&fixture, "filter-typed", 80, 24);
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_expect(&fixture, "filter", 120, 40);
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_expect_text(&fixture, 120, 40, "migrate");
}

/* What the rows are filtered by is kept apart from the clock, and cut where
 * there is no room for it; the numbers stay whole. */
static void
filter_in_the_header(void **state)
{
    (void) state;
    fixture_type(&fixture, "/stopped !3");
    fixture_key(&fixture, KEYCODE_ENTER);
    for (int columns = 40; columns < 140; columns++) {
        char *screen = fixture_screen(&fixture, columns, 24);
        char *end = strchr(screen, '\n');

        *end = '\0';
        if (!strstr(screen, "  filter /st") || !strstr(screen, " 1 of 9  ")) {
            fail_msg("%d columns: %s", columns, screen);
        }
        free(screen);
    }
    fixture_expect_text(&fixture, 80, 24, "  filter /stopped !3 1 of 9  ");
    fixture_expect_text(&fixture, 42, 24, "  filter /stopped… 1 of 9  ");
}

/* A text of wide characters is cut between them. */
static void
wide_filter_in_the_header(void **state)
{
    (void) state;
    model_filter(&fixture.model, "漢字漢字漢字漢字漢字漢字漢字");
    fixture_expect_text(
        &fixture, 80, 24, "  filter /漢字漢字漢字漢字漢字漢… 0 of 9  ");
    fixture_expect_text(&fixture, 40, 24, "  filter /漢字 … 0 of 9  ");
}

/* A filter that fits nobody leaves nobody selected, and nothing to act on. */
static void
filter_that_fits_nobody(void **state)
{
    (void) state;
    fixture_type(&fixture, "/nobody");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_type(&fixture, "t");
    fixture_expect_text(&fixture, 80, 24, "There is no process to act on");
    assert_true(fixture_process(&fixture, 1)->signals == 0);
}

static void
sorted(void **state)
{
    (void) state;
    fixture_type(&fixture, "o");
    fixture_expect_all_sizes(&fixture, "sort");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, ":sort cpu");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_expect(&fixture, "sorted", 120, 40);
    fixture_type(&fixture, ":sort size");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_expect_text(&fixture, 80, 24, "There is no column 'size'");
}

static void
info_page(void **state)
{
    struct stats_detail *detail = &fixture.model.detail;

    (void) state;
    detail->pid = model_selected(&fixture.model)->pid;
    detail->parent = fixture.model.pid;
    detail->group = detail->pid;
    detail->session = 41000;
    detail->state = 'R';
    detail->threads = 3;
    detail->nice = 5;
    detail->started = fixture.clock.monotonic - 63 * NANOSECONDS_PER_SECOND;
    detail->rss = 5 << 20;
    detail->io = true;
    detail->read = 3 << 20;
    detail->written = 4096;
    detail->descriptors[0] = strdup("0 /dev/null");
    detail->descriptors[1] = strdup("1 pipe:[4711]");
    detail->descriptor_count = 2;
    detail->descriptor_total = 99;
    detail->variables[0] = strdup("LANG=C.UTF-8");
    detail->variables[1] = strdup("A_TOKEN=***");
    detail->variables[2] = strdup("BAD=\033[2J");
    detail->variable_count = detail->variable_total = 3;
    fixture_type(&fixture, "i");
    fixture_expect_all_sizes(&fixture, "info");
    fixture_type(&fixture, "l");
    fixture_expect_text(&fixture, 80, 24, "─ Output Process-2");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_expect_text(&fixture, 80, 24, "In the system");
    fixture_key(&fixture, '>');
    fixture_expect_text(&fixture, 80, 24, "Process-3");
    fixture_expect_text(&fixture, 80, 24, "said by the tutorial");
    fixture_type(&fixture, "D");
    fixture_expect_text(&fixture, 80, 24, "yes: it is ended when mptop ends");
    fixture_expect_text(&fixture, 80, 24, "said by you");
    fixture_type(&fixture, "ki");
    fixture_expect_text(&fixture, 80, 24, "ALIVE");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define ALL(name)                                                              \
    cmocka_unit_test_setup_teardown(name, open_all_states, fixture_teardown)
        ALL(columns_page),
        ALL(columns_undone),
        ALL(the_name_cannot_be_hidden),
        ALL(every_column),
        ALL(themes_page),
        ALL(a_chosen_theme_is_kept),
        ALL(all_but_an_option_is_kept),
        ALL(filtered),
        ALL(filter_in_the_header),
        ALL(wide_filter_in_the_header),
        ALL(filter_that_fits_nobody),
        ALL(sorted),
        ALL(info_page),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("look", tests, NULL, NULL);
}
