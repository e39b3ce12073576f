/* bench_children: measures one method of making processes, once.
 *
 *     bench_children one|crowd|descriptors METHOD [--mib N] [--alive N]
 *         [-- PROGRAM ARGUMENT...]
 *
 * The driver runs it; by hand, give it a lifeline: 3< <(sleep 60).
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/bench/measure.h"

static const struct measurement {
    const char *name;
    int (*run)(const struct order *order);
} measurements[] = {
    { "one", measure_one },
    { "crowd", measure_crowd },
    { "descriptors", measure_descriptors },
};

static const struct measurement *
find_measurement(const char *name)
{
    for (size_t i = 0; i < sizeof(measurements) / sizeof(*measurements); i++) {
        if (strcmp(measurements[i].name, name) == 0) {
            return &measurements[i];
        }
    }
    return NULL;
}

static const struct method *
find_method(const char *name)
{
    for (const struct method *const *method = methods; *method; method++) {
        if (strcmp((*method)->name, name) == 0) {
            return *method;
        }
    }
    return NULL;
}

/* Read the options behind the two names. */
static int
read_options(int argc, char **argv, struct order *order)
{
    static const struct option options[] = {
        { "mib", required_argument, NULL, 'm' },
        { "alive", required_argument, NULL, 'a' },
        { NULL, 0, NULL, 0 },
    };
    int option;

    while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
        if (option == 'm') {
            order->mib = atol(optarg);
        } else if (option == 'a') {
            order->alive = atol(optarg);
        } else {
            return -1;
        }
    }
    if (optind < argc) {
        order->command = (const char *const *) argv + optind;
    }
    return 0;
}

int
main(int argc, char **argv)
{
    const struct measurement *measurement = NULL;
    struct order order = { 0 };
    int result;

    if (argc > 2) {
        measurement = find_measurement(argv[1]);
        order.method = find_method(argv[2]);
    }
    if (measurement == NULL || order.method == NULL
        || read_options(argc - 2, argv + 2, &order) < 0) {
        fprintf(stderr, "bench_children: no such measurement or method\n");
        return 2;
    }
    result = work_prepare();
    if (result == 0 && order.method->prepare != NULL) {
        result = order.method->prepare();
        if (result < 0) {
            printf("skip %s: %s\n", order.method->name, mp_strerror(result));
            return 0;
        }
    }
    if (result == 0) {
        result = measurement->run(&order);
    }
    if (result < 0) {
        fprintf(stderr, "bench_children: %s\n", mp_strerror(result));
        _exit(1); /* joins nobody: the driver ends what is left */
    }
    return 0;
}
