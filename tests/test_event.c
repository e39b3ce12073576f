/* Events, actions, states and signals in words. */
#include <signal.h>
#include <string.h>

#include "src/supervise/event.h"
#include "tests/support/cmocka.h"

#define SECOND NANOSECONDS_PER_SECOND

/* Check the line that an event makes, whole and cut. */
static void
check(const struct event *event, const char *expected)
{
    char text[256];
    char cut[8];

    assert_int_equal(event_text(event, text, sizeof(text)), strlen(expected));
    assert_string_equal(text, expected);
    assert_int_equal(event_text(event, cut, sizeof(cut)), strlen(expected));
    assert_true(strlen(cut) < sizeof(cut));
    assert_memory_equal(cut, expected, strlen(cut));
}

static void
test_names(void **state)
{
    static const char *const names[] = { "created",   "started", "output",
                                         "joined",    "stopped", "signalled",
                                         "restarted", "removed", "renamed",
                                         "changed",   "mark",    "warning" };

    (void) state;
    for (int i = EVENT_CREATED; i <= EVENT_WARNING; i++) {
        assert_string_equal(event_name((enum event_type) i), names[i]);
    }
}

static void
test_start(void **state)
{
    char name[] = "Process-1";
    const struct worker worker = { .name = name, .pid = 4711 };
    struct event event = { .type = EVENT_STARTED, .worker = &worker };

    (void) state;
    check(&event, "Process-1 started · pid 4711");
    event.type = EVENT_RESTARTED;
    check(&event, "Process-1 restarted · pid 4711");
    event.type = EVENT_CREATED;
    check(&event, "");
    event.type = EVENT_OUTPUT;
    check(&event, "");
}

static void
test_stopped(void **state)
{
    char name[] = "Process-5";
    struct worker worker = {
        .name = name,
        .has_exitcode = true,
        .reason = WORKER_REASON_EXIT,
        .started = 7 * SECOND,
        .ended = 8 * SECOND,
    };
    const struct event event = { .type = EVENT_STOPPED, .worker = &worker };

    (void) state;
    check(&event, "Process-5 stopped · exitcode 0 after 1.0 s");
    worker.exitcode = 127;
    worker.ended = (7 + 64) * SECOND;
    check(&event, "Process-5 stopped · exitcode 127 after 1m04s");
    worker.exitcode = -SIGSEGV;
    worker.reason = WORKER_REASON_SIGNAL;
    worker.ended = (7 + 7500) * SECOND;
    check(&event, "Process-5 stopped · exitcode -11 (SIGSEGV) after 2h05m");
    worker.exitcode = -SIGTERM;
    worker.reason = WORKER_REASON_ASKED;
    worker.asked_signal = SIGTERM;
    check(
        &event, "Process-5 terminate() → exitcode -15 (SIGTERM), as you asked");
    worker.asked_signal = SIGKILL;
    worker.exitcode = 3;
    worker.group_left = true; /* told for itself, if it lasts */
    check(&event, "Process-5 kill() → exitcode 3, as you asked");
    worker.has_exitcode = false;
    worker.reason = WORKER_REASON_EXIT;
    worker.group_left = false;
    worker.ended = 8 * SECOND;
    check(&event, "Process-5 stopped · exit status lost after 1.0 s");
}

static void
test_joined(void **state)
{
    char name[] = "Process-2";
    const struct worker worker = { .name = name };
    struct event event = {
        .type = EVENT_JOINED,
        .worker = &worker,
        .action = ACTION_JOIN,
        .seconds = 2.14,
    };

    (void) state;
    check(&event, "Process-2 join() returned after 2.1 s");
    event.result = 2;
    check(&event, "Process-2 join(): given up after 2.1 s; it runs on");
    event.result = 1;
    event.seconds = 5;
    check(&event, "Process-2 join(5): still running after 5.0 s");
    event.seconds = 0.5;
    check(&event, "Process-2 join(0.5): still running after 0.5 s");
}

static void
test_changed(void **state)
{
    char name[] = "Process-2";
    struct worker worker = {
        .name = name,
        .state = WORKER_JOINING,
        .join_since = 7 * SECOND,
        .join_forever = true,
        .join_timer.due = 12 * SECOND,
    };
    struct event event = {
        .type = EVENT_CHANGED,
        .worker = &worker,
        .action = ACTION_JOIN,
    };

    (void) state;
    check(&event, "Process-2 join(): waiting — Esc to stop waiting");
    worker.join_forever = false;
    check(&event, "Process-2 join(5): waiting — Esc to stop waiting");
    event.action = ACTION_TERMINATE;
    check(&event, "");
    event.action = ACTION_DAEMON;
    check(&event, "Process-2 daemon: now no");
    worker.daemon = true;
    check(&event, "Process-2 daemon: now yes");
}

static void
test_signalled(void **state)
{
    char name[] = "web";
    struct worker worker = { .name = name, .alive = true };
    struct event event = {
        .type = EVENT_SIGNALLED,
        .worker = &worker,
        .signum = SIGTERM,
    };

    (void) state;
    check(&event, ""); /* its end will say so */
    event.signum = SIGUSR1;
    check(&event, "web send_signal(SIGUSR1): sent");
    worker.alive = false;
    event.signum = SIGKILL;
    check(&event, "web kill(): sent to what is left of its group");
}

static void
test_others(void **state)
{
    char name[] = "web";
    const struct worker worker = { .name = name };
    struct event event = { .type = EVENT_WARNING, .text = "disk is full" };

    (void) state;
    check(&event, "disk is full");
    event.type = EVENT_MARK;
    check(&event, "disk is full");
    event.worker = &worker;
    event.type = EVENT_REMOVED;
    check(&event, "web removed");
    event.type = EVENT_RENAMED;
    event.text = "www";
    check(&event, "web renamed · was www");
}

/* The table of actions: what keys, help and messages are made from. */
static void
test_actions(void **state)
{
    (void) state;
    for (int i = 0; i < ACTION_COUNT; i++) {
        const struct action_info *info = action_info((enum action) i);

        assert_true(strlen(info->verb) > 0 && strlen(info->label) > 0);
        assert_int_equal(info->help[strlen(info->help) - 1], '.');
    }
    assert_string_equal(action_info(ACTION_START)->verb, "start");
    assert_string_equal(
        action_info(ACTION_KILL_RESTART)->label, "Kill and restart");
    assert_true(action_info(ACTION_TERMINATE)->signals);
    assert_true(action_info(ACTION_KILL_RESTART)->signals);
    assert_false(action_info(ACTION_START)->signals);
    assert_false(action_info(ACTION_JOIN)->signals);
}

static void
test_states(void **state)
{
    static const char *const names[] = { "initial", "waiting",  "started",
                                         "joining", "stopping", "stopped",
                                         "lost",    "closed" };
    struct worker worker = { 0 };

    (void) state;
    for (int i = WORKER_INITIAL; i <= WORKER_CLOSED; i++) {
        assert_string_equal(worker_state_name((enum worker_state) i), names[i]);
    }
    assert_int_equal(worker_lifetime(&worker, 5), -1);
    worker.started = 3;
    assert_int_equal(worker_lifetime(&worker, 5), 2);
    worker.ended = 4;
    assert_int_equal(worker_lifetime(&worker, 5), 1);
}

static void
test_signal_names(void **state)
{
    char text[16];

    (void) state;
#define NAME(signum) worker_signal_name(signum, text, sizeof(text))
    assert_string_equal(NAME(SIGTERM), "TERM");
    assert_string_equal(NAME(SIGKILL), "KILL");
    assert_string_equal(NAME(SIGPOLL), "POLL");
    assert_string_equal(NAME(SIGRTMIN), "RTMIN");
    assert_string_equal(NAME(SIGRTMIN + 3), "RTMIN+3");
    assert_string_equal(NAME(SIGRTMAX), "RTMAX");
    assert_string_equal(NAME(32), "32");
#undef NAME
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),   cmocka_unit_test(test_start),
        cmocka_unit_test(test_stopped), cmocka_unit_test(test_joined),
        cmocka_unit_test(test_changed), cmocka_unit_test(test_signalled),
        cmocka_unit_test(test_others),  cmocka_unit_test(test_actions),
        cmocka_unit_test(test_states),  cmocka_unit_test(test_signal_names),
    };

    return cmocka_run_group_tests_name("event", tests, NULL, NULL);
}
