#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "src/multiprocessing.h"
#include "tests/bench/measure.h"

/* Start n children that are watched; the last one counts what it inherited. */
static int
start_all(const struct method *method, struct child *children, long n)
{
    int result = 0;

    for (long i = 0; i < n && result == 0; i++) {
        const struct task task = { i == n - 1 ? WORK_LOOK : WORK_WAIT, NULL };

        result = method->start(&children[i], &task);
        if (result == 0) {
            result = method->watch(&children[i]);
        }
    }
    work_await_ready(result == 0 ? (unsigned) n : 0);
    return result;
}

/* Kill and join n children and close, but not free, their objects. */
static int
close_all(const struct method *method, struct child *children, long n)
{
    int result = 0;

    for (long i = 0; i < n && result == 0; i++) {
        result = method->signal(&children[i], SIGKILL);
        if (result == 0) {
            method->unwatch(&children[i]);
            result = method->join(&children[i]);
        }
        if (result == 0) {
            result = mp_process_close(children[i].handle);
        }
    }
    return result;
}

int
measure_descriptors(const struct order *order)
{
    long n = order->alive > 0 ? order->alive : 1;
    struct child *children = calloc((size_t) n, sizeof(*children));
    int before = work_count_descriptors();
    int result;
    int living;
    int ended;

    if (children == NULL) {
        return -ENOMEM;
    }
    result = start_all(order->method, children, n);
    living = work_count_descriptors() - before;
    if (result == 0) {
        result = close_all(order->method, children, n);
    }
    ended = work_count_descriptors() - before;
    if (result == 0) {
        printf("living %.3f\n", (double) living / (double) n);
        printf("ended %.3f\n", (double) ended / (double) n);
        printf("inherited %d\n", work_seen_descriptors() - before);
    }
    free(children); /* the objects end with this program */
    return result;
}
