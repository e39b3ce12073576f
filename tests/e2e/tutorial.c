/* The tutorial's examples as plain programs, on a pipe and on a terminal; the
 * long one is in tutorial_single.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/plain.h"

#define TIME_TEXT "[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4}"
#define NAME_LINE "name is Process-[1-4], id is [1-9][0-9]*"

/* An example, run on a pipe and on a terminal at once. */
struct runs {
    struct plain pipe;
    struct harness *terminal;
};

static struct runs
run(const char *name)
{
    struct runs runs;

    runs.terminal = mptop_start(24, 80, WORDS("tutorial", name), NULL);
    plain_start(&runs.pipe, WORDS(mptop_program(), "tutorial", name));
    harness_expect_end(runs.terminal);
    assert_int_equal(runs.terminal->status, 0);
    harness_check(
        runs.terminal,
        harness_match(runs.terminal, "^the number of cpu is") == 0);
    plain_finish(&runs.pipe, HARNESS_DEADLINE);
    assert_int_equal(runs.pipe.status, 0);
    return runs;
}

/* Checks that a run left nothing behind. */
static void
check_end(struct runs *runs)
{
    mptop_check_nothing_left(runs->terminal);
    harness_free(runs->terminal);
}

/* Checks the line that each example begins with. */
static void
check_cpu_line(const struct plain *plain)
{
    char pattern[64];

    snprintf(
        pattern, sizeof pattern, "the number of cpu is %ld",
        sysconf(_SC_NPROCESSORS_ONLN));
    plain_check(plain, 0, pattern);
}

/* Reads the time that a line tells, in seconds. */
static time_t
told_time(const char *line, const char *prefix)
{
    struct tm tm = { .tm_isdst = -1 };

    assert_memory_equal(line, prefix, strlen(prefix));
    assert_non_null(
        strptime(line + strlen(prefix), "%a %b %d %H:%M:%S %Y", &tm));
    return mktime(&tm);
}

/* Counts the rows of the screen that begin so. */
static int
count_rows(struct harness *harness, const char *prefix)
{
    int count = 0;

    for (int i = 0; i < harness->rows; i++) {
        char *row = harness_row(harness, i);

        count += strncmp(row, prefix, strlen(prefix)) == 0;
        free(row);
    }
    return count;
}

/* Checks the lines of the second example on the pipe. */
static void
check_multiple(const struct plain *plain)
{
    int named = 0;
    time_t first;

    assert_int_equal(plain->count, 9);
    check_cpu_line(plain);
    for (size_t i = 1; i < 5; i++) {
        plain_check(plain, i, NAME_LINE);
        named |= 1 << (plain->lines[i].text[strlen("name is Process-")] - '0');
    }
    assert_int_equal(named, 0x1e); /* each of the four once */
    first = told_time(plain->lines[5].text, "time is ");
    for (size_t i = 5; i < 9; i++) {
        plain_check(plain, i, "time is " TIME_TEXT);
        /* All tell when they were started, whenever that is read. */
        assert_true(
            labs(told_time(plain->lines[i].text, "time is ") - first) <= 1);
    }
    assert_true(plain->duration >= 3.9);
    assert_true(plain->duration < 7);
}

static void
multiple_tells_names_then_times(void **state)
{
    struct runs runs = run("multiple");

    (void) state;
    check_multiple(&runs.pipe);
    for (int i = 1; i <= 4; i++) {
        char prefix[32];

        snprintf(prefix, sizeof prefix, "name is Process-%d, id is ", i);
        harness_check(runs.terminal, count_rows(runs.terminal, prefix) == 1);
    }
    harness_check(runs.terminal, count_rows(runs.terminal, "time is ") == 4);
    check_end(&runs);
}

static void
daemon_off_is_waited_for(void **state)
{
    struct runs runs = run("daemon-off");
    const struct plain_line *lines = runs.pipe.lines;
    time_t slept;

    (void) state;
    assert_int_equal(runs.pipe.count, 4);
    check_cpu_line(&runs.pipe);
    plain_check(&runs.pipe, 1, "end!!!");
    plain_check(&runs.pipe, 2, "start time is " TIME_TEXT);
    plain_check(&runs.pipe, 3, "end time is " TIME_TEXT);
    slept = told_time(lines[3].text, "end time is ")
        - told_time(lines[2].text, "start time is ");
    assert_in_range(slept, 3, 4);
    assert_true(runs.pipe.duration >= 2.9);
    harness_check(runs.terminal, count_rows(runs.terminal, "end!!!") == 1);
    harness_check(
        runs.terminal, count_rows(runs.terminal, "start time is ") == 1);
    harness_check(
        runs.terminal,
        harness_match(runs.terminal, "^end time is " TIME_TEXT "$") == 3);
    check_end(&runs);
}

static void
daemon_on_is_not_waited_for(void **state)
{
    struct runs runs = run("daemon-on");

    (void) state;
    assert_int_equal(runs.pipe.count, 2);
    check_cpu_line(&runs.pipe);
    plain_check(&runs.pipe, 1, "end!!!");
    assert_true(runs.pipe.duration < 2.5);
    harness_check(runs.terminal, count_rows(runs.terminal, "end!!!") == 1);
    harness_check(
        runs.terminal, count_rows(runs.terminal, "end time is ") == 0);
    check_end(&runs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(multiple_tells_names_then_times),
        TEST(daemon_off_is_waited_for),
        TEST(daemon_on_is_not_waited_for),
    };

    return cmocka_run_group_tests_name(
        "tutorial", tests, mptop_setup, mptop_teardown);
}
