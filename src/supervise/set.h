/* set: what the supervisor's own files share: its struct, and the one place
 * where states, counts and events are made.  Nobody else includes this. */
#ifndef SUPERVISE_SET_H
#define SUPERVISE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/supervise/marks.h"
#include "src/supervise/names.h"
#include "src/supervise/supervisor.h"

struct supervisor {
    struct loop *loop;
    struct engine *engine;
    supervisor_listener *listener;
    void *listener_context;
    struct worker **workers; /* in the order of creation: by id */
    size_t count;
    size_t room;
    struct names names;
    struct marks marks;
    uint64_t last_id;
    unsigned last_number; /* of Process-N */
    size_t alive;         /* workers that are alive or left a group */
    size_t failed;
    int exit_signal; /* what those that leave a group get; 0: no exit goes on */
    struct loop_timer force_timer;
    size_t pending;      /* workers that will start by themselves, in a while */
    char *log_file;      /* for workers that have none; NULL: none */
    bool end_wanted;     /* the policy of a worker ends all */
    struct guard *guard; /* NULL: there is none */
    struct pty_size terminal; /* that workers get; no rows: none */
    bool terminals_gone;      /* told that there are none left */
    struct output_budget budget;
};

/**
 * Read the monotonic clock.
 *
 * supervisor  Borrowed.
 *
 * Returns nanoseconds, never 0: that means "not yet".
 */
int64_t set_now(const struct supervisor *supervisor);

/**
 * Read the wall clock.
 *
 * supervisor  Borrowed.
 *
 * Returns nanoseconds.
 */
int64_t set_wall(const struct supervisor *supervisor);

/**
 * Find a worker's state from what is known of it, and keep the count.
 *
 * worker      Borrowed.
 * alive       Whether its leader runs.
 * group_left  Whether others of its group live on without it.
 */
void set_presence(struct worker *worker, bool alive, bool group_left);

/**
 * Find a worker's state anew, as after a change of what else counts for it.
 *
 * worker  Borrowed.
 */
void set_state(struct worker *worker);

/**
 * Note what a worker waits for, and keep the count.
 *
 * worker  Borrowed.
 * wait    What for.
 */
void set_wait(struct worker *worker, enum worker_wait wait);

/**
 * Note whether a worker's last life failed, and keep the count.
 *
 * worker  Borrowed.
 * failed  Whether it did.
 */
void set_failed(struct worker *worker, bool failed);

/**
 * Keep what happened in the worker's history, and tell the listener.
 *
 * supervisor  Borrowed.
 * event       Borrowed; its time is filled in.
 */
void set_emit(const struct supervisor *supervisor, struct event *event);

/**
 * Tell the listener of an event that has nothing but a type and a verb.
 *
 * worker  Borrowed.
 * type    What happened.
 * action  The verb that it is about.
 */
void set_tell(struct worker *worker, enum event_type type, enum action action);

/**
 * Tell the listener that something has changed: "NAME VERB: TEXT".
 *
 * worker  Borrowed.
 * action  The verb that it is about.
 * text    What is to be said.
 */
void set_say(struct worker *worker, enum action action, const char *text);

/**
 * Tell the listener that something cannot be: "NAME VERB: TEXT".
 *
 * worker  Borrowed.
 * action  The verb that it is about.
 * text    What is the matter, in the library's words.
 */
void set_warn(struct worker *worker, enum action action, const char *text);

#endif
