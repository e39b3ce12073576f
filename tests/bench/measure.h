/* measure: takes the figures of one method, once, and prints each as a line
 * "NAME VALUE"; times are in microseconds. */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include "tests/bench/method.h"

/* What is to be measured, from the command line. */
struct order {
    const struct method *method;
    const char *const *command; /* NULL: a function */
    long mib;                   /* memory that the parent has touched */
    long alive;                 /* children that live meanwhile */
};

/**
 * Start and join one child after the other: "one", the time of each.
 *
 * order  Borrowed; its command and memory count.
 *
 * Returns 0, or an error.
 */
int measure_one(const struct order *order);

/**
 * Measure with many children alive.  A child's share of starting them all,
 * "start", of having their ends reported, "watch", and of killing and reaping
 * them all, "end"; and meanwhile of a further child: "terminate" it and join;
 * from its end until that is noticed, "notice", and until it is reaped,
 * "reap"; and the same when it ends by _exit(), "reap-exit".  Without others
 * alive there are no shares.
 *
 * order  Borrowed; its number of children counts.
 *
 * Returns 0, or an error.
 */
int measure_crowd(const struct order *order);

/**
 * Count descriptors of the library: "living" and "ended", in the parent for
 * each child that lives and is watched, and for each that ended and was
 * closed; "inherited", in a child beyond those that the parent had before.
 *
 * order  Borrowed; its number of children counts.
 *
 * Returns 0, or an error.
 */
int measure_descriptors(const struct order *order);

#endif
