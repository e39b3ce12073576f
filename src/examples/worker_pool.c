/*
 * A pool of workers over two pipes: whoever is free takes the next task out of
 * one pipe and puts its result into the other.
 *
 * usage: worker_pool [WORKERS]      default: one for each CPU
 */
#include <multiprocessing.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FIRST 1000001
#define TASKS 10 /* far fewer than a pipe holds: writing them never blocks */

struct task {
    int number;
    int divisor; /* the result: the smallest one */
};

static int tasks[2];
static int results[2];

/* End the program unless all is well, as an exception would. */
static void
check(bool good, const char *message)
{
    if (!good) {
        mp_raise(message);
    }
}

/* Work while there are tasks; a pipe never tears a small record. */
static int
worker(const mp_args *args, const mp_kwargs *kwargs)
{
    struct task task;

    (void) args;
    (void) kwargs;
    close(tasks[1]); /* or there would be no end of tasks */
    while (read(tasks[0], &task, sizeof(task)) == sizeof(task)) {
        for (task.divisor = 2; task.number % task.divisor; task.divisor++) {
        }
        check(write(results[1], &task, sizeof(task)) > 0, "no result pipe");
    }
    return 0;
}

static void
start_worker(void)
{
    mp_process_options options = {
        .target = worker,
        .daemon = MP_DAEMON_TRUE, /* when something fails, it need not end */
    };
    mp_process *process = NULL;
    int result = mp_process_new(&process, &options);

    result = result == 0 ? mp_process_start(process) : result;
    check(result == 0, mp_strerror(result));
    mp_process_free(process); /* it ends by itself */
}

int
main(int argc, char **argv)
{
    int workers = argc > 1 ? atoi(argv[1]) : mp_usable_cpu_count();
    int divisors[TASKS] = { 0 };
    struct task task = { 0, 0 };

    check(pipe(tasks) == 0 && pipe(results) == 0, "no pipes");
    for (int i = 0; i < workers; i++) {
        start_worker();
    }
    for (int i = 0; i < TASKS; i++) {
        task.number = FIRST + i;
        check(write(tasks[1], &task, sizeof(task)) > 0, "no task pipe");
    }
    close(tasks[1]);   /* there are no more tasks: the workers end */
    close(results[1]); /* with the last worker, the results end, too */
    while (read(results[0], &task, sizeof(task)) == sizeof(task)) {
        divisors[task.number - FIRST] = task.divisor;
    }
    for (int i = 0; i < TASKS; i++) {
        check(divisors[i] > 0, "a worker was lost");
        printf("%d divides %d\n", divisors[i], FIRST + i);
    }
    return 0;
}
