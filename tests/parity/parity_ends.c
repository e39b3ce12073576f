/* Scenarios of ends: who waits for whom, what is said, in which order; and the
 * tutorial's programs, in tenths of its seconds. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/parity/parity.h"

static int ready[2];

/* Tells main that a daemon stands. */
static void
tell_ready(void)
{
    if (write(ready[1], "r", 1) != 1)
        _exit(72);
}

static void
wait_ready(void)
{
    char byte;

    if (read(ready[0], &byte, 1) != 1)
        _exit(73);
}

static void
on_term(int number)
{
    (void) number;
    if (write(1, "daemon got SIGTERM\n", 19) != 19)
        _exit(74);
    _exit(0);
}

static int
catching(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    signal(SIGTERM, on_term);
    tell_ready();
    parity_sleep((int) mp_as_int(mp_args_get(args, 0)));
    return 0;
}

static int
deaf(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    signal(SIGTERM, SIG_IGN);
    tell_ready();
    parity_sleep((int) mp_as_int(mp_args_get(args, 0)));
    printf("daemon done\n");
    return 0;
}

static int
sleeps_and_says(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    printf("child starts\n");
    parity_sleep((int) mp_as_int(mp_args_get(args, 0)));
    printf("child done\n");
    return 0;
}

static const mp_process_options as_daemon = { .daemon = MP_DAEMON_TRUE,
                                              .name = "daemon" };

/* B07 N22 */
static int
run_daemon_and_child(void)
{
    if (pipe(ready) != 0)
        return 1;
    parity_start(catching, 60000, &as_daemon);
    parity_start(sleeps_and_says, 300, NULL);
    wait_ready();
    printf("main end\n");
    return 0;
}

/* B08 */
static int
run_deaf_daemon(void)
{
    if (pipe(ready) != 0)
        return 1;
    parity_start(deaf, 300, &as_daemon);
    wait_ready();
    printf("main end\n");
    return 0;
}

/* N09 */
static int
run_exit(void)
{
    parity_start(sleeps_and_says, 200, NULL);
    printf("main end\n");
    mp_exit(5);
}

static int
raises(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    printf("printed\n");
    if (mp_as_int(mp_args_get(args, 0)) > 0)
        parity_start(sleeps_and_says, 200, NULL);
    mp_raise("ValueError: it was bad");
}

/* F02 N16 N18: an exception in a child, also in one with a child. */
static int
run_raise(void)
{
    for (int i = 0; i < 2; i++) {
        const mp_process_options options = { .name = "my proc" };
        mp_process *process = parity_start(raises, i, &options);

        mp_process_join(process, MP_FOREVER);
        parity_exitcode("exitcode", process);
    }
    return 0;
}

/* N08: an exception in main, with a child. */
static int
run_raise_in_main(void)
{
    parity_start(sleeps_and_says, 200, NULL);
    printf("main end\n");
    mp_raise("ValueError: it was bad");
}

static int
prints_and_ends(const mp_args *args, const mp_kwargs *kwargs)
{
    static const char *const words[] = { "return", "exit", "_exit", "signal" };
    int way = (int) mp_as_int(mp_args_get(args, 0));

    (void) kwargs;
    printf("<%s>\n", words[way]);
    if (way == 1)
        mp_exit(2);
    if (way == 2)
        _exit(3);
    if (way == 3)
        kill(getpid(), SIGTERM);
    return 0;
}

/* C06 N15 */
static int
run_buffers(void)
{
    printf("[main]\n");
    for (int way = 0; way < 4; way++) {
        mp_process *process = parity_start(prints_and_ends, way, NULL);

        mp_process_join(process, MP_FOREVER);
        parity_exitcode("exitcode", process);
    }
    return 0;
}

static int
returns(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return 0;
}

static int
exits_three(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    mp_exit(3);
}

/* Logs at a level: two children, one after the other, and a daemon that cannot
 * be gone before it is joined. */
static int
log_at(int level)
{
    mp_log_to_stderr(level);
    if (pipe(ready) != 0)
        return 1;
    mp_process_join(parity_start(returns, 0, NULL), MP_FOREVER);
    mp_process_join(parity_start(exits_three, 0, NULL), MP_FOREVER);
    parity_start(deaf, 300, &as_daemon);
    wait_ready();
    return 0;
}

/* N02 */
static int
run_log_info(void)
{
    return log_at(20);
}

/* N01 */
static int
run_log_debug(void)
{
    return log_at(10);
}

/* ---------------------------------------------------------------- tutorial */

static int
worker(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    for (int i = 0; i < 3; i++) {
        printf("time is\n");
        parity_sleep((int) mp_as_int(mp_args_get(args, 0)));
    }
    return 0;
}

/* Example 1: a process and what its object says. */
static int
run_single(void)
{
    mp_process *process = parity_start(worker, 100, NULL);

    printf("the number of cpu is %d\n", mp_cpu_count());
    printf("name is %s\n", mp_process_name(process));
    printf("isalive is %s\n", mp_process_is_alive(process) ? "True" : "False");
    return 0;
}

/* Says its number at its end. */
static int
numbered(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    parity_sleep(1000 - 200 * (int) mp_as_int(mp_args_get(args, 0)));
    printf("worker %d\n", (int) mp_as_int(mp_args_get(args, 0)));
    return 0;
}

/* Example 2: four processes, which end in the order of their times. */
static int
run_multiple(void)
{
    mp_process *list[4];
    int count;

    for (int i = 0; i < 4; i++)
        parity_start(numbered, i + 1, NULL);
    printf("the number of cpu is %d\n", mp_cpu_count());
    count = mp_active_children(list, 4);
    for (int i = 0; i < count; i++) {
        printf("name is %s\n", mp_process_name(list[i]));
        mp_process_free(list[i]);
    }
    return 0;
}

static int
daemon_worker(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    printf("start time is\n");
    parity_sleep((int) mp_as_int(mp_args_get(args, 0)));
    printf("end time is\n");
    return 0;
}

/* Example 3, with and without daemon and join. */
static int
example_three(mp_daemon daemon, bool joined)
{
    const mp_process_options options = { .daemon = daemon };
    mp_process *process = parity_start(daemon_worker, 200, &options);

    if (joined)
        mp_process_join(process, MP_FOREVER);
    printf("end!!!\n");
    return 0;
}

static int
run_daemon_off(void)
{
    return example_three(MP_DAEMON_FALSE, false);
}

static int
run_daemon_on(void)
{
    return example_three(MP_DAEMON_TRUE, false);
}

static int
run_daemon_joined(void)
{
    return example_three(MP_DAEMON_TRUE, true);
}

const struct parity parity_ends[] = {
    { "daemon-and-child", run_daemon_and_child },
    { "deaf-daemon", run_deaf_daemon },
    { "exit", run_exit },
    { "raise", run_raise },
    { "raise-in-main", run_raise_in_main },
    { "buffers", run_buffers },
    { "log-info", run_log_info },
    { "log-debug", run_log_debug },
    { "single", run_single },
    { "multiple", run_multiple },
    { "daemon-off", run_daemon_off },
    { "daemon-on", run_daemon_on },
    { "daemon-joined", run_daemon_joined },
    { NULL, NULL },
};
