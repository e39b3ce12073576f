/* Scenarios of buffered output around a start and an end. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/scenario.h"

static int
prints_child(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    printf("[child]");
    return 0;
}

/* C06: what is buffered at the start comes first, and once. */
static int
run_order(const char *argument)
{
    (void) argument;
    printf("[buffered]");
    scenario_join(scenario_call(prints_child, 0));
    printf("[parent]");
    return 0;
}

static int
returns(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return 0;
}

/* C07: what is buffered for another file is written once, by its owner. */
static int
run_other_file(const char *argument)
{
    FILE *file = fopen(argument, "w");

    if (!file)
        return 1;
    fputs("once", file);
    scenario_join(scenario_call(returns, 0));
    return fclose(file) == 0 ? 0 : 2;
}

/* Prints a word and ends in the way of its number. */
static int
prints_and_ends(const mp_args *args, const mp_kwargs *kwargs)
{
    static const char *const words[] = { "return", "exit", "raise", "_exit",
                                         "signal" };
    int way = (int) mp_as_int(mp_args_get(args, 0));

    (void) kwargs;
    printf("<%s>", words[way]);
    if (way == 1)
        mp_exit(1);
    if (way == 2)
        mp_raise("bad");
    if (way == 3)
        _exit(3);
    if (way == 4)
        kill(getpid(), SIGTERM);
    return 0;
}

/* N15: what comes out, and what is lost. */
static int
run_endings(const char *argument)
{
    (void) argument;
    for (int way = 0; way < 5; way++) {
        mp_process_options options = { .target = prints_and_ends,
                                       .args = MP_ARGS(way),
                                       .name = "my proc" };

        scenario_say("%d\n", scenario_join(scenario_start(&options)));
    }
    return 0;
}

static int
prints_and_raises(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    printf("printed\n");
    mp_raise(mp_as_int(mp_args_get(args, 0)) ? NULL : "it was\nbad");
}

/* N16 F02: an exception's text comes before what was printed. */
static int
run_raise(const char *argument)
{
    (void) argument;
    for (int i = 0; i < 2; i++)
        scenario_join(
            scenario_start(&(mp_process_options){ .target = prints_and_raises,
                                                  .args = MP_ARGS(i),
                                                  .name = "my proc" }));
    return 0;
}

/* N23: a start cannot flush stdout; later it can. */
static int
run_full(const char *argument)
{
    mp_process *process;
    int saved = dup(1);
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    int error;

    (void) argument;
    mp_process_new(&process, &(mp_process_options){ .target = returns });
    dup2(full, 1);
    printf("data");
    error = mp_process_start(process);
    dup2(saved, 1);
    scenario_say(
        "%s pid %d children %d\n", mp_strerror(error),
        (int) mp_process_pid(process), mp_active_children(NULL, 0));
    error = mp_process_start(process);
    scenario_say("\n%s\n", mp_strerror(error));
    if (error == 0)
        scenario_say("%d\n", scenario_join(process));
    mp_process_free(process);
    return 0;
}

/* N23: without any standard streams, functions and commands start. */
static int
run_closed(const char *argument)
{
    static const char *const argv[] = { "sh", "-c", "exit 7", NULL };
    int code;

    (void) argument;
    for (int fd = 0; fd < 3; fd++)
        close(fd);
    code = scenario_join(scenario_call(returns, 0));
    if (code != 0)
        return 1;
    code =
        scenario_join(scenario_start(&(mp_process_options){ .command = argv }));
    if (code != 7)
        return 2;
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) >= 0 && fd != 0)
            return 3 + fd;
    return 0;
}

const struct scenario scenarios_stream[] = {
    { "order", run_order },
    { "other-file", run_other_file },
    { "endings", run_endings },
    { "raise", run_raise },
    { "full", run_full },
    { "closed", run_closed },
    { NULL, NULL },
};
