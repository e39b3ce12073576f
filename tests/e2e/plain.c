/* The dashboard in words. */
#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

/* Checks that nothing was ever drawn, and that all was given back. */
static void
finish(struct harness *harness)
{
    harness_type(harness, "Q");
    harness_expect_end(harness);
    harness_check(harness, !strchr(harness->bytes, '\033'));
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
changes_are_said(void **state)
{
    struct harness *harness =
        mptop_start(24, 80, WORDS("--plain"), WORDS("TERM=dumb"));

    (void) state;
    harness_expect(harness, "Processes: 7, alive 0");
    harness_expect(harness, "Process-1, initial, daemon no, 1 of 7");
    harness_type(harness, "jj");
    harness_expect(harness, "Process-3, initial, daemon no, 3 of 7");
    harness_type(harness, "s");
    harness_expect_match(harness, "Process-3 started, pid [0-9]+");
    harness_type(harness, "\033[B");
    harness_expect(harness, "Process-4, initial, daemon no, 4 of 7");
    harness_type(harness, "%");
    harness_expect(harness, "No action on '%'");
    harness_type(harness, "?");
    harness_expect_match(harness, "q Ctrl.C: Quit");
    harness_type(harness, "\033");
    harness_expect_match(harness, "Processes: 7, alive [01]");
    finish(harness);
}

static void
quitting_is_said(void **state)
{
    struct harness *harness =
        mptop_start(24, 80, WORDS("--plain", "sleep 1000"), NULL);

    (void) state;
    harness_expect_match(harness, "sleep started, pid [0-9]+");
    harness_type(harness, "q");
    harness_expect(harness, "Quit? Alive: 1.");
    harness_type(harness, "\033");
    harness_expect(harness, "Back from quitting");
    harness_type(harness, "l");
    harness_expect(harness, "Output of sleep");
    finish(harness);
}

static void
questions_are_said(void **state)
{
    struct harness *harness = mptop_start(24, 80, WORDS("--plain"), NULL);

    (void) state;
    harness_expect(harness, "Process-1, initial, daemon no, 1 of 7");
    harness_type(harness, "/");
    harness_expect(harness, "Filter: Enter takes it, Escape leaves it");
    harness_expect(harness, "nothing typed");
    harness_type(harness, "7\r");
    harness_expect(harness, "Process-7, initial, daemon yes, 1 of 1");
    harness_type(harness, "/\025re:(\r"); /* Ctrl-U, and what is none */
    harness_expect(harness, "re:(");
    harness_expect_match(harness, "(Unmatched|brack|paren)");
    harness_type(harness, "\033\033:mess");
    harness_expect_match(harness, "Command: Enter takes it");
    harness_expect_match(harness, "mess, 1 of [0-9]+: messages, M");
    harness_type(harness, "\r");
    harness_expect(harness, "Nothing has happened yet.");
    harness_type(harness, "\033O");
    harness_expect(harness, "Enter chooses");
    harness_expect_match(harness, "1 of [0-9]+: ");
    harness_type(harness, "j");
    harness_expect_match(harness, "2 of [0-9]+: ");
    harness_type(harness, "\033i");
    harness_expect(harness, "repr <Process name='Process-1'");
    harness_type(harness, "\033T");
    harness_expect(harness, "Process-7, never started");
    harness_type(harness, ".");
    harness_expect(harness, "Nothing is drawn here that could be recorded");
    finish(harness);
}

/* What is kept among the messages is said once, not again as a notice. */
static void
nothing_is_said_twice(void **state)
{
    static const char text[] = "Nothing has happened to it yet";
    struct harness *harness = mptop_start(24, 80, WORDS("--plain"), NULL);
    const char *first;

    (void) state;
    harness_expect(harness, "Process-1, initial, daemon no, 1 of 7");
    harness_type(harness, "T[");
    harness_expect(harness, text);
    harness_settle(harness, 0.2, HARNESS_DEADLINE);
    first = strstr(harness->bytes, text);
    harness_check(harness, first && !strstr(first + 1, text));
    harness_type(harness, "[");
    harness_settle(harness, 0.2, HARNESS_DEADLINE);
    harness_check(harness, strstr(first + 1, text)); /* but each time */
    finish(harness);
}

/* Tells whether a worker has started a process with a command line. */
static bool
has_started(struct harness *harness, void *context)
{
    pid_t workers[16], started[16];
    size_t count = proc_children(harness->pid, workers, 16);
    char text[256];

    for (size_t i = 0; i < count && i < 16; i++) {
        size_t n = proc_children(workers[i], started, 16);

        for (size_t j = 0; j < n && j < 16; j++) {
            proc_command(started[j], text, sizeof(text));
            if (strcmp(text, context) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* What a page shows of the system is looked at before it is said. */
static void
pages_are_said_with_their_numbers(void **state)
{
    struct harness *harness = mptop_start(
        200, 120, /* for a whole environment */
        WORDS("--plain", "exec sleep 1000", "sleep 1001 & sleep 1002; true"),
        NULL);

    (void) state;
    harness_expect_match(harness, "sleep started, pid [0-9]+");
    harness_expect_that(harness, has_started, (void *) "sleep 1001");
    harness_type(harness, "c");
    harness_expect(harness, "Active children: 2, and what they started");
    harness_expect_match(harness, "exec, pid [0-9]+");
    harness_expect_match(harness, "sleep 1001, pid [0-9]+, started by [0-9]+");
    harness_type(harness, "\033");
    harness_expect(harness, "Processes: 2, alive 2");
    harness_type(harness, "i");
    harness_expect(harness, "In the system");
    harness_expect(harness, "threads 1");
    harness_expect(harness, "Descriptors");
    harness_expect(harness, "Environment");
    finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(changes_are_said),
        TEST(quitting_is_said),
        TEST(questions_are_said),
        TEST(nothing_is_said_twice),
        TEST(pages_are_said_with_their_numbers),
    };

    return cmocka_run_group_tests_name(
        "plain", tests, mptop_setup, mptop_teardown);
}
