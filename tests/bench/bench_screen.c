/* bench_screen: measures a dashboard on a terminal, once.
 *
 *     bench_screen keys PROGRAM [ARGUMENT...]
 *     bench_screen busy PROGRAM [ARGUMENT...]
 *     bench_screen rest NAME PROGRAM [ARGUMENT...]
 *
 * keys: microseconds from the start of the program until its workers are on
 * the screen, "frame"; from the key s until the worker's row says yes, "key";
 * from the SIGKILL of a worker until its row shows -9, "end".  The workers are
 * Process-1 to Process-7.
 *
 * busy: microseconds of CPU time for each of 60 keys a second that move the
 * cursor among those workers, "frame".
 *
 * rest: once the worker NAME, the last one, runs, per cent of a CPU, "cpu",
 * wakes a second, "wakes", and bytes a second to the terminal, "bytes".
 *
 * PROGRAM is a path relative to the folder of this program.
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/clock.h"
#include "tests/bench/pane.h"
#include "tests/bench/statistics.h"

/* The workers, and those that are started: the last one is a daemon, whose row
 * says yes in any case. */
#define WORKERS 7
#define STARTED 6

#define REST_SECONDS 3.0

/* Keys that are typed to keep a program busy, and how many a second. */
#define BUSY_KEYS 240
#define BUSY_RATE 60

static int
await_worker(struct pane *pane, int number, const char *state)
{
    char name[32];

    snprintf(name, sizeof(name), "Process-%d ", number);
    return pane_await(pane, name, state);
}

/* Type s; microseconds until the worker's row says yes, or an error. */
static double
start_worker(struct pane *pane, int number)
{
    int64_t typed = clock_now();
    int result;

    pane_type(pane, 's');
    result = await_worker(pane, number, " yes ");
    return result < 0 ? result : (double) (pane->read_at - typed) / 1000;
}

/* Kill a worker by the pid in its row; microseconds until the row shows its
 * exit code, or an error. */
static double
end_worker(struct pane *pane, int number)
{
    char name[32];
    char text[128];
    int64_t killed;
    int pid;
    int result;

    snprintf(name, sizeof(name), "Process-%d ", number);
    if (!pane_find(pane, name, text, sizeof(text))
        || sscanf(text + strlen(name), "%d", &pid) != 1 || pid <= 1) {
        return -ESRCH;
    }
    killed = clock_now();
    if (kill(pid, SIGKILL) < 0) {
        return -errno;
    }
    result = await_worker(pane, number, " -9 ");
    return result < 0 ? result : (double) (pane->read_at - killed) / 1000;
}

/* Start and end workers in turn. */
static int
measure_keys(struct pane *pane, int64_t launched)
{
    double keys[STARTED];
    double ends[STARTED];
    int result = await_worker(pane, WORKERS, " ");
    double frame = (double) (pane->read_at - launched) / 1000;

    for (int i = 0; i < STARTED && result == 0; i++) {
        pane_watch(pane, 0.1);
        keys[i] = start_worker(pane, i + 1);
        pane_watch(pane, 0.1);
        ends[i] = keys[i] < 0 ? keys[i] : end_worker(pane, i + 1);
        result = ends[i] < 0 ? (int) ends[i] : 0;
        pane_type(pane, 'j');
    }
    if (result < 0) {
        return result;
    }
    printf("frame %.3f\n", frame);
    printf("key %.3f\n", statistics_typical(keys, STARTED));
    printf("end %.3f\n", statistics_typical(ends, STARTED));
    return 0;
}

/* How often a process has gone to sleep so far. */
static long
count_sleeps(pid_t pid)
{
    char path[64];
    char line[256];
    long count = -1;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/status", (int) pid);
    file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        if (sscanf(line, "voluntary_ctxt_switches: %ld", &count) == 1) {
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return count;
}

/* The CPU time that a process has used so far, in seconds. */
static double
cpu_seconds(pid_t pid)
{
    struct timespec time = { 0, 0 };
    clockid_t clock;

    if (clock_getcpuclockid(pid, &clock) == 0) {
        clock_gettime(clock, &time);
    }
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Look at the program while nothing happens. */
static int
measure_rest(struct pane *pane, const char *name)
{
    int result = pane_await(pane, name, " yes ");
    int64_t started;
    double cpu;
    double seconds;
    size_t bytes;
    long sleeps;

    if (result < 0) {
        return result;
    }
    pane_watch(pane, 1); /* what it does at first is no rest */
    started = clock_now();
    cpu = cpu_seconds(pane->pid);
    sleeps = count_sleeps(pane->pid);
    bytes = pane->bytes;
    pane_watch(pane, REST_SECONDS);
    cpu = cpu_seconds(pane->pid) - cpu;
    sleeps = count_sleeps(pane->pid) - sleeps;
    seconds = (double) (clock_now() - started) / 1e9;
    printf("cpu %.4f\n", 100 * cpu / seconds);
    printf("wakes %.3f\n", (double) sleeps / seconds);
    printf("bytes %.1f\n", (double) (pane->bytes - bytes) / seconds);
    return 0;
}

/* Let the program draw as often as a person can see. */
static int
measure_busy(struct pane *pane)
{
    int result = await_worker(pane, WORKERS, " ");
    double cpu;

    if (result < 0) {
        return result;
    }
    pane_watch(pane, 0.5);
    cpu = cpu_seconds(pane->pid);
    for (int i = 0; i < BUSY_KEYS; i++) {
        pane_type(pane, i % (2 * STARTED) < STARTED ? 'j' : 'k');
        pane_watch(pane, 1.0 / BUSY_RATE);
    }
    cpu = cpu_seconds(pane->pid) - cpu;
    printf("frame %.3f\n", cpu * 1e6 / BUSY_KEYS);
    return 0;
}

/* Find a program by its place relative to the folder of this one. */
static const char *
find_program(const char *place)
{
    static char path[2 * PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, PATH_MAX);

    if (size > 0) {
        path[size] = '\0';
        strcpy(strrchr(path, '/') + 1, place);
    }
    return path;
}

int
main(int argc, char **argv)
{
    int rest = argc > 1 && strcmp(argv[1], "rest") == 0;
    int busy = argc > 1 && strcmp(argv[1], "busy") == 0;
    struct pane pane;
    int64_t launched;
    int result;
    int closed;

    if (argc < 3 + rest || (!rest && !busy && strcmp(argv[1], "keys") != 0)
        || strlen(argv[2 + rest]) >= PATH_MAX) {
        fprintf(
            stderr, "usage: bench_screen keys|busy|rest NAME PROGRAM ...\n");
        return 2;
    }
    argv[2 + rest] = (char *) find_program(argv[2 + rest]);
    if (access(argv[2 + rest], X_OK) < 0) {
        printf("skip %s is not there\n", argv[2 + rest]);
        return 0;
    }
    launched = clock_now();
    result = pane_open(&pane, (const char *const *) argv + 2 + rest);
    if (result == 0) {
        result = rest ? measure_rest(&pane, argv[2])
            : busy    ? measure_busy(&pane)
                      : measure_keys(&pane, launched);
    }
    closed = pane_close(&pane);
    result = result < 0 ? result : closed;
    if (result < 0) {
        fprintf(stderr, "bench_screen: %s\n", strerror(-result));
        return 1;
    }
    return 0;
}
