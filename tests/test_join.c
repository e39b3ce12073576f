/* Waiting for one child: time limits, interruptions, lost statuses. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* Joins and checks result and duration; a busy machine may be late by much, but
 * never early. */
static void
expect_join(mp_process *process, double limit, int result, double least)
{
    double start = shared_now();
    double took;

    assert_int_equal(mp_process_join(process, limit), result);
    took = shared_now() - start;
    assert_true(took >= least - 0.005);
    assert_true(took < least + SOON);
}

/* D04 D10: every kind of limit on a child that runs, then on one that ended. */
static void
test_limits(void **state)
{
    atomic_int *end = shared_new(sizeof *end);
    mp_process *process = target_start(target_wait, MP_ARGS((void *) end, 4));
    int code = 0;

    (void) state;
    expect_join(process, 0, 1, 0);
    expect_join(process, -1, 1, 0);
    expect_join(process, -0.0, 1, 0);
    expect_join(process, (double) -INFINITY, 1, 0);
    expect_join(process, 1e-9, 1, 0);
    expect_join(process, 0.3, 1, 0.3);
    expect_join(process, 0.05, 1, 0.05);
    assert_int_equal(mp_process_exitcode(process, &code), 0);
    assert_int_equal(mp_process_is_alive(process), 1);
    atomic_store(end, 1);
    expect_join(process, MP_FOREVER, 0, 0);
    expect_join(process, MP_FOREVER, 0, 0);
    expect_join(process, 5, 0, 0);
    expect_join(process, 0, 0, 0);
    expect_join(process, -1, 0, 0);
    assert_int_equal(mp_process_exitcode(process, &code), 1);
    assert_int_equal(code, 4);
    mp_process_free(process);
    shared_free(end, sizeof *end);
}

static atomic_int alarms;

/* Ends the child while the main thread waits for it. */
struct ender {
    atomic_int *flag; /* that ends it */
    int alarms;       /* that are to come first, while it waits */
    bool waited;      /* receives whether it did, and they came */
};

/* Sets the flag, in a thread of its own: the main thread sleeps nowhere but in
 * its join. */
static void *
end_while_waiting(void *argument)
{
    struct ender *ender = argument;

    ender->waited = proc_wait_state(getpid(), 'S', SOON)
        && shared_wait(&alarms, atomic_load(&alarms) + ender->alarms, SOON);
    atomic_store(ender->flag, 1);
    return NULL;
}

/* D05: a limit beyond any clock is no limit, and no error. */
static void
test_enormous_limits(void **state)
{
    static const double limits[] = { 1e300, 1e19, 9.3e9, 3e6, HUGE_VAL };

    (void) state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        atomic_int *end = shared_new(sizeof *end);
        mp_process *process =
            target_start(target_wait, MP_ARGS((void *) end, 4));
        struct ender ender = { .flag = end };
        pthread_t thread;

        assert_int_equal(
            pthread_create(&thread, NULL, end_while_waiting, &ender), 0);
        expect_join(process, limits[i], 0, 0);
        pthread_join(thread, NULL);
        assert_true(ender.waited);
        mp_process_free(process);
        shared_free(end, sizeof *end);
    }
}

static void
on_alarm(int number)
{
    (void) number;
    atomic_fetch_add(&alarms, 1);
}

static void
every_20_ms(bool on)
{
    struct itimerval timer = { { 0, on ? 20000 : 0 }, { 0, on ? 20000 : 0 } };
    struct sigaction action = { .sa_handler = on ? on_alarm : SIG_DFL };

    if (on)
        sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
    if (!on)
        sigaction(SIGALRM, &action, NULL);
}

/* D08: handled signals, without SA_RESTART, neither shorten a wait nor end
 * it. */
static void
test_interrupted(void **state)
{
    atomic_int *end = shared_new(sizeof *end);
    mp_process *process = target_start(target_wait, MP_ARGS((void *) end, 0));
    struct ender ender = { .flag = end, .alarms = 4 };
    pthread_t thread;
    sigset_t mask;

    (void) state;
    atomic_store(&alarms, 0);
    every_20_ms(true);
    expect_join(process, 0.3, 1, 0.3);
    assert_true(atomic_load(&alarms) > 3);
    assert_int_equal(mp_wait(&process, 1, 0.1, NULL), 0);
    /* The helping thread does not take the signals. */
    sigemptyset(&mask);
    sigaddset(&mask, SIGALRM);
    pthread_sigmask(SIG_BLOCK, &mask, NULL);
    assert_int_equal(
        pthread_create(&thread, NULL, end_while_waiting, &ender), 0);
    pthread_sigmask(SIG_UNBLOCK, &mask, NULL);
    expect_join(process, MP_FOREVER, 0, 0);
    every_20_ms(false);
    pthread_join(thread, NULL);
    assert_true(ender.waited);
    mp_process_free(process);
    shared_free(end, sizeof *end);
}

/* D11 F10: a stopped child is alive and is waited for. */
static void
test_stopped(void **state)
{
    mp_process *process = target_start(target_sleep, (mp_args){ 0 });
    pid_t pid = mp_process_pid(process);
    int code = 0;

    (void) state;
    assert_int_equal(mp_process_send_signal(process, SIGSTOP), 0);
    assert_true(proc_wait_state(pid, 'T', SOON));
    expect_join(process, 0.1, 1, 0.1);
    assert_int_equal(mp_process_is_alive(process), 1);
    assert_int_equal(mp_process_exitcode(process, &code), 0);
    assert_int_equal(mp_process_terminate(process), 0);
    expect_join(process, 0.1, 1, 0.1);
    assert_int_equal(mp_process_send_signal(process, SIGCONT), 0);
    assert_int_equal(target_code(process), -SIGTERM);
    mp_process_free(process);
}

static void
test_stopped_and_killed(void **state)
{
    mp_process *process = target_start(target_sleep, (mp_args){ 0 });

    (void) state;
    assert_int_equal(mp_process_send_signal(process, SIGSTOP), 0);
    assert_true(proc_wait_state(mp_process_pid(process), 'T', SOON));
    assert_int_equal(mp_process_kill(process), 0);
    assert_int_equal(target_code(process), -SIGKILL);
    mp_process_free(process);
}

/* ------------------------------- the process counts, not what it had open */

static int
target_leaves_grandchild(const mp_args *args, const mp_kwargs *kwargs)
{
    atomic_int *pid = mp_as_ptr(mp_args_get(args, 0));
    pid_t grandchild = fork();

    (void) kwargs;
    if (grandchild == 0) {
        target_sleep(&(mp_args){ 0 }, NULL);
        _exit(0);
    }
    atomic_store(pid, grandchild);
    _exit(7);
}

/* D06, deliberately other than CPython: a grandchild that inherited all that
 * the child had open does not keep the join of the dead child waiting. */
static void
test_grandchild_holds_everything(void **state)
{
    atomic_int *pid = shared_new(sizeof *pid);
    mp_process *process =
        target_start(target_leaves_grandchild, MP_ARGS((void *) pid));
    double start = shared_now();
    int code = 0;

    (void) state;
    assert_int_equal(mp_process_join(process, SOON), 0);
    assert_true(shared_now() - start < SOON / 2);
    assert_int_equal(mp_process_exitcode(process, &code), 1);
    assert_int_equal(code, 7);
    assert_int_equal(mp_wait(&process, 1, 0, NULL), 1);
    assert_true(proc_alive(atomic_load(pid)));
    kill(atomic_load(pid), SIGKILL);
    mp_process_free(process);
    shared_free(pid, sizeof *pid);
}

static int
target_closes_everything(const mp_args *args, const mp_kwargs *kwargs)
{
    close_range(0, ~0U, 0);
    return target_sleep(args, kwargs);
}

/* D07, deliberately other than CPython: a child that closed all its descriptors
 * still runs, and a time limit is kept. */
static void
test_child_closes_everything(void **state)
{
    atomic_int *closed = shared_new(sizeof *closed);
    mp_process *process =
        target_start(target_closes_everything, MP_ARGS((void *) closed));

    (void) state;
    assert_true(shared_wait(closed, 1, SOON));
    assert_int_equal(mp_wait(&process, 1, 0, NULL), 0);
    expect_join(process, 0.2, 1, 0.2);
    assert_int_equal(mp_process_is_alive(process), 1);
    target_end(process);
    shared_free(closed, sizeof *closed);
}

/* ----------------------------------------------------------- lost status */

static void
expect_lost(mp_process *process)
{
    int code = 1234;

    assert_int_equal(mp_process_join(process, SOON), MP_ELOST);
    assert_int_equal(mp_process_join(process, MP_FOREVER), MP_ELOST);
    assert_int_equal(mp_process_exitcode(process, &code), MP_ELOST);
    assert_int_equal(code, 1234);
    assert_int_equal(mp_process_is_alive(process), 0);
    assert_int_equal(mp_process_terminate(process), 0);
    assert_int_equal(mp_process_kill(process), 0);
    assert_int_equal(mp_active_children(NULL, 0), 0);
    assert_int_equal(mp_process_start(process), MP_ESTARTED);
    assert_int_equal(mp_process_close(process), 0);
    assert_int_equal(mp_process_join(process, 0), MP_ECLOSED);
    mp_process_free(process);
}

/* C10 G07: something else waited for the child. */
static void
test_status_taken(void **state)
{
    mp_process *process = target_start(target_return, MP_ARGS(3));
    int status;

    (void) state;
    assert_int_equal(
        waitpid(mp_process_pid(process), &status, 0), mp_process_pid(process));
    expect_lost(process);
}

/* C10 by way of is_alive and exitcode first. */
static void
test_status_taken_seen_otherwise(void **state)
{
    atomic_int *end = shared_new(sizeof *end);
    /* Neither ends before both are started: a start reaps what has ended. */
    mp_process *one = target_start(target_wait, MP_ARGS((void *) end, 3));
    mp_process *other = target_start(target_wait, MP_ARGS((void *) end, 3));

    (void) state;
    atomic_store(end, 1);
    assert_int_equal(
        waitpid(mp_process_pid(one), NULL, 0), mp_process_pid(one));
    assert_int_equal(mp_process_is_alive(one), 0);
    assert_int_equal(
        waitpid(mp_process_pid(other), NULL, 0), mp_process_pid(other));
    assert_int_equal(mp_process_exitcode(other, NULL), MP_ELOST);
    expect_lost(one);
    expect_lost(other);
    shared_free(end, sizeof *end);
}

/* C09, deliberately other than CPython: where SIGCHLD is ignored the kernel
 * keeps no status; the join still waits for the end. */
static void
test_sigchld_ignored(void **state)
{
    atomic_int *end = shared_new(sizeof *end);
    mp_process *process;

    (void) state;
    signal(SIGCHLD, SIG_IGN);
    process = target_start(target_wait, MP_ARGS((void *) end, 3));
    assert_int_equal(mp_process_is_alive(process), 1);
    expect_join(process, 0.1, 1, 0.1);
    atomic_store(end, 1);
    expect_lost(process);
    signal(SIGCHLD, SIG_DFL);
    shared_free(end, sizeof *end);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_enormous_limits),
        cmocka_unit_test(test_interrupted),
        cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_stopped_and_killed),
        cmocka_unit_test(test_grandchild_holds_everything),
        cmocka_unit_test(test_child_closes_everything),
        cmocka_unit_test(test_status_taken),
        cmocka_unit_test(test_status_taken_seen_otherwise),
        cmocka_unit_test(test_sigchld_ignored),
    };

    return cmocka_run_group_tests_name("join", tests, NULL, NULL);
}
