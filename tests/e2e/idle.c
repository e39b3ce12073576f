/* A dashboard to which nothing happens: it wakes for its clock and for nothing
 * else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"

#define SECONDS 4.0

/* The clock once a second, with some room for the numbers of the header. */
#define WAKES_MAX 20

/* Reads how often a process has gone to sleep by itself. */
static unsigned long
times_slept(pid_t pid)
{
    char path[64];
    char line[128];
    unsigned long count = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/status", (int) pid);
    file = fopen(path, "re");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "voluntary_ctxt_switches: %lu", &count) == 1)
            break;
    fclose(file);
    return count;
}

static bool
time_is_up(struct harness *harness, void *context)
{
    const double *end = context;

    (void) harness;
    return harness_now() >= *end;
}

static void
check_wakes(struct harness *harness)
{
    unsigned long before;
    unsigned long wakes;
    double end;

    harness_settle(harness, 0.5, HARNESS_DEADLINE);
    before = times_slept(harness->pid);
    end = harness_now() + SECONDS;
    harness_expect_that(harness, time_is_up, &end);
    wakes = times_slept(harness->pid) - before;
    if (wakes > WAKES_MAX)
        harness_fail(
            harness, __FILE__, __LINE__, "woke %lu times in %.0f seconds",
            wakes, SECONDS);
    harness_check(harness, wakes > 0); /* its clock goes */
    mptop_finish(harness);
}

static void
it_sleeps_with_nothing_started(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    check_wakes(harness);
}

static void
it_sleeps_while_seven_workers_sleep(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS(
            "sleep 1001", "sleep 1002", "sleep 1003", "sleep 1004",
            "sleep 1005", "sleep 1006", "sleep 1007"),
        NULL);

    (void) state;
    harness_expect(harness, "alive 7");
    check_wakes(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(it_sleeps_with_nothing_started),
        TEST(it_sleeps_while_seven_workers_sleep),
    };

    return cmocka_run_group_tests_name(
        "idle", tests, mptop_setup, mptop_teardown);
}
