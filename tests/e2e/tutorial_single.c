/* The tutorial's first example, that takes 18 seconds: on a pipe and on a
 * terminal at once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/plain.h"

#define TIME_TEXT "[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4}"
#define SECONDS 30.0 /* enough for its 18 */

/* Reads the time that a line tells, in seconds. */
static time_t
told_time(const char *line)
{
    struct tm tm = { .tm_isdst = -1 };

    assert_non_null(
        strptime(line + strlen("time is "), "%a %b %d %H:%M:%S %Y", &tm));
    return mktime(&tm);
}

/* Checks the lines on the pipe: order, times, duration. */
static void
check_pipe(const struct plain *plain)
{
    char pattern[64];

    assert_int_equal(plain->status, 0);
    assert_int_equal(plain->count, 10);
    snprintf(
        pattern, sizeof pattern, "the number of cpu is %ld",
        sysconf(_SC_NPROCESSORS_ONLN));
    plain_check(plain, 0, pattern);
    plain_check(plain, 1, "pid is [1-9][0-9]*");
    plain_check(plain, 2, "name is Process-1");
    plain_check(plain, 3, "isalive is True");
    for (size_t i = 4; i < 10; i++) {
        plain_check(plain, i, "time is " TIME_TEXT);
        if (i > 4)
            assert_in_range(
                told_time(plain->lines[i].text)
                    - told_time(plain->lines[i - 1].text),
                2, 5);
    }
    assert_true(plain->duration >= 17.9);
    /* Its pid is the worker's, not its own. */
    assert_int_not_equal(
        atoi(plain->lines[1].text + strlen("pid is ")), plain->pid);
}

/* Waits for the terminal's next line, and tells when it came. */
static bool
six_times(struct harness *harness, void *context)
{
    int count = 0;

    (void) context;
    for (int i = 0; i < harness->rows; i++) {
        char *row = harness_row(harness, i);

        count += strncmp(row, "time is ", 8) == 0;
        free(row);
    }
    return count == 6;
}

static void
single_on_a_pipe_and_on_a_terminal(void **state)
{
    struct plain plain;
    struct harness *harness =
        mptop_start(24, 80, WORDS("tutorial", "single"), NULL);
    double start = harness_now();

    (void) state;
    plain_start(&plain, WORDS(mptop_program(), "tutorial", "single"));
    harness_expect_match(harness, "^time is " TIME_TEXT); /* at once */
    harness_check(harness, harness_now() - start < 3);
    harness_check(harness, harness_wait(harness, six_times, NULL, SECONDS));
    harness_check(harness, harness_now() - start >= 14.9);
    harness_check(harness, harness_wait_end(harness, SECONDS));
    assert_int_equal(harness->status, 0);
    harness_check(
        harness, harness_match(harness, "^the number of cpu is") == 0);
    harness_check(harness, harness_match(harness, "^pid is [1-9]") > 0);
    harness_check(harness, harness_match(harness, "^name is Process-1$") > 0);
    harness_check(harness, harness_match(harness, "^isalive is True$") > 0);
    harness_free(harness);
    plain_finish(&plain, SECONDS);
    check_pipe(&plain);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(
            single_on_a_pipe_and_on_a_terminal, mptop_teardown),
    };

    return cmocka_run_group_tests_name(
        "tutorial_single", tests, mptop_setup, mptop_teardown);
}
