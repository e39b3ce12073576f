/*
 * Four workers: they run side by side, each for a time of its own, while the
 * program lists its active children.
 *
 * usage: four_workers [SECONDS]     the last worker sleeps so long, the first
 *                                   four times as long; default 1
 */
#include <multiprocessing.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define WORKERS 4

/* End the program when something has failed, as an exception would. */
static void
check(int result)
{
    if (result < 0) {
        mp_raise(mp_strerror(result));
    }
}

static int
worker(const mp_args *args, const mp_kwargs *kwargs)
{
    time_t now = time(NULL);

    (void) kwargs;
    printf("time is %s", ctime(&now));
    poll(NULL, 0, (int) (mp_as_float(mp_args_get(args, 0)) * 1000)); /* sleep */
    return 0;
}

/* Start a worker.  It needs no object to go on, and nobody has to join it. */
static void
start_worker(double seconds)
{
    mp_process_options options = {
        .target = worker,
        .args = MP_ARGS(seconds),
    };
    mp_process *process;

    check(mp_process_new(&process, &options));
    check(mp_process_start(process));
    mp_process_free(process);
}

int
main(int argc, char **argv)
{
    double unit = argc > 1 ? atof(argv[1]) : 1;
    mp_process *children[WORKERS];
    int count;

    printf("the number of cpu is %d\n", mp_cpu_count());
    for (int i = WORKERS; i > 0; i--) {
        start_worker(i * unit);
    }
    count = mp_active_children(children, WORKERS);
    for (int i = 0; i < count; i++) {
        printf(
            "name is %s, id is %d\n", mp_process_name(children[i]),
            (int) mp_process_pid(children[i]));
        mp_process_free(children[i]); /* each is a reference of our own */
    }
    return 0;
}
