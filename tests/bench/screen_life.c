#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/bench/clock.h"
#include "tests/bench/screen.h"
#include "tests/bench/statistics.h"

/* The workers, and those that are started: the last one is a daemon, whose row
 * says yes in any case. */
#define WORKERS 7
#define STARTED 6

/* Seconds that nothing happens: by then the numbers of what was started are
 * shown, and are not being read just when it ends. */
#define PAUSE 0.35

/* Commands that are ended; the first one's row is selected, and is left. */
#define COMMANDS 20

/* Seconds until they are up. */
#define SETTLED 1.0

/* Put a worker's name together, as its row shows it. */
static const char *
name_of(const char *prefix, int number)
{
    static char name[32];

    snprintf(name, sizeof(name), "%s-%d ", prefix, number);
    return name;
}

/* Type s; microseconds until the worker's row says yes, or an error. */
static double
start_worker(struct pane *pane, int number)
{
    int64_t typed = clock_now();
    int result;

    pane_type(pane, "s");
    result = pane_await(pane, name_of("Process", number), " yes ");
    return result < 0 ? result : (double) (pane->read_at - typed) / 1000;
}

/* Kill a worker by the pid in its row; microseconds until the row shows its
 * exit code, or an error. */
static double
end_worker(struct pane *pane, const char *name)
{
    char text[128];
    int64_t killed;
    int pid;
    int result;

    if (!pane_find(pane, name, text, sizeof(text))
        || sscanf(text + strlen(name), "%d", &pid) != 1 || pid <= 1) {
        return -ESRCH;
    }
    killed = clock_now();
    if (kill(pid, SIGKILL) < 0) {
        return -errno;
    }
    result = pane_await(pane, name, " -9 ");
    return result < 0 ? result : (double) (pane->read_at - killed) / 1000;
}

int
screen_measure_life(struct pane *pane, int64_t launched)
{
    double keys[STARTED];
    double ends[STARTED];
    int result = pane_await(pane, name_of("Process", WORKERS), " ");
    double frame = (double) (pane->read_at - launched) / 1000;

    for (int i = 0; i < STARTED && result == 0; i++) {
        pane_watch(pane, PAUSE);
        keys[i] = start_worker(pane, i + 1);
        pane_watch(pane, PAUSE);
        ends[i] =
            keys[i] < 0 ? keys[i] : end_worker(pane, name_of("Process", i + 1));
        result = ends[i] < 0 ? (int) ends[i] : 0;
        pane_type(pane, "j");
    }
    if (result < 0) {
        return result;
    }
    printf("frame %.3f\n", frame);
    printf("key %.3f\n", statistics_typical(keys, STARTED));
    printf("end %.3f\n", statistics_typical(ends, STARTED));
    return 0;
}

int
screen_measure_ends(struct pane *pane)
{
    double ends[COMMANDS - 1];
    int result = pane_await(pane, name_of("sleep", COMMANDS), " yes ");

    pane_watch(pane, SETTLED);
    for (int i = 0; i < COMMANDS - 1 && result == 0; i++) {
        ends[i] = end_worker(pane, name_of("sleep", i + 2));
        result = ends[i] < 0 ? (int) ends[i] : 0;
        pane_watch(pane, PAUSE);
    }
    if (result == 0) {
        printf("end %.3f\n", statistics_typical(ends, COMMANDS - 1));
    }
    return result;
}
