/* Simulated processes in virtual time: through the supervisor, as real ones. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "src/supervise/clock_virtual.h"
#include "src/supervise/engine_simulated.h"
#include "src/supervise/supervisor.h"
#include "src/supervise/tutorial.h"
#include "tests/support/cmocka.h"

#define SECOND NANOSECONDS_PER_SECOND
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static struct clock_virtual virtual_clock;
static struct loop *loop;
static struct engine *engine;
static struct supervisor *supervisor;
static char told[4096]; /* "SECONDS TEXT" lines of events */

/* Note what a person would read of an event, and when. */
static void
on_event(void *context, const struct event *event)
{
    size_t size = strlen(told);
    char text[160];

    (void) context;
    if (event_text(event, text, sizeof(text)) > 0) {
        snprintf(
            told + size, sizeof(told) - size, "%.3f %s\n",
            clock_to_seconds(event->time - CLOCK_VIRTUAL_WALL), text);
    }
}

static int
setup(void **state)
{
    (void) state;
    told[0] = '\0';
    clock_virtual_init(&virtual_clock, CLOCK_PACE_JUMP);
    if (loop_new(&loop, &virtual_clock.clock) < 0
        || engine_simulated_new(&engine, loop) < 0
        || supervisor_new(&supervisor, loop, engine) < 0) {
        return -1;
    }
    supervisor_listen(supervisor, on_event, NULL);
    return 0;
}

static int
teardown(void **state)
{
    (void) state;
    supervisor_free(supervisor);
    engine->functions->free(engine);
    loop_free(loop);
    return 0;
}

/* Add a text for the shell and start it. */
static struct worker *
start(const char *text)
{
    struct worker *worker = NULL;

    assert_int_equal(
        supervisor_add(
            supervisor, &(struct worker_spec){ .shell = text }, &worker),
        0);
    assert_int_equal(supervisor_act(supervisor, ACTION_START, worker, 0), 0);
    return worker;
}

/* Turn the loop until nobody is alive. */
static void
run_all(void)
{
    for (int turns = 0; supervisor_alive(supervisor) > 0; turns++) {
        assert_true(turns < 1000);
        assert_true(loop_turn(loop, true) >= 0);
    }
}

/* A timer that is to stop a run at its moment. */
static void
on_alarm(void *context)
{
    *(bool *) context = true;
}

/* Let virtual time pass. */
static void
pass(double seconds)
{
    const struct clock *clock = &virtual_clock.clock;
    bool over = false;
    struct loop_timer alarm = { .function = on_alarm, .context = &over };

    loop_timer_set(
        loop, &alarm, clock->monotonic(clock) + clock_from_seconds(seconds));
    while (!over) {
        assert_true(loop_turn(loop, true) >= 0);
    }
}

/* Check all lines that a worker wrote: "SECONDS STREAM TEXT" each. */
static void
assert_output(const struct worker *worker, const char *expected)
{
    char text[2048] = "";
    struct output_line line;

    for (uint64_t n = 0; output_get(worker->output, n, &line); n++) {
        size_t size = strlen(text);

        snprintf(
            text + size, sizeof(text) - size, "%.3f %d %.*s\n",
            clock_to_seconds(line.time - CLOCK_VIRTUAL_WALL), line.stream,
            (int) line.size, line.bytes);
        assert_true(line.ended);
    }
    assert_string_equal(text, expected);
}

/* Check a worker's repr. */
static void
assert_repr(const struct worker *worker, const char *expected)
{
    char text[256];
    int length = engine->functions->repr(worker->process, text, sizeof(text));

    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(expected));
}

static void
tutorial_tells_the_time(void **state)
{
    const struct worker *first, *fourth, *sixth;

    (void) state;
    assert_int_equal(tutorial_add(supervisor), 0);
    for (size_t i = 0; i < 7; i++) {
        supervisor_act(
            supervisor, ACTION_START, supervisor_worker(supervisor, i), 0);
    }
    run_all();
    first = supervisor_worker(supervisor, 0);
    fourth = supervisor_worker(supervisor, 3);
    sixth = supervisor_worker(supervisor, 5);
    assert_output(
        first,
        "0.000 0 time is Mon Nov 23 02:11:00 2026\n"
        "3.000 0 time is Mon Nov 23 02:11:03 2026\n"
        "6.000 0 time is Mon Nov 23 02:11:06 2026\n"
        "9.000 0 time is Mon Nov 23 02:11:09 2026\n"
        "12.000 0 time is Mon Nov 23 02:11:12 2026\n"
        "15.000 0 time is Mon Nov 23 02:11:15 2026\n");
    assert_output(fourth, "0.000 0 time is Mon Nov 23 02:11:00 2026\n");
    assert_output(
        sixth,
        "0.000 0 start time is Mon Nov 23 02:11:00 2026\n"
        "3.000 0 end time is Mon Nov 23 02:11:03 2026\n");
    assert_int_equal(first->pid, 1001);
    assert_int_equal(worker_lifetime(first, 0), 18 * SECOND);
    assert_int_equal(worker_lifetime(fourth, 0), 2 * SECOND);
    assert_int_equal(supervisor_failed(supervisor), 0);
}

static void
events_come_in_order(void **state)
{
    (void) state;
    start("sleep 1");
    start("sleep 1; exit 3");
    start("sleep 0.5");
    run_all();
    assert_string_equal(
        told,
        "0.000 sleep started · pid 1001\n"
        "0.000 sleep-2 started · pid 1002\n"
        "0.000 sleep-3 started · pid 1003\n"
        "0.500 sleep-3 stopped · exitcode 0 after 0.5 s\n"
        "1.000 sleep stopped · exitcode 0 after 1.0 s\n"
        "1.000 sleep-2 stopped · exitcode 3 after 1.0 s\n");
}

static void
commands_write_and_end(void **state)
{
    const struct worker *worker;

    (void) state;
    worker = start("echo 'a  b' c; sleep 0.25; echo wrong >&2; date; exit 7");
    run_all();
    assert_output(
        worker,
        "0.000 0 a  b c\n"
        "0.250 1 wrong\n"
        "0.250 0 Mon Nov 23 02:11:00 UTC 2026\n");
    assert_int_equal(worker->exitcode, 7);
    assert_true(worker->failed);
    worker = start("false");
    run_all();
    assert_int_equal(worker->exitcode, 1);
    worker = start("false; exit");
    run_all();
    assert_int_equal(worker->exitcode, 1);
    worker = start("false; true");
    run_all();
    assert_int_equal(worker->exitcode, 0);
}

/* Each of these is more than we know: nothing is taken for something else. */
static void
others_are_refused(void **state)
{
    static const char *const texts[] = {
        "npm run dev",   "echo $HOME", "sleep",     "sleep x",
        "sleep -1",      "exit 256",   "exit 1.5",  "echo a && echo b",
        "echo a > file", "echo 'open", "date +%s",  "sleep 1 2",
        "echo a | cat",  "(echo a)",   "sleep inf", "echo \"$(date)\"",
    };

    (void) state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const struct worker_spec spec = { .shell = texts[i] };

        assert_int_equal(supervisor_add(supervisor, &spec, NULL), -EINVAL);
    }
    assert_int_equal(supervisor_count(supervisor), 0);
}

static void
signals_end_it(void **state)
{
    struct worker *worker;
    struct worker *killed;

    (void) state;
    worker = start("sleep 100");
    killed = start("sleep 100");
    pass(2);
    supervisor_act(supervisor, ACTION_TERMINATE, worker, 0);
    supervisor_act(supervisor, ACTION_KILL, killed, 0);
    assert_true(worker->alive); /* the loop tells it */
    run_all();
    assert_int_equal(worker->exitcode, -SIGTERM);
    assert_int_equal(killed->exitcode, -SIGKILL);
    assert_int_equal(worker_lifetime(worker, 0) / 1000, 2 * SECOND / 1000);
    assert_false(worker->failed);
    assert_repr(
        worker,
        "<Process name='sleep' pid=1001 parent=1000 stopped "
        "exitcode=-SIGTERM>");
}

static void
other_signals(void **state)
{
    struct worker *worker;
    const struct engine_functions *functions = engine->functions;

    (void) state;
    worker = start("sleep 10");
    assert_int_equal(functions->send_signal(worker->process, SIGCHLD), 0);
    assert_int_equal(functions->send_signal(worker->process, 0), 0);
    assert_int_equal(functions->send_signal(worker->process, -1), -EINVAL);
    pass(1);
    functions->send_signal(worker->process, SIGSTOP);
    pass(100);
    functions->send_signal(worker->process, SIGTERM);
    pass(1);
    assert_true(worker->alive); /* who is halted does not end */
    functions->send_signal(worker->process, SIGCONT);
    pass(1);
    assert_false(worker->alive);
    assert_int_equal(worker->exitcode, -SIGTERM);
    assert_int_equal(functions->send_signal(worker->process, SIGTERM), 0);
    assert_int_equal(functions->signal_group(worker->process, 0), -ESRCH);
}

static void
halting_shifts_the_end(void **state)
{
    struct worker *worker;

    (void) state;
    worker = start("sleep 10; exit 4");
    pass(4);
    engine->functions->send_signal(worker->process, SIGSTOP);
    pass(20);
    engine->functions->send_signal(worker->process, SIGCONT);
    pass(5.9);
    assert_true(worker->alive);
    pass(0.2);
    assert_false(worker->alive);
    assert_int_equal(worker->exitcode, 4);
    worker = start("sleep 10");
    engine->functions->send_signal(worker->process, SIGSTOP);
    engine->functions->send_signal(worker->process, SIGKILL);
    pass(0.1);
    assert_int_equal(worker->exitcode, -SIGKILL);
}

/* The words of the library, where a verb cannot be done. */
static void
refusals_are_the_library_s(void **state)
{
    const struct engine_functions *functions = engine->functions;
    struct worker *worker = NULL;
    const struct worker_spec spec = { .name = "it's",
                                      .shell = "sleep 1",
                                      .daemon = true };

    (void) state;
    assert_int_equal(supervisor_add(supervisor, &spec, &worker), 0);
    assert_int_equal(functions->join(worker->process), MP_ENOTSTARTED);
    assert_int_equal(functions->send_signal(worker->process, 15), MP_ENOPOPEN);
    assert_int_equal(functions->pid(worker->process), 0);
    assert_repr(worker, "<Process name=\"it's\" parent=1000 initial daemon>");
    assert_int_equal(functions->set_daemon(worker->process, true), 0);
    supervisor_act(supervisor, ACTION_START, worker, 0);
    assert_int_equal(functions->start(worker->process), MP_ESTARTED);
    assert_int_equal(
        functions->set_daemon(worker->process, false), MP_EDAEMONSET);
    assert_int_equal(functions->join(worker->process), 1);
    assert_repr(
        worker, "<Process name=\"it's\" pid=1001 parent=1000 started daemon>");
    run_all();
    assert_int_equal(functions->join(worker->process), 0);
}

static void
restart_is_a_new_process(void **state)
{
    struct worker *worker;

    (void) state;
    worker = start("sleep 5");
    pass(1);
    supervisor_act(supervisor, ACTION_RESTART, worker, 0);
    pass(1);
    assert_true(worker->alive);
    assert_int_equal(worker->pid, 1002);
    supervisor_act(supervisor, ACTION_JOIN, worker, 1);
    run_all();
    assert_int_equal(worker->exitcode, 0);
    assert_non_null(strstr(told, "join(1): still running after 1.0 s"));
}

static void
active_children_in_order_of_start(void **state)
{
    struct worker *list[3];
    struct worker *late = NULL;
    struct worker *early;

    (void) state;
    supervisor_add(
        supervisor, &(struct worker_spec){ .shell = "sleep 9" }, &late);
    early = start("sleep 9");
    start("true");
    supervisor_act(supervisor, ACTION_START, late, 0);
    pass(1);
    assert_int_equal(supervisor_active_children(supervisor, list, 3), 2);
    assert_ptr_equal(list[0], early);
    assert_ptr_equal(list[1], late);
}

static void
workers_of_a_tape(void **state)
{
    struct worker *worker;

    (void) state;
    assert_int_equal(engine_simulated_add(supervisor, "build", 2.5, 3), 0);
    assert_int_equal(engine_simulated_add(supervisor, "build", 1, 0), -EEXIST);
    assert_int_equal(engine_simulated_add(supervisor, "x", -1, 0), -EINVAL);
    assert_int_equal(engine_simulated_add(supervisor, "x", 1, 256), -EINVAL);
    worker = supervisor_worker(supervisor, 0);
    assert_string_equal(worker->target, "worker(2.5)");
    supervisor_act(supervisor, ACTION_START, worker, 0);
    run_all();
    assert_int_equal(worker->exitcode, 3);
    assert_int_equal(worker_lifetime(worker, 0), 5 * SECOND / 2);
    assert_output(worker, "0.000 0 Mon Nov 23 02:11:00 UTC 2026\n");
}

/* Ten thousand workers, an hour each, in no time. */
static void
many_and_long(void **state)
{
    (void) state;
    for (int i = 0; i < 10000; i++) {
        assert_int_equal(engine_simulated_add(supervisor, NULL, 3600, 0), 0);
        supervisor_act(
            supervisor, ACTION_START, supervisor_worker(supervisor, (size_t) i),
            0);
    }
    for (int turns = 0; supervisor_alive(supervisor) > 0; turns++) {
        assert_true(turns < 100);
        loop_turn(loop, true);
    }
    assert_int_equal(supervisor_failed(supervisor), 0);
}

/* Virtual time stands still while something real is to be waited for. */
static void
standing_still(void **state)
{
    struct worker *worker;

    (void) state;
    worker = start("sleep 1");
    pass(0.5);
    clock_virtual_set_pace(&virtual_clock, CLOCK_PACE_STAND);
    assert_int_equal(loop_turn(loop, false), 0);
    assert_true(worker->alive);
    clock_virtual_set_pace(&virtual_clock, CLOCK_PACE_JUMP);
    loop_turn(loop, true);
    assert_false(worker->alive);
    assert_int_equal(worker_lifetime(worker, 0), SECOND);
}

/* At its real pace a virtual clock is never behind, and each timer has the
 * moment that it was set for. */
static void
real_pace(void **state)
{
    const struct clock *real = clock_real();
    int64_t begun = real->monotonic(real);
    struct worker *worker;

    (void) state;
    clock_virtual_set_pace(&virtual_clock, CLOCK_PACE_REAL);
    worker = start("sleep 0.02; echo late; sleep 0.01");
    while (worker->alive) {
        loop_turn(loop, true);
    }
    assert_true(real->monotonic(real) - begun >= 3 * SECOND / 100);
    assert_int_equal(worker_lifetime(worker, 0), 3 * SECOND / 100);
    assert_output(worker, "0.020 0 late\n");
}

/* Handler: read what is there, and note what time it is. */
static void
on_ready(void *context, int fd, uint32_t events)
{
    const struct clock *clock = &virtual_clock.clock;
    char byte;

    (void) events;
    assert_int_equal(read(fd, &byte, 1), 1);
    *(int64_t *) context = clock->monotonic(clock);
}

/* A descriptor that is ready comes before the next moment. */
static void
descriptors_come_first(void **state)
{
    const struct worker *worker = start("sleep 1");
    int64_t moment = 0;
    int fds[2];

    (void) state;
    pass(0.5);
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(loop_watch(loop, fds[0], EPOLLIN, on_ready, &moment), 0);
    assert_int_equal(write(fds[1], "x", 1), 1);
    assert_int_equal(loop_turn(loop, true), 1);
    assert_true(worker->alive);
    assert_int_equal(moment, CLOCK_VIRTUAL_MONOTONIC + SECOND / 2);
    assert_int_equal(loop_turn(loop, true), 1);
    assert_false(worker->alive);
    loop_unwatch(loop, fds[0]);
    close(fds[0]);
    close(fds[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tutorial_tells_the_time),  TEST(events_come_in_order),
        TEST(commands_write_and_end),   TEST(others_are_refused),
        TEST(signals_end_it),           TEST(other_signals),
        TEST(halting_shifts_the_end),   TEST(refusals_are_the_library_s),
        TEST(restart_is_a_new_process), TEST(active_children_in_order_of_start),
        TEST(workers_of_a_tape),        TEST(many_and_long),
        TEST(standing_still),           TEST(real_pace),
        TEST(descriptors_come_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
