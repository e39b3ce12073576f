/* statistics: what is said of several measured values. */
#ifndef TESTS_BENCH_STATISTICS_H
#define TESTS_BENCH_STATISTICS_H

#include <stddef.h>

/* Several values in three numbers. */
struct summary {
    double median;
    double lowest;
    double highest;
};

/**
 * Sum up some values.
 *
 * values  n values; sorted on return.
 * n       How many there are, at least one.
 *
 * Returns their median and range.
 */
struct summary statistics_sum_up(double *values, size_t n);

/**
 * Tell what is typical of many values: the mean of their middle half, for
 * times that lie around two values (a wake on the same CPU or on another)
 * leave a median to chance.
 *
 * values  n values; sorted on return.
 * n       How many there are, at least one.
 *
 * Returns it.
 */
double statistics_typical(double *values, size_t n);

#endif
