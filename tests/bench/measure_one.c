#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

#include "tests/bench/clock.h"
#include "tests/bench/measure.h"
#include "tests/bench/statistics.h"

/* How often, and for how long in nanoseconds; slow methods do it less often.
 */
#define MOST 200
#define LEAST 5
#define WARM_UP 20
#define BUDGET INT64_C(400000000)

/* Touch every page of so much memory, in small pages, as a program that is
 * long at work has. */
static int
grow(long mib)
{
    size_t size = (size_t) mib << 20;
    volatile char *memory;

    if (mib == 0) {
        return 0;
    }
    memory = mmap(
        NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return -errno;
    }
    madvise((void *) memory, size, MADV_NOHUGEPAGE);
    for (size_t at = 0; at < size; at += 4096) {
        memory[at] = 1;
    }
    return 0;
}

/* Start and join a child; microseconds, or an error. */
static double
start_and_join(const struct method *method, const struct task *task)
{
    struct child child = { 0 };
    int64_t started = clock_now();
    int result = method->start(&child, task);

    if (result == 0) {
        result = method->join(&child);
        method->release(&child);
    }
    return result < 0 ? result : (double) (clock_now() - started) / 1000;
}

/* Do it up to `most` times as long as the budget lasts; how often it was. */
static int
repeat(const struct order *order, double *values, int most, int64_t budget)
{
    const struct task task = { WORK_NOTHING, order->command };
    int64_t end = clock_now() + budget;
    int count = 0;

    while (count < most && (count < LEAST || clock_now() < end)) {
        values[count] = start_and_join(order->method, &task);
        if (values[count] < 0) {
            return (int) values[count];
        }
        count++;
    }
    return count;
}

int
measure_one(const struct order *order)
{
    double values[MOST];
    int count = grow(order->mib);

    if (count == 0) {
        count = repeat(order, values, WARM_UP, BUDGET / 10);
    }
    if (count > 0) {
        count = repeat(order, values, MOST, BUDGET);
    }
    if (count < 0) {
        return count;
    }
    printf("one %.3f\n", statistics_typical(values, (size_t) count));
    return 0;
}
