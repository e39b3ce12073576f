/* sampler: looks at the machine and at the tree of children, no more often
 * than what is shown needs. */
#ifndef UI_SAMPLER_H
#define UI_SAMPLER_H

#include <stdbool.h>
#include <stdint.h>

#include "src/supervise/loop.h"
#include "src/supervise/stats.h"
#include "ui/model.h"

/* Zero-initialised: closed. */
struct sampler {
    struct loop *loop;   /* borrowed */
    struct model *model; /* borrowed */
    struct stats *stats; /* NULL: the system tells us nothing */
    struct loop_timer timer;
    int64_t delay;       /* nanoseconds between two regular samples */
    int64_t machine_due; /* monotonic nanoseconds */
    int64_t tree_due;
    int64_t tree_taken;
    bool stale; /* something happened to a worker since tree_taken */
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
 * Take the samples that are due, and set the timer for the next.  Once a turn.
 *
 * sampler  Borrowed.
 * machine  Whether the numbers of the machine are shown.
 * tree     Whether the tree is shown.
 */
void sampler_turn(struct sampler *sampler, bool machine, bool tree);

#endif
