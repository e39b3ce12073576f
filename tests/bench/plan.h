/* plan: what is measured side by side, and what is said of it.  A new row is a
 * line in plan.c; a new program of any kind is a contestant there. */
#ifndef TESTS_BENCH_PLAN_H
#define TESTS_BENCH_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "tests/bench/limits.h"

#define PLAN_CONTESTANTS 6

/* One of those that are measured side by side. */
struct contestant {
    const char *name;        /* NULL: none, and none after it */
    bool peer;               /* another library */
    bool full_only;          /* not in the quick form */
    const char *command[14]; /* as for runner_run() */
    struct need need;
};

/* Several contestants that do the same, in turn. */
struct experiment {
    const char *name;
    bool full_only;
    unsigned repeats; /* in each round of the full form; 1 in the quick one */
    unsigned rounds;  /* in which it takes part; 1 in the quick form; 0: all */
    struct contestant contestants[PLAN_CONTESTANTS];
};

/* A figure of a contestant. */
struct subject {
    const char *experiment; /* NULL: none */
    const char *contestant;
    const char *figure;
};

/* What is to be reached. */
enum goal {
    GOAL_NONE,    /* for information */
    GOAL_AT_MOST, /* ours / base, or ours where there is no base, or what ours
                     is above the base */
    GOAL_AT_LEAST /* base / ours */
};

/* A line of the table. */
struct row {
    const char *item;
    bool full_only;
    struct subject ours;
    struct subject base;
    enum goal goal;
    double bound;
    double among; /* not the ratio counts but the difference, shared among so
                     many; 0: the ratio */
};

extern const struct experiment plan_experiments[];
extern const size_t plan_experiment_count;
extern const struct row plan_rows[];
extern const size_t plan_row_count;

#endif
