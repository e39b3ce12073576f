/* What becomes of children whose parent dies, however it dies. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/child.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

static const char *const daemons[] = { "daemon", "deaf", "group", "command" };

/* Checks that the parent's daemons end and its other child does not; ends that
 * one. */
static void
expect_only_plain_survives(struct child *child)
{
    pid_t plain = (pid_t) child_number(child, "plain");

    for (size_t i = 0; i < sizeof daemons / sizeof *daemons; i++) {
        pid_t pid = (pid_t) child_number(child, daemons[i]);

        if (!proc_wait_end(pid, SOON)) {
            print_error("%s is alive\n", daemons[i]);
            kill(pid, SIGKILL);
            fail();
        }
    }
    assert_true(proc_alive(plain));
    kill(plain, SIGKILL);
}

/* N07, deliberately other than CPython for daemons: the parent is gone at once,
 * and its daemons with it. */
static void
test_parent_is_killed(void **state)
{
    static const int numbers[] = { SIGKILL, SIGTERM, SIGSEGV, SIGABRT };

    (void) state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct child *child = child_scenario("dying", "signal");

        assert_non_null(child_wait_text(child, "ready", SOON));
        kill(child->pid, numbers[i]);
        assert_true(child_wait_end(child, SOON));
        if (numbers[i] == SIGKILL || numbers[i] == SIGTERM)
            child_assert_code(child, -numbers[i]);
        expect_only_plain_survives(child);
        child_free(child);
    }
}

static void
test_parent_calls__exit(void **state)
{
    struct child *child = child_scenario("dying", "_exit");

    (void) state;
    assert_true(child_wait_end(child, SOON));
    child_assert_code(child, 5);
    expect_only_plain_survives(child);
    child_free(child);
}

/* The same for a parent that is itself a child. */
static void
test_middle_is_killed(void **state)
{
    struct child *child = child_scenario("dying-child", NULL);

    (void) state;
    assert_non_null(child_wait_text(child, "ready", SOON));
    kill((pid_t) child_number(child, "middle"), SIGKILL);
    assert_int_equal(child_number(child, "code"), -SIGKILL);
    expect_only_plain_survives(child);
    child_free(child);
}

/* E05, and E06 deliberately other than CPython: elder and younger see it. */
static void
test_children_see_the_parent_die(void **state)
{
    struct child *child = child_scenario("watched", NULL);

    (void) state;
    assert_non_null(child_wait_text(child, "ready", SOON));
    kill(child->pid, SIGKILL);
    assert_true(child_wait_end(child, SOON));
    for (int i = 1; i <= 2; i++) {
        char line[128];

        snprintf(
            line, sizeof line,
            "child%d alive 1 joined 0 alive 0 same pid 1 moved 1\n", i);
        assert_non_null(child_wait_text(child, line, SOON));
    }
    child_free(child);
}

/* N10, with C's own default of SIGINT: main is gone, its child goes on. */
static void
test_interrupted_join(void **state)
{
    struct child *child = child_scenario("interrupted", NULL);
    pid_t pid;

    (void) state;
    assert_non_null(child_wait_text(child, "ready", SOON));
    pid = (pid_t) child_number(child, "pid");
    kill(child->pid, SIGINT);
    assert_true(child_wait_end(child, SOON));
    child_assert_code(child, -SIGINT);
    assert_null(strstr(child->out.text, "joined"));
    assert_true(proc_alive(pid));
    child_free(child);
    assert_true(proc_wait_end(pid, SOON));
}

/* N12, likewise: ^C ends the whole group. */
static void
test_interrupted_group(void **state)
{
    struct child *child = child_scenario("interrupted", NULL);

    (void) state;
    assert_non_null(child_wait_text(child, "ready", SOON));
    kill(-child->pid, SIGINT);
    assert_true(child_wait_end(child, SOON));
    child_assert_code(child, -SIGINT);
    assert_true(proc_wait_end((pid_t) child_number(child, "pid"), SOON));
    child_free(child);
}

/* ------------------------------------------------------- in daemons' hands */

struct daemon_board {
    mp_process *initial, *started, *closed; /* the parent's */
    bool inherited, plain;
    int start_inherited, start_plain;
    int foreign_initial, foreign_started, foreign_closed;
    int undo, start_after, code;
    bool seen_by_itself;
};

static int
target_daemon(const mp_args *args, const mp_kwargs *kwargs)
{
    struct daemon_board *board = mp_as_ptr(mp_args_get(args, 0));
    mp_process_options options = { .target = target_return,
                                   .args = MP_ARGS(4) };
    mp_process *self = mp_current_process();
    mp_process *inherited;
    mp_process *plain;

    (void) kwargs;
    mp_process_new(&inherited, &options);
    options.daemon = MP_DAEMON_FALSE;
    mp_process_new(&plain, &options);
    board->seen_by_itself = mp_process_daemon(self);
    board->inherited = mp_process_daemon(inherited);
    board->plain = mp_process_daemon(plain);
    board->start_inherited = mp_process_start(inherited);
    board->start_plain = mp_process_start(plain);
    board->foreign_initial = mp_process_start(board->initial);
    board->foreign_started = mp_process_start(board->started);
    board->foreign_closed = mp_process_start(board->closed);
    board->undo = mp_process_set_daemon(self, false);
    board->start_after = mp_process_start(plain);
    mp_process_join(plain, SOON);
    mp_process_exitcode(plain, &board->code);
    mp_process_free(plain);
    mp_process_free(inherited);
    return 6;
}

/* B04 B06 B11 C03: a daemon makes objects but starts none, until it is none;
 * the order of start()'s checks. */
static void
test_daemon_starts_nothing(void **state)
{
    struct daemon_board *board = shared_new(sizeof *board);
    mp_process_options options = { .target = target_daemon,
                                   .args = MP_ARGS((void *) board),
                                   .daemon = MP_DAEMON_TRUE };
    mp_process *process;

    (void) state;
    board->initial = target_new(NULL, (mp_args){ 0 });
    board->started = target_start(NULL, (mp_args){ 0 });
    board->closed = target_new(NULL, (mp_args){ 0 });
    assert_int_equal(mp_process_close(board->closed), 0);
    assert_int_equal(mp_process_new(&process, &options), 0);
    assert_true(mp_process_daemon(process));
    assert_int_equal(mp_process_start(process), 0);
    assert_int_equal(target_code(process), 6);
    assert_true(board->seen_by_itself);
    assert_true(board->inherited);
    assert_false(board->plain);
    assert_int_equal(board->start_inherited, MP_EDAEMONKID);
    assert_int_equal(board->start_plain, MP_EDAEMONKID);
    assert_int_equal(board->foreign_initial, MP_ECREATOR);
    assert_int_equal(board->foreign_started, MP_ESTARTED);
    assert_int_equal(board->foreign_closed, MP_ECLOSED);
    assert_int_equal(board->undo, 0);
    assert_int_equal(board->start_after, 0);
    assert_int_equal(board->code, 4);
    assert_true(mp_process_daemon(process));
    mp_process_free(process);
    mp_process_free(board->initial);
    target_end(board->started);
    mp_process_free(board->closed);
    shared_free(board, sizeof *board);
}

/* B01 */
static void
test_daemon_option(void **state)
{
    static const struct {
        mp_daemon daemon;
        bool expected;
    } rows[] = { { MP_DAEMON_INHERIT, false },
                 { MP_DAEMON_FALSE, false },
                 { MP_DAEMON_TRUE, true } };

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        mp_process_options options = { .daemon = rows[i].daemon };
        mp_process *process;

        assert_int_equal(mp_process_new(&process, &options), 0);
        assert_int_equal(mp_process_daemon(process), rows[i].expected);
        assert_int_equal(mp_process_set_daemon(process, true), 0);
        assert_true(mp_process_daemon(process));
        assert_int_equal(mp_process_set_daemon(process, false), 0);
        assert_false(mp_process_daemon(process));
        mp_process_free(process);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parent_is_killed),
        cmocka_unit_test(test_parent_calls__exit),
        cmocka_unit_test(test_middle_is_killed),
        cmocka_unit_test(test_children_see_the_parent_die),
        cmocka_unit_test(test_interrupted_join),
        cmocka_unit_test(test_interrupted_group),
        cmocka_unit_test(test_daemon_starts_nothing),
        cmocka_unit_test(test_daemon_option),
    };

    return cmocka_run_group_tests_name("parent", tests, NULL, NULL);
}
