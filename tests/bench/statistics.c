#include "tests/bench/statistics.h"

#include <stdlib.h>

/* Order two values for qsort(). */
static int
compare(const void *left, const void *right)
{
    const double *a = left;
    const double *b = right;

    return (*a > *b) - (*a < *b);
}

struct summary
statistics_sum_up(double *values, size_t n)
{
    struct summary summary;

    qsort(values, n, sizeof(*values), compare);
    summary.median =
        n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    summary.lowest = values[0];
    summary.highest = values[n - 1];
    return summary;
}

double
statistics_typical(double *values, size_t n)
{
    double sum = 0;

    qsort(values, n, sizeof(*values), compare);
    for (size_t i = n / 4; i < n - n / 4; i++) {
        sum += values[i];
    }
    return sum / (double) (n - 2 * (n / 4));
}
