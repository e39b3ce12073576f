/*
 * A timeout runner: run a command; when it takes too long, terminate all of
 * its process group, and kill what does not heed that.
 *
 * usage: timeout SECONDS COMMAND [ARGUMENT...]
 *
 * Exit status: 124 when the time was up, 127 when the command cannot be run,
 * else the command's, 128+N when signal N ended it.
 */
#define _POSIX_C_SOURCE 200809L
#include <multiprocessing.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define GRACE 0.5 /* seconds between SIGTERM and SIGKILL */

/* End a group that took too long; tell the exit status. */
static int
stop(mp_process *process, double limit)
{
    printf("%g seconds are over: terminate\n", limit);
    mp_process_signal_group(process, SIGTERM);
    if (mp_process_join(process, GRACE) == 1) {
        printf("it does not heed that: kill\n");
    }
    mp_process_signal_group(process, SIGKILL); /* also who is left of it */
    mp_process_join(process, MP_FOREVER);
    return 124;
}

/* Wait for a command, no longer than the limit; tell the exit status. */
static int
wait_for(mp_process *process, double limit)
{
    int exitcode = 0;
    int result = mp_process_join(process, limit);

    if (result == 1) {
        return stop(process, limit);
    }
    if (result == 0) {
        result = mp_process_exitcode(process, &exitcode);
    }
    if (result < 0) {
        fprintf(stderr, "timeout: %s\n", mp_strerror(result));
        return EXIT_FAILURE;
    }
    return exitcode >= 0 ? exitcode : 128 - exitcode;
}

int
main(int argc, char **argv)
{
    mp_process *process = NULL;
    int status = 127;
    int result;

    if (argc < 3) {
        fprintf(stderr, "usage: timeout SECONDS COMMAND [ARGUMENT...]\n");
        return 2;
    }
    result = mp_process_new(
        &process,
        &(mp_process_options){
            .command = (const char *const *) &argv[2],
            .daemon = MP_DAEMON_TRUE, /* should we be killed */
            .child = &(mp_child){ .size = sizeof(mp_child),
                                  .flags = MP_CHILD_GROUP },
        });
    if (result == 0) {
        result = mp_process_start(process);
    }
    if (result == 0) {
        status = wait_for(process, atof(argv[1]));
    } else {
        fprintf(stderr, "timeout: %s: %s\n", argv[2], mp_strerror(result));
    }
    mp_process_free(process);
    return status;
}
