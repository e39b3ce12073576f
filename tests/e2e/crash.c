/* The ways out that nobody chooses: a fault of mptop, SIGKILL, a terminal that
 * goes away or is not read. */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

/* Two daemons that run for ever. */
static struct harness *
start_daemons(pid_t pids[2])
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("exec sleep 1000", "exec sleep 1001"), NULL);

    mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    mptop_expect_cell(harness, "exec-2", "ALIVE", "yes");
    pids[0] = mptop_pid(harness, "exec");
    pids[1] = mptop_pid(harness, "exec-2");
    return harness;
}

/* Sends a fatal signal and checks what it leaves. */
static void
check_fatal(int signum)
{
    pid_t daemons[2];
    struct harness *harness = start_daemons(daemons);

    harness_check(harness, harness->alternate_screen);
    kill(harness->pid, signum);
    harness_expect_end(harness);
    harness_check(harness, WIFSIGNALED(harness->status));
    assert_int_equal(WTERMSIG(harness->status), signum);
    harness_check(harness, proc_wait_end(daemons[0], HARNESS_DEADLINE));
    harness_check(harness, proc_wait_end(daemons[1], HARNESS_DEADLINE));
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
a_segmentation_fault_leaves_a_whole_terminal(void **state)
{
    (void) state;
    check_fatal(SIGSEGV);
}

static void
an_abort_leaves_a_whole_terminal(void **state)
{
    (void) state;
    check_fatal(SIGABRT);
}

static void
daemons_end_when_mptop_is_killed(void **state)
{
    pid_t daemons[2];
    struct harness *harness = start_daemons(daemons);

    (void) state;
    kill(harness->pid, SIGKILL);
    harness_expect_end(harness);
    harness_check(harness, proc_wait_end(daemons[0], HARNESS_DEADLINE));
    harness_check(harness, proc_wait_end(daemons[1], HARNESS_DEADLINE));
    harness_free(harness);
}

static void
the_tutorials_daemon_ends_when_mptop_is_killed(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);
    pid_t pid;

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    mptop_select(harness, "Process-7");
    harness_type(harness, "s");
    pid = mptop_pid(harness, "Process-7");
    kill(harness->pid, SIGKILL);
    harness_check(harness, proc_wait_end(pid, 2.5)); /* it would live 3 s */
    harness_free(harness);
}

static void
a_terminal_that_goes_away_ends_all(void **state)
{
    pid_t daemons[2];
    struct harness *harness = start_daemons(daemons);

    (void) state;
    harness_hang_up(harness);
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    assert_int_equal(WEXITSTATUS(harness->status), 128 + SIGHUP);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

/* Waits without reading until a process has ended; returns whether it did. */
static bool
wait_unread(struct harness *harness)
{
    struct pollfd wait = { harness->pidfd, POLLIN, 0 };

    return poll(&wait, 1, (int) (HARNESS_DEADLINE * 1000)) == 1;
}

/* Lets the program fill its terminal: until it has written nothing more for a
 * second, though it has always something to write. */
static void
fill_terminal(struct harness *harness)
{
    double end = harness_now() + HARNESS_DEADLINE;
    double since = harness_now();
    int unread = -1;

    while (harness_now() - since < 1) {
        int now = 0;

        ioctl(harness->master, FIONREAD, &now);
        if (now != unread)
            since = harness_now();
        unread = now;
        if (harness_now() > end)
            harness_fail(
                harness, __FILE__, __LINE__, "it writes without being read");
        poll(NULL, 0, 20);
    }
    harness_check(harness, unread > 1000);
}

static void
a_terminal_that_nobody_reads_does_not_hold_it(void **state)
{
    struct harness *harness = mptop_start(
        60, 200, WORDS("while :; do seq 100000 100200; done"), NULL);

    (void) state;
    mptop_expect_cell(harness, "while", "ALIVE", "yes");
    fill_terminal(harness);
    kill(harness->pid, SIGTERM);
    harness_check(harness, wait_unread(harness));
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    assert_int_equal(WEXITSTATUS(harness->status), 128 + SIGTERM);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
a_terminal_that_is_read_again_is_right_again(void **state)
{
    struct harness *harness = mptop_start(
        60, 200, WORDS("while :; do seq 100000 100200; done"), NULL);

    (void) state;
    mptop_expect_cell(harness, "while", "ALIVE", "yes");
    fill_terminal(harness);
    harness_type(harness, "t");
    mptop_expect_cell(harness, "while", "EXITCODE", "-15 SIGTERM");
    mptop_finish(harness);
}

/* Keeps faults from leaving core files behind. */
static int
setup(void **state)
{
    struct rlimit none = { 0, 0 };

    setrlimit(RLIMIT_CORE, &none);
    return mptop_setup(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(a_segmentation_fault_leaves_a_whole_terminal),
        TEST(an_abort_leaves_a_whole_terminal),
        TEST(daemons_end_when_mptop_is_killed),
        TEST(the_tutorials_daemon_ends_when_mptop_is_killed),
        TEST(a_terminal_that_goes_away_ends_all),
        TEST(a_terminal_that_nobody_reads_does_not_hold_it),
        TEST(a_terminal_that_is_read_again_is_right_again),
    };

    return cmocka_run_group_tests_name("crash", tests, setup, mptop_teardown);
}
