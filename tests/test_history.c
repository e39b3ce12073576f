/* The histories of workers, and the marks: what is kept of the past. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "src/supervise/history.h"
#include "tests/support/cmocka.h"
#include "tests/support/memory.h"
#include "tests/support/set.h"

#define SECOND NANOSECONDS_PER_SECOND

/* Check a moment: after how many seconds it was, and what it made. */
static const struct history_moment *
check(
    const struct worker *worker,
    size_t place,
    double seconds,
    enum history_type type,
    enum worker_state state)
{
    const struct history_moment *moment;
    int64_t time = history_created(worker->history, NULL);

    assert_true(place < history_count(worker->history));
    moment = history_at(worker->history, place);
    assert_int_equal(moment->time, time + clock_from_seconds(seconds));
    assert_int_equal(moment->type, type);
    assert_int_equal(moment->state, state);
    return moment;
}

/* Every step of a life that is joined and ends by itself. */
static void
test_life(void **state)
{
    struct worker *worker = set_add(NULL);
    const struct history_moment *moment;
    int64_t wall;

    (void) state;
    assert_int_equal(
        history_created(worker->history, &wall), set.clock.monotonic);
    assert_int_equal(wall, set.clock.wall);
    assert_int_equal(history_count(worker->history), 0);
    set_pass(1);
    set_act(ACTION_START, worker);
    set_pass(1);
    set_act(ACTION_JOIN, worker);
    set_pass(1);
    fake_process_end(set_process(worker), 3);
    assert_int_equal(history_count(worker->history), 4);
    moment = check(worker, 0, 1, HISTORY_STARTED, WORKER_STARTED);
    assert_int_equal(moment->value, worker->pid);
    assert_false(moment->restarted);
    assert_int_equal(moment->wall, wall + SECOND);
    check(worker, 1, 2, HISTORY_JOINING, WORKER_JOINING);
    moment = check(worker, 2, 3, HISTORY_STOPPED, WORKER_STOPPED);
    assert_true(moment->has_value && moment->failed);
    assert_int_equal(moment->value, 3);
    assert_int_equal(moment->reason, WORKER_REASON_EXIT);
    moment = check(worker, 3, 3, HISTORY_JOINED, WORKER_STOPPED);
    assert_int_equal(moment->value, 0);
}

/* A wait that was given up, a signal, an end that was asked for, others of the
 * group that live on, and a new life. */
static void
test_signals(void **state)
{
    struct worker *worker = set_start(NULL);
    const struct history_moment *moment;

    (void) state;
    set_act(ACTION_JOIN, worker);
    set_pass(1);
    set_act(ACTION_STOP_JOINING, worker);
    set_process(worker)->others = true;
    set_act(ACTION_RESTART, worker);
    set_pass(1);
    fake_process_end(set_process(worker), -SIGTERM);
    set_process(worker)->others = false;
    set_pass(1);
    check(worker, 1, 0, HISTORY_JOINING, WORKER_JOINING);
    moment = check(worker, 2, 1, HISTORY_JOINED, WORKER_STARTED);
    assert_int_equal(moment->value, 2);
    moment = check(worker, 3, 1, HISTORY_SIGNALLED, WORKER_STOPPING);
    assert_int_equal(moment->value, SIGTERM);
    moment = check(worker, 4, 2, HISTORY_STOPPED, WORKER_STOPPING);
    assert_int_equal(moment->reason, WORKER_REASON_ASKED);
    assert_false(moment->failed);
    check(worker, 5, 2.1, HISTORY_GONE, WORKER_STOPPED);
    moment = check(worker, 6, 2.1, HISTORY_STARTED, WORKER_STARTED);
    assert_true(moment->restarted);
    assert_int_equal(history_count(worker->history), 7);
}

/* What is told without being a part of a life is not kept. */
static void
test_not_kept(void **state)
{
    struct worker *worker = set_add(NULL);

    (void) state;
    set_act(ACTION_DAEMON, worker);
    set_act(ACTION_JOIN, worker);
    set_act(ACTION_TERMINATE, worker);
    assert_int_equal(history_count(worker->history), 0);
    set.engine.start_error = MP_EDAEMONKID;
    set_act(ACTION_START, worker);
    check(worker, 0, 0, HISTORY_FAILED, WORKER_INITIAL);
    set_act(ACTION_START, worker);
    set_act(ACTION_START, worker);
    set_process(worker)->listener->output(worker, OUTPUT_STDOUT, "x\n", 2);
    fake_process_end(set_process(worker), 0);
    set_act(ACTION_JOIN, worker);
    set_act(ACTION_KILL, worker);
    assert_int_equal(history_count(worker->history), 3);
}

/* Lives, put together. */
static void
test_lives(void **state)
{
    struct worker *worker = set_start(NULL);
    struct history_life life;
    pid_t pid = worker->pid;
    size_t place = 0;

    (void) state;
    set_pass(2);
    fake_process_end(set_process(worker), -SIGSEGV);
    set_act(ACTION_RESTART, worker);
    set_pass(1);
    set_act(ACTION_KILL, worker);
    assert_true(history_next_life(worker->history, &place, &life));
    assert_int_equal(life.number, 1);
    assert_int_equal(life.pid, pid);
    assert_int_equal(life.ended - life.started, 2 * SECOND);
    assert_int_equal(life.ended_wall - life.started_wall, 2 * SECOND);
    assert_true(life.has_exitcode && life.failed);
    assert_int_equal(life.exitcode, -SIGSEGV);
    assert_int_equal(life.reason, WORKER_REASON_SIGNAL);
    assert_int_equal(life.signum, 0);
    assert_true(history_next_life(worker->history, &place, &life));
    assert_int_equal(life.number, 2);
    assert_int_equal(life.ended, 0);
    assert_false(life.has_exitcode);
    assert_int_equal(life.signum, SIGKILL);
    assert_false(history_next_life(worker->history, &place, &life));
}

/* Add a moment to a history. */
static void
add(struct history *history, int64_t time, enum history_type type, int value)
{
    const struct history_moment moment = {
        .time = time,
        .type = (uint8_t) type,
        .value = value,
        .has_value = type == HISTORY_STOPPED,
    };

    history_add(history, &moment);
}

/* Of too many lives the oldest go, and their number is known. */
static void
test_many_lives(void **state)
{
    struct history *history = history_new(1, 2);
    struct history_life life;
    size_t place = 0;
    unsigned lives = 0;

    (void) state;
    for (int i = 0; i < 1000; i++) {
        add(history, 10 * i, HISTORY_STARTED, i + 1);
        add(history, 10 * i + 5, HISTORY_STOPPED, 0);
    }
    assert_int_equal(history_count(history), HISTORY_LIMIT);
    assert_int_equal(history_lives_dropped(history), 1000 - HISTORY_LIMIT / 2);
    while (history_next_life(history, &place, &life)) {
        assert_int_equal(life.pid, life.number);
        assert_int_equal(life.ended - life.started, 5);
        lives++;
    }
    assert_int_equal(lives, HISTORY_LIMIT / 2);
    assert_int_equal(life.number, 1000);
    history_free(history);
}

/* Of too many signals to a life the oldest go; its start stays. */
static void
test_many_signals(void **state)
{
    struct history *history = history_new(1, 2);
    struct history_life life;
    size_t place = 0;

    (void) state;
    add(history, 10, HISTORY_STARTED, 1);
    add(history, 20, HISTORY_STOPPED, 0);
    add(history, 20, HISTORY_GONE, 0);
    add(history, 30, HISTORY_STARTED, 2);
    for (int i = 0; i < 1000; i++) {
        add(history, 100 + i, HISTORY_SIGNALLED, SIGUSR1);
    }
    add(history, 2000, HISTORY_STOPPED, 4);
    assert_int_equal(history_lives_dropped(history), 1);
    assert_int_equal(history_count(history), HISTORY_LIMIT);
    assert_true(history_next_life(history, &place, &life));
    assert_int_equal(life.number, 2);
    assert_int_equal(life.pid, 2);
    assert_int_equal(life.started, 30);
    assert_int_equal(life.ended, 2000);
    assert_int_equal(history_at(history, 1)->time, 1100 - HISTORY_LIMIT + 2);
    history_free(history);
}

/* Finding a moment by its time, over the seam of the ring, too. */
static void
test_after(void **state)
{
    struct history *history = history_new(1, 2);

    (void) state;
    assert_int_equal(history_after(history, 5), 0);
    for (int i = 0; i < 300; i++) {
        add(history, 10 * i, HISTORY_STARTED, i);
        add(history, 10 * i, HISTORY_STOPPED, 0);
    }
    assert_int_equal(history_after(history, 2989), HISTORY_LIMIT - 2);
    assert_int_equal(history_after(history, 2990), HISTORY_LIMIT);
    assert_int_equal(history_after(history, 2985), HISTORY_LIMIT - 2);
    assert_int_equal(history_after(history, 0), 0);
    assert_int_equal(history_after(history, 2979), HISTORY_LIMIT - 4);
    history_free(history);
}

/* Without memory a moment is lost, and nothing else. */
static void
test_no_memory(void **state)
{
    struct history *history;

    (void) state;
    memory.countdown = 1;
    assert_null(history_new(1, 2));
    memory.countdown = 0;
    history = history_new(1, 2);
    memory.countdown = 1;
    add(history, 10, HISTORY_STARTED, 1);
    memory.countdown = 0;
    assert_int_equal(history_count(history), 0);
    for (int i = 1; i <= 4; i++) {
        add(history, 10 * i, HISTORY_STARTED, i);
    }
    memory.countdown = 1;
    add(history, 50, HISTORY_STARTED, 5);
    memory.countdown = 0;
    assert_int_equal(history_at(history, history_count(history) - 1)->value, 5);
    assert_true(history_lives_dropped(history) > 0);
    history_free(history);
}

/* Marks are kept and told, with a number where they have no text. */
static void
test_marks(void **state)
{
    const struct marks *marks = supervisor_marks(set.supervisor);

    (void) state;
    assert_int_equal(marks->count, 0);
    set_pass(2);
    assert_int_equal(supervisor_mark(set.supervisor, "deploy\033[2J"), 0);
    assert_int_equal(supervisor_mark(set.supervisor, ""), 0);
    set_told("mark deploy\nmark mark 2");
    assert_int_equal(marks->count, 2);
    assert_string_equal(marks_at(marks, 0)->text, "deploy");
    assert_int_equal(marks_at(marks, 0)->time, set.clock.monotonic);
    assert_int_equal(marks_at(marks, 0)->wall, set.clock.wall);
    assert_string_equal(marks_at(marks, 1)->text, "mark 2");
}

/* Too many marks: the oldest go; without memory: an error, nothing told. */
static void
test_many_marks(void **state)
{
    const struct marks *marks = supervisor_marks(set.supervisor);
    struct marks own = { 0 };

    (void) state;
    memory.countdown = 1;
    assert_int_equal(supervisor_mark(set.supervisor, ""), -ENOMEM);
    memory.countdown = 0;
    set_told("");
    assert_int_equal(marks->count, 0);
    for (int i = 0; i < MARKS_LIMIT + 3; i++) {
        assert_non_null(marks_add(&own, i, i, ""));
    }
    assert_int_equal(own.count, MARKS_LIMIT);
    assert_string_equal(marks_at(&own, 0)->text, "mark 4");
    assert_int_equal(marks_at(&own, MARKS_LIMIT - 1)->time, MARKS_LIMIT + 2);
    marks_free(&own);
    assert_int_equal(own.count, 0);
}

int
main(void)
{
#define SET_TEST(test)                                                         \
    cmocka_unit_test_setup_teardown(test, set_setup, set_teardown)
    const struct CMUnitTest tests[] = {
        SET_TEST(test_life),
        SET_TEST(test_signals),
        SET_TEST(test_not_kept),
        SET_TEST(test_lives),
        cmocka_unit_test(test_many_lives),
        cmocka_unit_test(test_many_signals),
        cmocka_unit_test(test_after),
        cmocka_unit_test(test_no_memory),
        SET_TEST(test_marks),
        SET_TEST(test_many_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
