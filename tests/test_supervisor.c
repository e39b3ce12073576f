/* The supervisor: rows, their names, and every action in every state. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "src/supervise/names.h"
#include "tests/support/cmocka.h"
#include "tests/support/set.h"

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, set_setup, set_teardown)

/* Add a command; returns the worker. */
static struct worker *
add_command(const char *first, const char *second, const char *third)
{
    const char *const command[] = { first, second, third, NULL };
    const struct worker_spec spec = { .command = command, .daemon = true };
    struct worker *worker = NULL;

    assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);
    return worker;
}

/* A command's row has its first word's last part for a name. */
static void
test_command_names(void **state)
{
    static const struct {
        const char *shell;
        const char *words[4];
        const char *name;
        const char *target;
    } rows[] = {
        { "npm run dev", { NULL }, "npm", "npm run dev" },
        { "npm start", { NULL }, "npm-2", "npm start" },
        { NULL, { "/usr/bin/npm", "test" }, "npm-3", "/usr/bin/npm test" },
        { NULL, { "npm-2" }, "npm-2-2", "npm-2" },
        { "  ./bin/migrate.sh; ls",
          { NULL },
          "migrate.sh",
          "  ./bin/migrate.sh; ls" },
        { "PORT=80 A_1=/x/y (exec serve)",
          { NULL },
          "exec",
          "PORT=80 A_1=/x/y (exec serve)" },
        { "'/opt/my tool' x", { NULL }, "my", "'/opt/my tool' x" },
        { NULL, { "sh", "script.sh" }, "sh", "sh script.sh" },
        { NULL, { "sh", "-c" }, "sh-2", "sh -c" },
        { "", { NULL }, "command", "" },
        { NULL, { "sh", "-c", "ls" }, "sh-3", "sh -c ls" },
        { NULL, { "/" }, "/", "/" },
        { NULL, { "dir/" }, "dir", "dir/" },
        { NULL, { "a\033[31mb\nc" }, "ab c", "ab c" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct worker_spec spec = {
            .shell = rows[i].shell,
            .command = rows[i].shell ? NULL : rows[i].words,
            .daemon = true,
        };
        struct worker *worker;

        assert_int_equal(supervisor_add(set.supervisor, &spec, &worker), 0);

        assert_string_equal(worker->name, rows[i].name);
        assert_string_equal(worker->target, rows[i].target);
        assert_string_equal(set.engine.processes[i].name, rows[i].name);
    }
}

/* Functions are numbered; names that are given must be unique. */
static void
test_names(void **state)
{
    const struct worker_spec taken = {
        .name = "Process-3",
        .command = (const char *const[]){ "x", NULL },
        .target = "shown\tinstead",
    };
    struct worker *worker;

    (void) state;
    assert_string_equal(set_add(NULL)->name, "Process-1");
    assert_string_equal(set_add("")->name, "Process-2");
    assert_int_equal(supervisor_add(set.supervisor, &taken, &worker), 0);
    assert_string_equal(worker->name, "Process-3");
    assert_string_equal(worker->target, "shown   instead");
    assert_string_equal(set_add(NULL)->name, "Process-4");
    assert_int_equal(supervisor_add(set.supervisor, &taken, NULL), -EEXIST);
    assert_int_equal(supervisor_count(set.supervisor), 4);
    assert_string_equal(set_add("\033[1m")->name, "Process-5");
    assert_string_equal(set_add("web")->target, "worker(3)");
}

/* Many of one kind are all named, without trying all numbers each time. */
static void
test_many_names(void **state)
{
    struct names names = { 0 };
    static char texts[20000][32];

    (void) state;
    for (int i = 0; i < 20000; i++) {
        char expected[32] = "sleep";

        if (i > 0) {
            snprintf(expected, sizeof(expected), "sleep-%d", i + 1);
        }
        names_find_free(&names, "sleep", texts[i], sizeof(texts[i]));
        assert_string_equal(texts[i], expected);
        assert_int_equal(names_add(&names, texts[i]), 0);
    }
    assert_true(names_has(&names, "sleep-20000"));
    assert_false(names_has(&names, "sleep-20001"));
    names_free(&names);
}

static void
test_rows(void **state)
{
    struct worker *first = set_add(NULL);
    struct worker *second = set_add(NULL);

    (void) state;
    assert_int_equal(supervisor_count(set.supervisor), 2);
    assert_ptr_equal(supervisor_worker(set.supervisor, 0), first);
    assert_ptr_equal(supervisor_worker(set.supervisor, 1), second);
    assert_true(first->id != second->id);
    assert_ptr_equal(supervisor_find(set.supervisor, second->id), second);
    assert_null(supervisor_find(set.supervisor, 99));
    assert_int_equal(first->state, WORKER_INITIAL);
    assert_false(first->alive || first->failed || first->daemon);
    assert_int_equal(first->pid, 0);
    add_command("ls", NULL, NULL);
    assert_int_equal(set.events[0].type, EVENT_CREATED);
    assert_int_equal(set.events[0].time, set.clock.wall);
    set_told("created ");
}

static void
test_bad_specs(void **state)
{
    const struct worker_spec nothing = { .name = "nothing" };
    const struct worker_spec empty = { .command =
                                           (const char *const[]){ NULL } };

    (void) state;
    assert_int_equal(supervisor_add(set.supervisor, &nothing, NULL), -EINVAL);
    assert_int_equal(supervisor_add(set.supervisor, &empty, NULL), -EINVAL);
    set.engine.create_error = -ENOMEM;
    assert_int_equal(
        supervisor_add(
            set.supervisor,
            &(struct worker_spec){ .command =
                                       (const char *const[]){ "ls", NULL } },
            NULL),
        -ENOMEM);
    assert_int_equal(supervisor_count(set.supervisor), 0);
    set_told("");
}

/* A row in each state. */
static struct worker *
in_state(const char *name)
{
    bool initial = strcmp(name, "initial") == 0;
    struct worker *worker = initial ? set_add(NULL) : set_start(NULL);
    struct fake_process *process = set_process(worker);

    if (strcmp(name, "joining") == 0) {
        set_act(ACTION_JOIN, worker);
    } else if (strcmp(name, "stopping") == 0) {
        set_act(ACTION_TERMINATE, worker);
    } else if (strcmp(name, "stopped") == 0) {
        fake_process_end(process, 0);
    } else if (strcmp(name, "lost") == 0) {
        process->lost = true;
        fake_process_end(process, 0);
    } else if (strcmp(name, "group left") == 0) {
        process->others = true;
        fake_process_end(process, 0);
    }
    set.count = 0;
    return worker;
}

/* What an action in a state gives, the state after it, and what is told. */
struct cell {
    const char *before;
    enum action action;
    int result;
    enum worker_state after;
    const char *told;
};

static const struct cell cells[] = {
    { "initial", ACTION_START, 0, WORKER_STARTED,
      "started Process-1 started · pid 1001" },
    { "initial", ACTION_JOIN, MP_ENOTSTARTED, WORKER_INITIAL,
      "warning Process-1 join(): can only join a started process (s starts "
      "it)" },
    { "initial", ACTION_TERMINATE, MP_ENOPOPEN, WORKER_INITIAL,
      "warning Process-1 terminate(): process not started (s starts it)" },
    { "initial", ACTION_KILL, MP_ENOPOPEN, WORKER_INITIAL,
      "warning Process-1 kill(): process not started (s starts it)" },
    { "initial", ACTION_RESTART, 0, WORKER_STARTED,
      "started Process-1 started · pid 1001" },
    { "initial", ACTION_KILL_RESTART, 0, WORKER_STARTED,
      "started Process-1 started · pid 1001" },
    { "initial", ACTION_DAEMON, 0, WORKER_INITIAL,
      "changed Process-1 daemon: now yes" },
    { "initial", ACTION_STOP_JOINING, -EINVAL, WORKER_INITIAL,
      "warning Process-1 stop joining: nobody waits for it" },

    { "started", ACTION_START, MP_ESTARTED, WORKER_STARTED,
      "warning Process-1 start(): cannot start a process twice (r restarts "
      "it)" },
    { "started", ACTION_JOIN, 0, WORKER_JOINING,
      "changed Process-1 join(): waiting — Esc to stop waiting" },
    { "started", ACTION_TERMINATE, 0, WORKER_STOPPING, "signalled " },
    { "started", ACTION_KILL, 0, WORKER_STOPPING, "signalled " },
    { "started", ACTION_RESTART, 0, WORKER_STOPPING, "signalled " },
    { "started", ACTION_KILL_RESTART, 0, WORKER_STOPPING, "signalled " },
    { "started", ACTION_DAEMON, MP_EDAEMONSET, WORKER_STARTED,
      "warning Process-1 daemon: process has already started" },
    { "started", ACTION_STOP_JOINING, -EINVAL, WORKER_STARTED,
      "warning Process-1 stop joining: nobody waits for it" },

    { "joining", ACTION_START, MP_ESTARTED, WORKER_JOINING,
      "warning Process-1 start(): cannot start a process twice (r restarts "
      "it)" },
    { "joining", ACTION_JOIN, 0, WORKER_JOINING,
      "changed Process-1 join(): waiting — Esc to stop waiting" },
    { "joining", ACTION_TERMINATE, 0, WORKER_STOPPING, "signalled " },
    { "joining", ACTION_KILL, 0, WORKER_STOPPING, "signalled " },
    { "joining", ACTION_RESTART, 0, WORKER_STOPPING, "signalled " },
    { "joining", ACTION_KILL_RESTART, 0, WORKER_STOPPING, "signalled " },
    { "joining", ACTION_DAEMON, MP_EDAEMONSET, WORKER_JOINING,
      "warning Process-1 daemon: process has already started" },
    { "joining", ACTION_STOP_JOINING, 0, WORKER_STARTED,
      "joined Process-1 join(): given up after 0.0 s; it runs on" },

    { "stopping", ACTION_START, MP_ESTARTED, WORKER_STOPPING,
      "warning Process-1 start(): cannot start a process twice (r restarts "
      "it)" },
    { "stopping", ACTION_JOIN, 0, WORKER_STOPPING,
      "changed Process-1 join(): waiting — Esc to stop waiting" },
    { "stopping", ACTION_TERMINATE, 0, WORKER_STOPPING,
      "signalled \n"
      "warning Process-1 terminate(): already asked to end 0.0 s ago (K kills "
      "it)" },
    { "stopping", ACTION_KILL, 0, WORKER_STOPPING, "signalled " },
    { "stopping", ACTION_RESTART, 0, WORKER_STOPPING,
      "signalled \n"
      "warning Process-1 restart: already asked to end 0.0 s ago; will be "
      "started again when it has ended (R kills it)" },
    { "stopping", ACTION_KILL_RESTART, 0, WORKER_STOPPING, "signalled " },
    { "stopping", ACTION_DAEMON, MP_EDAEMONSET, WORKER_STOPPING,
      "warning Process-1 daemon: process has already started" },
    { "stopping", ACTION_STOP_JOINING, -EINVAL, WORKER_STOPPING,
      "warning Process-1 stop joining: nobody waits for it" },

    { "stopped", ACTION_START, MP_ESTARTED, WORKER_STOPPED,
      "warning Process-1 start(): cannot start a process twice (r restarts "
      "it)" },
    { "stopped", ACTION_JOIN, 0, WORKER_STOPPED,
      "joined Process-1 join() returned after 0.0 s" },
    { "stopped", ACTION_TERMINATE, -ESRCH, WORKER_STOPPED,
      "warning Process-1 terminate(): it has already ended (r restarts it)" },
    { "stopped", ACTION_KILL, -ESRCH, WORKER_STOPPED,
      "warning Process-1 kill(): it has already ended (r restarts it)" },
    { "stopped", ACTION_RESTART, 0, WORKER_STARTED,
      "restarted Process-1 restarted · pid 1002" },
    { "stopped", ACTION_KILL_RESTART, 0, WORKER_STARTED,
      "restarted Process-1 restarted · pid 1002" },
    { "stopped", ACTION_DAEMON, MP_EDAEMONSET, WORKER_STOPPED,
      "warning Process-1 daemon: process has already started" },
    { "stopped", ACTION_STOP_JOINING, -EINVAL, WORKER_STOPPED,
      "warning Process-1 stop joining: nobody waits for it" },

    { "group left", ACTION_START, MP_ESTARTED, WORKER_STOPPED,
      "warning Process-1 start(): cannot start a process twice (r restarts "
      "it)" },
    { "group left", ACTION_JOIN, 0, WORKER_STOPPED,
      "joined Process-1 join() returned after 0.0 s" },
    { "group left", ACTION_TERMINATE, 0, WORKER_STOPPING,
      "signalled Process-1 terminate(): sent to what is left of its group" },
    { "group left", ACTION_KILL, 0, WORKER_STOPPING,
      "signalled Process-1 kill(): sent to what is left of its group" },
    { "group left", ACTION_RESTART, 0, WORKER_STOPPING,
      "signalled Process-1 terminate(): sent to what is left of its group" },
    { "group left", ACTION_KILL_RESTART, 0, WORKER_STOPPING,
      "signalled Process-1 kill(): sent to what is left of its group" },
    { "group left", ACTION_DAEMON, MP_EDAEMONSET, WORKER_STOPPED,
      "warning Process-1 daemon: process has already started" },
    { "group left", ACTION_STOP_JOINING, -EINVAL, WORKER_STOPPED,
      "warning Process-1 stop joining: nobody waits for it" },

    { "lost", ACTION_START, MP_ESTARTED, WORKER_LOST,
      "warning Process-1 start(): cannot start a process twice (r restarts "
      "it)" },
    { "lost", ACTION_JOIN, MP_ELOST, WORKER_LOST,
      "warning Process-1 join(): exit status was lost: something else in this "
      "program waited for the process" },
    { "lost", ACTION_TERMINATE, -ESRCH, WORKER_LOST,
      "warning Process-1 terminate(): it has already ended (r restarts it)" },
    { "lost", ACTION_KILL, -ESRCH, WORKER_LOST,
      "warning Process-1 kill(): it has already ended (r restarts it)" },
    { "lost", ACTION_RESTART, 0, WORKER_STARTED,
      "restarted Process-1 restarted · pid 1002" },
    { "lost", ACTION_KILL_RESTART, 0, WORKER_STARTED,
      "restarted Process-1 restarted · pid 1002" },
    { "lost", ACTION_DAEMON, MP_EDAEMONSET, WORKER_LOST,
      "warning Process-1 daemon: process has already started" },
    { "lost", ACTION_STOP_JOINING, -EINVAL, WORKER_LOST,
      "warning Process-1 stop joining: nobody waits for it" },
};

/* Every action in every state. */
static void
test_every_action_in_every_state(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
        const struct cell *cell = &cells[i];
        struct worker *worker;

        /* those behind it are about the row: test_rows has them */
        assert_int_equal(cell->action, i % (ACTION_STOP_JOINING + 1));
        set_setup(NULL);
        worker = in_state(cell->before);
        print_message(
            "# %s: %s\n", cell->before, action_info(cell->action)->verb);
        assert_int_equal(set_act(cell->action, worker), cell->result);
        set_told(cell->told);
        assert_string_equal(
            worker_state_name(worker->state), worker_state_name(cell->after));
        set_teardown(NULL);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_command_names),
        TEST(test_names),
        cmocka_unit_test(test_many_names),
        TEST(test_rows),
        TEST(test_bad_specs),
        cmocka_unit_test(test_every_action_in_every_state),
    };

    return cmocka_run_group_tests_name("supervisor", tests, NULL, NULL);
}
