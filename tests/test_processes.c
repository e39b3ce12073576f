/* The supervisor over real processes: what a person does at the dashboard. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/local.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, local_setup, local_teardown)

static bool
joined(const struct worker *worker)
{
    (void) worker;
    return local.events[EVENT_JOINED] > 0;
}

/* Its end is told as soon as it has ended. */
static void
test_terminate(void **state)
{
    struct worker *worker = local_start("echo ready; exec sleep 300");
    double before;

    (void) state;
    assert_true(worker->alive);
    assert_int_equal(worker->state, WORKER_STARTED);
    assert_true(local_wait(local_line, worker, SOON));
    before = shared_now();
    assert_int_equal(local_act(ACTION_TERMINATE, worker), 0);
    assert_int_equal(worker->state, WORKER_STOPPING);
    assert_true(local_wait(local_ended, worker, SOON));
    assert_true(shared_now() - before < 0.5);
    assert_int_equal(worker->exitcode, -SIGTERM);
    assert_int_equal(worker->reason, WORKER_REASON_ASKED);
    assert_false(worker->failed);
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_int_equal(proc_state(worker->pid), 0);
}

/* Who ignores SIGTERM is stopping until it is killed, children and all. */
static void
test_ignores_terminate(void **state)
{
    struct worker *worker =
        local_start("trap '' TERM; sleep 300 & echo $!; wait");
    pid_t child = 0;

    (void) state;
    assert_true(local_wait(local_line, worker, SOON));
    assert_int_equal(sscanf(local_text(worker, 0), "%d", &child), 1);
    local_act(ACTION_TERMINATE, worker);
    local_pass(0.3);
    assert_int_equal(worker->state, WORKER_STOPPING);
    assert_true(worker->alive);
    local_act(ACTION_KILL, worker);
    assert_true(local_wait(local_gone, worker, SOON));
    assert_int_equal(worker->exitcode, -SIGKILL);
    assert_false(worker->failed || proc_alive(child));
}

/* A signal from elsewhere is a failure. */
static void
test_killed_by_another(void **state)
{
    struct worker *worker = local_start("kill -SEGV $$");

    (void) state;
    assert_true(local_wait(local_ended, worker, SOON));
    assert_int_equal(worker->exitcode, -SIGSEGV);
    assert_int_equal(worker->reason, WORKER_REASON_SIGNAL);
    assert_true(worker->failed);
    assert_int_equal(supervisor_failed(local.supervisor), 1);
}

static void
test_join(void **state)
{
    struct worker *worker = local_start("exec sleep 0.3");

    (void) state;
    assert_int_equal(
        supervisor_act(local.supervisor, ACTION_JOIN, worker, 0.1), 0);
    assert_true(local_wait(joined, NULL, SOON));
    assert_true(worker->alive);
    local.events[EVENT_JOINED] = 0;
    local_act(ACTION_JOIN, worker);
    assert_int_equal(worker->state, WORKER_JOINING);
    assert_true(local_wait(joined, NULL, SOON));
    assert_false(worker->alive);
    assert_int_equal(worker->state, WORKER_STOPPED);
}

static bool
second_life(const struct worker *worker)
{
    return worker->lives == 2 && output_end(worker->output) == 2;
}

static void
test_restart(void **state)
{
    struct worker *worker = local_start("echo pid $$; sleep 300");
    pid_t first = worker->pid;
    char expected[64];

    (void) state;
    assert_true(local_wait(local_line, worker, SOON));
    assert_int_equal(local_act(ACTION_RESTART, worker), 0);
    assert_true(local_wait(second_life, worker, SOON));
    assert_int_not_equal(worker->pid, first);
    snprintf(expected, sizeof(expected), "pid %d", (int) first);
    assert_string_equal(local_text(worker, 0), expected);
    snprintf(expected, sizeof(expected), "pid %d", (int) worker->pid);
    assert_string_equal(local_text(worker, 1), expected);
    assert_int_equal(supervisor_alive(local.supervisor), 1);
}

/* Children are listed in the order of start; the library's own idea of who is
 * alive counts. */
static void
test_active_children(void **state)
{
    struct worker *workers[3], *list[3];

    (void) state;
    for (int i = 0; i < 3; i++) {
        workers[i] = local_add("exec sleep 300");
    }
    local_act(ACTION_START, workers[2]);
    local_act(ACTION_START, workers[0]);
    local_act(ACTION_START, workers[1]);
    assert_int_equal(supervisor_active_children(local.supervisor, list, 3), 3);
    assert_ptr_equal(list[0], workers[2]);
    assert_ptr_equal(list[1], workers[0]);
    assert_ptr_equal(list[2], workers[1]);
    local_act(ACTION_KILL, workers[0]);
    assert_true(proc_wait_end(workers[0]->pid, SOON));
    assert_int_equal(supervisor_active_children(local.supervisor, list, 3), 2);
    assert_ptr_equal(list[1], workers[1]);
    /* It was reaped just now; its end is told all the same. */
    assert_true(local_wait(local_ended, workers[0], SOON));
    assert_int_equal(workers[0]->exitcode, -SIGKILL);
}

/* Something else that waits for our children takes their status. */
static void
test_lost(void **state)
{
    struct worker *worker = local_start("exit 3");

    (void) state;
    assert_int_equal(waitpid(worker->pid, NULL, 0), worker->pid);
    assert_true(local_wait(local_ended, worker, SOON));
    assert_int_equal(worker->state, WORKER_LOST);
    assert_false(worker->has_exitcode);
    assert_int_equal(local_act(ACTION_JOIN, worker), MP_ELOST);
    assert_int_equal(local_act(ACTION_RESTART, worker), 0);
    assert_true(local_wait(local_ended, worker, SOON));
    assert_int_equal(worker->exitcode, 3);
}

static bool
nobody(const struct worker *worker)
{
    (void) worker;
    return supervisor_alive(local.supervisor) == 0;
}

/* As Python exits: daemons are terminated, groups and all, the others waited
 * for. */
static void
test_exit_as_python(void **state)
{
    struct worker *daemon_worker = local_start("sleep 300 & echo $!; wait");
    const struct worker_spec spec = { .command = (const char *const[]){
                                          "sleep", "0.5", NULL } };
    struct worker *plain;
    pid_t child = 0;

    (void) state;
    assert_true(local_wait(local_line, daemon_worker, SOON));
    assert_int_equal(sscanf(local_text(daemon_worker, 0), "%d", &child), 1);
    assert_int_equal(supervisor_add(local.supervisor, &spec, &plain), 0);
    local_act(ACTION_START, plain);
    supervisor_exit(local.supervisor, SUPERVISOR_EXIT_PYTHON);
    assert_int_equal(plain->state, WORKER_JOINING);
    assert_true(local_wait(nobody, NULL, SOON));
    assert_int_equal(plain->exitcode, 0);
    assert_int_equal(daemon_worker->exitcode, -SIGTERM);
    assert_false(proc_alive(child));
    assert_int_equal(supervisor_failed(local.supervisor), 0);
}

/* Freeing the set leaves what runs alone. */
static void
test_free_leaves_alone(void **state)
{
    struct worker *worker = local_start("exec sleep 300");
    pid_t pid = worker->pid;

    supervisor_free(local.supervisor);
    assert_true(proc_alive(pid));
    kill(pid, SIGKILL);
    assert_true(proc_wait_end(pid, SOON));
    assert_int_equal(mp_active_children(NULL, 0), 0); /* reaps it */
    assert_int_equal(
        supervisor_new(&local.supervisor, local.loop, local.engine), 0);
    (void) state;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_terminate),
        TEST(test_ignores_terminate),
        TEST(test_killed_by_another),
        TEST(test_join),
        TEST(test_restart),
        TEST(test_active_children),
        TEST(test_lost),
        TEST(test_exit_as_python),
        TEST(test_free_leaves_alone),
    };

    /* Orphans come to us, not to an init that may be slow to reap them. */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return cmocka_run_group_tests_name("processes", tests, NULL, NULL);
}
