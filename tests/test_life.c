/* The supervisor: what becomes of a worker, from its start to its end and its
 * next life. */
#include <errno.h>
#include <math.h>
#include <signal.h>

#include "tests/support/cmocka.h"
#include "tests/support/set.h"

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, set_setup, set_teardown)

/* Each end with its reason, and whether it is a failure. */
static void
test_reasons(void **state)
{
    static const struct {
        int asked; /* signal; 0: nobody asked */
        int exitcode;
        enum worker_reason reason;
        bool failed;
    } rows[] = {
        { 0, 0, WORKER_REASON_EXIT, false },
        { 0, 1, WORKER_REASON_EXIT, true },
        { 0, -SIGTERM, WORKER_REASON_SIGNAL, true },
        { 0, -SIGSEGV, WORKER_REASON_SIGNAL, true },
        { SIGTERM, -SIGTERM, WORKER_REASON_ASKED, false },
        { SIGTERM, 0, WORKER_REASON_ASKED, false },
        { SIGTERM, 143, WORKER_REASON_ASKED, false },
        { SIGTERM, -SIGKILL, WORKER_REASON_SIGNAL, true },
        { SIGTERM, -SIGSEGV, WORKER_REASON_SIGNAL, true },
        { SIGKILL, -SIGKILL, WORKER_REASON_ASKED, false },
        { SIGKILL, -SIGTERM, WORKER_REASON_ASKED, false },
    };
    size_t failed = 0;

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct worker *worker = set_start(NULL);

        if (rows[i].asked != 0) {
            set_act(ACTION_TERMINATE, worker);
        }
        if (rows[i].asked == SIGKILL) {
            set_act(ACTION_KILL, worker);
            set_act(ACTION_TERMINATE, worker); /* does not weaken it */
        }
        assert_int_equal(worker->asked_signal, rows[i].asked);
        fake_process_end(set_process(worker), rows[i].exitcode);
        failed += rows[i].failed;
        assert_int_equal(worker->reason, rows[i].reason);
        assert_int_equal(worker->failed, rows[i].failed);
        assert_true(worker->has_exitcode);
        assert_int_equal(worker->exitcode, rows[i].exitcode);
        assert_int_equal(worker->state, WORKER_STOPPED);
        assert_int_equal(supervisor_failed(set.supervisor), failed);
        assert_int_equal(supervisor_alive(set.supervisor), 0);
        set.count = 0;
    }
}

static void
test_times(void **state)
{
    struct worker *worker = set_add(NULL);
    int64_t start = set.clock.monotonic;

    (void) state;
    set_act(ACTION_START, worker);
    assert_int_equal(worker->started, start);
    assert_int_equal(worker->lives, 1);
    assert_int_equal(worker->pid, 1001);
    set_pass(2);
    fake_process_end(set_process(worker), 0);
    assert_int_equal(worker_lifetime(worker, start + 99), 2000000000);
    set_told("started Process-1 started · pid 1001\n"
             "stopped Process-1 stopped · exitcode 0 after 2.0 s");
}

static void
test_output(void **state)
{
    struct worker *worker = set_start(NULL);
    const struct fake_process *process = set_process(worker);
    struct output_line line;

    (void) state;
    process->listener->output(worker, OUTPUT_STDERR, "half", 4);
    set_told("output ");
    assert_true(output_get(worker->output, 0, &line));
    assert_false(line.ended);
    assert_int_equal(line.stream, OUTPUT_STDERR);
    assert_int_equal(line.time, set.clock.wall);
    fake_process_end(set_process(worker), 0);
    assert_true(output_get(worker->output, 0, &line));
    assert_true(line.ended);
    set_act(ACTION_RESTART, worker);
    set_process(worker)->listener->output(worker, OUTPUT_STDOUT, "2\n", 2);
    assert_int_equal(output_end(worker->output), 2); /* kept across lives */
}

/* A start that fails leaves the row initial, and says why. */
static void
test_start_fails(void **state)
{
    const struct worker_spec spec = { .command = (const char *const[]){
                                          "nosuch", NULL } };
    struct worker *worker;

    (void) state;
    assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);
    set.count = 0;
    set.engine.start_error = -ENOENT;
    assert_int_equal(set_act(ACTION_START, worker), -ENOENT);
    set_told("warning nosuch start(): No such file or directory: nosuch");
    assert_int_equal(worker->state, WORKER_INITIAL);
    assert_string_equal(worker->why, "No such file or directory: nosuch");
    assert_true(worker->failed && !worker->alive && worker->pid == 0);
    assert_int_equal(supervisor_failed(set.supervisor), 1);
    set.engine.start_error = -EAGAIN;
    assert_int_equal(set_act(ACTION_START, worker), -EAGAIN);
    set_told("warning nosuch start(): Resource temporarily unavailable");
    assert_int_equal(set_act(ACTION_START, worker), 0);
    assert_true(worker->alive && !worker->failed && worker->why == NULL);
    assert_int_equal(supervisor_failed(set.supervisor), 0);
}

/* A restart of what runs: signal, end, new process in the same row. */
static void
test_restart(void **state)
{
    struct worker *worker = set_start("web");
    struct fake_process *first = set_process(worker);
    uint64_t id = worker->id;

    (void) state;
    set_pass(1);
    set_act(ACTION_RESTART, worker);
    assert_int_equal(first->last_signal, SIGTERM);
    assert_false(first->destroyed);
    fake_process_end(first, -SIGTERM);
    set_told("signalled \n"
             "stopped web terminate() → exitcode -15 (SIGTERM), as you asked\n"
             "restarted web restarted · pid 1002");
    assert_true(first->destroyed);
    assert_int_equal(worker->id, id);
    assert_int_equal(worker->lives, 2);
    assert_int_equal(worker->state, WORKER_STARTED);
    assert_int_equal(worker->asked_signal, 0);
    assert_false(worker->has_exitcode);
    assert_int_equal(worker->started, set.clock.monotonic);
    set_act(ACTION_KILL_RESTART, worker);
    assert_int_equal(set_process(worker)->last_signal, SIGKILL);
    fake_process_end(set_process(worker), -SIGKILL);
    assert_int_equal(worker->lives, 3);
}

/* Who is asked to end after a restart was asked for does not come back. */
static void
test_restart_taken_back(void **state)
{
    struct worker *worker = set_start(NULL);

    (void) state;
    set_act(ACTION_RESTART, worker);
    set_act(ACTION_TERMINATE, worker);
    fake_process_end(set_process(worker), -SIGTERM);
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_int_equal(worker->lives, 1);
}

static void
test_restart_fails(void **state)
{
    struct worker *worker = set_start(NULL);

    (void) state;
    set_act(ACTION_RESTART, worker);
    set.engine.start_error = -EAGAIN;
    fake_process_end(set_process(worker), -SIGTERM);
    assert_int_equal(worker->state, WORKER_INITIAL);
    assert_int_equal(worker->pid, 0);
    assert_int_equal(worker_lifetime(worker, set.clock.monotonic), -1);
    assert_string_equal(worker->why, "Resource temporarily unavailable");
    assert_int_equal(supervisor_alive(set.supervisor), 0);
    set_act(ACTION_START, worker);
    assert_int_equal(worker->state, WORKER_STARTED);
    /* No object at all: the row stays as it was. */
    fake_process_end(set_process(worker), 3);
    set.engine.create_error = -ENOMEM;
    set.count = 0;
    assert_int_equal(set_act(ACTION_RESTART, worker), -ENOMEM);
    set_told("warning Process-1 start(): Cannot allocate memory");
    assert_int_equal(worker->exitcode, 3);
    assert_int_equal(worker->state, WORKER_STOPPED);
}

/* A signal that may not be sent changes nothing. */
static void
test_signal_refused(void **state)
{
    struct worker *worker = set_start(NULL);

    (void) state;
    set.engine.signal_error = -EPERM;
    assert_int_equal(set_act(ACTION_TERMINATE, worker), -EPERM);
    set_told("warning Process-1 terminate(): Operation not permitted");
    set.engine.signal_error = -EPERM;
    assert_int_equal(set_act(ACTION_RESTART, worker), -EPERM);
    set_told("warning Process-1 restart: Operation not permitted");
    assert_int_equal(worker->state, WORKER_STARTED);
    assert_int_equal(worker->asked_signal, 0);
    fake_process_end(set_process(worker), 0);
    assert_int_equal(worker->lives, 1);
}

/* A worker that was asked to end is stopping until its group is empty, which
 * is looked at every 100 ms, and no more after that. */
static void
test_stopping_group(void **state)
{
    struct worker *worker = set_start(NULL);
    struct fake_process *process = set_process(worker);
    unsigned looks;

    (void) state;
    process->others = true;
    set_act(ACTION_TERMINATE, worker);
    set_pass(1);
    assert_int_equal(set.engine.looks, 0); /* the leader's end is an event */
    fake_process_end(process, -SIGTERM);
    assert_int_equal(worker->state, WORKER_STOPPING);
    assert_true(!worker->alive && worker->group_left);
    assert_int_equal(supervisor_alive(set.supervisor), 1);
    looks = set.engine.looks;
    set_pass(1.01);
    assert_in_range(set.engine.looks - looks, 9, 10);
    process->others = false;
    set_pass(0.15);
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_false(worker->group_left);
    assert_int_equal(supervisor_alive(set.supervisor), 0);
    set_told("signalled \n"
             "stopped Process-1 terminate() → exitcode -15 (SIGTERM), as you "
             "asked\n"
             "changed Process-1 has ended; others of its group live on\n"
             "changed ");
    looks = set.engine.looks;
    set_pass(1);
    assert_int_equal(set.engine.looks, looks);
}

/* Of a group that ends a moment after its leader nothing is told. */
static void
test_group_ends_soon(void **state)
{
    struct worker *worker = set_start(NULL);
    struct fake_process *process = set_process(worker);

    (void) state;
    process->others = true;
    fake_process_end(process, 0);
    process->others = false;
    set_pass(5);
    assert_false(worker->group_left);
    set_told("stopped Process-1 stopped · exitcode 0 after 0.0 s\n"
             "changed ");
}

/* Nor where they have ended and are not reaped. */
static void
test_group_is_reaped_late(void **state)
{
    struct worker *worker = set_start(NULL);
    struct fake_process *process = set_process(worker);

    (void) state;
    process->others = process->unreaped = true;
    set_act(ACTION_TERMINATE, worker);
    fake_process_end(process, -SIGTERM);
    set_pass(5);
    set_told("signalled \n"
             "stopped Process-1 terminate() → exitcode -15 (SIGTERM), as you "
             "asked\n"
             "changed ");
}

/* Who was asked already is told to be, and a restart what it waits for. */
static void
test_asked_again(void **state)
{
    struct worker *worker = set_start(NULL);

    (void) state;
    set_act(ACTION_TERMINATE, worker);
    set_pass(3);
    set_told("signalled ");
    set_act(ACTION_TERMINATE, worker);
    set_told("signalled \n"
             "warning Process-1 terminate(): already asked to end 3.0 s ago (K "
             "kills it)");
    set_act(ACTION_RESTART, worker);
    set_told("signalled \n"
             "warning Process-1 restart: already asked to end 3.0 s ago; will "
             "be started again when it has ended (R kills it)");
}

static void
test_restart_says_what_it_waits_for(void **state)
{
    struct worker *worker = set_start(NULL);

    (void) state;
    set_act(ACTION_RESTART, worker);
    set_pass(0.9);
    set_told("signalled ");
    set_pass(5);
    set_told("warning Process-1 restart: already asked to end 1.0 s ago; will "
             "be started again when it has ended (R kills it)");
    fake_process_end(set_process(worker), -SIGTERM);
    assert_int_equal(worker->lives, 2);
    set.count = 0;
    set_pass(5);
    set_told("");
}

/* Members that have ended and are not reaped hold up nobody.  They are looked
 * for only while it is stopping, and only after the leader's end. */
static void
test_group_is_not_reaped(void **state)
{
    struct worker *worker = set_start(NULL);
    struct fake_process *process = set_process(worker);

    (void) state;
    process->others = true;
    supervisor_signal(set.supervisor, worker, SIGUSR1);
    assert_int_equal(set.engine.stops, 0);
    set_act(ACTION_TERMINATE, worker);
    assert_int_equal(set.engine.stops, 1);
    set_pass(1);
    fake_process_end(process, -SIGTERM);
    assert_int_equal(set.engine.searches, 0);
    set_pass(0.5);
    assert_int_equal(worker->state, WORKER_STOPPING);
    assert_in_range(set.engine.searches, 1, 5);
    process->unreaped = true;
    set_pass(0.15);
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_int_equal(supervisor_alive(set.supervisor), 0);
    set_act(ACTION_RESTART, worker);
    process = set_process(worker);
    process->others = true;
    set.engine.searches = 0;
    fake_process_end(process, 0); /* by itself */
    set_pass(20);
    assert_int_equal(set.engine.searches, 0);
}

/* A restart waits for the group, too. */
static void
test_restart_waits_for_group(void **state)
{
    struct worker *worker = set_start(NULL);
    struct fake_process *process = set_process(worker);

    (void) state;
    process->others = true;
    set_act(ACTION_RESTART, worker);
    fake_process_end(process, -SIGTERM);
    set_pass(0.5);
    assert_int_equal(worker->lives, 1);
    process->others = false;
    assert_int_equal(set_act(ACTION_RESTART, worker), 0); /* impatient */
    assert_int_equal(worker->lives, 2);
    set_pass(0.5);
    assert_int_equal(worker->lives, 2);
}

/* What outlives a leader that ended by itself is told, and looked at only when
 * there is reason to: soon after the end, and after its pipes have ended. */
static void
test_group_left(void **state)
{
    struct worker *worker = set_start(NULL);
    struct fake_process *process = set_process(worker);
    unsigned looks;

    (void) state;
    process->others = true;
    fake_process_end(process, 0);
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_true(worker->group_left);
    set_pass(20);
    looks = set.engine.looks;
    assert_in_range(looks, 2, 10);
    set_pass(600);
    assert_int_equal(set.engine.looks, looks);
    process->listener->closed(worker); /* it closes its pipes, then ends */
    assert_true(worker->group_left);
    set_pass(0.5);
    process->others = false;
    set_pass(0.5);
    assert_false(worker->group_left);
    assert_int_equal(supervisor_alive(set.supervisor), 0);
    set.count = 0;
    assert_int_equal(set_act(ACTION_KILL, worker), -ESRCH);
    assert_int_equal(process->signals, 0);
}

/* What a SIGKILL does not end is left behind, with a word. */
static void
test_group_cannot_be_ended(void **state)
{
    struct worker *worker = set_start(NULL);
    struct fake_process *process = set_process(worker);

    (void) state;
    process->others = true;
    set_act(ACTION_KILL, worker);
    fake_process_end(process, -SIGKILL);
    set_pass(4.5);
    assert_int_equal(worker->state, WORKER_STOPPING);
    set.count = 0;
    set_pass(1);
    set_told(
        "warning Process-1 kill(): others of its group cannot be ended; they "
        "are left behind\n"
        "changed ");
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_int_equal(supervisor_alive(set.supervisor), 0);
}

static void
test_join(void **state)
{
    struct worker *worker = set_start(NULL);

    (void) state;
    assert_int_equal(supervisor_act(set.supervisor, ACTION_JOIN, worker, 5), 0);
    set_told("changed Process-1 join(5): waiting — Esc to stop waiting");
    set_pass(4.9);
    assert_int_equal(worker->state, WORKER_JOINING);
    set_pass(0.2);
    set_told("joined Process-1 join(5): still running after 5.0 s");
    assert_int_equal(worker->state, WORKER_STARTED);
    supervisor_act(set.supervisor, ACTION_JOIN, worker, 5);
    set_pass(3);
    set_act(ACTION_JOIN, worker); /* in its place: without a limit */
    assert_true(worker->join_forever);
    set_pass(9);
    set.count = 0;
    fake_process_end(set_process(worker), 0);
    set_told("stopped Process-1 stopped · exitcode 0 after 17.1 s\n"
             "joined Process-1 join() returned after 9.0 s");
    assert_int_equal(worker->join_since, 0);
}

/* A limit that has passed looks once; one that is no number is refused. */
static void
test_join_at_once(void **state)
{
    struct worker *worker = set_start(NULL);

    (void) state;
    assert_int_equal(
        supervisor_act(set.supervisor, ACTION_JOIN, worker, -1), 0);
    set_told("joined Process-1 join(0): still running after 0.0 s");
    assert_int_equal(
        supervisor_act(set.supervisor, ACTION_JOIN, worker, NAN), -EINVAL);
    set_told("warning Process-1 join(): Invalid argument");
    assert_int_equal(worker->state, WORKER_STARTED);
}

/* The listener may act at once: here it starts the next life from inside the
 * news of the last one's end. */
static void
test_listener_acts(void **state)
{
    struct worker *worker = set_start(NULL);

    (void) state;
    set.reacts_to = EVENT_STOPPED;
    set.reaction = ACTION_RESTART;
    set_act(ACTION_RESTART, worker);
    fake_process_end(set_process(worker), -SIGTERM);
    assert_int_equal(worker->lives, 2);
    assert_int_equal(worker->state, WORKER_STARTED);
    assert_int_equal(supervisor_alive(set.supervisor), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_reasons),
        TEST(test_times),
        TEST(test_output),
        TEST(test_start_fails),
        TEST(test_restart),
        TEST(test_restart_taken_back),
        TEST(test_restart_fails),
        TEST(test_signal_refused),
        TEST(test_stopping_group),
        TEST(test_restart_waits_for_group),
        TEST(test_group_left),
        TEST(test_group_cannot_be_ended),
        TEST(test_join),
        TEST(test_join_at_once),
        TEST(test_listener_acts),
        TEST(test_group_ends_soon),
        TEST(test_group_is_reaped_late),
        TEST(test_asked_again),
        TEST(test_restart_says_what_it_waits_for),
        TEST(test_group_is_not_reaped),
    };

    return cmocka_run_group_tests_name("life", tests, NULL, NULL);
}
