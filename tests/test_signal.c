/* Signals to a child and to its group. */
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* G02: twice, after the end, after the join: no error, and no change. */
static void
test_terminate_again(void **state)
{
    mp_process *process = target_start(target_sleep, (mp_args){ 0 });
    int code = 0;

    (void) state;
    assert_int_equal(mp_process_terminate(process), 0);
    assert_int_equal(mp_process_terminate(process), 0);
    target_zombie(process);
    assert_int_equal(mp_process_kill(process), 0);
    assert_int_equal(mp_process_send_signal(process, SIGUSR1), 0);
    assert_int_equal(target_code(process), -SIGTERM);
    assert_int_equal(mp_process_terminate(process), 0);
    assert_int_equal(mp_process_kill(process), 0);
    assert_int_equal(mp_process_exitcode(process, &code), 1);
    assert_int_equal(code, -SIGTERM);
    mp_process_free(process);
}

static void
test_terminate_a_zombie(void **state)
{
    mp_process *process = target_start(target_return, MP_ARGS(0));

    (void) state;
    target_zombie(process);
    assert_int_equal(mp_process_terminate(process), 0);
    assert_int_equal(target_code(process), 0);
    mp_process_free(process);
}

static atomic_int *caught;

static void
on_signal(int number)
{
    atomic_store(caught, number);
}

/* Reports that it is ready, then every signal it catches. */
static int
target_catches(const mp_args *args, const mp_kwargs *kwargs)
{
    static const int numbers[] = { SIGTERM, SIGUSR1, SIGHUP };
    atomic_int *board = mp_as_ptr(mp_args_get(args, 0));

    caught = &board[1];
    for (int i = 0; i < 3; i++)
        signal(numbers[i], on_signal);
    return target_sleep(args, kwargs);
}

/* G08 G02: a child that catches SIGTERM goes on; any signal can be sent. */
static void
test_signals_are_caught(void **state)
{
    static const int numbers[] = { SIGUSR1, SIGHUP };
    atomic_int *board = shared_new(2 * sizeof *board);
    mp_process *process = target_start(target_catches, MP_ARGS((void *) board));

    (void) state;
    assert_true(shared_wait(board, 1, SOON));
    for (int i = 0; i < 2; i++) {
        atomic_store(&board[1], 0);
        assert_int_equal(mp_process_send_signal(process, numbers[i]), 0);
        assert_true(shared_wait(&board[1], 1, SOON));
        assert_int_equal(atomic_load(&board[1]), numbers[i]);
    }
    atomic_store(&board[1], 0);
    assert_int_equal(mp_process_terminate(process), 0);
    assert_true(shared_wait(&board[1], SIGTERM, SOON));
    assert_int_equal(mp_process_join(process, 0.05), 1);
    assert_int_equal(mp_process_is_alive(process), 1);
    /* H04: close right after kill is refused or done, never anything else. */
    assert_int_equal(mp_process_kill(process), 0);
    switch (mp_process_close(process)) {
    case 0:
        break;
    case MP_ERUNNING:
        assert_int_equal(target_code(process), -SIGKILL);
        break;
    default:
        fail();
    }
    mp_process_free(process);
    shared_free(board, 2 * sizeof *board);
}

static int
target_terminates(const mp_args *args, const mp_kwargs *kwargs)
{
    int result = mp_process_terminate(mp_as_ptr(mp_args_get(args, 0)));

    (void) kwargs;
    return result == 0 ? 0 : 1;
}

/* G03: a child may terminate its sibling; were it refused, nothing would be
 * signalled. */
static void
test_sibling_terminates(void **state)
{
    mp_process *victim = target_start(target_sleep, (mp_args){ 0 });
    mp_process *other =
        target_start(target_terminates, MP_ARGS((void *) victim));

    (void) state;
    if (target_code(other) == 0)
        assert_int_equal(target_code(victim), -SIGTERM);
    else
        assert_int_equal(mp_process_join(victim, 0.1), 1);
    target_end(victim);
    mp_process_free(other);
}

/* ---------------------------------------------------------------- groups */

struct family {
    atomic_int grandchild;
    atomic_int group;
    atomic_int session;
    atomic_int end;
};

/* Leaves a grandchild behind as soon as it is told to. */
static int
target_leader(const mp_args *args, const mp_kwargs *kwargs)
{
    struct family *family = mp_as_ptr(mp_args_get(args, 0));
    pid_t pid = fork();

    (void) kwargs;
    if (pid == 0) {
        target_sleep(&(mp_args){ 0 }, NULL);
        _exit(0);
    }
    atomic_store(&family->session, getsid(0));
    atomic_store(&family->group, getpgrp());
    atomic_store(&family->grandchild, pid);
    return shared_wait(&family->end, 1, SOON) ? 7 : 99;
}

static mp_process *
start_leader(struct family *family, unsigned flags)
{
    mp_child child = { .size = sizeof child, .flags = flags };
    mp_process_options options = { .target = target_leader,
                                   .args = MP_ARGS((void *) family),
                                   .child = &child };
    mp_process *process;

    assert_int_equal(mp_process_new(&process, &options), 0);
    child.flags = 0; /* it was copied */
    assert_int_equal(mp_process_start(process), 0);
    assert_true(shared_wait(&family->grandchild, 1, SOON));
    return process;
}

/* Its own group from the moment that start() returns; the whole of it gets the
 * signal. */
static void
test_group(void **state)
{
    static const unsigned flags[] = { MP_CHILD_GROUP, MP_CHILD_SESSION,
                                      MP_CHILD_GROUP | MP_CHILD_SESSION };

    (void) state;
    for (int i = 0; i < 3; i++) {
        struct family *family = shared_new(sizeof *family);
        mp_process *process = start_leader(family, flags[i]);
        pid_t grandchild = atomic_load(&family->grandchild);

        assert_int_equal(atomic_load(&family->group), mp_process_pid(process));
        assert_int_equal(
            atomic_load(&family->session),
            flags[i] & MP_CHILD_SESSION ? mp_process_pid(process) : getsid(0));
        assert_int_equal(mp_process_signal_group(process, 0), 0);
        assert_int_equal(mp_process_signal_group(process, -1), -EINVAL);
        assert_int_equal(
            mp_process_signal_group(process, SIGRTMAX + 1), -EINVAL);
        assert_int_equal(mp_process_signal_group(process, SIGTERM), 0);
        assert_int_equal(target_code(process), -SIGTERM);
        assert_true(proc_wait_end(grandchild, SOON));
        mp_process_free(process);
        shared_free(family, sizeof *family);
    }
}

/* A group is there to be signalled at once, without any wait for the child. */
static void
test_group_at_once(void **state)
{
    mp_child child = { .size = sizeof child, .flags = MP_CHILD_GROUP };
    mp_process_options options = { .target = target_sleep, .child = &child };

    (void) state;
    for (int i = 0; i < 20; i++) {
        mp_process *process;

        assert_int_equal(mp_process_new(&process, &options), 0);
        assert_int_equal(mp_process_start(process), 0);
        assert_int_equal(
            getpgid(mp_process_pid(process)), mp_process_pid(process));
        assert_int_equal(mp_process_signal_group(process, SIGKILL), 0);
        assert_int_equal(target_code(process), -SIGKILL);
        mp_process_free(process);
    }
}

/* The group outlives its leader, joined or not, and is told empty at its end,
 * and from then on. */
static void
test_group_outlives_its_leader(void **state)
{
    struct family *family = shared_new(sizeof *family);
    mp_process *process;
    pid_t grandchild;

    (void) state;
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
    process = start_leader(family, MP_CHILD_GROUP);
    grandchild = atomic_load(&family->grandchild);
    atomic_store(&family->end, 1);
    target_zombie(process);
    assert_int_equal(mp_process_signal_group(process, 0), 0);
    assert_int_equal(target_code(process), 7);
    assert_int_equal(mp_process_signal_group(process, 0), 0);
    assert_true(proc_alive(grandchild));
    assert_int_equal(mp_process_signal_group(process, SIGKILL), 0);
    assert_int_equal(waitpid(grandchild, NULL, 0), grandchild);
    assert_int_equal(mp_process_signal_group(process, 0), -ESRCH);
    assert_int_equal(mp_process_signal_group(process, SIGKILL), -ESRCH);
    assert_int_equal(mp_process_close(process), 0);
    assert_int_equal(mp_process_signal_group(process, 0), MP_ECLOSED);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0), 0);
    mp_process_free(process);
    shared_free(family, sizeof *family);
}

static void
test_group_refusals(void **state)
{
    mp_child child = { .size = sizeof child, .flags = MP_CHILD_GROUP };
    mp_process_options options = { .child = &child };
    mp_process *initial;
    mp_process *plain = target_start(target_sleep, (mp_args){ 0 });

    (void) state;
    assert_int_equal(mp_process_new(&initial, &options), 0);
    assert_int_equal(mp_process_signal_group(initial, SIGKILL), MP_ENOPOPEN);
    assert_int_equal(mp_process_signal_group(plain, SIGKILL), MP_ENOGROUP);
    assert_int_equal(mp_process_is_alive(plain), 1);
    mp_process_free(initial);
    target_end(plain);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminate_again),
        cmocka_unit_test(test_terminate_a_zombie),
        cmocka_unit_test(test_signals_are_caught),
        cmocka_unit_test(test_sibling_terminates),
        cmocka_unit_test(test_group),
        cmocka_unit_test(test_group_at_once),
        cmocka_unit_test(test_group_outlives_its_leader),
        cmocka_unit_test(test_group_refusals),
    };

    return cmocka_run_group_tests_name("signal", tests, NULL, NULL);
}
