#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/clock.h"
#include "tests/bench/measure.h"
#include "tests/bench/statistics.h"

/* How often each thing is done with a further child. */
#define TIMES 100

/* Start children that wait; each one's share in microseconds, or an error. */
static double
start_all(const struct method *method, struct child *children, long n)
{
    const struct task task = { .work = WORK_WAIT };
    int64_t started = clock_now();

    for (long i = 0; i < n; i++) {
        int result = method->start(&children[i], &task);

        if (result < 0) {
            return result;
        }
    }
    return (double) (clock_now() - started) / 1000 / (double) n;
}

/* Kill, then reap children; each one's share in microseconds, or an error. */
static double
end_all(const struct method *method, struct child *children, long n)
{
    int64_t started = clock_now();
    int result = 0;

    for (long i = 0; i < n && result == 0; i++) {
        result = method->signal(&children[i], SIGKILL);
    }
    for (long i = 0; i < n && result == 0; i++) {
        result = method->join(&children[i]);
        method->release(&children[i]);
    }
    return result < 0 ? result
                      : (double) (clock_now() - started) / 1000 / (double) n;
}

/* Have the ends of all children reported, as a program that serves them has.
 */
static int
watch_all(const struct method *method, struct child *children, long n)
{
    int result = 0;

    for (long i = 0; method->watch != NULL && i < n && result == 0; i++) {
        result = method->watch(&children[i]);
    }
    return result;
}

static void
unwatch_all(const struct method *method, struct child *children, long n)
{
    for (long i = 0; method->unwatch != NULL && i < n; i++) {
        method->unwatch(&children[i]);
    }
}

/* Terminate and join a child that waits; microseconds, or an error. */
static double
terminate_one(const struct method *method)
{
    const struct task task = { .work = WORK_WAIT };
    struct child child = { 0 };
    int64_t started;
    int result;

    work_forget_ready();
    result = method->start(&child, &task);
    if (result < 0) {
        return result;
    }
    work_await_ready(1);
    clock_rest(1000); /* it waits by now */
    started = clock_now();
    result = method->signal(&child, SIGTERM);
    if (result == 0) {
        result = method->join(&child);
    }
    started = clock_now() - started;
    method->release(&child);
    return result < 0 ? result : (double) started / 1000;
}

/* Wait for the end of a child that ends by itself; the microseconds from there
 * until it was noticed and until it was reaped. */
static int
notice_one(
    const struct method *method,
    enum work work,
    double *noticed,
    double *reaped)
{
    const struct task task = { .work = work };
    struct child child = { 0 };
    int64_t time = 0;
    int result = method->start(&child, &task);

    if (result < 0) {
        return result;
    }
    result = watch_all(method, &child, 1);
    if (result == 0) {
        result = method->notice(&child, &time);
    }
    *noticed = (double) (time - work_ended_at()) / 1000;
    if (result == 0) {
        result = method->join(&child);
    }
    *reaped = (double) (clock_now() - work_ended_at()) / 1000;
    unwatch_all(method, &child, 1);
    method->release(&child);
    return result;
}

/* Print how long it takes to notice and to reap a child that ends. */
static int
measure_notice(const struct method *method, enum work work)
{
    double noticed[TIMES];
    double reaped[TIMES];

    for (int i = 0; i < TIMES; i++) {
        int result = notice_one(method, work, &noticed[i], &reaped[i]);

        if (result < 0) {
            return result;
        }
    }
    if (work == WORK_EXIT) {
        printf("reap-exit %.3f\n", statistics_typical(reaped, TIMES));
    } else {
        printf("notice %.3f\n", statistics_typical(noticed, TIMES));
        printf("reap %.3f\n", statistics_typical(reaped, TIMES));
    }
    return 0;
}

/* Print how long it takes to terminate and join a child. */
static int
measure_terminate(const struct method *method)
{
    double values[TIMES];

    for (int i = 0; i < TIMES; i++) {
        values[i] = terminate_one(method);
        if (values[i] < 0) {
            return (int) values[i];
        }
    }
    printf("terminate %.3f\n", statistics_typical(values, TIMES));
    return 0;
}

/* Measure what happens to one more child while the others live. */
static int
measure_further(const struct method *method, struct child *children, long alive)
{
    int result = measure_terminate(method);
    int64_t started = clock_now();

    if (result == 0) {
        result = watch_all(method, children, alive);
    }
    if (result == 0 && alive > 0 && method->watch != NULL) {
        double all = (double) (clock_now() - started) / 1000;

        printf("watch %.3f\n", all / (double) alive);
    }
    if (result == 0) {
        result = measure_notice(method, WORK_END);
    }
    if (result == 0) {
        result = measure_notice(method, WORK_EXIT);
    }
    unwatch_all(method, children, alive);
    return result;
}

int
measure_crowd(const struct order *order)
{
    const struct method *method = order->method;
    struct child *children =
        calloc((size_t) order->alive + 1, sizeof(*children));
    double start = 0;
    double end = 0;
    int result;

    if (children == NULL) {
        return -ENOMEM;
    }
    if (order->alive > 0) {
        start = start_all(method, children, order->alive);
    }
    if (start < 0) {
        result = (int) start;
        goto finish;
    }
    work_await_ready((unsigned) order->alive);
    result = measure_further(method, children, order->alive);
    if (result == 0 && order->alive > 0) {
        end = end_all(method, children, order->alive);
        result = end < 0 ? (int) end : 0;
        printf("start %.3f\nend %.3f\n", start, end);
    }

finish:
    free(children); /* what still lives ends with this program */
    return result;
}
