/* What workers write: read to its end, shown while it comes, its two streams
 * told apart, and a gigabyte of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

#define MIB ((size_t) 1 << 20)

/* A sanitizer's own memory and slowness are not the program's. */
#ifdef __SANITIZE_ADDRESS__
#define FLOOD "128M"
#define MEMORY_LIMIT (1024 * MIB)
#else
#define FLOOD "1G"
#define MEMORY_LIMIT (32 * MIB)
#endif

static void
output_is_read_to_its_end(void **state)
{
    struct harness *harness = mptop_start(
        40, 120, WORDS("seq -f 'line-%06g.' 200000; exit 5", "sleep 1000"),
        NULL);

    (void) state;
    mptop_expect_cell(harness, "seq", "EXITCODE", "5");
    mptop_select(harness, "seq");
    harness_expect(harness, "line-200000.");
    harness_type(harness, "l");
    harness_expect(harness, "line-199970.");
    harness_type(harness, "g"); /* the first of what is kept */
    harness_expect_absent(harness, "line-200000.");
    harness_expect_match(harness, "line-1[0-9]{5}\\.");
    harness_type(harness, "G");
    harness_expect(harness, "line-200000.");
    mptop_finish(harness);
}

static void
a_gigabyte_leaves_memory_small(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS(
            "--no-tty",
            "yes a quite ordinary line of a program, which is not very long"
            " | head -c " FLOOD "; echo; echo end-$((6 * 7))-of-it"),
        NULL);
    double end = harness_now() + 4 * HARNESS_DEADLINE;
    size_t most = 0;

    (void) state;
    while (!mptop_wait_cell(harness, "yes", "STATE", "stopped", 0.1)) {
        size_t resident = proc_resident(harness->pid);

        if (resident > most)
            most = resident;
        harness_check(harness, harness_now() < end);
    }
    harness_expect(harness, "end-42-of-it");
    if (most > MEMORY_LIMIT)
        harness_fail(
            harness, __FILE__, __LINE__, "%zu MiB resident", most / MIB);
    /* Frames are for eyes: the terminal is not flooded. */
    harness_check(harness, harness->count < 4 * MIB);
    mptop_finish(harness);
}

static void
an_unfinished_line_is_shown(void **state)
{
    struct harness *harness = mptop_start(
        40, 120, WORDS("printf 'no newline %s' yet; exec sleep 1000"), NULL);

    (void) state;
    harness_expect_match(harness, "[0-9] no newline yet$");
    mptop_finish(harness);
}

static void
a_line_that_grows_is_one_line(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS("for i in 1 2 3; do printf \"[part $i]\"; sleep 0.1; done; echo"),
        NULL);

    (void) state;
    mptop_expect_cell(harness, "for", "EXITCODE", "0");
    harness_expect_match(
        harness, "[0-9] \\[part 1\\]\\[part 2\\]\\[part 3\\]$");
    mptop_finish(harness);
}

static void
errors_are_marked_by_more_than_a_colour(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS("--no-tty", "echo to-out; echo to-err >&2; exec sleep 1000"),
        WORDS("NO_COLOR=1"));
    char *out;
    char *err;

    (void) state;
    harness_expect_match(harness, "[0-9] to-out$");
    harness_expect_match(harness, "[0-9] to-err$");
    out = harness_row(harness, harness_match(harness, "[0-9] to-out$"));
    err = harness_row(harness, harness_match(harness, "[0-9] to-err$"));
    harness_check(harness, out[0] == ' ' && err[0] != ' ');
    free(out);
    free(err);
    mptop_finish(harness);
}

static void
odd_bytes_are_shown_as_text(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS(
            "printf 'a\\0b<\\n1\\t2>\\n\\ttab\\nabc\\b\\bX\\n\\n\\r\\n-after-';"
            " exec sleep 1000"),
        NULL);

    (void) state;
    harness_expect_match(harness, "[0-9] 1       2>$");
    harness_expect_match(harness, "[0-9]         tab$");
    harness_expect_match(harness, "[0-9] aX$");
    harness_expect_match(harness, "[0-9] a.*b<$");
    harness_expect_match(harness, "[0-9] -after-$");
    mptop_finish(harness);
}

static void
each_row_has_its_own_output(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS(
            "echo first-$((1)); exec sleep 1000",
            "echo second-$((2)); exec sleep 1000"),
        NULL);

    (void) state;
    mptop_select(harness, "echo-2");
    harness_expect(harness, "second-2");
    harness_expect_absent(harness, "first-1");
    mptop_select(harness, "echo");
    harness_expect(harness, "first-1");
    harness_expect_absent(harness, "second-2");
    harness_type(harness, "l");
    harness_expect_absent(harness, "EXITCODE");
    harness_expect(harness, "first-1");
    harness_type(harness, ">"); /* the next process */
    harness_expect(harness, "second-2");
    harness_expect_absent(harness, "first-1");
    mptop_finish(harness);
}

static void
a_restarted_worker_writes_on(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("echo life-of-$$.; exec sleep 1000"), NULL);
    char expected[64];
    pid_t first = mptop_pid(harness, "echo");

    (void) state;
    snprintf(expected, sizeof expected, "life-of-%d.", (int) first);
    harness_expect(harness, expected);
    harness_type(harness, "R");
    harness_expect_match(harness, "Output echo.*following");
    for (double end = harness_now() + HARNESS_DEADLINE;
         mptop_pid(harness, "echo") == first && harness_now() < end;)
        harness_pump(harness, 0.05);
    snprintf(
        expected, sizeof expected, "life-of-%d.",
        (int) mptop_pid(harness, "echo"));
    harness_expect(harness, expected);
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(output_is_read_to_its_end),
        TEST(a_gigabyte_leaves_memory_small),
        TEST(an_unfinished_line_is_shown),
        TEST(a_line_that_grows_is_one_line),
        TEST(errors_are_marked_by_more_than_a_colour),
        TEST(odd_bytes_are_shown_as_text),
        TEST(each_row_has_its_own_output),
        TEST(a_restarted_worker_writes_on),
    };

    return cmocka_run_group_tests_name(
        "output", tests, mptop_setup, mptop_teardown);
}
