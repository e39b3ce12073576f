/* 500 workers at once. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

#define COUNT 500

/* Starts mptop with many sleeping workers, under the limit of open files that
 * most systems have. */
static struct harness *
start_many(void)
{
    static const char *arguments[COUNT + 1];
    struct rlimit files;

    getrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_max < 4 * COUNT)
        skip();
    files.rlim_cur = 1024;
    setrlimit(RLIMIT_NOFILE, &files);
    for (int i = 0; i < COUNT; i++)
        arguments[i] = "sleep 1000";
    return mptop_start(40, 120, arguments, NULL);
}

static void
five_hundred_workers_stay_usable(void **state)
{
    struct harness *harness = start_many();
    double start;

    (void) state;
    harness_expect_match(harness, "alive 500 ");
    assert_int_equal(mptop_count_workers(harness), COUNT);
    start = harness_now();
    harness_type(harness, "G");
    mptop_expect_cell(harness, "sleep-500", "ALIVE", "yes");
    harness_type(harness, "k");
    harness_expect_match(harness, "Output sleep-499");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "sleep-499", "EXITCODE", "-15 SIGTERM");
    harness_expect_match(harness, "alive 499 ");
    harness_type(harness, "g");
    mptop_expect_cell(harness, "sleep", "ALIVE", "yes");
    harness_press(harness, VTERM_KEY_PAGEDOWN);
    harness_press(harness, VTERM_KEY_PAGEDOWN);
    mptop_expect_cell(harness, "sleep-40", "ALIVE", "yes");
    harness_resize(harness, 24, 80);
    mptop_expect_cell(harness, "sleep-40", "ALIVE", "yes");
    if (harness_now() - start > 8)
        harness_fail(
            harness, __FILE__, __LINE__, "keys took %.1f s",
            harness_now() - start);
    harness_type(harness, "q");
    harness_expect(harness, "Quit:");
    assert_int_equal(mptop_count_workers(harness), COUNT - 1);
    harness_type(harness, "\r");
    harness_expect_end(harness);
    assert_int_equal(harness->status, 0);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
five_hundred_workers_are_forced_out(void **state)
{
    struct harness *harness = start_many();

    (void) state;
    harness_expect_match(harness, "alive 500 ");
    kill(harness->pid, SIGTERM);
    harness_expect_end(harness);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(five_hundred_workers_stay_usable),
        TEST(five_hundred_workers_are_forced_out),
    };

    return cmocka_run_group_tests_name(
        "scale", tests, mptop_setup, mptop_teardown);
}
