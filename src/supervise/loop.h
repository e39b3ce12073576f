/* loop: waits for descriptors and timers, and wakes only when something
 * happened. */
#ifndef SUPERVISE_LOOP_H
#define SUPERVISE_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "src/supervise/clock.h"

struct loop;

/* Called when a watched descriptor is ready; events are EPOLL... bits. */
typedef void loop_fd_function(void *context, int fd, uint32_t events);

/* Called when a timer is due. */
typedef void loop_timer_function(void *context);

/* A timer; lives in its owner's struct.  Zero-initialised: not set. */
struct loop_timer {
    loop_timer_function *function;
    void *context;
    int64_t due;    /* monotonic nanoseconds */
    uint64_t order; /* the loop's: of those that were set for the same moment */
    uint32_t place; /* in the loop's heap, from 1; 0: not set */
};

/**
 * Make a loop.
 *
 * out    Receives the loop, to be freed with loop_free().
 * clock  Borrowed; must outlive the loop.
 *
 * Returns 0 or -errno.
 */
int loop_new(struct loop **out, const struct clock *clock);

/**
 * Free a loop.  Timers and descriptors stay their owners'.
 *
 * loop  Taken; NULL does nothing.
 */
void loop_free(struct loop *loop);

/**
 * Get the clock that the loop lives by.
 *
 * loop  Borrowed.
 *
 * Returns the clock, borrowed.
 */
const struct clock *loop_clock(const struct loop *loop);

/**
 * Watch a descriptor.
 *
 * loop      Borrowed.
 * fd        Open descriptor, not watched yet; it stays the caller's, who calls
 *           loop_unwatch() before closing it.
 * events    EPOLLIN, EPOLLOUT, ...; level-triggered.
 * function  Called from loop_turn() while the descriptor is ready.
 * context   Its first argument.
 *
 * Returns 0 or -errno.
 */
int loop_watch(
    struct loop *loop,
    int fd,
    uint32_t events,
    loop_fd_function *function,
    void *context);

/**
 * Stop watching a descriptor; safe from inside any handler: no call for it
 * follows, also when it was ready in the same turn.
 *
 * loop  Borrowed.
 * fd    The descriptor; one that is not watched does nothing.
 */
void loop_unwatch(struct loop *loop, int fd);

/**
 * Set a timer, or set it anew.  Timers for the same moment fire in the order
 * in which they were set.
 *
 * loop   Borrowed.
 * timer  Borrowed until it fires or is cancelled; function and context filled
 *        in by the caller.
 * due    Monotonic nanoseconds; a past moment fires in the next turn.
 *
 * Returns 0 or -ENOMEM.
 */
int loop_timer_set(struct loop *loop, struct loop_timer *timer, int64_t due);

/**
 * Unset a timer; one that is not set does nothing.
 *
 * loop   Borrowed.
 * timer  Borrowed.
 */
void loop_timer_cancel(struct loop *loop, struct loop_timer *timer);

/**
 * Wait until something happens and call the handlers for it, once round.
 *
 * loop  Borrowed.
 * wait  Whether to wait; false only looks.
 *
 * Returns how many handlers were called, or -errno.  A signal that interrupts
 * the wait gives 0.
 */
int loop_turn(struct loop *loop, bool wait);

#endif
