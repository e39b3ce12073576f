#include <stdio.h>

#include "tests/bench/process.h"
#include "tests/bench/screen.h"

/* Keys that are typed, so many one way and then as many the other, and how
 * many a second. */
#define KEYS 240
#define KEYS_QUICK 60
#define RUN 6
#define RATE 60

int
screen_measure_busy(struct pane *pane, const struct order *order)
{
    int count = order->quick ? KEYS_QUICK : KEYS;
    int result = screen_await(pane, order);
    double cpu;

    if (result < 0) {
        return result;
    }
    pane_watch(pane, 0.5);
    cpu = process_cpu(pane->pid);
    for (int i = 0; i < count; i++) {
        pane_type(pane, i / RUN % 2 == 0 ? order->down : order->up);
        pane_watch(pane, 1.0 / RATE);
    }
    cpu = process_cpu(pane->pid) - cpu;
    printf("frame %.3f\n", cpu * 1e6 / count);
    return 0;
}
