#include "src/supervise/tutorial.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "src/supervise/clock.h"
#include "src/supervise/supervisor.h"

#define TIMES 6
#define EXAMPLE_WORKERS 4

/* Write a line with the time, as Python's time.ctime() has it. */
static void
tell_time(const char *what)
{
    time_t now = time(NULL);
    char text[32]; /* "Mon Nov 23 02:11:03 2026" and a newline, in English */

    if (ctime_r(&now, text) != NULL) {
        printf("%s is %s", what, text);
    }
}

/* Sleep for the number of seconds that is args[0], whatever interrupts. */
static void
sleep_for(const mp_args *args)
{
    int64_t left = clock_from_seconds(mp_as_float(mp_args_get(args, 0)));
    struct timespec rest;

    if (left <= 0) {
        return;
    }
    rest.tv_sec = left / NANOSECONDS_PER_SECOND;
    rest.tv_nsec = left % NANOSECONDS_PER_SECOND;
    while (nanosleep(&rest, &rest) < 0 && errno == EINTR) {
    }
}

int
tutorial_worker(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    for (int i = 0; i < TIMES; i++) {
        tell_time("time");
        sleep_for(args);
    }
    return 0;
}

int
tutorial_worker1(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    tell_time("time");
    sleep_for(args);
    return 0;
}

int
tutorial_worker2(const mp_args *args, const mp_kwargs *kwargs)
{
    return tutorial_worker1(args, kwargs);
}

int
tutorial_worker3(const mp_args *args, const mp_kwargs *kwargs)
{
    return tutorial_worker1(args, kwargs);
}

int
tutorial_worker4(const mp_args *args, const mp_kwargs *kwargs)
{
    return tutorial_worker1(args, kwargs);
}

int
tutorial_daemon_worker(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    tell_time("start time");
    sleep_for(args);
    tell_time("end time");
    return 0;
}

int
tutorial_add(struct supervisor *supervisor)
{
    static const struct worker_spec specs[] = {
        { .function = tutorial_worker,
          .function_name = "worker",
          .seconds = 3 },
        { .function = tutorial_worker1,
          .function_name = "worker1",
          .seconds = 4 },
        { .function = tutorial_worker2,
          .function_name = "worker2",
          .seconds = 3 },
        { .function = tutorial_worker3,
          .function_name = "worker3",
          .seconds = 2 },
        { .function = tutorial_worker4,
          .function_name = "worker4",
          .seconds = 1 },
        { .function = tutorial_daemon_worker,
          .function_name = "worker",
          .seconds = 3 },
        { .function = tutorial_daemon_worker,
          .function_name = "worker",
          .seconds = 3,
          .daemon = true },
    };
    int result = 0;

    for (size_t i = 0; i < sizeof(specs) / sizeof(*specs) && result == 0; i++) {
        result = supervisor_add(supervisor, &specs[i], NULL);
    }
    return result;
}

/* Say on stderr what has failed. */
static int
fail(const char *what, int error)
{
    fprintf(stderr, "mptop: %s: %s\n", what, mp_strerror(error));
    return 1;
}

/* Begin every example. */
static int
tell_cpus(void)
{
    int count = mp_cpu_count();

    if (count < 0) {
        return fail("cpu_count()", count);
    }
    printf("the number of cpu is %d\n", count);
    return 0;
}

/* p = Process(target=..., args=(seconds,)); p.daemon = ...; p.start() */
static int
start(mp_target *target, int seconds, mp_daemon daemon, mp_process **out)
{
    const mp_process_options options = {
        .target = target,
        .args = MP_ARGS(seconds),
        .daemon = daemon,
    };
    mp_process *process;
    int result = mp_process_new(&process, &options);

    if (result < 0) {
        return fail("Process()", result);
    }
    result = mp_process_start(process);
    if (result < 0) {
        mp_process_free(process);
        return fail("start()", result);
    }
    *out = process;
    return 0;
}

/* Example 1: one worker. */
static int
run_single(void)
{
    mp_process *process;

    if (tell_cpus() != 0
        || start(tutorial_worker, 3, MP_DAEMON_INHERIT, &process) != 0) {
        return 1;
    }
    printf("pid is %d\n", (int) mp_process_pid(process));
    printf("name is %s\n", mp_process_name(process));
    printf(
        "isalive is %s\n", mp_process_is_alive(process) > 0 ? "True" : "False");
    mp_process_free(process);
    return 0;
}

/* Example 2: four workers, and what active_children() says of them. */
static int
run_multiple(void)
{
    static mp_target *const targets[EXAMPLE_WORKERS] = {
        tutorial_worker1, tutorial_worker2, tutorial_worker3, tutorial_worker4
    };
    mp_process *children[EXAMPLE_WORKERS];
    mp_process *process;
    int count;

    if (tell_cpus() != 0) {
        return 1;
    }
    for (int i = 0; i < EXAMPLE_WORKERS; i++) {
        if (start(targets[i], EXAMPLE_WORKERS - i, MP_DAEMON_INHERIT, &process)
            != 0) {
            return 1;
        }
        mp_process_free(process);
    }
    count = mp_active_children(children, EXAMPLE_WORKERS);
    for (int i = 0; i < count && i < EXAMPLE_WORKERS; i++) {
        printf(
            "name is %s, id is %d\n", mp_process_name(children[i]),
            (int) mp_process_pid(children[i]));
        mp_process_free(children[i]);
    }
    return 0;
}

/* Example 3: one worker that the program does not wait for, or does. */
static int
run_daemon(mp_daemon daemon)
{
    mp_process *process;

    if (tell_cpus() != 0
        || start(tutorial_daemon_worker, 3, daemon, &process) != 0) {
        return 1;
    }
    printf("end!!!\n");
    mp_process_free(process);
    return 0;
}

static int
run_daemon_off(void)
{
    return run_daemon(MP_DAEMON_FALSE);
}

static int
run_daemon_on(void)
{
    return run_daemon(MP_DAEMON_TRUE);
}

/* An example program. */
struct example {
    const char *name;
    int (*run)(void);
};

/* Find an example by its name. */
static const struct example *
find_example(const char *name)
{
    static const struct example examples[] = {
        { "single", run_single },
        { "multiple", run_multiple },
        { "daemon-off", run_daemon_off },
        { "daemon-on", run_daemon_on },
    };

    for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
        if (strcmp(examples[i].name, name) == 0) {
            return &examples[i];
        }
    }
    return NULL;
}

bool
tutorial_has(const char *name)
{
    return find_example(name) != NULL;
}

int
tutorial_run(const char *name)
{
    const struct example *example = find_example(name);

    if (example == NULL) {
        fprintf(stderr, "mptop: there is no example %s\n", name);
        return 1;
    }
    return example->run();
}
