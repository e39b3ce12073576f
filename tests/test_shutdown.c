/* The supervisor: bringing the set to its end, as Python's exit does or
 * harder. */
#include <errno.h>
#include <signal.h>

#include "tests/support/cmocka.h"
#include "tests/support/set.h"

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, set_setup, set_teardown)

/* One of each: a daemon and a non-daemon that run, one that left its group, one
 * that has ended, and one that never started. */
static struct worker *daemon_worker, *plain, *left, *ended, *initial;

static void
make_all(void)
{
    daemon_worker = set_add("daemon");
    set_act(ACTION_DAEMON, daemon_worker);
    set_act(ACTION_START, daemon_worker);
    plain = set_start("plain");
    left = set_start("left");
    set_process(left)->others = true;
    fake_process_end(set_process(left), 0);
    ended = set_start("ended");
    fake_process_end(set_process(ended), 0);
    initial = set_add("initial");
    set.count = 0;
}

static void
assert_signals(int to_daemon, int to_plain, int to_left)
{
    assert_int_equal(set_process(daemon_worker)->last_signal, to_daemon);
    assert_int_equal(set_process(plain)->last_signal, to_plain);
    assert_int_equal(set_process(left)->last_signal, to_left);
    assert_int_equal(set_process(ended)->signals, 0);
    assert_int_equal(set_process(initial)->signals, 0);
}

static void
test_python(void **state)
{
    (void) state;
    make_all();
    assert_int_equal(supervisor_alive(set.supervisor), 3);
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_PYTHON);
    assert_signals(SIGTERM, 0, SIGTERM);
    set_told("signalled \n"
             "signalled left terminate(): sent to what is left of its group\n"
             "changed plain join(): waiting — Esc to stop waiting");
    assert_int_equal(daemon_worker->state, WORKER_STOPPING);
    assert_int_equal(plain->state, WORKER_JOINING);
    set_process(left)->others = false;
    fake_process_end(set_process(daemon_worker), -SIGTERM);
    set_pass(0.2);
    assert_int_equal(supervisor_alive(set.supervisor), 1);
    set_pass(30);
    assert_signals(SIGTERM, 0, SIGTERM);
    /* What the last one leaves behind goes with its group. */
    set_process(plain)->others = true;
    fake_process_end(set_process(plain), 0);
    assert_signals(SIGTERM, SIGTERM, SIGTERM);
    assert_int_equal(plain->state, WORKER_STOPPING);
    set_process(plain)->others = false;
    set_pass(0.2);
    assert_int_equal(supervisor_alive(set.supervisor), 0);
    assert_int_equal(supervisor_failed(set.supervisor), 0);
}

/* Going further: terminate the rest, kill the rest. */
static void
test_harder(void **state)
{
    (void) state;
    make_all();
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_PYTHON);
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_TERMINATE);
    assert_signals(SIGTERM, SIGTERM, SIGTERM);
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_KILL);
    assert_signals(SIGKILL, SIGKILL, SIGKILL);
}

static void
test_force(void **state)
{
    (void) state;
    make_all();
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_FORCE);
    assert_signals(SIGTERM, SIGTERM, SIGTERM);
    fake_process_end(set_process(daemon_worker), 0);
    set_pass(4);
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_FORCE); /* no new 5 s */
    set_pass(0.9);
    assert_signals(SIGTERM, SIGTERM, SIGTERM);
    set_pass(0.2);
    assert_signals(SIGTERM, SIGKILL, SIGKILL);
}

/* Nothing alive: nothing to wake up for. */
static void
test_force_nothing(void **state)
{
    (void) state;
    set_add(NULL);
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_FORCE);
    fake_clock_pass(&set.clock, 10);
    assert_int_equal(loop_turn(set.loop, false), 0);
    set_told("");
}

/* Nobody is restarted on the way out. */
static void
test_no_restart(void **state)
{
    (void) state;
    make_all();
    set_act(ACTION_RESTART, daemon_worker);
    set_act(ACTION_RESTART, plain);
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_PYTHON);
    fake_process_end(set_process(daemon_worker), -SIGTERM);
    fake_process_end(set_process(plain), -SIGTERM);
    assert_int_equal(daemon_worker->lives, 1);
    assert_int_equal(plain->lives, 1);
}

/* Going on as before: what was not signalled yet never is. */
static void
test_cancel(void **state)
{
    (void) state;
    make_all();
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_PYTHON);
    set_pass(2);
    set.count = 0;
    supervisor_exit_cancel(set.supervisor);
    set_told("joined plain join(): given up after 2.0 s; it runs on");
    assert_int_equal(plain->state, WORKER_STARTED);
    set_process(plain)->others = true;
    fake_process_end(set_process(plain), 0);
    assert_int_equal(set_process(plain)->signals, 0);
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_FORCE);
    supervisor_exit_cancel(set.supervisor);
    set_pass(10);
    assert_signals(SIGTERM, SIGTERM, SIGTERM);
}

/* A signal that may not be sent is told; the others get theirs. */
static void
test_refused(void **state)
{
    (void) state;
    make_all();
    set.engine.signal_error = -EPERM;
    supervisor_exit(set.supervisor, SUPERVISOR_EXIT_TERMINATE);
    assert_signals(0, SIGTERM, SIGTERM);
    assert_int_equal(set.events[0].type, EVENT_WARNING);
    assert_string_equal(
        set.events[0].text, "daemon terminate(): Operation not permitted");
}

static void
test_active_children(void **state)
{
    struct worker *list[4] = { NULL };

    (void) state;
    assert_int_equal(supervisor_active_children(set.supervisor, list, 4), 0);
    make_all();
    assert_int_equal(supervisor_active_children(set.supervisor, list, 4), 2);
    assert_ptr_equal(list[0], daemon_worker);
    assert_ptr_equal(list[1], plain);
    assert_null(list[2]);
    list[1] = NULL;
    assert_int_equal(supervisor_active_children(set.supervisor, list, 1), 2);
    assert_null(list[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_python),        TEST(test_harder),          TEST(test_force),
        TEST(test_force_nothing), TEST(test_no_restart),      TEST(test_cancel),
        TEST(test_refused),       TEST(test_active_children),
    };

    return cmocka_run_group_tests_name("shutdown", tests, NULL, NULL);
}
