/* sessions: signals for all that are in the sessions of workers with terminals.
 *
 * Who else is in a session is found through /proc.  For a few workers their
 * descendants are gone through at once.  Where many are signalled at a time,
 * one walk serves all a little later, when most have ended: what has not been
 * looked at in /proc costs the kernel less to forget, and so does what is no
 * longer there. */
#ifndef SUPERVISE_SESSIONS_H
#define SUPERVISE_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/supervise/census.h"
#include "src/supervise/loop.h"

/* Called once for each signal that was asked for, when all of the session that
 * are to have it have been sent it. */
typedef void sessions_sent(void *context, int signum);

/* A signal that was asked for. */
struct sessions_signal {
    pid_t leader;
    int signum;
    bool waits;     /* for the walk */
    size_t order;   /* among all that were asked for */
    uint64_t since; /* clock tick in which it was */
    void *context;
};

struct sessions {
    struct loop *loop;
    struct census *census;
    sessions_sent *sent;
    struct loop_timer timer;
    struct sessions_signal *signals; /* since the timer last rang */
    size_t count;
    size_t room;
    size_t waiting;   /* how many of them wait for the walk */
    unsigned put_off; /* how often the walk was, in a row */
    bool ending;      /* somebody has ended since the timer last rang */
};

/**
 * Prepare to signal sessions.
 *
 * sessions  All zero.
 * loop      Borrowed until sessions_free().
 * census    Borrowed until sessions_free().
 * sent      Told of each signal; it may not ask for another.
 */
void sessions_init(
    struct sessions *sessions,
    struct loop *loop,
    struct census *census,
    sessions_sent *sent);

/**
 * Send a signal to those of a session that are not in its leader's group and
 * have begun by now.
 *
 * sessions  Borrowed.
 * leader    Of the session; a child of this process that has not been reaped.
 * signum    Any signal but 0.
 * context   For sent(), which is called in a moment, or in sessions_free().
 */
void sessions_send(
    struct sessions *sessions, pid_t leader, int signum, void *context);

/**
 * Note that a process has ended: where many do, the walk waits for more.
 *
 * sessions  Borrowed.
 */
void sessions_ended(struct sessions *sessions);

/**
 * Send what waits, and give back what this holds.
 *
 * sessions  Borrowed.
 */
void sessions_free(struct sessions *sessions);

#endif
