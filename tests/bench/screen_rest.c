#include <stdio.h>

#include "tests/bench/clock.h"
#include "tests/bench/process.h"
#include "tests/bench/screen.h"

/* Seconds: so that as many beats of a second fall into each rest. */
#define REST 6.0
#define REST_QUICK 2.0

/* Look at the program while nothing happens. */
static void
rest(struct pane *pane, const struct order *order, const char *prefix)
{
    int64_t started = clock_now();
    double cpu = process_cpu(pane->pid);
    long sleeps = process_sleeps(pane->pid);
    size_t bytes = pane->bytes;
    double seconds;

    pane_watch(pane, order->quick ? REST_QUICK : REST);
    cpu = process_cpu(pane->pid) - cpu;
    sleeps = process_sleeps(pane->pid) - sleeps;
    seconds = (double) (clock_now() - started) / 1e9;
    printf("%scpu %.4f\n", prefix, 100 * cpu / seconds);
    printf(
        "%swake %.3f\n", prefix, sleeps > 0 ? cpu * 1e6 / (double) sleeps : 0);
    printf("%swakes %.3f\n", prefix, (double) sleeps / seconds);
    printf("%sbytes %.1f\n", prefix, (double) (pane->bytes - bytes) / seconds);
}

int
screen_measure_rest(struct pane *pane, const struct order *order)
{
    int result = screen_await(pane, order);

    if (result < 0) {
        return result;
    }
    pane_type(pane, order->typed);
    pane_watch(pane, 1.5); /* what it does at first is no rest */
    rest(pane, order, "");
    printf("rss %ld\n", process_memory(pane->pid, "Rss"));
    printf("pss %ld\n", process_memory(pane->pid, "Pss"));
    if (order->further != NULL) {
        pane_type(pane, order->further);
        pane_watch(pane, 1.5);
        rest(pane, order, "then-");
    }
    return 0;
}
