/* The process that runs, its parent's and the main one's objects. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* What a process says of its own object, of the main one, of its parent's. */
struct self_board {
    mp_process *object; /* in the creator */
    mp_process *main;
    bool same;
    bool parent_same;
    int start, join, alive, exitcode, terminate, sentinel, daemon, named;
    pid_t pid, own;
    int main_start, main_join, main_alive, main_close, main_exitcode;
    pid_t main_pid;
    int closed, alive_closed, daemon_closed;
    char repr[128];
};

static int
target_self(const mp_args *args, const mp_kwargs *kwargs)
{
    struct self_board *board = mp_as_ptr(mp_args_get(args, 0));
    mp_process *self = mp_current_process();

    (void) kwargs;
    board->same = self == board->object;
    board->start = mp_process_start(self);
    board->join = mp_process_join(self, 0);
    board->alive = mp_process_is_alive(self);
    board->exitcode = mp_process_exitcode(self, NULL);
    board->terminate = mp_process_terminate(self);
    board->sentinel = mp_process_sentinel(self);
    board->daemon = mp_process_set_daemon(self, true);
    board->named = mp_process_set_name(self, "me");
    board->pid = mp_process_pid(self);
    board->own = getpid();
    board->main_start = mp_process_start(board->main);
    board->main_join = mp_process_join(board->main, 0);
    board->main_alive = mp_process_is_alive(board->main);
    board->main_exitcode = mp_process_exitcode(board->main, NULL);
    board->main_pid = mp_process_pid(board->main);
    board->closed = mp_process_close(self);
    board->alive_closed = mp_process_is_alive(self);
    board->daemon_closed = mp_process_daemon(self);
    mp_process_repr(self, board->repr, sizeof board->repr);
    return 5;
}

/* C02 D02 E02 E07 G09 H05 I07 I08: closing itself does not change its exit. */
static void
test_self_and_main_in_a_child(void **state)
{
    struct self_board *board = shared_new(sizeof *board);
    char text[128];

    (void) state;
    board->main = mp_current_process();
    board->object = target_new(target_self, MP_ARGS((void *) board));
    assert_int_equal(mp_process_start(board->object), 0);
    assert_int_equal(target_code(board->object), 5);
    assert_true(board->same);
    assert_int_equal(board->start, MP_ECREATOR);
    assert_int_equal(board->join, MP_EJOINCHILD);
    assert_int_equal(board->alive, 1);
    assert_int_equal(board->exitcode, 0);
    assert_int_equal(board->terminate, MP_ENOPOPEN);
    assert_int_equal(board->sentinel, MP_ENOSENTINEL);
    assert_int_equal(board->daemon, 0);
    assert_int_equal(board->named, 0);
    assert_int_equal(board->pid, board->own);
    assert_int_equal(board->pid, mp_process_pid(board->object));
    assert_int_equal(board->main_start, MP_ECREATOR);
    assert_int_equal(board->main_join, MP_EJOINCHILD);
    assert_int_equal(board->main_alive, MP_ETESTCHILD);
    assert_int_equal(board->main_exitcode, 0);
    assert_int_equal(board->main_pid, 0);
    assert_int_equal(board->closed, 0);
    assert_int_equal(board->alive_closed, MP_ECLOSED);
    assert_true(board->daemon_closed);
    snprintf(
        text, sizeof text, "<Process name='me' parent=%d started daemon>",
        (int) getpid());
    assert_string_equal(board->repr, text);
    assert_false(mp_process_daemon(board->object));
    mp_process_free(board->object);
    shared_free(board, sizeof *board);
}

/* D02 E07 H05: the main process's own object, in the main process. */
static void
test_main_object(void **state)
{
    mp_process *self = mp_current_process();
    int code = 1234;

    (void) state;
    assert_string_equal(mp_process_name(self), "MainProcess");
    assert_ptr_equal(mp_current_process(), self);
    assert_null(mp_parent_process());
    assert_int_equal(mp_process_start(self), MP_ECREATOR);
    assert_int_equal(mp_process_join(self, 0), MP_EJOINCHILD);
    assert_int_equal(mp_process_is_alive(self), 1);
    assert_int_equal(mp_process_exitcode(self, &code), 0);
    assert_int_equal(code, 1234);
    assert_int_equal(mp_process_terminate(self), MP_ENOPOPEN);
    assert_int_equal(mp_process_kill(self), MP_ENOPOPEN);
    assert_int_equal(mp_process_send_signal(self, 0), MP_ENOPOPEN);
    assert_int_equal(mp_process_signal_group(self, 0), MP_ENOPOPEN);
    assert_int_equal(mp_process_sentinel(self), MP_ENOSENTINEL);
    assert_int_equal(mp_process_pid(self), getpid());
    assert_false(mp_process_daemon(self));
    assert_int_equal(mp_process_close(self), 0);
    assert_int_equal(mp_process_is_alive(self), 1);
    assert_int_equal(mp_process_pid(self), getpid());
}

/* ---------------------------------------------------------------- parent */

struct parent_board {
    mp_process *main;
    bool there, same;
    char name[64];
    char repr[96];
    pid_t pid, expected;
    bool daemon, key;
    int alive, exitcode, sentinel, terminate, kill, start, join, join_zero;
    double waited;
    int wait;
    int close, alive_closed, join_closed, sentinel_closed;
};

static void
fill_parent_board(struct parent_board *board)
{
    mp_process *parent = mp_parent_process();
    size_t size = 5;
    double start = shared_now();

    board->there = parent != NULL;
    board->same = parent == mp_parent_process();
    snprintf(board->name, sizeof board->name, "%s", mp_process_name(parent));
    mp_process_repr(parent, board->repr, sizeof board->repr);
    board->pid = mp_process_pid(parent);
    board->expected = getppid();
    board->daemon = mp_process_daemon(parent);
    board->key = mp_process_authkey(parent, &size) != NULL || size != 0;
    board->alive = mp_process_is_alive(parent);
    board->exitcode = mp_process_exitcode(parent, NULL);
    board->sentinel = mp_process_sentinel(parent);
    board->terminate = mp_process_terminate(parent);
    board->kill = mp_process_kill(parent);
    board->start = mp_process_start(parent);
    board->join_zero = mp_process_join(parent, 0);
    board->join = mp_process_join(parent, 0.2);
    board->waited = shared_now() - start;
    board->wait = mp_wait(&parent, 1, 0, NULL);
    board->close = mp_process_close(parent);
    board->alive_closed = mp_process_is_alive(parent);
    board->join_closed = mp_process_join(parent, 0);
    board->sentinel_closed = mp_process_sentinel(parent);
}

static int
target_parent(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    fill_parent_board(mp_as_ptr(mp_args_get(args, 0)));
    return 0;
}

static void
check_parent_board(const struct parent_board *board, const char *name)
{
    char text[96];

    assert_true(board->there);
    assert_true(board->same);
    assert_string_equal(board->name, name);
    snprintf(
        text, sizeof text, "<_ParentProcess name='%s' parent=None unknown>",
        name);
    assert_string_equal(board->repr, text);
    assert_int_equal(board->pid, board->expected);
    assert_false(board->daemon);
    assert_false(board->key);
    assert_int_equal(board->alive, 1);
    assert_int_equal(board->exitcode, 0);
    assert_true(board->sentinel >= 0);
    assert_int_equal(board->terminate, MP_ENOPOPEN);
    assert_int_equal(board->kill, MP_ENOPOPEN);
    assert_int_equal(board->start, MP_ECREATOR);
    assert_int_equal(board->join_zero, 1);
    assert_int_equal(board->join, 1);
    assert_true(board->waited >= 0.19 && board->waited < SOON);
    assert_int_equal(board->wait, 0);
    /* Closed, it still tells of the parent, as Python's does. */
    assert_int_equal(board->close, 0);
    assert_int_equal(board->alive_closed, 1);
    assert_int_equal(board->join_closed, 1);
    assert_int_equal(board->sentinel_closed, MP_ECLOSED);
}

/* E02 E04: a living parent, seen from its child. */
static void
test_parent_in_a_child(void **state)
{
    struct parent_board *board = shared_new(sizeof *board);
    mp_process *process = target_start(target_parent, MP_ARGS((void *) board));

    (void) state;
    assert_int_equal(target_code(process), 0);
    check_parent_board(board, "MainProcess");
    mp_process_free(process);
    shared_free(board, sizeof *board);
}

static int
target_makes_child(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process_options options = { .target = target_parent, .args = *args };
    mp_process *process = NULL;
    int code = -1;

    (void) kwargs;
    if (mp_process_new(&process, &options) < 0 || mp_process_start(process) < 0
        || mp_process_join(process, SOON) != 0)
        return 1;
    mp_process_exitcode(process, &code);
    mp_process_free(process);
    return code;
}

/* E08 E09: a parent's name is that of the time of the construction. */
static void
test_parent_of_a_grandchild(void **state)
{
    struct parent_board *board = shared_new(sizeof *board);
    mp_process_options options = { .target = target_makes_child,
                                   .args = MP_ARGS((void *) board),
                                   .name = "middle" };
    mp_process *process;

    (void) state;
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 0);
    check_parent_board(board, "middle");
    mp_process_free(process);
    shared_free(board, sizeof *board);
}

static void
test_parent_renamed(void **state)
{
    struct parent_board *board = shared_new(sizeof *board);
    mp_process *self = mp_current_process();
    mp_process *early = target_new(target_parent, MP_ARGS((void *) board));
    mp_process *late;

    (void) state;
    assert_int_equal(mp_process_set_name(self, "Renamed"), 0);
    late = target_new(target_parent, MP_ARGS((void *) board));
    assert_int_equal(mp_process_start(early), 0);
    assert_int_equal(target_code(early), 0);
    check_parent_board(board, "MainProcess");
    memset(board, 0, sizeof *board);
    assert_int_equal(mp_process_start(late), 0);
    assert_int_equal(mp_process_set_name(self, "MainProcess"), 0);
    assert_int_equal(target_code(late), 0);
    check_parent_board(board, "Renamed");
    mp_process_free(early);
    mp_process_free(late);
    shared_free(board, sizeof *board);
}

/* -------------------------------------------------------------- raw fork */

struct copy_board {
    mp_process *child;
    mp_process *initial;
    char name[32];
    pid_t pid, own;
    bool parent;
    int active, join, alive, start, main_alive, other_start, other_join;
    int exitcode;
    int other_code;
};

/* Fills the board in a raw copy of this process; ends it normally but for the
 * handlers of the tests. */
static _Noreturn void
be_a_copy(struct copy_board *board)
{
    mp_process_options options = { .target = target_return,
                                   .args = MP_ARGS(6) };
    mp_process *self = mp_current_process();
    mp_process *other = NULL;

    snprintf(board->name, sizeof board->name, "%s", mp_process_name(self));
    board->pid = mp_process_pid(self);
    board->own = getpid();
    board->parent = mp_parent_process() != NULL;
    board->active = mp_active_children(NULL, 0);
    board->main_alive = mp_process_is_alive(self);
    board->join = mp_process_join(board->child, 0);
    board->alive = mp_process_is_alive(board->child);
    board->exitcode = mp_process_exitcode(board->child, NULL);
    board->start = mp_process_start(board->initial);
    board->other_start = mp_process_new(&other, &options);
    if (board->other_start == 0)
        board->other_start = mp_process_start(other);
    board->other_join = mp_process_join(other, SOON);
    mp_process_exitcode(other, &board->other_code);
    mp_process_free(other);
    mp_process_free(board->initial);
    mp_process_free(board->child);
    mp_exit(9);
}

/* E07 E10: a raw fork() copy is a main process of its own, without children;
 * its normal end leaves the original's daemons and others alone. */
static void
test_raw_fork_copy(void **state)
{
    struct copy_board *board = shared_new(sizeof *board);
    mp_process_options options = { .target = target_sleep,
                                   .daemon = MP_DAEMON_TRUE };
    int status = 0;
    pid_t pid;

    (void) state;
    assert_int_equal(mp_process_new(&board->child, &options), 0);
    assert_int_equal(mp_process_start(board->child), 0);
    board->initial = target_new(target_return, MP_ARGS(7));
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        be_a_copy(board);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 9);
    assert_string_equal(board->name, "MainProcess");
    assert_int_equal(board->pid, board->own);
    assert_false(board->parent);
    assert_int_equal(board->active, 0);
    assert_int_equal(board->main_alive, 1);
    assert_int_equal(board->join, MP_EJOINCHILD);
    assert_int_equal(board->alive, MP_ETESTCHILD);
    assert_int_equal(board->exitcode, 0);
    assert_int_equal(board->start, MP_ECREATOR);
    assert_int_equal(board->other_start, 0);
    assert_int_equal(board->other_join, 0);
    assert_int_equal(board->other_code, 6);
    assert_int_equal(mp_process_join(board->child, 0.05), 1);
    assert_int_equal(mp_process_start(board->initial), 0);
    assert_int_equal(target_code(board->initial), 7);
    target_end(board->child);
    mp_process_free(board->initial);
    shared_free(board, sizeof *board);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_self_and_main_in_a_child),
        cmocka_unit_test(test_main_object),
        cmocka_unit_test(test_parent_in_a_child),
        cmocka_unit_test(test_parent_of_a_grandchild),
        cmocka_unit_test(test_parent_renamed),
        cmocka_unit_test(test_raw_fork_copy),
    };

    return cmocka_run_group_tests_name("current", tests, NULL, NULL);
}
