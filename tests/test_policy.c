/* The supervisor carries out what the policies of workers say: dependencies,
 * restarts, stops. */
#include <signal.h>
#include <string.h>

#include "src/supervise/why.h"
#include "tests/support/cmocka.h"
#include "tests/support/set.h"

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, set_setup, set_teardown)

/* Add a worker with a policy. */
static struct worker *
add(const char *name, const struct policy *policy)
{
    const struct worker_spec spec = {
        .name = name,
        .shell = "x",
        .policy = policy,
    };
    struct worker *worker;

    assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);
    set.count = 0;
    return worker;
}

/* Check what worker_why() says. */
static void
check_why(struct worker *worker, const char *expected)
{
    char text[256];

    assert_string_equal(
        worker_why(worker, set.clock.monotonic, text, sizeof(text)), expected);
}

static void
test_waits_until_another_has_succeeded(void **state)
{
    const struct policy_dependency on_db = { "db", POLICY_SUCCEEDED };
    const struct policy policy = { .dependencies = &on_db,
                                   .dependency_count = 1 };
    struct worker *web = add("web", &policy);
    struct worker *db = add("db", &(struct policy){ .manual = true });

    (void) state;
    assert_int_equal(set_act(ACTION_START, web), 0);
    assert_int_equal(web->state, WORKER_WAITING);
    check_why(
        web, "waiting for db: completed_successfully (it is not started)");
    set_act(ACTION_START, db);
    check_why(web, "waiting for db: completed_successfully");
    assert_false(supervisor_is_settled(set.supervisor));
    fake_process_end(set_process(db), 0);
    set_pass(0.01);
    assert_int_equal(web->state, WORKER_STARTED);
    check_why(web, "");
}

static void
test_what_fails_is_waited_for_in_vain(void **state)
{
    const struct policy_dependency on_db = { "db", POLICY_SUCCEEDED };
    const struct policy policy = { .dependencies = &on_db,
                                   .dependency_count = 1 };
    struct worker *web = add("web", &policy);
    struct worker *db = add("db", &(struct policy){ .manual = true });

    (void) state;
    set_act(ACTION_START, web);
    set_act(ACTION_START, db);
    set.count = 0;
    fake_process_end(set_process(db), 3);
    set_told("stopped db stopped · exitcode 3 after 0.0 s\n"
             "warning web start(): not started: it needs db: "
             "completed_successfully (it ended with exitcode 3); s starts it "
             "now");
    assert_int_equal(web->state, WORKER_INITIAL);
    assert_true(supervisor_is_settled(set.supervisor));
    set_act(ACTION_RESTART, db); /* mended: it goes on by itself */
    fake_process_end(set_process(db), 0);
    set_pass(0.01);
    assert_int_equal(web->state, WORKER_STARTED);
}

static void
test_waiting_can_be_overruled_or_given_up(void **state)
{
    const struct policy_dependency on_db = { "db", POLICY_STARTED };
    const struct policy policy = { .dependencies = &on_db,
                                   .dependency_count = 1 };
    struct worker *web = add("web", &policy);

    (void) state;
    add("db", &(struct policy){ .manual = true });
    set_act(ACTION_START, web);
    assert_int_equal(web->state, WORKER_WAITING);
    set_act(ACTION_TERMINATE, web);
    assert_int_equal(web->state, WORKER_INITIAL);
    set_act(ACTION_START, web);
    set_act(ACTION_START, web);
    assert_int_equal(web->state, WORKER_STARTED);
}

static void
test_a_line_tells_that_it_is_ready(void **state)
{
    const struct policy_dependency on_db = { "db", POLICY_READY };
    const struct policy policy = { .dependencies = &on_db,
                                   .dependency_count = 1 };
    const struct policy ready = { .ready = { .kind = POLICY_READY_LOG,
                                             .text = "^ready [0-9]+$" } };
    struct worker *web = add("web", &policy);
    struct worker *db = add("db", &ready);
    const struct fake_process *process;

    (void) state;
    set_act(ACTION_START, web);
    set_act(ACTION_START, db);
    process = set_process(db);
    check_why(db, "not ready: no line matched ^ready [0-9]+$");
    process->listener->output(db, OUTPUT_STDOUT, "not ready 5\nready", 17);
    assert_int_equal(web->state, WORKER_WAITING);
    process->listener->output(db, OUTPUT_STDOUT, " 42\n", 4);
    assert_true(db->ready);
    set_pass(0.01);
    assert_int_equal(web->state, WORKER_STARTED);
}

static void
test_restarts_with_a_back_off(void **state)
{
    const struct policy policy = {
        .restart = POLICY_RESTART_ON_FAILURE,
        .backoff = 1,
        .backoff_most = 30,
        .restarts_most = 2,
    };
    struct worker *worker = add("web", &policy);

    (void) state;
    set_act(ACTION_START, worker);
    fake_process_end(set_process(worker), 1);
    assert_int_equal(worker->state, WORKER_WAITING);
    assert_false(supervisor_is_settled(set.supervisor));
    check_why(worker, "back-off 1 s");
    set_pass(1);
    assert_int_equal(worker->state, WORKER_STARTED);
    fake_process_end(set_process(worker), 1);
    check_why(worker, "back-off 2 s");
    set_pass(1);
    assert_int_equal(worker->state, WORKER_WAITING);
    set_pass(1);
    assert_int_equal(worker->lives, 3);
    set.count = 0;
    fake_process_end(set_process(worker), 1);
    set_told("stopped web stopped · exitcode 1 after 0.0 s\n"
             "warning web restart: given up after 2 in a row");
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_true(supervisor_is_settled(set.supervisor));
}

static void
test_a_stop_that_was_asked_for_never_restarts(void **state)
{
    const struct policy policy = { .restart = POLICY_RESTART_ALWAYS,
                                   .backoff = 1 };
    struct worker *worker = add("web", &policy);

    (void) state;
    set_act(ACTION_START, worker);
    set_act(ACTION_TERMINATE, worker);
    fake_process_end(set_process(worker), -SIGTERM);
    set_pass(12);
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_false(worker->failed);
    check_why(worker, "stopped by you 12 s ago");
    /* Nor does what is waiting for its back-off. */
    set_act(ACTION_RESTART, worker);
    fake_process_end(set_process(worker), 0);
    assert_int_equal(worker->state, WORKER_WAITING);
    set_act(ACTION_TERMINATE, worker);
    set_pass(12);
    assert_int_equal(worker->state, WORKER_STOPPED);
}

static void
test_stops_by_its_signal_then_kills(void **state)
{
    const struct policy policy = { .stop_signal = SIGINT, .stop_timeout = 5 };
    struct worker *worker = add("web", &policy);
    const struct fake_process *process;

    (void) state;
    set_act(ACTION_START, worker);
    process = set_process(worker);
    set_act(ACTION_TERMINATE, worker);
    assert_int_equal(process->last_signal, SIGINT);
    set_pass(4.9);
    assert_int_equal(process->last_signal, SIGINT);
    set_pass(0.2);
    assert_int_equal(process->last_signal, SIGKILL);
    fake_process_end(set_process(worker), -SIGKILL);
    assert_int_equal(worker->reason, WORKER_REASON_ASKED);
    assert_false(worker->failed);
}

static void
test_exit_codes_that_are_no_failure(void **state)
{
    struct policy policy = { .restart = POLICY_RESTART_ON_FAILURE };
    struct worker *worker;

    (void) state;
    policy_add_success(&policy, 7);
    policy_add_success(&policy, 143);
    worker = add("web", &policy);
    set_act(ACTION_START, worker);
    fake_process_end(set_process(worker), 7);
    assert_false(worker->failed);
    assert_int_equal(worker->state, WORKER_STOPPED);
    set_act(ACTION_RESTART, worker);
    fake_process_end(set_process(worker), -SIGTERM);
    assert_false(worker->failed);
}

static void
test_a_failure_may_be_the_end_of_all(void **state)
{
    const struct policy policy = { .restart = POLICY_EXIT_ON_FAILURE };
    struct worker *worker = add("web", &policy);

    (void) state;
    set_act(ACTION_START, worker);
    fake_process_end(set_process(worker), 0);
    assert_false(supervisor_end_is_wanted(set.supervisor));
    set_act(ACTION_RESTART, worker);
    fake_process_end(set_process(worker), 1);
    assert_true(supervisor_end_is_wanted(set.supervisor));
}

/* End the process that was started last: one that asks how a worker is. */
static void
answer(int exitcode)
{
    fake_process_end(&set.engine.processes[set.engine.count - 1], exitcode);
}

static void
test_who_is_unwell_is_ended_and_restarts(void **state)
{
    const struct policy policy = {
        .restart = POLICY_RESTART_ON_FAILURE,
        .backoff = 1,
        .alive = { .kind = POLICY_READY_COMMAND,
                   .text = "x",
                   .delay = 1,
                   .period = 2,
                   .timeout = 1,
                   .failures = 2 },
    };
    struct worker *worker = add("web", &policy);

    (void) state;
    set_act(ACTION_START, worker);
    set_pass(1.1);
    answer(1); /* once is no time */
    set_pass(2.1);
    answer(0);
    set_pass(2.1);
    answer(1);
    set_pass(2.1);
    assert_int_equal(set_process(worker)->signals, 0);
    set.count = 0;
    answer(3);
    set_told("warning web start(): it is ended, for it is unwell: its probe "
             "gave exitcode 3\n"
             "signalled ");
    assert_int_equal(set_process(worker)->last_signal, SIGTERM);
    fake_process_end(set_process(worker), 0); /* as if nothing were wrong */
    assert_true(worker->failed);
    assert_int_equal(worker->state, WORKER_WAITING);
    set_pass(1.1);
    assert_int_equal(worker->state, WORKER_STARTED);
    assert_int_equal(worker->lives, 2);
    set_act(ACTION_TERMINATE, worker);
    fake_process_end(set_process(worker), -SIGTERM);
    assert_false(worker->failed);
    check_why(worker, "stopped by you 0 s ago");
}

static void
test_a_renamed_one_is_still_waited_for(void **state)
{
    const struct policy_dependency on_db = { "db", POLICY_STARTED };
    const struct policy policy = { .dependencies = &on_db,
                                   .dependency_count = 1 };
    struct worker *web = add("web", &policy);
    struct worker *db = add("db", &(struct policy){ .manual = true });
    struct worker *copy;

    (void) state;
    assert_int_equal(supervisor_rename(set.supervisor, db, "base"), 0);
    set_act(ACTION_START, web);
    check_why(web, "waiting for base: started (it is not started)");
    assert_int_equal(set_act(ACTION_DUPLICATE, web), 0);
    copy = supervisor_worker(set.supervisor, 2);
    assert_string_equal(copy->name, "web-2");
    set_act(ACTION_START, copy);
    check_why(copy, "waiting for base: started (it is not started)");
    set_act(ACTION_START, db);
    set_pass(0.01);
    assert_int_equal(web->state, WORKER_STARTED);
    assert_int_equal(copy->state, WORKER_STARTED);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_waits_until_another_has_succeeded),
        TEST(test_what_fails_is_waited_for_in_vain),
        TEST(test_waiting_can_be_overruled_or_given_up),
        TEST(test_a_line_tells_that_it_is_ready),
        TEST(test_restarts_with_a_back_off),
        TEST(test_a_stop_that_was_asked_for_never_restarts),
        TEST(test_stops_by_its_signal_then_kills),
        TEST(test_exit_codes_that_are_no_failure),
        TEST(test_a_failure_may_be_the_end_of_all),
        TEST(test_who_is_unwell_is_ended_and_restarts),
        TEST(test_a_renamed_one_is_still_waited_for),
    };

    return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
