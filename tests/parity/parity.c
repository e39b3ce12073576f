#include "tests/parity/parity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Keeps the objects reachable, as Python's variables do. */
static mp_process *kept[128];
static size_t kept_count;

mp_process *
parity_new(mp_target *target, int number, const mp_process_options *options)
{
    mp_process_options all = { 0 };
    mp_process *process = NULL;
    int error;

    if (options)
        all = *options;
    all.target = target;
    all.args = MP_ARGS(number);
    error = mp_process_new(&process, &all);
    if (error < 0) {
        fprintf(stderr, "new: %s\n", mp_strerror(error));
        _exit(70);
    }
    if (kept_count < sizeof kept / sizeof *kept)
        kept[kept_count++] = process;
    return process;
}

mp_process *
parity_start(mp_target *target, int number, const mp_process_options *options)
{
    mp_process *process = parity_new(target, number, options);
    int error = mp_process_start(process);

    if (error < 0) {
        fprintf(stderr, "start: %s\n", mp_strerror(error));
        _exit(71);
    }
    return process;
}

void
parity_result(const char *label, int error)
{
    if (error < 0)
        printf(
            "%s: %s: %s\n", label, mp_error_class(error), mp_strerror(error));
    else
        printf("%s: ok\n", label);
}

void
parity_repr(mp_process *process)
{
    char text[512];

    mp_process_repr(process, text, sizeof text);
    printf("%s\n", text);
}

void
parity_exitcode(const char *label, mp_process *process)
{
    int code;
    int result = mp_process_exitcode(process, &code);

    if (result < 0)
        parity_result(label, result);
    else if (result == 0)
        printf("%s None\n", label);
    else
        printf("%s %d\n", label, code);
}

void
parity_sleep(int milliseconds)
{
    struct timespec time = { milliseconds / 1000,
                             milliseconds % 1000 * 1000000L };

    while (nanosleep(&time, &time) != 0)
        continue;
}

int
main(int argc, char **argv)
{
    const struct parity *const tables[] = { parity_objects, parity_states,
                                            parity_ends };
    size_t count = sizeof tables / sizeof *tables;

    for (size_t i = 0; i < count; i++)
        for (const struct parity *row = tables[i]; row->name; row++) {
            if (argc < 2)
                printf("%s\n", row->name);
            else if (strcmp(argv[1], row->name) == 0)
                return row->run();
        }
    return argc < 2 ? 0 : 64;
}
