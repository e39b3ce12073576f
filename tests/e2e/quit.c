/* Quitting as Python exits: what the dialog says, what is signalled and when,
 * and what is left. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

#define DIALOG "Quit:"

/* A worker that no SIGTERM ends. */
#define STUBBORN "trap '' TERM; echo ready; sleep 1000"

/* Two of the tutorial's workers that run: the first, and the daemon. */
struct running {
    struct harness *harness;
    pid_t joined;
    pid_t daemon;
};

static struct running
start_two(void)
{
    struct running running = { .harness = mptop_start(40, 120, NULL, NULL) };

    mptop_expect_cell(running.harness, "Process-7", "STATE", "initial");
    harness_type(running.harness, "s");
    running.joined = mptop_pid(running.harness, "Process-1");
    mptop_select(running.harness, "Process-7");
    harness_type(running.harness, "s");
    running.daemon = mptop_pid(running.harness, "Process-7");
    return running;
}

/* Checks how mptop ended and that nothing is left. */
static void
check_end(struct harness *harness, int status)
{
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    if (WEXITSTATUS(harness->status) != status)
        harness_fail(
            harness, __FILE__, __LINE__, "status %d, not %d",
            WEXITSTATUS(harness->status), status);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
nothing_alive_ends_at_once(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_type(harness, "q");
    check_end(harness, 0);
}

static void
nothing_is_signalled_until_enter(void **state)
{
    struct running running = start_two();
    struct harness *harness = running.harness;

    (void) state;
    harness_type(harness, "q");
    harness_expect(harness, DIALOG);
    harness_expect_match(harness, "Process-7 .*terminate\\(\\)");
    harness_expect_match(harness, "Process-1 .*join");
    harness_settle(harness, 0.3, 2);
    harness_check(harness, proc_alive(running.joined));
    harness_check(harness, proc_alive(running.daemon));
    harness_type(harness, "\033");
    harness_expect_absent(harness, DIALOG);
    mptop_expect_cell(harness, "Process-1", "STATE", "started");
    mptop_expect_cell(harness, "Process-7", "STATE", "started");
    harness_check(harness, proc_alive(running.joined));
    harness_check(harness, proc_alive(running.daemon));
    mptop_finish(harness);
}

static void
enter_terminates_daemons_and_joins_the_rest(void **state)
{
    struct running running = start_two();
    struct harness *harness = running.harness;

    (void) state;
    harness_type(harness, "q");
    harness_expect(harness, DIALOG);
    harness_type(harness, "\r");
    harness_check(harness, proc_wait_end(running.daemon, HARNESS_DEADLINE));
    harness_expect_match(
        harness, "Process-1 .*join\\(\\).*[1-9](\\.[0-9])? ?s");
    harness_check(harness, proc_alive(running.joined));
    harness_check(harness, proc_alive(harness->pid));
    harness_type(harness, "t"); /* the rest */
    check_end(harness, 0);
    harness_check(NULL, !proc_alive(running.joined));
}

static void
kill_in_the_dialog_ends_the_stubborn(void **state)
{
    struct harness *harness = mptop_start(40, 120, WORDS(STUBBORN), NULL);
    pid_t pid = mptop_pid(harness, "trap");

    (void) state;
    harness_expect_match(harness, "[0-9] ready$");
    harness_type(harness, "q");
    harness_expect(harness, DIALOG);
    harness_type(harness, "\r");
    harness_settle(harness, 0.3, 2);
    harness_check(harness, proc_alive(pid));
    harness_check(harness, proc_alive(harness->pid));
    harness_type(harness, "K");
    check_end(harness, 0);
}

static void
escape_returns_to_what_is_left(void **state)
{
    struct running running = start_two();
    struct harness *harness = running.harness;

    (void) state;
    harness_type(harness, "q");
    harness_expect(harness, DIALOG);
    harness_type(harness, "\r");
    harness_check(harness, proc_wait_end(running.daemon, HARNESS_DEADLINE));
    harness_type(harness, "\033");
    harness_expect_absent(harness, DIALOG);
    mptop_expect_cell(harness, "Process-7", "EXITCODE", "-15 SIGTERM");
    mptop_expect_cell(harness, "Process-1", "STATE", "started");
    harness_check(harness, proc_alive(running.joined));
    mptop_select(harness, "Process-2"); /* life goes on */
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-2", "ALIVE", "yes");
    mptop_finish(harness);
}

static void
it_ends_when_the_joined_have_ended(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    mptop_select(harness, "Process-5");
    harness_type(harness, "s");
    mptop_pid(harness, "Process-5");
    harness_type(harness, "q");
    harness_expect(harness, DIALOG);
    harness_type(harness, "\r");
    check_end(harness, 0);
}

static void
a_second_q_forces(void **state)
{
    struct running running = start_two();

    (void) state;
    harness_type(running.harness, "q");
    harness_expect(running.harness, DIALOG);
    harness_type(running.harness, "q");
    check_end(running.harness, 0);
}

static void
capital_q_forces_at_once(void **state)
{
    struct running running = start_two();

    (void) state;
    harness_type(running.harness, "Q");
    check_end(running.harness, 0);
}

static void
force_kills_the_stubborn_after_five_seconds(void **state)
{
    struct harness *harness = mptop_start(40, 120, WORDS(STUBBORN), NULL);
    double start;

    (void) state;
    harness_expect_match(harness, "[0-9] ready$");
    start = harness_now();
    harness_type(harness, "Q");
    harness_expect_end(harness);
    harness_check(harness, harness_now() - start >= 4.5);
    check_end(harness, 0);
}

static void
quitting_while_workers_start_leaves_nothing(void **state)
{
    (void) state;
    for (int i = 0; i < 10; i++) {
        struct harness *harness = mptop_start(
            24, 80, WORDS("sleep 1001", "sleep 1002 | cat", "exec sleep 1003"),
            NULL);
        double end = harness_now() + i * 0.002;

        while (harness->count == 0 || harness_now() < end)
            harness_check(
                harness,
                harness_pump(harness, 0.002) || !harness_has_ended(harness));
        harness_type(harness, "Q");
        check_end(harness, 0);
    }
}

static void
sigterm_while_workers_start_leaves_nothing(void **state)
{
    (void) state;
    for (int i = 0; i < 10; i++) {
        struct harness *harness = mptop_start(
            24, 80, WORDS("sleep 1001", "sleep 1002 | cat", "exec sleep 1003"),
            NULL);
        double end = harness_now() + i * 0.002;

        while (harness->count == 0 || harness_now() < end)
            harness_check(
                harness,
                harness_pump(harness, 0.002) || !harness_has_ended(harness));
        kill(harness->pid, SIGTERM);
        check_end(harness, 128 + SIGTERM);
    }
}

static void
sigterm_ends_all_with_143(void **state)
{
    struct running running = start_two();

    (void) state;
    kill(running.harness->pid, SIGTERM);
    check_end(running.harness, 128 + SIGTERM);
}

static void
sighup_ends_all_with_129(void **state)
{
    struct running running = start_two();

    (void) state;
    kill(running.harness->pid, SIGHUP);
    check_end(running.harness, 128 + SIGHUP);
}

static void
sigterm_needs_no_workers(void **state)
{
    struct harness *harness = mptop_start(24, 80, NULL, NULL);

    (void) state;
    harness_expect(harness, "Process-7");
    kill(harness->pid, SIGTERM);
    check_end(harness, 128 + SIGTERM);
}

static void
sigint_is_q_and_a_second_one_forces(void **state)
{
    struct running running = start_two();
    struct harness *harness;

    (void) state;
    kill(running.harness->pid, SIGINT);
    harness_expect(running.harness, DIALOG);
    harness_check(running.harness, proc_alive(running.joined));
    harness_check(running.harness, proc_alive(running.daemon));
    kill(running.harness->pid, SIGINT);
    check_end(running.harness, 0);
    harness = mptop_start(24, 80, NULL, NULL);
    harness_expect(harness, "Process-7");
    kill(harness->pid, SIGINT); /* nothing lives */
    check_end(harness, 0);
}

static void
ctrl_c_is_q(void **state)
{
    struct running running = start_two();

    (void) state;
    harness_type(running.harness, "\003");
    harness_expect(running.harness, DIALOG);
    harness_check(running.harness, proc_alive(running.joined));
    harness_check(running.harness, proc_alive(running.daemon));
    harness_type(running.harness, "\003");
    check_end(running.harness, 0);
}

static void
the_dialog_follows_resizes(void **state)
{
    struct running running = start_two();
    struct harness *harness = running.harness;

    (void) state;
    harness_type(harness, "q");
    harness_expect(harness, DIALOG);
    harness_resize(harness, 24, 80);
    harness_expect_match(harness, "Process-1 .*join");
    harness_resize(harness, 10, 40);
    harness_expect(harness, "Quit");
    harness_resize(harness, 40, 120);
    harness_expect_match(harness, "Process-7 .*terminate\\(\\)");
    harness_check(harness, proc_alive(running.joined));
    harness_check(harness, proc_alive(running.daemon));
    mptop_finish(harness);
}

static void
it_opens_over_every_view(void **state)
{
    static const char *const views[] = { "c", "l", "?" };
    struct running running = start_two();
    struct harness *harness = running.harness;

    (void) state;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        harness_type(harness, views[i]);
        harness_expect_absent(harness, "EXITCODE");
        harness_type(harness, "q");
        harness_expect(harness, DIALOG);
        harness_type(harness, "\033");
        harness_expect_absent(harness, DIALOG);
        harness_type(harness, "\033");
        harness_expect(harness, "EXITCODE");
    }
    harness_check(harness, proc_alive(running.joined));
    harness_check(harness, proc_alive(running.daemon));
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(nothing_alive_ends_at_once),
        TEST(nothing_is_signalled_until_enter),
        TEST(enter_terminates_daemons_and_joins_the_rest),
        TEST(kill_in_the_dialog_ends_the_stubborn),
        TEST(escape_returns_to_what_is_left),
        TEST(it_ends_when_the_joined_have_ended),
        TEST(a_second_q_forces),
        TEST(capital_q_forces_at_once),
        TEST(force_kills_the_stubborn_after_five_seconds),
        TEST(quitting_while_workers_start_leaves_nothing),
        TEST(sigterm_while_workers_start_leaves_nothing),
        TEST(sigterm_ends_all_with_143),
        TEST(sighup_ends_all_with_129),
        TEST(sigterm_needs_no_workers),
        TEST(sigint_is_q_and_a_second_one_forces),
        TEST(ctrl_c_is_q),
        TEST(the_dialog_follows_resizes),
        TEST(it_opens_over_every_view),
    };

    return cmocka_run_group_tests_name(
        "quit", tests, mptop_setup, mptop_teardown);
}
