#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/clock.h"
#include "tests/bench/screen.h"
#include "tests/bench/statistics.h"

#define KEYS 200
#define KEYS_QUICK 40

/* Seconds between two keys, at least and at most. */
#define PAUSE 0.020
#define PAUSE_MORE 0.017

/* Where the worker is named whose output is shown. */
#define TITLE "Output"

int
screen_measure_pick(struct pane *pane, const struct order *order)
{
    size_t count = order->quick ? KEYS_QUICK : KEYS;
    double times[KEYS];
    int result = screen_await(pane, order);

    pane_type(pane, order->typed);
    pane_watch(pane, 1); /* what it does at first is over */
    srandom(1);
    for (size_t i = 0; i < count && result == 0; i++) {
        int64_t typed;

        pane_watch(
            pane, PAUSE + PAUSE_MORE * (double) random() / (double) RAND_MAX);
        typed = clock_now();
        pane_type(pane, i % 2 == 0 ? order->down : order->up);
        result = pane_await(
            pane, TITLE, i % 2 == 0 ? order->down_shows : order->up_shows);
        times[i] = (double) (pane->read_at - typed) / 1000;
    }
    if (result == 0) {
        printf("p50 %.3f\n", statistics_sum_up(times, count).median);
        printf("p99 %.3f\n", times[(count * 99 + 99) / 100 - 1]); /* sorted */
    }
    return result;
}
