/* The rows of the table: which are shown, in which order, and what keys do to
 * them. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/fixture.h"
#include "ui/filter.h"
#include "ui/model_rows.h"

static struct fixture fixture;

static int
open_all_states(void **state)
{
    (void) state;
    fixture_open(&fixture, false);
    fixture_add_all_states(&fixture);
    free(fixture_screen(&fixture, 120, 40));
    return 0;
}

/* Draw, and assert which ids stand in the rows, as digits. */
static void
expect_rows(const char *digits)
{
    const struct rows *rows = &fixture.model.rows;
    char shown[64] = "";

    free(fixture_screen(&fixture, 120, 40));
    for (size_t i = 0; i < rows_count(rows); i++) {
        snprintf(
            shown + i, sizeof(shown) - i, "%d", (int) rows_worker(rows, i)->id);
    }
    assert_string_equal(shown, digits);
}

static void
filter(const char *text)
{
    assert_int_equal(rows_filter(&fixture.model.rows, text), 0);
}

static void
keys_sort(void **state)
{
    (void) state;
    expect_rows("123456789");
    fixture_type(&fixture, "I");
    expect_rows("987654321");
    fixture_expect_text(&fixture, 120, 40, "newest first");
    fixture_type(&fixture, "I>"); /* by name */
    expect_rows("123456798");
    fixture_expect_text(&fixture, 120, 40, "NAME▲");
    fixture_type(&fixture, "I");
    expect_rows("897654321");
    fixture_expect_text(&fixture, 120, 40, "NAME▼");
    fixture_type(&fixture, "<<"); /* by memory: the most first */
    expect_rows("821734569");
    fixture_expect_text(&fixture, 120, 40, "▼RSS");
    fixture_type(&fixture, "I"); /* what has none stays at the end */
    expect_rows("712834569");
    fixture_type(&fixture, ">");
    expect_rows("123456789");
}

static void
order_follows_what_happens(void **state)
{
    struct worker *worker;

    (void) state;
    model_sort(&fixture.model, COLUMN_STATE);
    expect_rows("178294563");
    fixture_type(&fixture, "G"); /* Process-3, initial */
    assert_int_equal(fixture.model.selected, 3);
    fixture_type(&fixture, "s");
    expect_rows("137829456");
    assert_int_equal(fixture.model.selected, 3);
    assert_int_equal(fixture.model.place, 1);
    worker = fixture_add(&fixture, "late", "x", false);
    assert_int_equal(worker->id, 10);
    expect_rows("13782945610");
    fake_process_end(fixture_process(&fixture, 0), 0);
    expect_rows("37829145610");
}

static void
time_goes_on(void **state)
{
    (void) state;
    model_sort(&fixture.model, COLUMN_TIME);
    expect_rows("812457963");
    fixture_pass(&fixture, 1.0);
    expect_rows("812794563");
}

static void
filter_hides(void **state)
{
    (void) state;
    filter("PROCESS");
    expect_rows("1234567");
    filter("worker(3) !initial !stopped");
    expect_rows("17");
    filter("re:worker[12]");
    expect_rows("23");
    filter("!re:^Process-[1-5]$");
    expect_rows("6789");
    filter("41880");
    expect_rows("8");
    filter("nothing at all");
    expect_rows("");
    assert_int_equal(fixture.model.selected, 0);
    fixture_type(&fixture, "tK"); /* nothing is hit */
    filter("");
    expect_rows("123456789");
    assert_int_equal(fixture_process(&fixture, 0)->signals, 0);
}

static void
filter_follows_what_happens(void **state)
{
    (void) state;
    filter("started");
    expect_rows("178");
    fake_process_end(fixture_process(&fixture, 0), 0);
    expect_rows("78");
    assert_int_equal(fixture.model.selected, 7);
    supervisor_act(
        fixture.supervisor, ACTION_START,
        supervisor_worker(fixture.supervisor, 2), MP_FOREVER);
    expect_rows("378");
    assert_int_equal(fixture.model.selected, 7);
}

static void
wrong_filters_are_said(void **state)
{
    (void) state;
    filter("web");
    assert_int_equal(rows_filter(&fixture.model.rows, "re:(["), -22);
    assert_true(fixture.model.rows.filter.error[0] != '\0');
    expect_rows("8");
    filter("! re:");
    expect_rows("123456789");
    filter("a b c d e f g h i j k l m n o p q r s t u v w x y z");
    expect_rows("");
}

/* The filter is typed, and rows follow; Escape shows all. */
static void
filter_is_typed(void **state)
{
    (void) state;
    fixture_type(&fixture, "/web");
    expect_rows("8");
    fixture_expect_text(&fixture, 120, 40, "/web 1 of 9");
    fixture_expect_text(&fixture, 40, 10, "web 1 of 9");
    fixture_key(&fixture, KEYCODE_ENTER);
    expect_rows("8");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    expect_rows("123456789");
    fixture_type(&fixture, "/re:(");
    expect_rows("123456789");
    fixture_expect_text(&fixture, 120, 40, "Unmatched (");
    fixture_key(&fixture, KEYCODE_ENTER);
    fixture_expect_text(&fixture, 120, 40, "Unmatched (");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    fixture_type(&fixture, "/zzz");
    expect_rows("");
    fixture_key(&fixture, KEYCODE_ESCAPE);
    expect_rows("123456789");
}

static void
order_is_chosen(void **state)
{
    (void) state;
    fixture_type(&fixture, "o");
    fixture_expect_text(&fixture, 80, 24, "Sort by:");
    fixture_key(&fixture, KEYCODE_DOWN);
    fixture_key(&fixture, KEYCODE_ENTER);
    expect_rows("123456798");
    /* one types to search: a title, or the name of the settings */
    fixture_type(&fixture, "orss\r");
    assert_int_equal(fixture.model.rows.column, COLUMN_RSS);
    assert_true(fixture.model.rows.descending);
    fixture_type(&fixture, "o\r"); /* the same again: the other way */
    assert_int_equal(fixture.model.rows.column, COLUMN_RSS);
    assert_false(fixture.model.rows.descending);
    fixture_type(&fixture, "ocpu\r");
    assert_int_equal(fixture.model.rows.column, COLUMN_CPU);
    fixture_type(&fixture, "othreads\r");
    assert_int_equal(fixture.model.rows.column, COLUMN_THREADS);
    fixture_type(&fixture, "ocreat\r");
    assert_int_equal(fixture.model.rows.column, COLUMN_COUNT);
}

/* What is hidden is not acted upon, tagged or not. */
static void
tags_of_hidden_rows(void **state)
{
    (void) state;
    fixture_type(&fixture, "AU");
    filter("started");
    expect_rows("178");
    fixture_type(&fixture, "A");
    assert_int_equal(fixture.model.tags.count, 3);
    filter("web");
    expect_rows("8");
    fixture_type(&fixture, "t");
    assert_int_equal(fixture_process(&fixture, 7)->last_signal, 15);
    assert_int_equal(fixture_process(&fixture, 0)->signals, 0);
}

static void
ranges_are_tagged(void **state)
{
    (void) state;
    fixture_type(&fixture, "j 3jV");
    assert_int_equal(fixture.model.tags.count, 5);
    assert_true(tags_has(&fixture.model.tags, 2));
    assert_true(tags_has(&fixture.model.tags, 6));
    fixture_type(&fixture, "UggV");
    assert_int_equal(fixture.model.tags.count, 1);
    fixture_type(&fixture, "GV");
    assert_int_equal(fixture.model.tags.count, 9);
}

/* Frozen, nothing is drawn until a key comes. */
static void
frozen_stands_still(void **state)
{
    (void) state;
    fixture_type(&fixture, "Z");
    fixture_expect_text(&fixture, 120, 40, "1  frozen");
    fixture_expect_text(&fixture, 120, 40, "7.2s");
    fake_process_end(fixture_process(&fixture, 0), 0);
    fixture_pass(&fixture, 5);
    assert_false(shell_draw(fixture.shell, &fixture.grid));
    fixture_type(&fixture, "Z");
    assert_true(shell_draw(fixture.shell, &fixture.grid));
    assert_false(fixture_shows(&fixture, 120, 40, "1  frozen"));
}

/* After anything at all the rows are those that sorting anew would give. */
static void
mending_is_sorting(void **state)
{
    unsigned random = 1;

    (void) state;
    for (int i = 0; i < 60; i++) {
        fixture_add(&fixture, NULL, "worker(3)", i % 3 == 0);
    }
    for (int round = 0; round < 400; round++) {
        struct rows *rows = &fixture.model.rows;
        uint64_t ids[80];
        size_t count;

        random = random * 1103515245 + 12345;
        if (round % 40 == 0) {
            rows_sort(
                rows, (enum column)((random >> 16) % (COLUMN_COUNT + 1)),
                random >> 30 & 1);
        }
        supervisor_act(
            fixture.supervisor, random >> 28 & 1 ? ACTION_START : ACTION_DAEMON,
            supervisor_worker(fixture.supervisor, (random >> 16) % 69),
            MP_FOREVER);
        fixture_pass(&fixture, 0.3);
        free(fixture_screen(&fixture, 80, 24));
        count = rows_count(rows);
        assert_int_equal(count, 69);
        for (size_t i = 0; i < count; i++) {
            ids[i] = rows_worker(rows, i)->id;
        }
        rows->anew = true;
        rows_settle(rows, &fixture.model);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(rows_worker(rows, i)->id, ids[i]);
        }
    }
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_all_states, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(keys_sort),
        TEST(order_follows_what_happens),
        TEST(time_goes_on),
        TEST(filter_hides),
        TEST(filter_follows_what_happens),
        TEST(wrong_filters_are_said),
        TEST(filter_is_typed),
        TEST(order_is_chosen),
        TEST(tags_of_hidden_rows),
        TEST(ranges_are_tagged),
        TEST(frozen_stands_still),
        TEST(mending_is_sorting),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("rows", tests, NULL, NULL);
}
