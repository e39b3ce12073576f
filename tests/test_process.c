/* The life of a process object: every operation in every state, seen from its
 * creator and from another process. */
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <string.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* The states of an object that stays with its creator. */
enum life {
    INITIAL,
    RUNNING,
    ZOMBIE, /* ended, not yet reaped */
    JOINED,
    CLOSED,         /* after its end */
    CLOSED_INITIAL, /* never started */
    LIVES
};

static const char *const life_names[LIVES] = {
    "initial", "running", "zombie", "joined", "closed", "closed initial",
};

static mp_process *
object_in(enum life life)
{
    mp_process *process;

    if (life == RUNNING)
        return target_start(target_sleep, (mp_args){ 0 });
    process = target_new(target_return, MP_ARGS(7));
    if (life == ZOMBIE || life == JOINED || life == CLOSED) {
        assert_int_equal(mp_process_start(process), 0);
        target_zombie(process);
    }
    if (life == JOINED)
        assert_int_equal(mp_process_join(process, MP_FOREVER), 0);
    if (life == CLOSED || life == CLOSED_INITIAL)
        assert_int_equal(mp_process_close(process), 0);
    return process;
}

static int
op_join(mp_process *process)
{
    return mp_process_join(process, 0);
}

static int
op_exitcode(mp_process *process)
{
    return mp_process_exitcode(process, NULL);
}

static int
op_look(mp_process *process)
{
    return mp_process_send_signal(process, 0);
}

static int
op_look_group(mp_process *process)
{
    return mp_process_signal_group(process, 0);
}

/* Makes every positive answer 1: the number itself is of no account. */
static int
op_pid(mp_process *process)
{
    pid_t pid = mp_process_pid(process);

    return pid > 0 ? 1 : pid;
}

static int
op_sentinel(mp_process *process)
{
    int fd = mp_process_sentinel(process);

    return fd >= 0 ? 1 : fd;
}

static int
op_wait(mp_process *process)
{
    return mp_wait(&process, 1, 0, NULL);
}

static int
op_set_daemon(mp_process *process)
{
    return mp_process_set_daemon(process, mp_process_daemon(process));
}

static int
op_set_name(mp_process *process)
{
    return mp_process_set_name(process, "renamed");
}

static int
op_set_authkey(mp_process *process)
{
    return mp_process_set_authkey(process, "key", 3);
}

/* Tells whether the object is among the active children. */
static int
op_active(mp_process *process)
{
    mp_process *list[64];
    int count = mp_active_children(list, 64);
    int found = 0;

    for (int i = 0; i < count && i < 64; i++) {
        found += list[i] == process;
        mp_process_free(list[i]);
    }
    return found;
}

struct operation {
    const char *name;
    int (*call)(mp_process *);
    int expected[LIVES];
};

/* C01 D01 E01 F09 G01 G02 H01 H02 A12 B02, one cell each. */
static const struct operation own_operations[] = {
    { "start",
      mp_process_start,
      { 0, MP_ESTARTED, MP_ESTARTED, MP_ESTARTED, MP_ECLOSED, MP_ECLOSED } },
    { "join", op_join, { MP_ENOTSTARTED, 1, 0, 0, MP_ECLOSED, MP_ECLOSED } },
    { "is_alive", mp_process_is_alive, { 0, 1, 0, 0, MP_ECLOSED, MP_ECLOSED } },
    { "exitcode", op_exitcode, { 0, 0, 1, 1, MP_ECLOSED, MP_ECLOSED } },
    { "terminate",
      mp_process_terminate,
      { MP_ENOPOPEN, 0, 0, 0, MP_ECLOSED, MP_ECLOSED } },
    { "kill",
      mp_process_kill,
      { MP_ENOPOPEN, 0, 0, 0, MP_ECLOSED, MP_ECLOSED } },
    { "send_signal(0)",
      op_look,
      { MP_ENOPOPEN, 0, 0, 0, MP_ECLOSED, MP_ECLOSED } },
    { "signal_group(0)",
      op_look_group,
      { MP_ENOPOPEN, MP_ENOGROUP, MP_ENOGROUP, MP_ENOGROUP, MP_ECLOSED,
        MP_ECLOSED } },
    { "close", mp_process_close, { 0, MP_ERUNNING, 0, 0, 0, 0 } },
    { "pid", op_pid, { 0, 1, 1, 1, MP_ECLOSED, MP_ECLOSED } },
    { "sentinel",
      op_sentinel,
      { MP_ENOSENTINEL, 1, 1, 1, MP_ECLOSED, MP_ECLOSED } },
    { "wait", op_wait, { MP_ENOSENTINEL, 0, 1, 1, MP_ECLOSED, MP_ECLOSED } },
    { "set_daemon",
      op_set_daemon,
      { 0, MP_EDAEMONSET, MP_EDAEMONSET, MP_EDAEMONSET, 0, 0 } },
    { "set_name", op_set_name, { 0, 0, 0, 0, 0, 0 } },
    { "set_authkey", op_set_authkey, { 0, 0, 0, 0, 0, 0 } },
    { "run",
      mp_process_run,
      { 7, MP_EDROPPED, MP_EDROPPED, MP_EDROPPED, MP_EDROPPED, 7 } },
    { "active_children", op_active, { 0, 1, 0, 0, 0, 0 } },
};

static void
test_own_object_in_every_state(void **state)
{
    size_t count = sizeof own_operations / sizeof *own_operations;

    (void) state;
    for (size_t i = 0; i < count; i++) {
        const struct operation *operation = &own_operations[i];

        for (int life = 0; life < LIVES; life++) {
            mp_process *process = object_in((enum life) life);
            int result = operation->call(process);

            if (result != operation->expected[life])
                print_error(
                    "%s of an object that is %s\n", operation->name,
                    life_names[life]);
            assert_int_equal(result, operation->expected[life]);
            target_end(process);
        }
    }
}

/* What another process gets for the copies of its parent's objects.  The zombie
 * ended after that process was forked, so it has not seen the end: F09, H05. */
static const struct operation foreign_operations[] = {
    { "start",
      mp_process_start,
      { MP_ECREATOR, MP_ESTARTED, MP_ESTARTED, MP_ESTARTED, MP_ECLOSED,
        MP_ECLOSED } },
    { "join",
      op_join,
      { MP_EJOINCHILD, MP_EJOINCHILD, MP_EJOINCHILD, MP_EJOINCHILD, MP_ECLOSED,
        MP_ECLOSED } },
    { "is_alive",
      mp_process_is_alive,
      { MP_ETESTCHILD, MP_ETESTCHILD, MP_ETESTCHILD, MP_ETESTCHILD, MP_ECLOSED,
        MP_ECLOSED } },
    { "exitcode", op_exitcode, { 0, 0, 0, 1, MP_ECLOSED, MP_ECLOSED } },
    { "pid", op_pid, { 0, 1, 1, 1, MP_ECLOSED, MP_ECLOSED } },
    { "set_daemon",
      op_set_daemon,
      { 0, MP_EDAEMONSET, MP_EDAEMONSET, MP_EDAEMONSET, 0, 0 } },
    { "set_name", op_set_name, { 0, 0, 0, 0, 0, 0 } },
    { "set_authkey", op_set_authkey, { 0, 0, 0, 0, 0, 0 } },
    { "active_children", op_active, { 0, 0, 0, 0, 0, 0 } },
    { "run",
      mp_process_run,
      { 7, MP_EDROPPED, MP_EDROPPED, MP_EDROPPED, MP_EDROPPED, 7 } },
    { "close", mp_process_close, { 0, MP_ERUNNING, MP_ERUNNING, 0, 0, 0 } },
};

#define FOREIGN_OPERATIONS                                                     \
    (sizeof foreign_operations / sizeof *foreign_operations)

struct foreign_board {
    atomic_int end;   /* the zombie-to-be shall end */
    atomic_int ended; /* it has */
    mp_process *objects[LIVES];
    int results[LIVES][FOREIGN_OPERATIONS];
};

static int
target_foreign(const mp_args *args, const mp_kwargs *kwargs)
{
    struct foreign_board *board = mp_as_ptr(mp_args_get(args, 0));

    (void) kwargs;
    if (!shared_wait(&board->ended, 1, SOON))
        return 99;
    for (int life = 0; life < LIVES; life++)
        for (size_t i = 0; i < FOREIGN_OPERATIONS; i++)
            board->results[life][i] =
                foreign_operations[i].call(board->objects[life]);
    return 3;
}

static void
check_foreign_results(const struct foreign_board *board)
{
    for (int life = 0; life < LIVES; life++)
        for (size_t i = 0; i < FOREIGN_OPERATIONS; i++) {
            const struct operation *operation = &foreign_operations[i];

            if (board->results[life][i] != operation->expected[life])
                print_error(
                    "%s of another process's object that is %s\n",
                    operation->name, life_names[life]);
            assert_int_equal(
                board->results[life][i], operation->expected[life]);
        }
}

/* C02 C03 D02 D03 E02 F09 H05, and the creator's objects are as before. */
static void
test_foreign_object_in_every_state(void **state)
{
    struct foreign_board *board = shared_new(sizeof *board);
    mp_process *other = target_new(target_foreign, MP_ARGS((void *) board));

    (void) state;
    for (int life = 0; life < LIVES; life++)
        if (life != ZOMBIE)
            board->objects[life] = object_in((enum life) life);
    board->objects[ZOMBIE] =
        target_start(target_wait, MP_ARGS((void *) &board->end, 7));
    assert_int_equal(mp_process_start(other), 0);
    atomic_store(&board->end, 1);
    target_zombie(board->objects[ZOMBIE]);
    atomic_store(&board->ended, 1);
    assert_int_equal(target_code(other), 3);
    check_foreign_results(board);
    for (int life = 0; life < LIVES; life++)
        assert_string_not_equal(
            mp_process_name(board->objects[life]), "renamed");
    assert_int_equal(mp_process_is_alive(board->objects[RUNNING]), 1);
    assert_int_equal(target_code(board->objects[ZOMBIE]), 7);
    assert_int_equal(mp_process_start(board->objects[INITIAL]), 0);
    assert_int_equal(target_code(board->objects[INITIAL]), 7);
    for (int life = 0; life < LIVES; life++)
        if (life != RUNNING)
            mp_process_free(board->objects[life]);
    target_end(board->objects[RUNNING]);
    mp_process_free(other);
    shared_free(board, sizeof *board);
}

/* D05 and signal numbers: what is no time and no signal. */
static void
test_bad_numbers(void **state)
{
    mp_process *process = target_start(target_sleep, (mp_args){ 0 });

    (void) state;
    assert_int_equal(mp_process_join(process, (double) NAN), -EINVAL);
    assert_int_equal(mp_wait(&process, 1, (double) NAN, NULL), -EINVAL);
    assert_int_equal(mp_process_send_signal(process, -1), -EINVAL);
    assert_int_equal(mp_process_send_signal(process, SIGRTMAX + 1), -EINVAL);
    assert_int_equal(mp_process_is_alive(process), 1);
    target_end(process);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_object_in_every_state),
        cmocka_unit_test(test_foreign_object_in_every_state),
        cmocka_unit_test(test_bad_numbers),
    };

    return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
