/* Ctrl-Z and fg in a shell with job control, and Ctrl-L. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

/* Starts an interactive shell, and mptop with a worker in it. */
static struct harness *
start_in_shell(void)
{
    struct harness *harness = harness_start(
        40, 120, WORDS("bash", "--norc", "--noprofile", "-i"),
        WORDS("PS1=PROMPT>"));
    char line[512];

    harness_expect(harness, "PROMPT>");
    snprintf(line, sizeof line, "'%s' 'exec sleep 1000'\r", mptop_program());
    harness_type(harness, line);
    mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    return harness;
}

/* Ends mptop, then the shell, and checks that nothing is left. */
static void
finish_in_shell(struct harness *harness)
{
    harness_type(harness, "Q");
    harness_expect(harness, "PROMPT>");
    harness_check(harness, !harness->alternate_screen);
    harness_type(harness, "echo status=$?.\r");
    harness_expect(harness, "status=0.");
    harness_type(harness, "exit\r");
    harness_expect_end(harness);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static bool
is_stopped(struct harness *harness, void *context)
{
    const pid_t *pid = context;

    (void) harness;
    return proc_state(*pid) == 'T';
}

/* Checks that mptop is stopped, its terminal given back, its worker not. */
static void
check_suspended(struct harness *harness, pid_t program, pid_t worker)
{
    harness_expect(harness, "Stopped");
    harness_expect_that(harness, is_stopped, &program);
    harness_check(harness, !harness->alternate_screen);
    harness_check(harness, harness->cursor_visible);
    harness_check(harness, harness->mouse == VTERM_PROP_MOUSE_NONE);
    harness_check(harness, proc_alive(worker));
    harness_check(harness, proc_state(worker) != 'T');
    harness_type(harness, "echo shell=$((6*7)).\r");
    harness_expect(harness, "shell=42.");
}

static void
ctrl_z_suspends_and_fg_resumes(void **state)
{
    struct harness *harness = start_in_shell();
    pid_t worker = mptop_pid(harness, "exec");
    pid_t program = proc_parent(worker);

    (void) state;
    for (int i = 0; i < 2; i++) {
        harness_type(harness, "\032");
        check_suspended(harness, program, worker);
        harness_type(harness, "fg\r");
        mptop_expect_cell(harness, "exec", "ALIVE", "yes");
        harness_check(harness, harness->alternate_screen);
        harness_check(harness, !harness->cursor_visible);
        harness_type(harness, "?");
        harness_expect(harness, "Start the process.");
        harness_type(harness, "\033");
        mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    }
    finish_in_shell(harness);
}

static void
a_stop_signal_does_the_same(void **state)
{
    struct harness *harness = start_in_shell();
    pid_t worker = mptop_pid(harness, "exec");
    pid_t program = proc_parent(worker);

    (void) state;
    kill(program, SIGTSTP);
    check_suspended(harness, program, worker);
    harness_type(harness, "fg\r");
    mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    finish_in_shell(harness);
}

static bool
keys_are_in_the_last_row(struct harness *harness, void *context)
{
    char *last = harness_row(harness, harness->rows - 1);
    bool found = strstr(last, "Start") != NULL;

    (void) context;
    free(last);
    return found;
}

static void
it_comes_back_in_another_size(void **state)
{
    struct harness *harness = start_in_shell();
    pid_t worker = mptop_pid(harness, "exec");

    (void) state;
    harness_type(harness, "\032");
    check_suspended(harness, proc_parent(worker), worker);
    harness_resize(harness, 24, 100);
    harness_type(harness, "fg\r");
    mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    harness_expect_that(harness, keys_are_in_the_last_row, NULL);
    finish_in_shell(harness);
}

static void
what_ends_while_it_is_suspended_is_seen(void **state)
{
    struct harness *harness = start_in_shell();
    pid_t worker = mptop_pid(harness, "exec");

    (void) state;
    harness_type(harness, "\032");
    check_suspended(harness, proc_parent(worker), worker);
    kill(worker, SIGTERM);
    harness_type(harness, "fg\r");
    mptop_expect_cell(harness, "exec", "EXITCODE", "-15 SIGTERM");
    harness_type(harness, "q");
    harness_expect(harness, "PROMPT>");
    harness_type(harness, "echo status=$?.\r");
    harness_expect(harness, "status=1."); /* nobody here asked for it */
    harness_type(harness, "exit\r");
    harness_expect_end(harness);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
without_a_shell_ctrl_z_does_no_harm(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_type(harness, "\032"); /* nobody could resume it */
    harness_settle(harness, 0.3, 2);
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_check(harness, harness->alternate_screen);
    mptop_finish(harness);
}

static void
ctrl_l_redraws_all(void **state)
{
    static const char garbage[] = "\033[1;1HGARBAGE\033[5;30HGARBAGE";
    struct harness *harness = mptop_start(40, 120, NULL, NULL);
    char *first;

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_settle(harness, 0.2, 2);
    vterm_input_write(harness->vterm, garbage, sizeof garbage - 1);
    vterm_screen_flush_damage(harness->screen);
    harness_check(harness, harness_find(harness, "GARBAGE", NULL, NULL));
    harness_type(harness, "\014");
    harness_expect_absent(harness, "GARBAGE");
    first = harness_row(harness, 0);
    harness_check(harness, strncmp(first, " mptop", 6) == 0);
    free(first);
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(ctrl_z_suspends_and_fg_resumes),
        TEST(a_stop_signal_does_the_same),
        TEST(it_comes_back_in_another_size),
        TEST(what_ends_while_it_is_suspended_is_seen),
        TEST(without_a_shell_ctrl_z_does_no_harm),
        TEST(ctrl_l_redraws_all),
    };

    return cmocka_run_group_tests_name(
        "suspend", tests, mptop_setup, mptop_teardown);
}
