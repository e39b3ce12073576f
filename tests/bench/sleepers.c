#include "tests/bench/sleepers.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/clock.h"
#include "tests/bench/statistics.h"

/* Start a process; its pid, or -1. */
static pid_t
start_one(void)
{
    static const char *const words[] = { "sleep", "1000", NULL };
    pid_t pid = vfork();

    if (pid == 0) {
        execvp(words[0], (char *const *) words); /* as the program does */
        _exit(127);
    }
    return pid;
}

int
sleepers_start(pid_t *pids, long count)
{
    for (long i = 0; i < count; i++) {
        pids[i] = start_one();
        if (pids[i] < 0) {
            return -errno;
        }
    }
    return 0;
}

void
sleepers_end(const pid_t *pids, long count)
{
    for (long i = 0; i < count && pids[i] > 0; i++) {
        kill(pids[i], SIGTERM);
    }
    for (long i = 0; i < count && pids[i] > 0; i++) {
        waitpid(pids[i], NULL, 0);
    }
}

int
sleepers_measure(long count)
{
    pid_t *pids = calloc((size_t) count + 1, sizeof(*pids));
    int64_t started = clock_now();
    int64_t up;
    int result = pids == NULL ? -ENOMEM : sleepers_start(pids, count);

    if (result == 0) {
        up = clock_now();
        printf("up %.3f\n", (double) (up - started) / 1000);
        clock_rest(200000); /* the last ones have got as far as to sleep */
        up = clock_now();
        sleepers_end(pids, count);
        printf("quit %.3f\n", (double) (clock_now() - up) / 1000);
    }
    free(pids);
    return result;
}

int
sleepers_measure_ends(long count)
{
    pid_t *pids = calloc((size_t) count + 1, sizeof(*pids));
    double *ends = calloc((size_t) count + 1, sizeof(*ends));
    int result =
        pids == NULL || ends == NULL ? -ENOMEM : sleepers_start(pids, count);

    for (long i = 0; i < count && result == 0; i++) {
        int64_t killed;

        clock_rest(200000); /* the first ones have got as far as to sleep */
        killed = clock_now();
        kill(pids[i], SIGKILL);
        waitpid(pids[i], NULL, 0);
        ends[i] = (double) (clock_now() - killed) / 1000;
    }
    if (result == 0 && count > 0) {
        printf("end %.3f\n", statistics_typical(ends, (size_t) count));
    }
    free(ends);
    free(pids);
    return result;
}
