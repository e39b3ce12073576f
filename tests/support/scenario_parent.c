/* Scenarios of a parent that dies, orderly or not. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/scenario.h"
#include "tests/support/shared.h"

/* Sleeps; for a parent that dies meanwhile. */
static int
sleeps(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    atomic_fetch_add(scenario_ready, 1);
    scenario_sleep(60000);
    return 0;
}

/* Sleeps as a daemon that tries to outlive everything. */
static int
sleeps_deaf(const mp_args *args, const mp_kwargs *kwargs)
{
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    return sleeps(args, kwargs);
}

/* Starts one of each kind and tells their pids. */
static void
start_all(void)
{
    static const char *const argv[] = { "sleep", "60", NULL };
    const mp_child group = { .size = sizeof group,
                             .flags = MP_CHILD_GROUP | MP_CHILD_RESET_SIGNALS
                                 | MP_CHILD_CLOSE_FDS };
    const mp_process_options rows[] = {
        { .target = sleeps, .name = "plain" },
        { .target = sleeps, .name = "daemon", .daemon = MP_DAEMON_TRUE },
        { .target = sleeps_deaf, .name = "deaf", .daemon = MP_DAEMON_TRUE },
        { .target = sleeps,
          .name = "group",
          .daemon = MP_DAEMON_TRUE,
          .child = &group },
        { .command = argv, .name = "command", .daemon = MP_DAEMON_TRUE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        mp_process *process = scenario_start(&rows[i]);

        scenario_say(
            "%s %d\n", mp_process_name(process), (int) mp_process_pid(process));
    }
    scenario_wait_ready(4);
}

/* N07: dies by a signal from outside, or by _exit(). */
static int
run_dying(const char *argument)
{
    start_all();
    scenario_say("ready\n");
    if (strcmp(argument, "_exit") == 0)
        _exit(5);
    scenario_sleep(60000);
    return 1;
}

static int
starts_all(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    start_all();
    scenario_say("ready\n");
    scenario_sleep(60000);
    return 1;
}

/* The same where the parent is a child of main, which lives on. */
static int
run_dying_child(const char *argument)
{
    mp_process *process = scenario_call(starts_all, 0);

    (void) argument;
    scenario_say("middle %d\n", (int) mp_process_pid(process));
    scenario_say("code %d\n", scenario_join(process));
    scenario_sleep(60000);
    return 0;
}

/* Says when the parent has gone, as told by the library. */
static int
watches_parent(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process *parent = mp_parent_process();
    pid_t pid = getppid();
    int alive = mp_process_is_alive(parent);
    int joined;

    (void) kwargs;
    atomic_fetch_add(scenario_ready, 1);
    joined = mp_process_join(parent, 2 * SOON);
    scenario_say(
        "child%d alive %d joined %d alive %d same pid %d moved %d\n",
        (int) mp_as_int(mp_args_get(args, 0)), alive, joined,
        mp_process_is_alive(parent), mp_process_pid(parent) == pid,
        getppid() != pid);
    return 0;
}

/* E05 E06: two children, the elder first. */
static int
run_watched(const char *argument)
{
    (void) argument;
    scenario_call(watches_parent, 1);
    scenario_call(watches_parent, 2);
    scenario_wait_ready(2);
    scenario_say("ready\n");
    scenario_sleep(60000);
    return 0;
}

/* N10 N12: a join that a signal of the terminal ends. */
static int
run_interrupted(const char *argument)
{
    mp_process *process = scenario_call(sleeps, 0);

    (void) argument;
    scenario_wait_ready(1);
    scenario_say("pid %d\nready\n", (int) mp_process_pid(process));
    mp_process_join(process, MP_FOREVER);
    scenario_say("joined\n");
    return 0;
}

const struct scenario scenarios_parent[] = {
    { "dying", run_dying },
    { "dying-child", run_dying_child },
    { "watched", run_watched },
    { "interrupted", run_interrupted },
    { NULL, NULL },
};
