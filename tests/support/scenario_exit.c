/* Scenarios of a process that ends with children alive. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/scenario.h"

static void
on_term(int number)
{
    (void) number;
    scenario_say("daemon got SIGTERM\n");
    _exit(0);
}

/* A daemon that says so when it is terminated. */
static int
catching_daemon(const mp_args *args, const mp_kwargs *kwargs)
{
    signal(SIGTERM, on_term);
    atomic_fetch_add(scenario_ready, 1);
    return scenario_sleeper(args, kwargs);
}

/* A daemon that cannot be terminated. */
static int
deaf_daemon(const mp_args *args, const mp_kwargs *kwargs)
{
    signal(SIGTERM, SIG_IGN);
    atomic_fetch_add(scenario_ready, 1);
    return scenario_sleeper(args, kwargs);
}

static mp_process *
start_daemon(mp_target *target, int milliseconds)
{
    return scenario_start(
        &(mp_process_options){ .target = target,
                               .name = "daemon",
                               .daemon = MP_DAEMON_TRUE,
                               .args = MP_ARGS(milliseconds) });
}

static mp_process *
start_child(int milliseconds)
{
    return scenario_start(
        &(mp_process_options){ .target = scenario_sleeper,
                               .name = "child",
                               .args = MP_ARGS(milliseconds) });
}

/* B07: a daemon is terminated, any other child waited for. */
static int
run_daemon_and_child(const char *argument)
{
    (void) argument;
    start_child(400);
    start_daemon(catching_daemon, 20000);
    scenario_wait_ready(1);
    scenario_say("main end\n");
    return 0;
}

/* B08: a daemon that ignores SIGTERM is waited for all the same. */
static int
run_deaf_daemon(const char *argument)
{
    (void) argument;
    start_daemon(deaf_daemon, 500);
    scenario_wait_ready(1);
    scenario_say("main end\n");
    return 0;
}

static int
middle(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return run_daemon_and_child(NULL);
}

/* B09: so does a child that made children. */
static int
run_in_a_child(const char *argument)
{
    int code;

    (void) argument;
    code = scenario_join(scenario_call(middle, 0));
    scenario_say("joined\n");
    return code;
}

/* B10: daemons that had no time to run. */
static int
run_many_daemons(const char *argument)
{
    (void) argument;
    for (int i = 0; i < 3; i++)
        scenario_say(
            "pid%d %d\n", i,
            (int) mp_process_pid(start_daemon(scenario_sleeper, 20000)));
    return 0;
}

/* N08 N09: every orderly way to end waits for the child and keeps its status.
 */
static int
run_ending(const char *argument)
{
    start_child(300);
    printf("buffered\n");
    if (strcmp(argument, "exit") == 0)
        exit(5);
    if (strcmp(argument, "mp_exit") == 0)
        mp_exit(5);
    if (strcmp(argument, "mp_exit 261") == 0)
        mp_exit(261);
    if (strcmp(argument, "mp_raise") == 0)
        mp_raise("it was bad");
    if (strcmp(argument, "mp_raise nothing") == 0)
        mp_raise(NULL);
    return 5;
}

/* N22: what main had buffered comes before what its children say later. */
static int
run_buffered_line(const char *argument)
{
    (void) argument;
    start_child(200);
    printf("main line\n");
    return 0;
}

static void
handler_of_main(void)
{
    scenario_say("main's handler\n");
}

static void
handler_of_child(void)
{
    scenario_say("child's handler\n");
}

/* Registers a handler of its own and ends in the way of its number. */
static int
registers_handler(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    atexit(handler_of_child);
    scenario_say("child ran\n");
    if (mp_as_int(mp_args_get(args, 0)) == 1)
        mp_exit(0);
    return 0;
}

/* N03: handlers run in main, not in its children. */
static int
run_handlers(const char *argument)
{
    (void) argument;
    atexit(handler_of_main);
    for (int i = 0; i < 2; i++)
        scenario_join(scenario_call(registers_handler, i));
    return 0;
}

static void
handler_that_starts(void)
{
    mp_process *process;
    int error;

    error = mp_process_new(
        &process,
        &(mp_process_options){
            .target = scenario_sleeper, .name = "late", .args = MP_ARGS(100) });
    if (error == 0)
        error = mp_process_start(process);
    scenario_say("start %d\n", error == 0);
    if (error == 0)
        scenario_join(process);
    mp_process_free(process);
}

/* N21: a start from a handler, registered before or after the library's own,
 * works or is refused, and does not hang. */
static int
run_start_in_handler(const char *argument)
{
    if (strcmp(argument, "before") == 0)
        atexit(handler_that_starts);
    scenario_join(scenario_call(scenario_sleeper, 1));
    if (strcmp(argument, "after") == 0)
        atexit(handler_that_starts);
    return 0;
}

static void *
joins_forever(void *argument)
{
    mp_process_join(argument, MP_FOREVER);
    return NULL;
}

/* A thread that waits without limit does not hold up the end of the program. */
static int
run_end_during_join(const char *argument)
{
    mp_process *process = start_daemon(catching_daemon, 20000);
    pthread_t thread;

    (void) argument;
    scenario_wait_ready(1);
    if (pthread_create(&thread, NULL, joins_forever, process) != 0)
        return 1;
    pthread_detach(thread);
    scenario_say("main end\n");
    return 3;
}

/* Leaves a grandchild behind and ends in the way of its number. */
static int
leaves_child(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    start_child(300);
    printf("buffered\n");
    switch (mp_as_int(mp_args_get(args, 0))) {
    case 1:
        mp_exit(4);
    case 2:
        mp_raise("it was bad");
    case 3:
        _exit(6);
    case 4:
        kill(getpid(), SIGTERM);
    }
    return 3;
}

/* N05 N06 N18: the same in a child: its own children first. */
static int
run_child_ending(const char *argument)
{
    int code = scenario_join(scenario_call(leaves_child, atoi(argument)));

    scenario_say("joined %d\n", code);
    return 0;
}

static int
returns_code(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    return (int) mp_as_int(mp_args_get(args, 0));
}

/* N02: the log of two children, one after the other, and of main. */
static int
run_log(const char *argument)
{
    if (mp_log_to_stderr(atoi(argument)) != 0)
        return 1;
    scenario_join(scenario_call(returns_code, 0));
    scenario_join(scenario_call(returns_code, 3));
    return 0;
}

/* N01: the log of main, a daemon and another child. */
static int
run_log_daemon(const char *argument)
{
    mp_log_to_stderr(atoi(argument));
    start_daemon(catching_daemon, 20000);
    scenario_start(
        &(mp_process_options){ .target = returns_code, .name = "child" });
    scenario_wait_ready(1);
    return 0;
}

const struct scenario scenarios_exit[] = {
    { "daemon-and-child", run_daemon_and_child },
    { "deaf-daemon", run_deaf_daemon },
    { "in-a-child", run_in_a_child },
    { "many-daemons", run_many_daemons },
    { "ending", run_ending },
    { "buffered-line", run_buffered_line },
    { "handlers", run_handlers },
    { "start-in-handler", run_start_in_handler },
    { "end-during-join", run_end_during_join },
    { "child-ending", run_child_ending },
    { "log", run_log },
    { "log-daemon", run_log_daemon },
    { NULL, NULL },
};
