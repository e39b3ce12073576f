/* Odd surroundings that mptop may be started in: signals ignored or blocked,
 * few descriptors, closed ones, misleading variables, no screen size. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

/* Starts mptop by a shell script that finds it as $0, on 120x40. */
static struct harness *
start_by(const char *script)
{
    return harness_start(
        40, 120, WORDS("sh", "-c", script, mptop_program()), NULL);
}

static void
ignored_sigchld_loses_no_exit_code(void **state)
{
    struct harness *harness =
        start_by("exec env --ignore-signal=CHLD \"$0\" 'exit 3' 'kill $$'");

    (void) state;
    mptop_expect_cell(harness, "exit", "EXITCODE", "3");
    mptop_expect_cell(harness, "kill", "EXITCODE", "-15 SIGTERM");
    mptop_finish(harness);
}

static void
blocked_signals_are_not_inherited(void **state)
{
    struct harness *harness =
        start_by("exec env --block-signal=TERM,HUP,INT,WINCH,CHLD \"$0\" "
                 "'exec sleep 1000'");

    (void) state;
    mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "exec", "EXITCODE", "-15 SIGTERM");
    harness_resize(harness, 24, 80);
    harness_expect_match(harness, "^ mptop .{0,72}$");
    kill(harness->pid, SIGTERM);
    harness_expect_end(harness);
    assert_int_equal(WEXITSTATUS(harness->status), 128 + SIGTERM);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
without_descriptors_a_row_says_so(void **state)
{
    struct harness *harness =
        start_by("ulimit -n 40; set --; for i in $(seq 40); do "
                 "set -- \"$@\" 'exec sleep 1000'; done; exec \"$0\" \"$@\"");
    bool runs = false;
    char *text;

    (void) state;
    mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    harness_expect(harness, "Too many open files");
    mptop_expect_cell(harness, "exec", "STATE", "started");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "exec", "EXITCODE", "-15 SIGTERM");
    /* There is room again, as soon as its terminal is closed. */
    for (int tries = 0; tries < 10 && !runs; tries++) {
        harness_type(harness, "r");
        runs = mptop_wait_cell(harness, "exec", "ALIVE", "yes", 3);
    }
    mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    text = mptop_cell(harness, "exec-2", "ALIVE");
    assert_string_equal(text, "yes");
    free(text);
    mptop_finish(harness);
}

static void
a_closed_stderr_does_no_harm(void **state)
{
    struct harness *harness =
        start_by("exec \"$0\" 'echo out; echo err >&2; exec sleep 9' 2>&-");

    (void) state;
    mptop_expect_cell(harness, "echo", "ALIVE", "yes");
    harness_expect_match(harness, "[0-9] out$");
    harness_expect_match(harness, "[0-9] err$");
    mptop_finish(harness);
}

static void
lines_and_columns_do_not_mislead(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, NULL, WORDS("LINES=10", "COLUMNS=33"));

    (void) state;
    harness_expect_match(harness, "STATE +TARGET +TIME");
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_expect_match(harness, "Messages");
    mptop_finish(harness);
}

static void
a_terminal_without_a_size_counts_as_80x24(void **state)
{
    struct harness *harness = harness_start(
        24, 80,
        WORDS("sh", "-c", "stty rows 0 cols 0; exec \"$0\"", mptop_program()),
        NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_resize(harness, 40, 120);
    harness_expect_match(harness, "^ mptop .{81,}$");
    mptop_finish(harness);
}

/* As another machine's locale comes by a remote login. */
static void
an_unknown_locale_may_be_of_utf_8(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, NULL, WORDS("LC_ALL=", "LC_CTYPE=UTF-8"));

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_expect(harness, "─ Output ");
    mptop_finish(harness);
}

static void
an_unknown_locale_means_ascii(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, NULL, WORDS("LC_ALL=xx_XX.ISO-8859-1"));

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    for (size_t i = 0; i < harness->count; i++)
        harness_check(harness, (unsigned char) harness->bytes[i] < 0x80);
    mptop_finish(harness);
}

/* The terminal scrolls as before, on its whole screen. */
static void
the_terminal_scrolls_afterwards(void **state)
{
    struct harness *harness =
        start_by("\"$0\"; printf '\\033[40;1Hlast\\nnew'; read x");
    char *row;

    (void) state;
    harness_expect(harness, "Process-7");
    harness_type(harness, "Q");
    harness_expect(harness, "new");
    row = harness_row(harness, 38);
    assert_string_equal(row, "last");
    free(row);
    harness_type(harness, "\r");
    harness_expect_end(harness);
    harness_free(harness);
}

static void
a_stopped_worker_is_killed_not_terminated(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("kill -STOP $$; exit 4"), NULL);
    pid_t pid = mptop_pid(harness, "kill");
    double end = harness_now() + HARNESS_DEADLINE;

    (void) state;
    while (proc_state(pid) != 'T' && harness_now() < end)
        harness_pump(harness, 0.02);
    mptop_expect_cell(harness, "kill", "ALIVE", "yes");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "kill", "STATE", "stopping");
    mptop_expect_cell(harness, "kill", "ALIVE", "yes");
    harness_type(harness, "K");
    mptop_expect_cell(harness, "kill", "EXITCODE", "-9 SIGKILL");
    mptop_finish(harness);
}

/* Starts mptop with a worker in an interactive shell, and suspends it. */
static struct harness *
start_suspended(pid_t *program, pid_t *worker)
{
    struct harness *harness = harness_start(
        40, 120, WORDS("bash", "--norc", "--noprofile", "-i"),
        WORDS("PS1=PROMPT>"));
    char line[512];

    harness_expect(harness, "PROMPT>");
    snprintf(line, sizeof line, "'%s' 'exec sleep 1000'\r", mptop_program());
    harness_type(harness, line);
    *worker = mptop_pid(harness, "exec");
    *program = proc_parent(*worker);
    harness_type(harness, "\032");
    harness_expect(harness, "Stopped");
    return harness;
}

static void
a_killed_job_ends_whole(void **state)
{
    pid_t program;
    pid_t worker;
    struct harness *harness = start_suspended(&program, &worker);

    (void) state;
    harness_type(harness, "kill %1\r"); /* and SIGCONT, as bash does */
    harness_check(harness, proc_wait_end(program, HARNESS_DEADLINE));
    harness_type(harness, "\r");
    harness_expect(harness, "Exit 143");
    harness_check(harness, !proc_alive(worker));
    harness_check(harness, !harness->alternate_screen);
    harness_check(harness, harness->cursor_visible);
    harness_type(harness, "exit\r");
    harness_expect_end(harness);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
a_suspended_one_ends_when_its_terminal_goes_away(void **state)
{
    pid_t program;
    pid_t worker;
    struct harness *harness = start_suspended(&program, &worker);

    (void) state;
    harness_hang_up(harness); /* the shell passes it on to its jobs */
    harness_check(harness, proc_wait_end(program, HARNESS_DEADLINE));
    harness_check(harness, proc_wait_end(worker, HARNESS_DEADLINE));
    harness_free(harness);
}

static void
it_ends_when_its_terminal_goes_away_at_a_dialog(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_type(harness, "q");
    harness_expect(harness, "Quit:");
    harness_type(harness, "\r"); /* it joins the worker for 18 s */
    harness_expect_match(harness, "Process-1 .*join");
    harness_hang_up(harness);
    harness_expect_end(harness);
    assert_int_equal(WEXITSTATUS(harness->status), 128 + SIGHUP);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(ignored_sigchld_loses_no_exit_code),
        TEST(blocked_signals_are_not_inherited),
        TEST(without_descriptors_a_row_says_so),
        TEST(a_closed_stderr_does_no_harm),
        TEST(lines_and_columns_do_not_mislead),
        TEST(a_terminal_without_a_size_counts_as_80x24),
        TEST(an_unknown_locale_may_be_of_utf_8),
        TEST(an_unknown_locale_means_ascii),
        TEST(the_terminal_scrolls_afterwards),
        TEST(a_stopped_worker_is_killed_not_terminated),
        TEST(a_killed_job_ends_whole),
        TEST(a_suspended_one_ends_when_its_terminal_goes_away),
        TEST(it_ends_when_its_terminal_goes_away_at_a_dialog),
    };

    return cmocka_run_group_tests_name(
        "surroundings", tests, mptop_setup, mptop_teardown);
}
