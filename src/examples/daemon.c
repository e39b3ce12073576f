/*
 * A daemon: it is ended where the program ends, while a worker that is none is
 * waited for; and a join makes the program wait for either.
 *
 * usage: daemon off|on|join [SECONDS]     how long the worker works; default 3
 */
#include <multiprocessing.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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
    printf("start time is %s", ctime(&now));
    poll(NULL, 0, (int) (mp_as_float(mp_args_get(args, 0)) * 1000)); /* sleep */
    now = time(NULL);
    printf("end time is %s", ctime(&now));
    return 0;
}

int
main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "on";
    mp_process_options options = {
        .target = worker,
        .args = MP_ARGS(argc > 2 ? atof(argv[2]) : 3.0),
        .daemon = strcmp(mode, "off") == 0 ? MP_DAEMON_FALSE : MP_DAEMON_TRUE,
    };
    mp_process *process;

    printf("the number of cpu is %d\n", mp_cpu_count());
    check(mp_process_new(&process, &options));
    check(mp_process_start(process));
    if (strcmp(mode, "join") == 0) {
        check(mp_process_join(process, MP_FOREVER));
    }
    printf("end!!!\n");
    mp_process_free(process);
    return 0;
}
