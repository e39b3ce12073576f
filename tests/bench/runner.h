/* runner: runs a measuring program and reads the figures that it prints. */
#ifndef TESTS_BENCH_RUNNER_H
#define TESTS_BENCH_RUNNER_H

#include <stddef.h>

#define RUNNER_FIGURES 16

/* A measured value. */
struct figure {
    char name[24];
    double value; /* microseconds, or a number */
};

/* What a run gave.  Read it freely. */
struct outcome {
    size_t count;
    struct figure figures[RUNNER_FIGURES];
    char version[64]; /* of what was measured; "": not told */
    char reason[160]; /* why there are no figures; "": there are */
};

/* Where programs are found.  Texts are borrowed. */
struct runner_places {
    const char *programs; /* folder of the measuring programs */
    const char *scripts;  /* folder of the scripts NAME.py */
    const char *python;   /* what runs those */
    double seconds;       /* how long a run may take */
};

/**
 * Get ready to run programs: from here on SIGINT, SIGTERM and SIGHUP are
 * heeded by runner_run() alone.
 *
 * places  Borrowed, also by all that is run later.
 *
 * Returns 0, or -errno.
 */
int runner_open(const struct runner_places *places);

/**
 * Run a program, and see to it that nothing of it is left.
 *
 * command  Its name and arguments, NULL-ended; NAME.py is run by Python.
 * outcome  Receives what it printed, or why there are no figures.
 *
 * Returns 0 when there are figures; 1 when it had a reason to give none; 2
 * when it failed; -EINTR when a signal asked to stop.
 */
int runner_run(const char *const *command, struct outcome *outcome);

#endif
