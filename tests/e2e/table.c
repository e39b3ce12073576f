/* The table of the tutorial's workers and the keys that act on one row. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

#define TIME_TEXT "[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4}"

/* The tutorial's workers, as the table must show them. */
static const struct {
    const char *name;
    const char *daemon;
    const char *target;
} tutorial[] = {
    { "Process-1", "no", "worker(3)" },  { "Process-2", "no", "worker1(4)" },
    { "Process-3", "no", "worker2(3)" }, { "Process-4", "no", "worker3(2)" },
    { "Process-5", "no", "worker4(1)" }, { "Process-6", "no", "worker(3)" },
    { "Process-7", "yes", "worker(3)" },
};

#define TUTORIAL_COUNT (sizeof tutorial / sizeof *tutorial)

/* Starts the bare dashboard and waits for its last row. */
static struct harness *
start_tutorial(void)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    return harness;
}

static void
seven_rows_stand_not_started(void **state)
{
    struct harness *harness = start_tutorial();

    (void) state;
    for (size_t i = 0; i < TUTORIAL_COUNT; i++) {
        const char *name = tutorial[i].name;

        mptop_expect_cell(harness, name, "PID", "-");
        mptop_expect_cell(harness, name, "ALIVE", "no");
        mptop_expect_cell(harness, name, "DAEMON", tutorial[i].daemon);
        mptop_expect_cell(harness, name, "EXITCODE", "-");
        mptop_expect_cell(harness, name, "STATE", "initial");
        mptop_expect_cell(harness, name, "TARGET", tutorial[i].target);
        if (i > 0)
            harness_check(
                harness,
                mptop_row(harness, name)
                    == mptop_row(harness, tutorial[i - 1].name) + 1);
    }
    harness_expect_match(harness, "^ mptop +MainProcess [0-9]+ ");
    harness_expect_match(harness, "alive 0");
    harness_expect_match(
        harness,
        "NAME +PID +ALIVE +DAEMON +EXITCODE +STATE +TARGET +TIME( |$)");
    harness_check(harness, mptop_count_workers(harness) == 0);
    harness_check(harness, harness->alternate_screen);
    harness_check(harness, !harness->cursor_visible);
    harness_type(harness, "q");
    harness_expect_end(harness);
    assert_int_equal(harness->status, 0);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
start_shows_pid_output_and_exit_code(void **state)
{
    struct harness *harness = start_tutorial();
    pid_t pid;

    (void) state;
    mptop_select(harness, "Process-5");
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-5", "ALIVE", "yes");
    mptop_expect_cell(harness, "Process-5", "STATE", "started");
    pid = mptop_pid(harness, "Process-5");
    assert_int_equal(proc_parent(pid), harness->pid);
    harness_expect_match(harness, "alive 1");
    mptop_expect_cell(harness, "Process-5", "EXITCODE", "0");
    mptop_expect_cell(harness, "Process-5", "ALIVE", "no");
    mptop_expect_cell(harness, "Process-5", "STATE", "stopped");
    harness_expect_match(harness, "Output Process-5");
    harness_expect_match(harness, "time is " TIME_TEXT);
    assert_int_equal(mptop_pid(harness, "Process-5"), pid);
    harness_expect_match(harness, "Process-5 stopped.*exitcode 0 after 1\\.");
    assert_int_equal(proc_count_children(harness->pid, true), 0);
    harness_check(harness, proc_state(pid) == 0);
    mptop_finish(harness);
}

static void
output_comes_while_the_worker_runs(void **state)
{
    struct harness *harness = start_tutorial();

    (void) state;
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_expect_match(harness, "time is " TIME_TEXT);
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    mptop_finish(harness);
}

/* Waits until a row is the selected one, and checks that it is the only one. */
static void
expect_selected(struct harness *harness, const char *name)
{
    double end = harness_now() + HARNESS_DEADLINE;

    while (!mptop_selected(harness, name) && harness_now() < end)
        harness_pump(harness, 0.1);
    for (size_t i = 0; i < TUTORIAL_COUNT; i++)
        if (mptop_selected(harness, tutorial[i].name)
            != (strcmp(tutorial[i].name, name) == 0))
            harness_fail(
                harness, __FILE__, __LINE__, "%s: selected, or not, wrongly",
                tutorial[i].name);
}

static void
movement_keys_move_the_selection(void **state)
{
    struct harness *harness = start_tutorial();

    (void) state;
    expect_selected(harness, "Process-1");
    harness_type(harness, "j");
    expect_selected(harness, "Process-2");
    harness_press(harness, VTERM_KEY_DOWN);
    expect_selected(harness, "Process-3");
    harness_expect_match(harness, "Output Process-3");
    harness_type(harness, "k");
    expect_selected(harness, "Process-2");
    harness_press(harness, VTERM_KEY_UP);
    expect_selected(harness, "Process-1");
    harness_type(harness, "k"); /* stays at the top */
    expect_selected(harness, "Process-1");
    harness_type(harness, "G");
    expect_selected(harness, "Process-7");
    harness_type(harness, "j"); /* stays at the end */
    expect_selected(harness, "Process-7");
    harness_type(harness, "g");
    expect_selected(harness, "Process-1");
    harness_press(harness, VTERM_KEY_PAGEDOWN);
    expect_selected(harness, "Process-7");
    harness_press(harness, VTERM_KEY_PAGEUP);
    expect_selected(harness, "Process-1");
    mptop_finish(harness);
}

static void
terminate_shows_the_signal(void **state)
{
    struct harness *harness = start_tutorial();
    pid_t pid;

    (void) state;
    mptop_select(harness, "Process-4");
    harness_type(harness, "s");
    pid = mptop_pid(harness, "Process-4");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "Process-4", "EXITCODE", "-15 SIGTERM");
    mptop_expect_cell(harness, "Process-4", "ALIVE", "no");
    mptop_expect_cell(harness, "Process-4", "STATE", "stopped");
    harness_expect_match(
        harness, "Process-4 terminate\\(\\).*exitcode -15 \\(SIGTERM\\)");
    harness_check(harness, !proc_alive(pid));
    harness_type(harness, "q"); /* nothing lives */
    harness_expect_end(harness);
    assert_int_equal(harness->status, 0); /* asked for: no failure */
    harness_free(harness);
}

static void
kill_shows_the_signal(void **state)
{
    struct harness *harness = start_tutorial();

    (void) state;
    mptop_select(harness, "Process-2");
    harness_type(harness, "s");
    mptop_pid(harness, "Process-2");
    harness_type(harness, "K");
    mptop_expect_cell(harness, "Process-2", "EXITCODE", "-9 SIGKILL");
    mptop_expect_cell(harness, "Process-2", "STATE", "stopped");
    harness_expect_match(harness, "Process-2 kill\\(\\).*exitcode -9");
    /* The aliases of both. */
    mptop_select(harness, "Process-3");
    harness_type(harness, "s");
    mptop_pid(harness, "Process-3");
    harness_type(harness, "x");
    mptop_expect_cell(harness, "Process-3", "EXITCODE", "-15 SIGTERM");
    mptop_select(harness, "Process-4");
    harness_type(harness, "s");
    mptop_pid(harness, "Process-4");
    harness_type(harness, "X");
    mptop_expect_cell(harness, "Process-4", "EXITCODE", "-9 SIGKILL");
    mptop_finish(harness);
}

static void
daemon_flag_switches_until_the_start(void **state)
{
    struct harness *harness = start_tutorial();

    (void) state;
    mptop_select(harness, "Process-6");
    harness_type(harness, "D");
    mptop_expect_cell(harness, "Process-6", "DAEMON", "yes");
    harness_type(harness, "D");
    mptop_expect_cell(harness, "Process-6", "DAEMON", "no");
    harness_type(harness, "D");
    mptop_expect_cell(harness, "Process-6", "DAEMON", "yes");
    harness_type(harness, "s");
    mptop_pid(harness, "Process-6");
    harness_type(harness, "D");
    harness_expect_match(harness, "Process-6 .*process has already started");
    mptop_expect_cell(harness, "Process-6", "DAEMON", "yes");
    mptop_finish(harness);
}

static void
refusals_speak_in_the_librarys_words(void **state)
{
    struct harness *harness = start_tutorial();
    pid_t pid;

    (void) state;
    harness_type(harness, "J");
    harness_expect_match(
        harness, "Process-1 join\\(\\): can only join a started process");
    harness_type(harness, "t");
    harness_expect_match(
        harness, "Process-1 terminate\\(\\): process not started");
    harness_type(harness, "K");
    harness_expect_match(harness, "Process-1 kill\\(\\): process not started");
    harness_type(harness, "s");
    pid = mptop_pid(harness, "Process-1");
    harness_type(harness, "s");
    harness_expect_match(
        harness, "Process-1 start\\(\\): cannot start a process twice");
    assert_int_equal(mptop_pid(harness, "Process-1"), pid);
    assert_int_equal(mptop_count_workers(harness), 1);
    mptop_finish(harness);
}

static void
an_ended_row_refuses_start_but_restarts(void **state)
{
    struct harness *harness = start_tutorial();
    pid_t first;
    pid_t second;

    (void) state;
    mptop_select(harness, "Process-4");
    harness_type(harness, "s");
    first = mptop_pid(harness, "Process-4");
    harness_type(harness, "K");
    mptop_expect_cell(harness, "Process-4", "EXITCODE", "-9 SIGKILL");
    harness_type(harness, "s");
    harness_expect_match(
        harness,
        "Process-4 start\\(\\): cannot start a process twice.*r restarts it");
    harness_type(harness, "r");
    mptop_expect_cell(harness, "Process-4", "STATE", "started");
    second = mptop_pid(harness, "Process-4");
    assert_int_not_equal(second, first);
    harness_check(harness, proc_alive(second));
    mptop_expect_cell(harness, "Process-4", "EXITCODE", "-");
    assert_int_equal(
        mptop_row(harness, "Process-5"), mptop_row(harness, "Process-4") + 1);
    mptop_finish(harness);
}

struct other_pid {
    const char *name;
    pid_t pid;
};

/* Whether the row is alive under another pid than the one it had. */
static bool
lives_under_another_pid(struct harness *harness, void *context)
{
    const struct other_pid *old = context;
    char *text = mptop_cell(harness, old->name, "PID");
    char *alive = mptop_cell(harness, old->name, "ALIVE");
    pid_t pid = text ? (pid_t) atoi(text) : 0;
    bool found =
        pid > 0 && pid != old->pid && alive && strcmp(alive, "yes") == 0;

    free(text);
    free(alive);
    return found;
}

static void
restart_ends_the_running_one_first(void **state)
{
    struct harness *harness = start_tutorial();
    struct other_pid old = { "Process-1", 0 };

    (void) state;
    harness_type(harness, "s");
    old.pid = mptop_pid(harness, "Process-1");
    harness_type(harness, "r");
    harness_expect_that(harness, lives_under_another_pid, &old);
    harness_check(harness, !proc_alive(old.pid));
    old.pid = mptop_pid(harness, "Process-1");
    harness_type(harness, "R"); /* by kill */
    harness_expect_that(harness, lives_under_another_pid, &old);
    harness_check(harness, !proc_alive(old.pid));
    assert_int_equal(mptop_count_workers(harness), 1);
    assert_int_equal(proc_count_children(harness->pid, true), 0);
    mptop_finish(harness);
}

static void
unknown_keys_do_no_harm(void **state)
{
    struct harness *harness = start_tutorial();

    (void) state;
    harness_type(harness, "%");
    harness_type(harness, "\xc3\xa9");         /* é */
    harness_type(harness, "\xf0\x9f\x90\x8d"); /* a snake */
    harness_type(harness, "\033[99~");         /* no such key */
    harness_type(harness, "\xff\xfe");         /* no UTF-8 */
    harness_press(harness, VTERM_KEY_FUNCTION(9));
    harness_settle(harness, 0.3, HARNESS_DEADLINE);
    harness_type(harness, "\033");
    harness_settle(harness, 0.3, HARNESS_DEADLINE);
    harness_type(harness, "G");
    expect_selected(harness, "Process-7");
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(seven_rows_stand_not_started),
        TEST(start_shows_pid_output_and_exit_code),
        TEST(output_comes_while_the_worker_runs),
        TEST(movement_keys_move_the_selection),
        TEST(terminate_shows_the_signal),
        TEST(kill_shows_the_signal),
        TEST(daemon_flag_switches_until_the_start),
        TEST(refusals_speak_in_the_librarys_words),
        TEST(an_ended_row_refuses_start_but_restarts),
        TEST(restart_ends_the_running_one_first),
        TEST(unknown_keys_do_no_harm),
    };

    return cmocka_run_group_tests_name(
        "table", tests, mptop_setup, mptop_teardown);
}
