/* Scenarios of the life of an object: every call in every state. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/parity/parity.h"

static int
sleeps(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    parity_sleep((int) mp_as_int(mp_args_get(args, 0)));
    return 0;
}

static int
exits(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    mp_exit((int) mp_as_int(mp_args_get(args, 0)));
}

/* All calls that any state allows, with their results. */
static void
all_calls(mp_process *process)
{
    parity_repr(process);
    parity_result("start", mp_process_start(process));
    parity_result("join", mp_process_join(process, 0));
    parity_result("is_alive", mp_process_is_alive(process));
    parity_exitcode("exitcode", process);
    parity_result("pid", mp_process_pid(process));
    parity_result("sentinel", mp_process_sentinel(process));
    parity_result(
        "daemon", mp_process_set_daemon(process, mp_process_daemon(process)));
    parity_result("name", mp_process_set_name(process, "renamed"));
    parity_result("close", mp_process_close(process));
    parity_repr(process);
}

static mp_process *foreign[3];

static int
calls_foreign(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    for (int i = 0; i < 3; i++)
        all_calls(foreign[i]);
    return 0;
}

/* Waits for the end of a child without reaping it. */
static void
wait_for_end(mp_process *process)
{
    struct pollfd poller = { .fd = mp_process_sentinel(process),
                             .events = POLLIN };

    poll(&poller, 1, 10000);
}

/* C01 C03 D01 D03 E01 F09 H01 H02 H05, on own and on foreign objects. */
static int
run_states(void)
{
    mp_process *running = parity_start(sleeps, 60000, NULL);
    mp_process *ended = parity_start(exits, 3, NULL);
    mp_process *killed = parity_start(sleeps, 60000, NULL);
    mp_process *closed = parity_new(NULL, 0, NULL);

    mp_process_close(closed);
    wait_for_end(ended);
    mp_process_terminate(killed);
    wait_for_end(killed);
    foreign[0] = parity_new(NULL, 0, NULL);
    foreign[1] = running;
    foreign[2] = closed;
    mp_process_join(parity_start(calls_foreign, 0, NULL), MP_FOREVER);
    all_calls(running);
    all_calls(ended);
    all_calls(killed);
    all_calls(closed);
    parity_result("terminate", mp_process_terminate(running));
    parity_result("terminate", mp_process_terminate(closed));
    mp_process_join(running, MP_FOREVER);
    parity_result("kill", mp_process_kill(running));
    all_calls(running);
    return 0;
}

/* F01 F08 */
static int
run_codes(void)
{
    static const int codes[] = {
        0, 1, 7, 255, 256, 257, -1, -9, 300, 2147483647
    };

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        mp_process *process = parity_start(exits, codes[i], NULL);

        mp_process_join(process, MP_FOREVER);
        printf("%d ", codes[i]);
        parity_exitcode("->", process);
    }
    return 0;
}

static int
kills_itself(const mp_args *args, const mp_kwargs *kwargs)
{
    int number = (int) mp_as_int(mp_args_get(args, 0));
    struct rlimit none = { 0, 0 };

    (void) kwargs;
    setrlimit(RLIMIT_CORE, &none);
    signal(number, SIG_DFL);
    kill(getpid(), number);
    return 0;
}

/* F04 F05 */
static int
run_signals(void)
{
    static const int numbers[] = { 1,  2,  3,  4,  6,  7,  8,  9,  10,
                                   11, 12, 13, 14, 15, 24, 25, 26, 27,
                                   29, 30, 31, 34, 35, 40, 64 };

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        mp_process *process = parity_start(kills_itself, numbers[i], NULL);

        mp_process_join(process, MP_FOREVER);
        parity_exitcode("exitcode", process);
        parity_repr(process);
    }
    return 0;
}

static int
by_name(const void *one, const void *other)
{
    return strcmp(
        mp_process_name(*(mp_process *const *) one),
        mp_process_name(*(mp_process *const *) other));
}

/* Prints the names of the active children, sorted: Python's order is none. */
static void
print_children(void)
{
    mp_process *list[8];
    int count = mp_active_children(list, 8);

    qsort(list, (size_t) count, sizeof *list, by_name);
    printf("%d", count);
    for (int i = 0; i < count; i++) {
        printf(" %s", mp_process_name(list[i]));
        mp_process_free(list[i]);
    }
    printf("\n");
}

static int
prints_children(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    print_children();
    return 0;
}

/* L02 L03 C08 */
static int
run_children(void)
{
    mp_process *list[4];

    print_children();
    for (int i = 0; i < 4; i++)
        list[i] = parity_new(sleeps, 60000, NULL);
    print_children();
    for (int i = 0; i < 4; i++)
        mp_process_start(list[i]);
    print_children();
    mp_process_join(parity_start(prints_children, 0, NULL), MP_FOREVER);
    mp_process_kill(list[1]);
    wait_for_end(list[1]);
    print_children();
    mp_process_terminate(list[2]);
    mp_process_join(list[2], MP_FOREVER);
    mp_process_set_name(list[0], "first");
    print_children();
    for (int i = 0; i < 4; i++) {
        mp_process_kill(list[i]);
        mp_process_join(list[i], MP_FOREVER);
        parity_exitcode("exitcode", list[i]);
    }
    print_children();
    return 0;
}

/* D04 D10: what a join leaves, whatever its limit. */
static int
run_joins(void)
{
    static const double limits[] = { 0, -1, -0.0, 0.05 };
    mp_process *process = parity_start(sleeps, 60000, NULL);

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        mp_process_join(process, limits[i]);
        parity_exitcode("exitcode", process);
    }
    mp_process_kill(process);
    mp_process_join(process, MP_FOREVER);
    mp_process_join(process, 0);
    parity_exitcode("exitcode", process);
    printf("%d\n", mp_cpu_count());
    return 0;
}

static int
says_where(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    parity_repr(mp_current_process());
    return 0;
}

static int
run_override(mp_process *self)
{
    printf("run of %s\n", mp_process_name(self));
    return mp_process_run(self);
}

/* L06 L07 A12 */
static int
run_runs(void)
{
    const mp_process_options worker = { .class_name = "Worker",
                                        .run = run_override };
    mp_process *plain = parity_new(says_where, 0, NULL);
    mp_process *own = parity_new(says_where, 0, &worker);

    mp_process_run(plain);
    mp_process_run(own);
    parity_repr(plain);
    mp_process_start(plain);
    mp_process_join(plain, MP_FOREVER);
    mp_process_start(own);
    mp_process_join(own, MP_FOREVER);
    parity_repr(own);
    parity_result("run", mp_process_run(plain));
    parity_result("run", mp_process_run(parity_new(NULL, 0, NULL)));
    return 0;
}

const struct parity parity_states[] = {
    { "states", run_states },
    { "codes", run_codes },
    { "signals", run_signals },
    { "children", run_children },
    { "joins", run_joins },
    { "runs", run_runs },
    { NULL, NULL },
};
