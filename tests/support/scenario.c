#include "tests/support/scenario.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/shared.h"

atomic_int *scenario_ready;

/* Keeps the objects reachable for leak checkers; main has no more. */
static mp_process *kept[64];
static int kept_count;

void
scenario_say(const char *format, ...)
{
    char text[1024];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (write(1, text, (size_t) length) != length)
        _exit(73);
}

void
scenario_sleep(int milliseconds)
{
    double end = shared_now() + milliseconds / 1e3;
    double left;

    while ((left = end - shared_now()) > 0)
        poll(NULL, 0, (int) (left * 1e3) + 1);
}

mp_process *
scenario_start(const mp_process_options *options)
{
    mp_process *process;
    int error = mp_process_new(&process, options);

    if (error == 0)
        error = mp_process_start(process);
    if (error < 0) {
        fprintf(stderr, "%s\n", mp_strerror(error));
        _exit(70);
    }
    if (kept_count < (int) (sizeof kept / sizeof *kept))
        kept[kept_count++] = process;
    return process;
}

mp_process *
scenario_call(mp_target *target, int number)
{
    mp_process_options options = { .target = target, .args = MP_ARGS(number) };

    return scenario_start(&options);
}

int
scenario_join(mp_process *process)
{
    int code = -1000;

    if (mp_process_join(process, SOON) != 0)
        _exit(71);
    mp_process_exitcode(process, &code);
    return code;
}

int
scenario_sleeper(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    scenario_sleep((int) mp_as_int(mp_args_get(args, 0)));
    scenario_say("%s done\n", mp_process_name(mp_current_process()));
    return 0;
}

void
scenario_wait_ready(int count)
{
    if (!shared_wait(scenario_ready, count, SOON))
        _exit(72);
}

/* Finds a scenario by its name. */
static const struct scenario *
find(const char *name)
{
    const struct scenario *const tables[] = {
        scenarios_exit,   scenarios_identity, scenarios_parent,
        scenarios_stream, scenarios_system,
    };

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const struct scenario *row = tables[i]; row->name; row++)
            if (strcmp(row->name, name) == 0)
                return row;
    return NULL;
}

int
main(int argc, char **argv)
{
    const struct scenario *scenario = argc > 1 ? find(argv[1]) : NULL;

    if (!scenario) {
        fprintf(stderr, "usage: scenario NAME [ARGUMENT]\n");
        return 64;
    }
    scenario_ready = shared_new(sizeof *scenario_ready);
    return scenario->run(argc > 2 ? argv[2] : NULL);
}
