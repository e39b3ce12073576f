/* supervisor: the set of workers: actions go in, events come out.  Knows no
 * screen. */
#ifndef SUPERVISE_SUPERVISOR_H
#define SUPERVISE_SUPERVISOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/multiprocessing.h"
#include "src/supervise/action.h"
#include "src/supervise/engine.h"
#include "src/supervise/event.h"
#include "src/supervise/loop.h"
#include "src/supervise/marks.h"
#include "src/supervise/policy.h"
#include "src/supervise/worker.h"

struct guard;
struct supervisor;

/* A new row; all is copied. */
struct worker_spec {
    const char *name;    /* NULL: Process-N for functions, else the
                            command's first word, -2... on repeat */
    const char *target;  /* what to show of it; NULL: made from below */
    mp_target *function; /* a function with its seconds ... */
    const char *function_name;
    double seconds;
    const char *const *command; /* ... or a command line, NULL-ended ... */
    const char *shell;          /* ... or a text for /bin/sh */
    bool daemon;
    const struct policy *policy; /* how it is to live; NULL: policy_none() */
};

typedef void supervisor_listener(void *context, const struct event *event);

/**
 * Make an empty set.
 *
 * out     Receives it, to be freed with supervisor_free().
 * loop    Borrowed; must outlive the supervisor.
 * engine  Borrowed; must outlive the supervisor.
 *
 * Returns 0 or -errno.
 */
int supervisor_new(
    struct supervisor **out, struct loop *loop, struct engine *engine);

/**
 * Free the set.  Processes that run are not touched.
 *
 * supervisor  Taken; NULL does nothing.
 */
void supervisor_free(struct supervisor *supervisor);

/**
 * Hear of every event from now on; one listener at most.
 *
 * supervisor  Borrowed.
 * listener    Called with context and the event; may call the supervisor.
 * context     Its first argument.
 */
void supervisor_listen(
    struct supervisor *supervisor,
    supervisor_listener *listener,
    void *context);

/**
 * Write what workers print to files too, those that are added after this and
 * have no log file of their own.
 *
 * supervisor  Borrowed.
 * file        Path that may hold {name} {id} {pid} {ts}; copied.
 *
 * Returns 0 or -ENOMEM.
 */
int supervisor_log_to(struct supervisor *supervisor, const char *file);

/**
 * Let a guard know of all that lives from now on.
 *
 * supervisor  Borrowed; without workers.
 * guard       Borrowed; must outlive the supervisor; NULL: none.
 */
void supervisor_set_guard(struct supervisor *supervisor, struct guard *guard);

/**
 * Limit what is kept of the output of all workers together.
 *
 * supervisor  Borrowed; without workers.
 * bytes       The most memory; what is oldest goes first.
 */
void supervisor_limit_output(struct supervisor *supervisor, size_t bytes);

/**
 * Give terminals to the commands that are added after this and do not say
 * otherwise.
 *
 * supervisor  Borrowed.
 * rows        At least 1.
 * columns     At least 1.
 */
void supervisor_give_terminals(
    struct supervisor *supervisor, int rows, int columns);

/**
 * Give all terminals another size; where none are given it does nothing.
 *
 * supervisor  Borrowed.
 * rows        At least 1.
 * columns     At least 1.
 */
void supervisor_resize_terminals(
    struct supervisor *supervisor, int rows, int columns);

/**
 * Type at a worker's terminal.
 *
 * supervisor  Borrowed.
 * worker      One of the set.
 * bytes       size bytes, as a terminal sends them; copied.
 *
 * Returns 0.
 *
 * Errors: -ENOTTY  it has no terminal, or nobody is there any more.
 *         -EAGAIN  it has not read what was typed before.
 *         -ENOMEM
 */
int supervisor_type(
    struct supervisor *supervisor,
    struct worker *worker,
    const char *bytes,
    size_t size);

/**
 * Add a worker, not started.
 *
 * supervisor  Borrowed.
 * spec        Borrowed; function, command or shell.
 * out         Receives the worker, the supervisor's; may be NULL.
 *
 * Returns 0.
 *
 * Errors: -EEXIST  the name that was given is taken.
 *         others of the library or -errno.
 */
int supervisor_add(
    struct supervisor *supervisor,
    const struct worker_spec *spec,
    struct worker **out);

/**
 * Count the workers.
 *
 * supervisor  Borrowed.
 *
 * Returns how many rows there are.
 */
size_t supervisor_count(const struct supervisor *supervisor);

/**
 * Get a worker by its place.
 *
 * supervisor  Borrowed.
 * index       Less than supervisor_count().
 *
 * Returns the worker, the supervisor's.
 */
struct worker *supervisor_worker(
    const struct supervisor *supervisor, size_t index);

/**
 * Get a worker by its id.
 *
 * supervisor  Borrowed.
 * id          Any number.
 *
 * Returns the worker, the supervisor's, or NULL.
 */
struct worker *supervisor_find(
    const struct supervisor *supervisor, uint64_t id);

/**
 * Do an action to a worker.
 *
 * supervisor  Borrowed.
 * action      The verb.
 * worker      One of the set.
 * timeout     ACTION_JOIN: seconds, or MP_FOREVER; else ignored.
 *
 * Returns 0 or an error of the library, which has been told in a WARNING event
 * ("Process-1 start(): cannot start a process twice (r restarts it)").
 */
int supervisor_act(
    struct supervisor *supervisor,
    enum action action,
    struct worker *worker,
    double timeout);

/**
 * Send any signal to a worker's group.  SIGTERM and SIGKILL ask it to end, as
 * ACTION_TERMINATE and ACTION_KILL do.
 *
 * supervisor  Borrowed.
 * worker      One of the set.
 * signum      1 to SIGRTMAX.
 *
 * Returns 0 or an error of the library, which has been told.
 */
int supervisor_signal(
    struct supervisor *supervisor, struct worker *worker, int signum);

/**
 * Give a worker another name.  One that runs bears it in its next life.
 *
 * supervisor  Borrowed.
 * worker      One of the set.
 * name        Copied, made safe to show.
 *
 * Returns 0.
 *
 * Errors: -EEXIST  the name is taken.
 *         -EINVAL  there is nothing in it.
 *         -ENOMEM
 */
int supervisor_rename(
    struct supervisor *supervisor, struct worker *worker, const char *name);

/**
 * Change a variable of a worker's environment, from its next start on.
 *
 * supervisor  Borrowed.
 * worker      One of the set.
 * change      "NAME=VALUE" sets it, "NAME" takes it away.
 *
 * Returns 0.
 *
 * Errors: -EINVAL  there is no name.
 *         others of the library or -errno.
 */
int supervisor_set_variable(
    struct supervisor *supervisor, struct worker *worker, const char *change);

/**
 * Change the signal that terminates a worker, in place of the one or of the
 * command that its policy says.
 *
 * supervisor  Borrowed.
 * worker      One of the set.
 * signum      1 to SIGRTMAX.
 *
 * Returns 0.
 *
 * Errors: -EINVAL  there is no such signal.
 *         others of the library or -errno.
 */
int supervisor_set_stop_signal(
    struct supervisor *supervisor, struct worker *worker, int signum);

/**
 * List what active_children() returns.
 *
 * supervisor  Borrowed.
 * list        Receives up to max workers, the supervisor's.
 * max         Places in list.
 *
 * Returns how many there are.
 */
size_t supervisor_active_children(
    struct supervisor *supervisor, struct worker **list, size_t max);

/**
 * Count the workers that still hold something alive: themselves or others of
 * their group.
 *
 * supervisor  Borrowed.
 *
 * Returns how many.
 */
size_t supervisor_alive(const struct supervisor *supervisor);

/**
 * Count the workers whose last life failed.
 *
 * supervisor  Borrowed.
 *
 * Returns how many.
 */
size_t supervisor_failed(const struct supervisor *supervisor);

/**
 * Put a mark on this moment: it is kept, and told in a MARK event.
 *
 * supervisor  Borrowed.
 * text        What it says, from anywhere; "": a number ("mark 3").
 *
 * Returns 0 or -ENOMEM.
 */
int supervisor_mark(struct supervisor *supervisor, const char *text);

/**
 * Get the marks that are kept.
 *
 * supervisor  Borrowed.
 *
 * Returns them, the supervisor's.
 */
const struct marks *supervisor_marks(const struct supervisor *supervisor);

/**
 * Tell whether the workers are simulated: their pids are made up, and neither a
 * signal nor a question about them may go to the system.
 *
 * supervisor  Borrowed.
 *
 * Returns whether they are.
 */
bool supervisor_simulated(const struct supervisor *supervisor);

/**
 * Tell whether nothing will happen any more by itself: nobody is alive, and
 * nobody will start after a while.  Who waits for others then waits in vain.
 *
 * supervisor  Borrowed.
 *
 * Returns whether that is so.
 */
bool supervisor_is_settled(const struct supervisor *supervisor);

/**
 * Tell whether a worker has ended for good.
 *
 * supervisor  Borrowed.
 *
 * Returns whether one has.
 */
bool supervisor_any_has_ended(const struct supervisor *supervisor);

/**
 * Tell whether no worker runs, and none will by itself: those that have a
 * policy may wait for a key, or in vain for others.
 *
 * supervisor  Borrowed.
 *
 * Returns whether that is so.
 */
bool supervisor_all_have_ended(const struct supervisor *supervisor);

/**
 * Tell whether a worker has ended whose policy says that this is the end of
 * all.
 *
 * supervisor  Borrowed.
 *
 * Returns whether one has.
 */
bool supervisor_end_is_wanted(const struct supervisor *supervisor);

/* How to bring the set to its end. */
enum supervisor_exit {
    SUPERVISOR_EXIT_PYTHON,    /* terminate the daemons, join the others */
    SUPERVISOR_EXIT_TERMINATE, /* terminate all that is alive */
    SUPERVISOR_EXIT_KILL,      /* kill all that is alive */
    SUPERVISOR_EXIT_FORCE      /* terminate all, kill what is left after 5 s */
};

/**
 * Bring the set to its end, as Python's exit does or harder; returns at once.
 * It is done when supervisor_alive() is 0.  May be called again to go further.
 *
 * supervisor  Borrowed.
 * how         What to do now.
 */
void supervisor_exit(struct supervisor *supervisor, enum supervisor_exit how);

/**
 * Go on as before supervisor_exit(): stop joining; signals that were sent stay
 * sent.
 *
 * supervisor  Borrowed.
 */
void supervisor_exit_cancel(struct supervisor *supervisor);

#endif
