/* verdict: what the measured figures say of a row. */
#ifndef TESTS_BENCH_VERDICT_H
#define TESTS_BENCH_VERDICT_H

#include <stdbool.h>

#include "tests/bench/contest.h"
#include "tests/bench/statistics.h"

enum verdict_kind {
    VERDICT_NONE, /* for information, or not judged */
    VERDICT_MET,
    VERDICT_NOT_MET,
    VERDICT_SKIPPED /* a figure is missing */
};

/* What is said of a row.  Read it freely; texts are borrowed. */
struct verdict {
    enum verdict_kind kind;
    const char *reason; /* why it is skipped */
    bool failed;        /* skipped, and should not have been */
    bool has_base;
    struct summary ours;  /* of the rounds */
    struct summary base;  /* the same of what it is compared with */
    struct summary ratio; /* of the ratios in each round, or of the differences;
                         without a base: ours */
    const char *peer;     /* the fastest peer; NULL: none was measured */
    double peer_median;
    double peer_ratio; /* how much faster than it ours is */
};

/**
 * Judge a row.
 *
 * contest  Borrowed; it has been run.
 * row      Borrowed, of the plan.
 * verdict  Receives what is said.
 *
 * Returns whether the row is part of the contest.
 */
bool verdict_reach(
    const struct contest *contest,
    const struct row *row,
    struct verdict *verdict);

#endif
