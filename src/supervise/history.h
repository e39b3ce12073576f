/* history: what became of a worker, life after life, as moments in the order of
 * time.  Bounded: of what is too old only its number is kept. */
#ifndef SUPERVISE_HISTORY_H
#define SUPERVISE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Most moments that are kept of a worker. */
enum {
    HISTORY_LIMIT = 256
};

enum history_type {
    HISTORY_STARTED,   /* value: its pid */
    HISTORY_JOINING,   /* somebody begins to wait for it */
    HISTORY_JOINED,    /* nobody waits any more; value: as event.result */
    HISTORY_SIGNALLED, /* we sent it a signal; value: which */
    HISTORY_STOPPED,   /* value: its exit code, if has_value */
    HISTORY_GONE,      /* the others of its group have ended, too */
    HISTORY_FAILED,    /* it could not be started */
    HISTORY_CHANGED    /* nothing but its state */
};

/* Something that happened; what it made of the worker lasts until the next. */
struct history_moment {
    int64_t time;   /* monotonic nanoseconds */
    int64_t wall;   /* wall clock nanoseconds */
    int32_t value;  /* as history_type says */
    uint8_t type;   /* enum history_type */
    uint8_t state;  /* enum worker_state from now on */
    uint8_t reason; /* enum worker_reason: why the last life ended */
    bool has_value : 1;
    bool failed : 1;    /* as worker.failed */
    bool restarted : 1; /* HISTORY_STARTED: in place of an earlier life */
};

/* A life, put together from its moments. */
struct history_life {
    unsigned number; /* 1: the first that the worker had */
    pid_t pid;
    int64_t started; /* monotonic nanoseconds */
    int64_t started_wall;
    int64_t ended; /* 0: it has not */
    int64_t ended_wall;
    bool has_exitcode;
    int exitcode;
    uint8_t reason; /* enum worker_reason */
    bool failed;
    int signum; /* the last that we sent in this life; 0: none */
};

struct history;

/**
 * Make an empty history.
 *
 * created  Monotonic nanoseconds when the worker came into being.
 * wall     The same as wall clock nanoseconds.
 *
 * Returns it, to be freed with history_free(), or NULL without memory.
 */
struct history *history_new(int64_t created, int64_t wall);

/**
 * Free a history.
 *
 * history  Taken; NULL does nothing.
 */
void history_free(struct history *history);

/**
 * Keep a moment.  When there are too many, the oldest signals and waits go
 * first, then the oldest lives; without memory the moment is lost.
 *
 * history  Borrowed.
 * moment   Borrowed; not earlier than the one before.
 */
void history_add(struct history *history, const struct history_moment *moment);

/**
 * Tell when the worker came into being.
 *
 * history  Borrowed.
 * wall     Receives it as wall clock nanoseconds; may be NULL.
 *
 * Returns monotonic nanoseconds.
 */
int64_t history_created(const struct history *history, int64_t *wall);

/**
 * Count the moments that are kept.
 *
 * history  Borrowed.
 *
 * Returns how many.
 */
size_t history_count(const struct history *history);

/**
 * Get a moment.
 *
 * history  Borrowed.
 * place    Less than history_count(); 0 is the oldest.
 *
 * Returns it, valid until the next history_add().
 */
const struct history_moment *history_at(
    const struct history *history, size_t place);

/**
 * Find the first moment after a time, in a time that grows with the logarithm
 * of their number.
 *
 * history  Borrowed.
 * time     Monotonic nanoseconds.
 *
 * Returns its place; history_count() when there is none.
 */
size_t history_after(const struct history *history, int64_t time);

/**
 * Get the life that begins at a place or next after it.
 *
 * history  Borrowed.
 * place    Where to look from, 0 at first; moved on behind that life.
 * life     Receives it.
 *
 * Returns whether there was one.
 */
bool history_next_life(
    const struct history *history, size_t *place, struct history_life *life);

/**
 * Tell how many lives are not kept any more.
 *
 * history  Borrowed.
 *
 * Returns how many.
 */
unsigned history_lives_dropped(const struct history *history);

#endif
