/*
 * One worker: a function runs in a process of its own while the program goes
 * on; where the program ends, it waits for its worker.
 *
 * usage: one_worker [SECONDS]      between two lines of the worker; default 3
 */
#include <multiprocessing.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* End the program when something has failed, as an exception would. */
static void
check(int result)
{
    if (result < 0) {
        mp_raise(mp_strerror(result));
    }
}

/* What the worker does: tell the time, again and again. */
static int
worker(const mp_args *args, const mp_kwargs *kwargs)
{
    double interval = mp_as_float(mp_args_get(args, 0));

    (void) kwargs;
    for (int i = 0; i < 6; i++) {
        time_t now = time(NULL);

        printf("time is %s", ctime(&now));
        poll(NULL, 0, (int) (interval * 1000)); /* sleep */
    }
    return 0; /* the exit code */
}

int
main(int argc, char **argv)
{
    mp_process_options options = {
        .target = worker,
        .args = MP_ARGS(argc > 1 ? atof(argv[1]) : 3.0),
    };
    mp_process *process;
    bool alive;

    check(mp_process_new(&process, &options));
    printf("the number of cpu is %d\n", mp_cpu_count());
    check(mp_process_start(process));
    alive = mp_process_is_alive(process) == 1;
    printf("pid is %d\n", (int) mp_process_pid(process));
    printf("name is %s\n", mp_process_name(process));
    printf("isalive is %s\n", alive ? "True" : "False");
    mp_process_free(process); /* the object; the worker runs on */
    return 0;
}
