/* The columns that the table shows: which, and in which order. */
#include "src/supervise/stats.h"
#include "tests/support/cmocka.h"
#include "ui/column_set.h"

static void
the_usual_ones_come_first(void **state)
{
    struct column_set set;

    (void) state;
    column_set_default(&set);
    assert_int_equal(set.count, COLUMN_RSS + 1);
    assert_int_equal(set.list[0], COLUMN_NAME);
    assert_int_equal(column_set_place(&set, COLUMN_RSS), COLUMN_RSS);
    assert_int_equal(column_set_place(&set, COLUMN_COMMAND), -1);
    assert_int_equal(column_set_more(&set), 0);
}

static void
columns_come_and_go(void **state)
{
    struct column_set set;

    (void) state;
    column_set_default(&set);
    column_set_add(&set, COLUMN_READ);
    column_set_add(&set, COLUMN_READ);
    assert_int_equal(set.count, COLUMN_RSS + 2);
    assert_int_equal(column_set_more(&set), STATS_IO);
    assert_true(column_set_remove(&set, COLUMN_PID));
    assert_true(column_set_remove(&set, COLUMN_PID));
    assert_int_equal(set.count, COLUMN_RSS + 1);
    assert_int_equal(set.list[1], COLUMN_ALIVE);
}

static void
the_name_stays(void **state)
{
    struct column_set set;

    (void) state;
    column_set_default(&set);
    assert_false(column_set_remove(&set, COLUMN_NAME));
    assert_int_equal(column_set_place(&set, COLUMN_NAME), 0);
}

static void
columns_move_and_stop_at_the_ends(void **state)
{
    struct column_set set;

    (void) state;
    column_set_default(&set);
    assert_int_equal(column_set_move(&set, 2, -1), 1);
    assert_int_equal(set.list[1], COLUMN_ALIVE);
    assert_int_equal(set.list[2], COLUMN_PID);
    assert_int_equal(column_set_move(&set, 0, 100), set.count - 1);
    assert_int_equal(set.list[set.count - 1], COLUMN_NAME);
    assert_int_equal(set.list[0], COLUMN_ALIVE);
    assert_int_equal(column_set_move(&set, 0, -5), 0);
    assert_int_equal(column_set_place(&set, COLUMN_ALIVE), 0);
}

/* All columns at once have their places, and none is there twice. */
static void
all_columns_fit_in(void **state)
{
    struct column_set set = { 0 };

    (void) state;
    for (int i = COLUMN_COUNT - 1; i >= 0; i--) {
        column_set_add(&set, (enum column) i);
        column_set_add(&set, (enum column) i);
    }
    assert_int_equal(set.count, COLUMN_COUNT);
    for (int i = 0; i < COLUMN_COUNT; i++) {
        assert_int_equal(
            column_set_place(&set, (enum column) i), COLUMN_COUNT - 1 - i);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_ones_come_first),
        cmocka_unit_test(columns_come_and_go),
        cmocka_unit_test(the_name_stays),
        cmocka_unit_test(columns_move_and_stop_at_the_ends),
        cmocka_unit_test(all_columns_fit_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
