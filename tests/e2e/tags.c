/* Joining without blocking the screen, and actions on several rows at once. */
#include <stdio.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

/* Three sleeping workers, and what they are named. */
static const char *const sleepers[] = { "sleep 1000", "sleep 1001",
                                        "sleep 1002", NULL };

static struct harness *
start_sleepers(void)
{
    struct harness *harness = mptop_start(40, 120, sleepers, NULL);

    mptop_expect_cell(harness, "sleep", "ALIVE", "yes");
    mptop_expect_cell(harness, "sleep-2", "ALIVE", "yes");
    mptop_expect_cell(harness, "sleep-3", "ALIVE", "yes");
    return harness;
}

static struct harness *
start_tutorial(void)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    return harness;
}

static void
join_waits_and_the_screen_lives_on(void **state)
{
    struct harness *harness = start_tutorial();

    (void) state;
    mptop_select(harness, "Process-5");
    harness_type(harness, "s");
    mptop_pid(harness, "Process-5");
    harness_type(harness, "J");
    mptop_expect_cell(harness, "Process-5", "STATE", "joining");
    harness_type(harness, "k"); /* the screen answers meanwhile */
    harness_expect_match(harness, "Output Process-4");
    mptop_expect_cell(harness, "Process-5", "STATE", "stopped");
    mptop_expect_cell(harness, "Process-5", "EXITCODE", "0");
    harness_expect_match(harness, "Process-5 join\\(\\)");
    mptop_finish(harness);
}

static void
escape_stops_the_waiting_only(void **state)
{
    struct harness *harness = start_tutorial();
    pid_t pid;

    (void) state;
    harness_type(harness, "s");
    pid = mptop_pid(harness, "Process-1");
    harness_type(harness, "w"); /* as J */
    mptop_expect_cell(harness, "Process-1", "STATE", "joining");
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "Process-1", "STATE", "started");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_check(harness, proc_alive(pid));
    mptop_finish(harness);
}

static void
a_count_limits_the_join(void **state)
{
    struct harness *harness = start_sleepers();
    double start;

    (void) state;
    mptop_select(harness, "sleep-2");
    start = harness_now();
    harness_type(harness, "1J");
    mptop_expect_cell(harness, "sleep-2", "STATE", "joining");
    mptop_expect_cell(harness, "sleep-2", "STATE", "started");
    harness_check(harness, harness_now() - start >= 0.95);
    harness_expect_match(harness, "sleep-2 join\\(1.*still");
    mptop_expect_cell(harness, "sleep-2", "ALIVE", "yes");
    mptop_expect_cell(harness, "sleep", "STATE", "started");
    mptop_finish(harness);
}

static void
all_rows_are_tagged_and_started(void **state)
{
    struct harness *harness = start_tutorial();

    (void) state;
    harness_type(harness, "As");
    for (int i = 1; i <= 7; i++) {
        char name[16];

        snprintf(name, sizeof name, "Process-%d", i);
        mptop_pid(harness, name);
    }
    harness_expect(harness, "alive 7");
    harness_check(harness, mptop_count_workers(harness) >= 6);
    mptop_finish(harness);
}

static void
terminating_several_asks_once(void **state)
{
    struct harness *harness = start_sleepers();

    (void) state;
    harness_type(harness, "A");
    harness_type(harness, "t");
    harness_expect_match(harness, "Terminate 3 processes\\?");
    assert_int_equal(mptop_count_workers(harness), 3);
    harness_type(harness, "n");
    harness_expect_absent(harness, "Terminate 3 processes?");
    mptop_expect_cell(harness, "sleep", "STATE", "started");
    assert_int_equal(mptop_count_workers(harness), 3);
    harness_type(harness, "t");
    harness_expect_match(harness, "Terminate 3 processes\\?");
    harness_type(harness, "\033"); /* no, too */
    harness_expect_absent(harness, "Terminate 3 processes?");
    assert_int_equal(mptop_count_workers(harness), 3);
    harness_type(harness, "t");
    harness_expect_match(harness, "Terminate 3 processes\\?");
    harness_type(harness, "y");
    mptop_expect_cell(harness, "sleep", "EXITCODE", "-15 SIGTERM");
    mptop_expect_cell(harness, "sleep-2", "EXITCODE", "-15 SIGTERM");
    mptop_expect_cell(harness, "sleep-3", "EXITCODE", "-15 SIGTERM");
    mptop_finish(harness);
}

static void
actions_take_the_tagged_rows(void **state)
{
    struct harness *harness = start_sleepers();

    (void) state;
    mptop_select(harness, "sleep");
    harness_type(harness, " ");
    mptop_select(harness, "sleep-3");
    harness_type(harness, " ");
    mptop_select(harness, "sleep-2"); /* selected, but not tagged */
    harness_type(harness, "K");
    harness_expect_match(harness, "Kill 2 processes\\?");
    harness_type(harness, "\r"); /* yes, too */
    mptop_expect_cell(harness, "sleep", "EXITCODE", "-9 SIGKILL");
    mptop_expect_cell(harness, "sleep-3", "EXITCODE", "-9 SIGKILL");
    mptop_expect_cell(harness, "sleep-2", "ALIVE", "yes");
    harness_type(harness, "U"); /* none is tagged any more */
    harness_type(harness, "t");
    mptop_expect_cell(harness, "sleep-2", "EXITCODE", "-15 SIGTERM");
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(join_waits_and_the_screen_lives_on),
        TEST(escape_stops_the_waiting_only),
        TEST(a_count_limits_the_join),
        TEST(all_rows_are_tagged_and_started),
        TEST(terminating_several_asks_once),
        TEST(actions_take_the_tagged_rows),
    };

    return cmocka_run_group_tests_name(
        "tags", tests, mptop_setup, mptop_teardown);
}
