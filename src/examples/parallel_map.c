/*
 * Parallel map: apply a function to every element of an array in several
 * processes.  The results come back through shared memory.
 *
 * usage: parallel_map
 */
#define _DEFAULT_SOURCE
#include <multiprocessing.h>
#include <stdio.h>
#include <sys/mman.h>

#define WORKERS 4
#define COUNT 10

/* A child has a copy of this, made at the fork; only the output is shared. */
struct map {
    double (*function)(double);
    const double *input;
    double *output;
};

/* End the program when something has failed, as an exception would. */
static void
check(int result)
{
    if (result < 0) {
        mp_raise(mp_strerror(result));
    }
}

/* Do every WORKERS-th element. */
static int
worker(const mp_args *args, const mp_kwargs *kwargs)
{
    const struct map *map = mp_as_ptr(mp_args_get(args, 0));

    (void) kwargs;
    for (int64_t i = mp_as_int(mp_args_get(args, 1)); i < COUNT; i += WORKERS) {
        map->output[i] = map->function(map->input[i]);
    }
    return 0;
}

/* Do all elements; return when they are done. */
static void
parallel_map(struct map *map)
{
    mp_process *workers[WORKERS];

    for (int i = 0; i < WORKERS; i++) {
        mp_process_options options = {
            .target = worker,
            .args = MP_ARGS(mp_value_ptr(map), i),
        };

        check(mp_process_new(&workers[i], &options));
        check(mp_process_start(workers[i]));
    }
    for (int i = 0; i < WORKERS; i++) {
        int exitcode = 0;

        check(mp_process_join(workers[i], MP_FOREVER));
        check(mp_process_exitcode(workers[i], &exitcode));
        if (exitcode != 0) {
            mp_raise("a worker failed");
        }
        mp_process_free(workers[i]);
    }
}

static double
square(double x)
{
    return x * x;
}

int
main(void)
{
    const double input[COUNT] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
    double *output = mmap(
        NULL, sizeof(input), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
        -1, 0);

    if (output == MAP_FAILED) {
        mp_raise("no shared memory");
    }
    parallel_map(&(struct map){ square, input, output });
    for (int i = 0; i < COUNT; i++) {
        printf("square of %g is %g\n", input[i], output[i]);
    }
    munmap(output, sizeof(input));
    return 0;
}
