/* contest: measures all contestants in rounds, in turn. */
#ifndef TESTS_BENCH_CONTEST_H
#define TESTS_BENCH_CONTEST_H

#include <stdbool.h>
#include <stddef.h>

#include "tests/bench/plan.h"
#include "tests/bench/runner.h"

#define CONTEST_ROUNDS 50
#define CONTEST_EXPERIMENTS 32

/* A figure in all rounds; where a round repeats, the median in it. */
struct series {
    char name[24];
    double values[CONTEST_ROUNDS];
    size_t count;
};

/* What is known of a contestant. */
struct result {
    bool done;        /* every round gave figures */
    bool failed;      /* it should have given some */
    char reason[160]; /* why it gave none */
    char version[64];
    size_t count;
    struct series series[RUNNER_FIGURES];
};

/* How to measure, and all that was measured. */
struct contest {
    unsigned rounds;
    bool quick;
    const char *only; /* part of the names of the experiments; NULL: all */
    struct result results[CONTEST_EXPERIMENTS][PLAN_CONTESTANTS];
};

/**
 * Measure.  Progress is told on stderr.
 *
 * contest  Its first members say how; receives the results.
 *
 * Returns 0, or -EINTR when a signal asked to stop.
 */
int contest_run(struct contest *contest);

/**
 * Tell whether an experiment is part of a contest.
 *
 * contest  Borrowed.
 * which    Number in plan_experiments.
 *
 * Returns it.
 */
bool contest_has(const struct contest *contest, size_t which);

/**
 * Find a figure of a contestant.
 *
 * contest  Borrowed.
 * subject  Borrowed.
 * result   Receives what is known of the contestant, borrowed from the
 *          contest; NULL when it has no part in it.
 *
 * Returns the figure in all rounds, borrowed from the contest, or NULL.
 */
const struct series *contest_find(
    const struct contest *contest,
    const struct subject *subject,
    const struct result **result);

#endif
