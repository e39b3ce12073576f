/* The exit status of the program, by every policy. */
#include "tests/support/cmocka.h"
#include "tests/support/set.h"
#include "ui/status.h"

static struct options options;

static int
status(enum options_exit_code policy)
{
    options.exit_code = policy;
    return status_of(set.supervisor, &options);
}

/* End a worker's life after a while. */
static void
end(struct worker *worker, int exitcode)
{
    set_pass(1);
    fake_process_end(set_process(worker), exitcode);
}

static void
nothing_has_ended(void **state)
{
    (void) state;
    set_add("a");
    set_start("b");
    options.exit_name = "a";
    for (int i = OPTIONS_EXIT_CODE_ANY; i <= OPTIONS_EXIT_CODE_ZERO; i++)
        assert_int_equal(status((enum options_exit_code) i), 0);
}

static void
the_first_and_the_last_by_time(void **state)
{
    struct worker *a = set_start("a");
    struct worker *b = set_start("b");
    struct worker *c = set_start("c");

    (void) state;
    set_start("d");
    end(b, 3);
    end(c, 0);
    end(a, -9);
    assert_int_equal(status(OPTIONS_EXIT_CODE_ANY), 1);
    assert_int_equal(status(OPTIONS_EXIT_CODE_FIRST), 3);
    assert_int_equal(status(OPTIONS_EXIT_CODE_LAST), 128 + 9);
    assert_int_equal(status(OPTIONS_EXIT_CODE_ZERO), 0);
    options.exit_name = "c";
    assert_true(status_has_worker(set.supervisor, &options));
    assert_int_equal(status(OPTIONS_EXIT_CODE_NAME), 0);
    options.exit_name = "a";
    assert_int_equal(status(OPTIONS_EXIT_CODE_NAME), 137);
    assert_true(status_has_worker(set.supervisor, &options));
    options.exit_name = "nobody";
    assert_false(status_has_worker(set.supervisor, &options));
    assert_int_equal(status(OPTIONS_EXIT_CODE_NAME), 0);
}

static void
a_stop_that_was_asked_for_is_no_failure(void **state)
{
    struct worker *a = set_start("a");

    (void) state;
    set_act(ACTION_TERMINATE, a);
    end(a, -15);
    assert_int_equal(status(OPTIONS_EXIT_CODE_ANY), 0);
    assert_int_equal(status(OPTIONS_EXIT_CODE_FIRST), 128 + 15);
}

static void
one_that_cannot_be_started_failed_first(void **state)
{
    struct worker *a = set_start("a");
    struct worker *b = set_add("b");

    (void) state;
    end(a, 4);
    set.engine.start_error = -2;
    set_act(ACTION_START, b);
    assert_int_equal(status(OPTIONS_EXIT_CODE_ANY), 1);
    assert_int_equal(status(OPTIONS_EXIT_CODE_FIRST), 1);
    assert_int_equal(status(OPTIONS_EXIT_CODE_LAST), 4);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, set_setup, set_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_has_ended),
        TEST(the_first_and_the_last_by_time),
        TEST(a_stop_that_was_asked_for_is_no_failure),
        TEST(one_that_cannot_be_started_failed_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
