/* sampler: looks at the machine, at the workers whose rows are shown, and at
 * the tree of children, no more often than what is shown needs. */
#ifndef UI_SAMPLER_H
#define UI_SAMPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/supervise/loop.h"
#include "src/supervise/stats.h"
#include "ui/model.h"

/* Most rows whose numbers are sampled because they are on the screen. */
#define SAMPLER_ROWS 1024

/* Which numbers of the other workers count, too: the rows are sorted by them.
 */
enum sampler_others {
    SAMPLER_OTHERS_NOT,
    SAMPLER_OTHERS_CPU, /* nothing but how much they run */
    SAMPLER_OTHERS_ALL
};

/* What is shown. */
struct sampler_needs {
    bool machine;  /* the numbers of the machine */
    bool tree;     /* the tree of children */
    pid_t detail;  /* the process of which all is shown; 0: of none */
    unsigned more; /* STATS_...: of the rows, beyond what is cheap */
    enum sampler_others others;
    size_t count; /* rows that are on the screen */
    struct worker *rows[SAMPLER_ROWS];
};

/* Zero-initialised: closed. */
struct sampler {
    struct loop *loop;   /* borrowed */
    struct model *model; /* borrowed */
    struct stats *stats; /* NULL: not needed so far */
    bool blind;          /* the system tells us nothing */
    struct loop_timer timer;
    int64_t delay;       /* nanoseconds between two regular samples */
    int64_t machine_due; /* monotonic nanoseconds */
    int64_t rows_due;
    int64_t tree_due;
    int64_t tree_taken;
    pid_t detail; /* of which process the detail was taken */
    int64_t detail_due;
    bool stale;  /* something happened to a worker since tree_taken */
    size_t next; /* of the workers that are not on the screen: whose numbers
                     are to be read next */
    size_t left; /* how many of them are still to be looked at */
};

/**
 * Begin.  Without statistics of the system the numbers stay away; in a
 * simulation they are always the same.
 *
 * sampler  Borrowed; to be closed with sampler_close().
 * loop     Borrowed; must outlive the sampler.
 * model    Borrowed; must outlive the sampler.
 * delay    Seconds between two regular samples.
 */
void sampler_open(
    struct sampler *sampler,
    struct loop *loop,
    struct model *model,
    double delay);

/**
 * End; what the model shows of the tree is emptied.
 *
 * sampler  Borrowed.
 */
void sampler_close(struct sampler *sampler);

/**
 * Hear that something happened to a worker.
 *
 * sampler  Borrowed.
 */
void sampler_stir(struct sampler *sampler);

/**
 * Take the samples that are due.  Once a turn, before anything is drawn.
 *
 * sampler  Borrowed.
 * needs    Borrowed: what is shown.
 */
void sampler_turn(struct sampler *sampler, const struct sampler_needs *needs);

/**
 * Set the timer for the next sample.  Once a turn, after all was drawn: other
 * rows may be on the screen now.
 *
 * sampler  Borrowed.
 * needs    Borrowed: what is shown.
 */
void sampler_plan(struct sampler *sampler, const struct sampler_needs *needs);

#endif
