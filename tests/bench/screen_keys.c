#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/clock.h"
#include "tests/bench/process.h"
#include "tests/bench/screen.h"
#include "tests/bench/statistics.h"

#define KEYS 200
#define KEYS_QUICK 40

/* So many keys in a row go the same way. */
#define RUN 5

/* Seconds of silence after the last byte of a change. */
#define GAP 0.003

/* For how many seconds a change is waited for. */
#define PATIENCE 3.0

/* Seconds between two keys, at least and at most: as someone types who holds
 * no key down; not in step with what the program does by its clock. */
#define PAUSE 0.020
#define PAUSE_MORE 0.017

/* Type a key; microseconds until its change is on the terminal. */
static double
press(struct pane *pane, const char *text)
{
    size_t bytes = pane->bytes;
    int64_t typed = clock_now();

    pane_type(pane, text);
    if (!pane_read(pane, PATIENCE)) {
        return PATIENCE * 1e6;
    }
    pane_settle(pane, GAP);
    return pane->bytes > bytes ? (double) (pane->read_at - typed) / 1000
                               : PATIENCE * 1e6;
}

/* Print what is said of all keys. */
static void
report(double *times, size_t count, double cpu, size_t bytes)
{
    struct summary summary = statistics_sum_up(times, count);

    printf("p50 %.3f\n", summary.median);
    printf("p99 %.3f\n", times[(count * 99 + 99) / 100 - 1]); /* sorted */
    printf("cpu %.3f\n", cpu * 1e6 / (double) count);
    printf("bytes %.1f\n", (double) bytes / (double) count);
}

int
screen_measure_keys(struct pane *pane, const struct order *order)
{
    size_t count = order->quick ? KEYS_QUICK : KEYS;
    double times[KEYS];
    size_t bytes = 0;
    double cpu;
    int result = screen_await(pane, order);

    if (result < 0) {
        return result;
    }
    pane_type(pane, order->typed);
    pane_watch(pane, 1); /* what it does at first is over */
    cpu = process_cpu(pane->pid);
    srandom(1);
    for (size_t i = 0; i < count; i++) {
        double pause = PAUSE_MORE * (double) random() / (double) RAND_MAX;
        size_t before;

        pane_watch(pane, PAUSE + pause);
        before = pane->bytes;
        times[i] = press(pane, i / RUN % 2 == 0 ? order->down : order->up);
        bytes += pane->bytes - before;
    }
    report(times, count, process_cpu(pane->pid) - cpu, bytes);
    return 0;
}
