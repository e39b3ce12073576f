/* The other pages: help, children, output; compared with literal screens in
 * tests/screens/. */
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
open_empty(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    return 0;
}

static void
help_page(void **state)
{
    (void) state;
    fixture_type(&fixture, "?");
    fixture_expect_all_sizes(&fixture, "help");
    fixture_type(&fixture, "G");
    fixture_expect(&fixture, "help-end", 80, 24);
    fixture_type(&fixture, "g");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_expect(&fixture, "main", 80, 24);
}

/* The processes below the workers that are alive, all but one. */
static void
build_tree_without(pid_t gone)
{
    int64_t started = fixture.clock.monotonic - 63 * NANOSECONDS_PER_SECOND;
    static char node[] = "node vite --port 5173";
    static char esbuild[] = "esbuild --service";
    static char tailwind[] = "sh -c tailwind\033[2J";
    struct stats_process list[] = {
        { 41880, 41873, 1, 'S', started, 48 << 20, 0.1, NULL },
        { 41911, 41880, 2, 'R', started, 121 << 20, 12.1, node },
        { 41915, 41911, 3, 'S', started, 15 << 20, 0.2, esbuild },
        { 41912, 41880, 2, 'S', started, 1638400, 0, tailwind },
        { 41881, 41873, 1, 'S', started, 1153434, 0, NULL },
        { 41886, 41873, 1, 'Z', started, 0, 0, NULL },
    };
    struct worker *children[16];
    size_t count = supervisor_active_children(fixture.supervisor, children, 16);
    size_t kept = 0;

    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        if (list[i].pid != gone) {
            list[kept++] = list[i];
        }
    }
    assert_int_equal(
        tree_build(&fixture.model.tree, children, count, list, kept), 0);
    fixture.model.dirty |= DIRTY_TREE;
}

static void
build_tree(void)
{
    build_tree_without(0);
}

static void
children_page(void **state)
{
    (void) state;
    fixture_type(&fixture, "c");
    build_tree();
    fixture_expect(&fixture, "children", 110, 24);
    fixture_expect_all_sizes(&fixture, "children");
    /* web is the fourth; the one below is not ours to act on */
    fixture_type(&fixture, "gjjj");
    assert_string_equal(model_selected(&fixture.model)->name, "web");
    fixture_type(&fixture, "js");
    fixture_expect_text(
        &fixture, 110, 24,
        "41911 was not started by us: select its worker above it");
    fixture_type(&fixture, "K");
    fixture_expect_text(
        &fixture, 110, 24, "SIGKILL to 41911 node vite --port 5173, not");
    fixture_type(&fixture, "n");
    assert_int_equal(fixture_process(&fixture, 7)->signals, 0);
    fixture_type(&fixture, "kK");
    assert_int_equal(fixture_process(&fixture, 7)->last_signal, 9);
}

/* A key that was meant for a process that has just ended does nothing to the
 * one that stands in its place. */
static void
the_cursor_slips(void **state)
{
    const struct fake_process *next;

    (void) state;
    fixture_type(&fixture, "c");
    build_tree();
    fixture_type(&fixture, "gjjjjjj");
    fixture_expect_text(&fixture, 110, 24, "41912");
    build_tree_without(41912);
    fixture_type(&fixture, "K");
    fixture_expect_text(
        &fixture, 110, 24,
        "The process under the cursor has ended; this is another one");
    next = fixture_process(&fixture, fixture.model.place);
    assert_int_not_equal(next->last_signal, 9);
    fixture_type(&fixture, "K");
    assert_int_equal(next->last_signal, 9);
}

/* The page of a process below a worker is about it, and so are its keys. */
static void
info_of_a_descendant(void **state)
{
    struct stats_detail *detail = &fixture.model.detail;
    const struct fake_process *web;

    (void) state;
    fixture_type(&fixture, "c");
    build_tree();
    fixture_type(&fixture, "gjjjj");
    web = fixture_process(&fixture, 7);
    detail->pid = 41911;
    detail->parent = 41880;
    detail->group = 41880;
    detail->session = 41000;
    detail->state = 'R';
    detail->threads = 11;
    detail->cpu = 12.1;
    detail->rss = 121 << 20;
    detail->started = fixture.clock.monotonic - 63 * NANOSECONDS_PER_SECOND;
    detail->command = strdup("node vite --port 5173 --host\033[2J");
    detail->variables[0] = strdup("A_TOKEN=***");
    detail->variable_count = detail->variable_total = 1;
    fixture_type(&fixture, "i");
    fixture_expect_all_sizes(&fixture, "info-descendant");
    fixture_type(&fixture, "t");
    fixture_expect_text(
        &fixture, 110, 24, "SIGTERM to 41911 node vite --port 5173, not");
    fixture_type(&fixture, "nK");
    fixture_expect_text(
        &fixture, 110, 24, "SIGKILL to 41911 node vite --port 5173, not");
    fixture_type(&fixture, "nS");
    fixture_expect_text(&fixture, 110, 24, "Signal 41911 node vite");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, "r");
    fixture_expect_text(&fixture, 110, 24, "41911 was not started by us");
    fixture_type(&fixture, ":signal 9");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_expect_text(&fixture, 110, 24, "SIGKILL to 41911 node vite");
    fixture_type(&fixture, "n?");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_expect_text(&fixture, 110, 24, "─ node vite --port 5173");
    assert_int_equal(web->signals, 0);

    /* Another process that got its number is not taken for it. */
    detail->started += NANOSECONDS_PER_SECOND;
    fixture.model.dirty |= DIRTY_NUMBERS;
    fixture_expect_text(&fixture, 110, 24, "it has ended");
}

/* Who is chosen in the tree is so there alone: elsewhere rows are. */
static void
info_of_a_worker_after_a_descendant(void **state)
{
    (void) state;
    fixture_type(&fixture, "c");
    build_tree();
    fixture_type(&fixture, "gjjjji");
    fixture_expect_text(&fixture, 110, 24, "─ node vite --port 5173");
    fixture_key(&fixture, '<');
    fixture_expect_text(&fixture, 110, 24, "repr");
    fixture_type(&fixture, "T");
    fixture_type(&fixture, "i");
    fixture_expect_text(&fixture, 110, 24, "repr");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, "i");
    fixture_expect_text(&fixture, 110, 24, "repr");
}

/* The palette in the tree is about the line, too. */
static void
palette_in_the_tree(void **state)
{
    (void) state;
    fixture_type(&fixture, "c");
    build_tree();
    fixture_type(&fixture, "gjjjj:signal 9");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_expect_text(&fixture, 110, 24, "SIGKILL to 41911 node vite");
    assert_int_equal(fixture_process(&fixture, 7)->signals, 0);
}

static void
no_children(void **state)
{
    (void) state;
    fixture_add(&fixture, NULL, "worker(3)", false);
    fixture_type(&fixture, "c");
    fixture_expect_all_sizes(&fixture, "no-children");
    fixture_type(&fixture, "t");
    fixture_expect_text(&fixture, 80, 24, "There is no active child");
}

/* Lines of both streams, a long one, a wide one, and what would harm. */
static void
write_lines(void)
{
    char text[64];

    for (int i = 0; i < 40; i++) {
        snprintf(text, sizeof(text), "line %d of the output\n", i);
        fixture_write(&fixture, 1, OUTPUT_STDOUT, text);
        fixture_pass(&fixture, 0.25);
    }
    fixture_write(
        &fixture, 1, OUTPUT_STDERR,
        "warning: this line is so long that it does not fit into eighty "
        "columns and has to be folded\n");
    fixture_write(
        &fixture, 1, OUTPUT_STDOUT,
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"
        "漢字漢字\n");
    fixture_write(
        &fixture, 1, OUTPUT_STDOUT,
        "\033]0;title\007\033[31mred\033[0m\033[2J 10%\r20%\rdone\n");
    fixture_write(&fixture, 1, OUTPUT_STDERR, "no newline yet");
}

static void
output_page(void **state)
{
    (void) state;
    write_lines();
    fixture_type(&fixture, "l");
    fixture_expect_all_sizes(&fixture, "output");
    fixture_expect(&fixture, "output", 80, 24);
    fixture_type(&fixture, "3k");
    fixture_expect(&fixture, "output-scrolled", 80, 24);
    fixture_write(&fixture, 1, OUTPUT_STDOUT, "and more\n");
    fixture_expect(&fixture, "output-grown", 80, 24);
    fixture_type(&fixture, "G");
    fixture_expect_text(&fixture, 80, 24, "and more");
    fixture_expect_text(&fixture, 80, 24, "· following");
    fixture_type(&fixture, "g");
    fixture_expect_text(&fixture, 80, 24, "line 0 of the output");
    fixture_expect_text(&fixture, 80, 24, "line 1 of 46");
    fixture_type(&fixture, "F");
    fixture_expect_text(&fixture, 80, 24, "and more");
    fixture_key(&fixture, '>');
    fixture_expect_text(&fixture, 80, 24, "─ Output Process-3");
    fixture_key(&fixture, '<');
    fixture_expect_text(&fixture, 80, 24, "─ Output Process-2");
    fixture_type(&fixture, "l");
    assert_int_equal(fixture.model.page, PAGE_MAIN);
}

/* The row is not to be seen there: the page says how the worker stands. */
static void
output_tells_the_state(void **state)
{
    (void) state;
    fixture_type(&fixture, "gl");
    fixture_expect_text(&fixture, 80, 24, "─ started ─");
    fixture_type(&fixture, "J");
    fixture_expect_text(&fixture, 80, 24, "─ joining ─");
    fake_process_end(fixture_process(&fixture, 0), -9);
    fixture_expect_text(&fixture, 80, 24, "─ stopped · exitcode -9 ─");
}

/* Going up and down by any way leads to the same lines. */
static void
output_scrolls_alike(void **state)
{
    char *there;
    char *back;

    (void) state;
    write_lines();
    fixture_type(&fixture, "l");
    free(fixture_screen(&fixture, 80, 24));
    fixture_type(&fixture, "g3j");
    there = fixture_screen(&fixture, 80, 24);
    fixture_key(&fixture, KEYCODE_PAGE_DOWN);
    fixture_key(&fixture, KEYCODE_PAGE_UP);
    back = fixture_screen(&fixture, 80, 24);
    assert_string_equal(there, back);
    free(back);
    fixture_type(&fixture, "jjjjkkkk");
    back = fixture_screen(&fixture, 80, 24);
    assert_string_equal(there, back);
    free(back);
    free(there);
}

/* Of a long progress bar the end is shown. */
static void
progress_bars(void **state)
{
    char text[64];

    (void) state;
    for (int i = 0; i <= 5000; i++) {
        snprintf(text, sizeof(text), "step %d\r", i);
        fixture_write(&fixture, 1, OUTPUT_STDOUT, text);
    }
    fixture_expect_text(&fixture, 80, 24, "step 5000");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define ALL(name)                                                              \
    cmocka_unit_test_setup_teardown(name, open_all_states, fixture_teardown)
#define NONE(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_empty, fixture_teardown)
        ALL(help_page),
        ALL(children_page),
        ALL(the_cursor_slips),
        ALL(info_of_a_descendant),
        ALL(info_of_a_worker_after_a_descendant),
        ALL(palette_in_the_tree),
        NONE(no_children),
        ALL(output_page),
        ALL(output_tells_the_state),
        ALL(output_scrolls_alike),
        ALL(progress_bars),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
