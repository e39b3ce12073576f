/* guard: a tiny process beside this one that sees to it, however this one ends,
 * that no descendant of a daemon worker survives it and that the terminal is
 * whole again.
 *
 * What daemon workers start, however often it forks and whatever session it
 * makes, is known by a variable in its environment: GUARD_VARIABLE with a word
 * that nobody else has.  The guard sleeps until this process is gone, and ends
 * at once with guard_close(). */
#ifndef SUPERVISE_GUARD_H
#define SUPERVISE_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define GUARD_VARIABLE "MPTOP_GUARD"

struct guard;
struct loop;

/**
 * Make a guard that is not started: it only keeps the groups for guard_kill().
 *
 * out      Receives it, to be closed with guard_close().
 * restore  Called in the guard when this process is gone, before all else: to
 *          give the terminal back, by what both share; or NULL.
 *
 * Returns 0 or -errno.
 */
int guard_new(struct guard **out, void (*restore)(void));

/**
 * Start the guard: early, while this process is small.  From now on all that
 * this process starts carries the variable, unless it is given another
 * environment.
 *
 * guard  Borrowed.
 *
 * Returns 0 or -errno: it is not started, and stays so.
 */
int guard_start(struct guard *guard);

/**
 * Replace the guard from now on when it is lost.
 *
 * guard  Borrowed; NULL or not started does nothing.
 * loop   Borrowed until guard_close().
 *
 * Returns 0 or -errno.
 */
int guard_watch(struct guard *guard, struct loop *loop);

/**
 * End the guard, after all that carries the variable, if something ever did.
 *
 * guard  Taken; NULL does nothing.
 */
void guard_close(struct guard *guard);

/**
 * Get the change to an environment that takes the variable away, or gives it
 * the value that it had: for workers that are no daemons.
 *
 * guard  Borrowed; NULL: there is none.
 *
 * Returns "NAME=VALUE" or "NAME", the guard's; NULL without a guard.
 */
const char *guard_change(const struct guard *guard);

/**
 * Note that a process group lives: it is ended with this process if it is a
 * daemon's, else it is named on stderr.
 *
 * guard   Borrowed; NULL does nothing.
 * group   Its number, that of its leader.
 * name    Its worker's, safe to show.
 * daemon  Whether that is one.
 *
 * Returns its place, for guard_remove(); 0 when there is none for it.
 */
size_t guard_add(
    struct guard *guard, pid_t group, const char *name, bool daemon);

/**
 * Note that a process group is gone.
 *
 * guard  Borrowed; NULL does nothing.
 * place  As guard_add() returned it; 0 does nothing.
 */
void guard_remove(struct guard *guard, size_t place);

/**
 * Kill all groups that live, those of daemons and the others.
 * Async-signal-safe.
 *
 * guard  Borrowed.
 */
void guard_kill(const struct guard *guard);

/**
 * Get memory that this process and the guard share.
 *
 * guard  Borrowed; not started yet.
 * size   How many bytes are wanted; once.
 *
 * Returns zeroed memory that lives as long as the guard; NULL when that is too
 * much.
 */
void *guard_share(struct guard *guard, size_t size);

#endif
