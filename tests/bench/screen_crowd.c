#include <stdio.h>
#include <sys/prctl.h>

#include "tests/bench/clock.h"
#include "tests/bench/process.h"
#include "tests/bench/screen.h"

/* Seconds that the answer to a key may take, and of silence after it. */
#define PATIENCE 10.0
#define GAP 0.003

int
screen_measure_crowd(
    struct pane *pane, const struct order *order, int64_t launched)
{
    int result = screen_await(pane, order);
    int64_t moment;

    if (result < 0) {
        return result;
    }
    printf("up %.3f\n", (double) (pane->read_at - launched) / 1000);
    moment = clock_now();
    pane_type(pane, order->down);
    pane_read(pane, PATIENCE);
    pane_settle(pane, GAP);
    printf("answer %.3f\n", (double) (pane->read_at - moment) / 1000);
    pane_watch(pane, 0.2); /* the last workers have got as far as to sleep */
    /* what it leaves behind becomes ours */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    moment = clock_now();
    result = pane_quit(pane, order->quit);
    printf("quit %.3f\n", (double) (clock_now() - moment) / 1000);
    printf("left %d\n", process_children());
    return result;
}
