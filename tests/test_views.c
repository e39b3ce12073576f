/* The views: drawn from workers in every state, compared with literal screens
 * in tests/screens/. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"

static struct fixture fixture;

/* Nine workers, the second selected, which has written a line. */
static int
open_all_states(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    fixture_write(
        &fixture, 1, OUTPUT_STDOUT, "time is Mon Nov 23 02:11:03 2026\n");
    fixture_type(&fixture, "sj");
    return 0;
}

static int
open_all_states_ascii(void **state)
{
    (void) state;
    fixture_open(&fixture, true);
    fixture_add_all_states(&fixture);
    fixture_write(&fixture, 0, OUTPUT_STDOUT, "a → b, 漢字, déjà\n");
    return 0;
}

static int
open_empty(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    return 0;
}

/* The main page, in all sizes that matter. */
static void
main_page(void **state)
{
    (void) state;
    fixture_expect(&fixture, "main", 80, 24);
    fixture_expect(&fixture, "main", 120, 40);
    fixture_expect(&fixture, "main", 200, 60);
    fixture_expect(&fixture, "main", 40, 10);
    fixture_expect(&fixture, "main", 20, 4);
    fixture_expect(&fixture, "main", 19, 3);
    /* and back, as if nothing had been */
    fixture_expect(&fixture, "main", 80, 24);
}

/* Nothing that a screen of any size is made of goes beyond it. */
static void
every_size_is_drawn(void **state)
{
    (void) state;
    for (int columns = 1; columns < 130; columns += 7) {
        for (int rows = 1; rows < 40; rows += 3) {
            for (const char *typed = "c\033l\033T\033i\033O\033?\033q\033";
                 *typed; typed++) {
                fixture_key(&fixture, (unsigned char) *typed);
                free(fixture_screen(&fixture, columns, rows));
            }
        }
    }
}

static void
ascii_has_nothing_else(void **state)
{
    (void) state;
    for (const char *typed = " jc\033l\033T\033i\033O\033o\033?\033q\033";
         *typed; typed++) {
        char *screen;

        fixture_key(&fixture, (unsigned char) *typed);
        screen = fixture_screen(&fixture, 100, 30);
        for (const char *c = screen; *c; c++) {
            assert_in_range((unsigned char) *c, '\n', '~');
        }
        free(screen);
    }
    fixture_expect(&fixture, "ascii", 100, 30);
}

/* A refusal is told in the library's words: in Messages, or in the last line
 * where they have no place. */
static void
refusals(void **state)
{
    static const char text[] =
        "Process-1 start(): cannot start a process twice (r restarts it)";

    (void) state;
    fixture_expect_text(&fixture, 120, 40, text);
    fixture_expect_text(&fixture, 40, 10, "? Help");
    fixture_type(&fixture, "ks");
    fixture_expect_text(&fixture, 40, 10, "Process-1 start(): cannot");
    fixture_type(&fixture, "j");
    fixture_expect_text(&fixture, 40, 10, "? Help");
    fixture_type(&fixture, "kls");
    fixture_expect_text(&fixture, 80, 24, text);
}

/* A key that means nothing says so once. */
static void
unknown_keys(void **state)
{
    (void) state;
    fixture_type(&fixture, "y");
    fixture_expect_text(
        &fixture, 80, 24, " No action on 'y' (? shows the keys)");
    fixture_pass(&fixture, 6);
    fixture_expect_text(&fixture, 80, 24, " s Start  J Join");
}

static void
questions(void **state)
{
    (void) state;
    fixture_type(&fixture, "At");
    fixture_expect_text(&fixture, 80, 24, " Terminate 5 processes? y/n");
    fixture_type(&fixture, "t"); /* no answer */
    fixture_expect_text(&fixture, 80, 24, " Terminate 5 processes? y/n");
    fixture_type(&fixture, "n");
    assert_int_equal(fixture_process(&fixture, 0)->signals, 0);
    fixture_expect_text(&fixture, 80, 24, "tagged 9");
    fixture_type(&fixture, "ty");
    assert_int_equal(fixture_process(&fixture, 0)->last_signal, 15);
    fixture_expect_all_sizes(&fixture, "tagged");
}

static void
counts(void **state)
{
    (void) state;
    fixture_type(&fixture, "12");
    fixture_expect_text(&fixture, 80, 24, " 12");
    fixture_type(&fixture, "j");
    assert_int_equal(fixture.model.place, 8);
    assert_int_equal(fixture.model.count, 0);
    fixture_type(&fixture, "k5J");
    fixture_expect_text(&fixture, 80, 24, "join(5): waiting");
}

/* Check that what was drawn key by key is what is drawn at once. */
static void
check_drawn(void)
{
    struct grid whole = { 0 };
    size_t size = sizeof(*whole.cells) * 24 * 80;

    assert_int_equal(grid_resize(&whole, 24, 80), 0);
    fixture.model.dirty = DIRTY_ALL;
    shell_draw(fixture.shell, &whole);
    assert_memory_equal(whole.cells, fixture.grid.cells, size);
    grid_free(&whole);
}

/* Whatever is selected, and whatever moves, the screen is the one that would be
 * drawn anew. */
static void
selecting_draws_enough(void **state)
{
    static const char keys[] = "jjjjkkkkGg  AUV\004Jst3j2kzTTccoII";
    int many = 0;

    (void) state;
    srand(5);
    free(fixture_screen(&fixture, 80, 24));
    for (int i = 0; i < 1500; i++) {
        char typed[] = { keys[rand() % (int) (sizeof(keys) - 1)], '\0' };

        if (rand() % 200 == 0 && many++ < 3) {
            for (int k = 0; k < 12; k++) {
                fixture_add(&fixture, NULL, "worker(3)", false);
            }
        }
        if (rand() % 4 == 0) {
            fixture_pass(&fixture, rand() % 30 / 10.0);
        }
        if (rand() % 4 == 0) {
            fixture_measure(&fixture, 0, (float) (rand() % 100), 1 << 20);
            fixture.model.dirty |= DIRTY_NUMBERS;
        }
        if (rand() % 20 == 0) {
            fixture_key(&fixture, KEYCODE_PAGE_DOWN);
        } else if (rand() % 20 == 0) {
            fixture_key(&fixture, KEYCODE_ESCAPE);
        } else {
            fixture_type(&fixture, typed);
        }
        shell_draw(fixture.shell, &fixture.grid);
        check_drawn();
    }
}

/* Where another row is selected, the rows beside the two are not drawn. */
static void
selecting_draws_little(void **state)
{
    int touched = 0;

    (void) state;
    free(fixture_screen(&fixture, 80, 24));
    grid_settle(&fixture.grid);
    fixture_type(&fixture, "j");
    shell_draw(fixture.shell, &fixture.grid);
    for (int row = 3; row < 12; row++) {
        touched += fixture.grid.touched[row];
    }
    assert_int_equal(touched, 2);
}

/* Of five hundred rows those around the selected one are drawn. */
static void
many_rows(void **state)
{
    (void) state;
    for (int i = 0; i < 500; i++) {
        fixture_add(&fixture, NULL, "worker(3)", false);
    }
    fixture_expect(&fixture, "many", 80, 24);
    fixture_key(&fixture, KEYCODE_PAGE_DOWN);
    fixture_type(&fixture, "j");
    fixture_expect(&fixture, "many-page", 80, 24);
    fixture_type(&fixture, "G");
    fixture_expect(&fixture, "many-end", 80, 24);
    fixture_expect(&fixture, "many-end", 40, 10);
}

static void
wide_names(void **state)
{
    (void) state;
    fixture_add(&fixture, "工作进程", "任务(3)", false);
    fixture_add(&fixture, "a\033[1mb", "x\ty", true);
    fixture_add(
        &fixture, "a name that is longer than any column would like it",
        "e\xcc\x81t\xcc\x81", false);
    fixture_type(&fixture, "A");
    fixture_expect(&fixture, "wide", 80, 24);
    fixture_expect(&fixture, "wide", 40, 10);
}

/* What cannot be started says why. */
static void
not_started(void **state)
{
    (void) state;
    fixture_add(&fixture, "nosuch", "nosuch", true);
    fixture.engine.start_error = -2;
    fixture_type(&fixture, "s");
    fixture_expect(&fixture, "not-started", 80, 24);
    fixture_type(&fixture, "l");
    fixture_expect_text(&fixture, 80, 24, "\n No such file or directory\n");
}

/* The selected row has a background, a live name is bold, and a failure is
 * red. */
static void
looks(void **state)
{
    const struct grid_cell *cells;

    (void) state;
    free(fixture_screen(&fixture, 80, 24));
    cells = fixture.grid.cells;
    assert_int_not_equal(
        cells[4 * 80 + 40].style.background, GRID_DEFAULT); /* Process-2 */
    assert_int_equal(cells[3 * 80 + 40].style.background, GRID_DEFAULT);
    assert_true(cells[3 * 80 + 3].style.attributes & GRID_BOLD);
    assert_false(cells[5 * 80 + 3].style.attributes & GRID_BOLD);
    assert_int_equal(grid_point(&cells[8 * 80 + 1], 0), 0x2717);
    assert_int_not_equal(
        cells[8 * 80 + 1].style.foreground, cells[7 * 80 + 1].style.foreground);
}

/* Without colours the selected row is reversed as a whole, and not dim. */
static void
looks_without_colors(void **state)
{
    const struct grid_cell *cells;

    (void) state;
    shell_set_theme(fixture.shell, theme_choose(0, THEME_BACKGROUND_UNKNOWN));
    model_select(&fixture.model, 3);
    fixture.model.dirty = DIRTY_ALL;
    free(fixture_screen(&fixture, 80, 24));
    cells = fixture.grid.cells;
    for (int column = 1; column < 80; column++) {
        unsigned attributes = cells[6 * 80 + column].style.attributes;

        assert_true(attributes & GRID_REVERSE);
        assert_false(attributes & GRID_DIM);
    }
    assert_true(cells[5 * 80 + 4].style.attributes & GRID_DIM);
}

/* Nothing is drawn that has not changed. */
static void
only_what_changed(void **state)
{
    (void) state;
    free(fixture_screen(&fixture, 80, 24));
    assert_false(shell_draw(fixture.shell, &fixture.grid));
    fixture_write(&fixture, 0, OUTPUT_STDOUT, "not selected\n");
    assert_false(shell_draw(fixture.shell, &fixture.grid));
    fixture_write(&fixture, 1, OUTPUT_STDOUT, "selected\n");
    assert_true(shell_draw(fixture.shell, &fixture.grid));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define ALL(name)                                                              \
    cmocka_unit_test_setup_teardown(name, open_all_states, fixture_teardown)
#define NONE(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_empty, fixture_teardown)
        ALL(main_page),
        ALL(every_size_is_drawn),
        cmocka_unit_test_setup_teardown(
            ascii_has_nothing_else, open_all_states_ascii, fixture_teardown),
        ALL(refusals),
        ALL(unknown_keys),
        ALL(questions),
        ALL(counts),
        ALL(selecting_draws_enough),
        ALL(selecting_draws_little),
        NONE(many_rows),
        NONE(wide_names),
        NONE(not_started),
        ALL(looks),
        ALL(looks_without_colors),
        ALL(only_what_changed),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("views", tests, NULL, NULL);
}
