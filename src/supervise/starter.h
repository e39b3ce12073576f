/* starter: starts the workers of a set in their order, some at a time, so that
 * nobody waits for it. */
#ifndef SUPERVISE_STARTER_H
#define SUPERVISE_STARTER_H

#include <stdbool.h>
#include <stddef.h>

#include "src/supervise/loop.h"

struct supervisor;

/* Who is told when it is through; starts nobody any more when it returns. */
typedef void starter_done(void *context);

/* Zero-initialised: idle. */
struct starter {
    struct supervisor *supervisor;
    struct loop *loop;
    bool manual; /* start also those that are to wait for a key */
    starter_done *done;
    void *context;
    size_t next; /* the first worker that is still to be looked at */
    struct loop_timer timer;
};

/**
 * Begin; nothing is started before the loop turns.
 *
 * starter     Borrowed until it is through or cancelled.
 * supervisor  Borrowed.
 * loop        Borrowed.
 * manual      Whether to start those too that are not started with the set.
 * done        Called with context once it is through.
 * context     Its argument.
 *
 * Returns 0 or -ENOMEM.
 */
int starter_begin(
    struct starter *starter,
    struct supervisor *supervisor,
    struct loop *loop,
    bool manual,
    starter_done *done,
    void *context);

/**
 * Start nobody any more.
 *
 * starter  Borrowed; one that is through or idle is left alone.
 */
void starter_cancel(struct starter *starter);

/**
 * Tell whether there are workers that it has not come to yet.
 *
 * starter  Borrowed.
 *
 * Returns whether there are.
 */
bool starter_is_busy(const struct starter *starter);

/**
 * Note that a row is gone: those behind it have moved.
 *
 * starter  Borrowed.
 */
void starter_removed(struct starter *starter);

#endif
