/* report: shows a contest to people, and writes it for programs. */
#ifndef TESTS_BENCH_REPORT_H
#define TESTS_BENCH_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "tests/bench/contest.h"

/* What surrounds the measurements. */
struct surroundings {
    const char *library; /* version of ours */
    char system[224];
    long cpus;          /* that may be used */
    bool pinned;        /* to one of them */
    double load_before; /* average of the last minute */
    double load_after;
};

/* How the goals were reached. */
struct tally {
    int met;
    int not_met;
    int skipped; /* goals without a figure */
    int failed;  /* rows without a figure that should have one */
};

/**
 * Print the table.
 *
 * contest       Borrowed; it has been run.  The quick form is not judged.
 * surroundings  Borrowed.
 * file          Where to.
 *
 * Returns how the goals were reached.
 */
struct tally report_print(
    const struct contest *contest,
    const struct surroundings *surroundings,
    FILE *file);

/**
 * Write all figures and what is said of them as JSON.
 *
 * contest       Borrowed; it has been run.
 * surroundings  Borrowed.
 * file          Where to.
 */
void report_write(
    const struct contest *contest,
    const struct surroundings *surroundings,
    FILE *file);

#endif
