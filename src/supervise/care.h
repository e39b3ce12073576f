/* care: what the supervisor needs to carry out a worker's policy, kept for
 * workers that have one.  Only the supervisor's own files include this. */
#ifndef SUPERVISE_CARE_H
#define SUPERVISE_CARE_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/supervise/helper.h"
#include "src/supervise/logfile.h"
#include "src/supervise/loop.h"
#include "src/supervise/worker.h"

/* The longest reason why a worker is not ready yet. */
#define CARE_SAID_SIZE 128

struct care {
    /* dependency.c */
    struct worker **others; /* one for each dependency; NULL: not there */
    bool resolved;          /* others are found */
    bool forced;            /* it was started without them */
    struct worker **dependents;
    size_t dependent_count;
    size_t dependent_room;

    /* restart.c: its start, when nothing hinders it or its back-off is over. */
    struct loop_timer wait_timer;

    /* stop.c */
    struct loop_timer stop_timer;
    struct helper *stopper;
    bool commanded; /* its stop command ran in this life */

    /* readiness.c */
    struct loop_timer probe_timer;
    struct helper *probe;
    unsigned successes; /* of tries in a row */
    unsigned failures;
    int64_t probed; /* monotonic nanoseconds: when the last try began */
    regex_t pattern;
    bool has_pattern;
    uint64_t next_line;        /* of the output that is to be looked at */
    char said[CARE_SAID_SIZE]; /* what the last try was about; "" */

    /* liveness.c */
    struct loop_timer alive_timer;
    struct helper *alive_probe;
    unsigned alive_failures; /* of tries in a row */
    int64_t alive_probed;    /* monotonic nanoseconds: when the last began */
    bool unwell;             /* it is ended because of that */

    struct logfile log;
    struct logfile error_log;
    bool returned; /* a terminal's carriage return is not written yet */
};

/**
 * Make what a new worker's policy needs.
 *
 * worker  Borrowed; its policy is set and is not policy_none().
 *
 * Returns 0, -ENOMEM, or -EINVAL: a regular expression is none.
 */
int care_new(struct worker *worker);

/**
 * Free what a worker's policy needed, and forget that others depend on it or
 * it on them.
 *
 * worker  Borrowed; one without is left alone.
 */
void care_free(struct worker *worker);

/**
 * Note that a life has begun.
 *
 * worker  Borrowed; alive.
 */
void care_started(struct worker *worker);

/**
 * Note what a worker wrote, after its output was appended.
 *
 * worker  Borrowed.
 * stream  Where to.
 * bytes   size bytes.
 */
void care_output(
    struct worker *worker,
    enum output_stream stream,
    const char *bytes,
    size_t size);

/**
 * Note that a life has ended, after that was told.
 *
 * worker  Borrowed.
 */
void care_ended(struct worker *worker);

/**
 * Note that nobody is left of a group, or that a start has failed.
 *
 * worker  Borrowed.
 */
void care_gone(struct worker *worker);

#endif
