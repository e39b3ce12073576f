/* life: what becomes of one worker: start, signals, end, restart.  Only the
 * supervisor's own files include this. */
#ifndef SUPERVISE_LIFE_H
#define SUPERVISE_LIFE_H

#include <stdbool.h>

#include "src/supervise/action.h"
#include "src/supervise/worker.h"

/* How often a group whose leader has ended is looked at while it is stopping:
 * the kernel has no event for its end. */
#define LIFE_LOOK_EVERY (NANOSECONDS_PER_SECOND / 10)

/* A restart that has to wait longer than this says what for. */
#define LIFE_PATIENCE NANOSECONDS_PER_SECOND

/* What the engine tells of a worker's process; its context is the worker. */
extern const struct engine_listener life_listener;

/**
 * Make the process of a new worker, not started.
 *
 * worker  Borrowed; function or command, name and daemon are set.
 *
 * Returns 0 or an error of the library.
 */
int life_create(struct worker *worker);

/**
 * Make the process of a worker that is initial anew, after a change of what it
 * is made of.
 *
 * worker  Borrowed; never started.
 *
 * Returns 0 or an error of the library: it keeps the process that it has.
 */
int life_renew(struct worker *worker);

/**
 * Start the process of a worker that is initial.
 *
 * worker  Borrowed.
 *
 * Returns 0 or an error of the library, which has been told.
 */
int life_start(struct worker *worker);

/**
 * Start a new process in the row of a worker that has ended.
 *
 * worker  Borrowed; neither it nor others of its group live.
 *
 * Returns 0 or an error of the library, which has been told.
 */
int life_start_anew(struct worker *worker);

/**
 * Send a signal to a worker's group, or what is left of it.
 *
 * worker  Borrowed; alive, or some of its group are left.
 * signum  SIGTERM or SIGKILL: it is asked to end.
 *
 * Returns 0, or an error of the library: nothing was sent.
 */
int life_signal(struct worker *worker, int signum);

/**
 * Note that a worker was asked to end by another way than a signal.
 *
 * worker  Borrowed; alive.
 */
void life_note_stopping(struct worker *worker);

/**
 * Send a signal that does not ask for an end: what it does is up to them.
 *
 * worker  Borrowed; alive, or some of its group are left.
 * signum  Any signal.
 *
 * Returns 0, or an error of the library: nothing was sent.
 */
int life_send(struct worker *worker, int signum);

/**
 * Look at a worker in a while: what is left of its group, and again as long as
 * it is stopping; or, while its leader runs, what a restart waits for.
 *
 * worker  Borrowed.
 * wait    Nanoseconds.
 */
void life_look_after(struct worker *worker, int64_t wait);

/**
 * Tell that a worker was asked to end and has not.
 *
 * worker  Borrowed; alive, and was asked.
 * action  ACTION_TERMINATE, or ACTION_RESTART: it will be started again.
 */
void life_tell_asked(struct worker *worker, enum action action);

/**
 * Look whether somebody of the group of a worker that has ended is left.
 *
 * worker  Borrowed.
 *
 * Returns whether somebody is.
 */
bool life_look(struct worker *worker);

#endif
