/* engine_local_parts: the inside of the engine of real processes, for its files
 * alone. */
#ifndef SUPERVISE_ENGINE_LOCAL_PARTS_H
#define SUPERVISE_ENGINE_LOCAL_PARTS_H

#include <stdbool.h>
#include <sys/types.h>

#include "src/supervise/capture.h"
#include "src/supervise/census.h"
#include "src/supervise/engine.h"
#include "src/supervise/latecomers.h"
#include "src/supervise/limit.h"
#include "src/supervise/loop.h"
#include "src/supervise/sessions.h"

struct engine_local {
    struct engine engine; /* first: this is what others hold */
    struct loop *loop;
    struct capturer *capturer;
    struct limit descriptors;
    struct census census;
    struct sessions sessions;
    struct engine_process *first; /* those that run, in the order of start */
    struct engine_process *last;
};

struct engine_process {
    struct engine_local *engine;
    struct engine_process *previous;
    struct engine_process *next;
    mp_process *process;
    const struct engine_listener *listener; /* NULL: destroyed */
    void *context;
    struct capture capture;
    struct latecomers latecomers;
    struct pty_size terminal; /* no rows: pipes */
    int sentinel;             /* watched; -1: not */
    bool auxiliary;
    bool started;
    bool ended;          /* told so */
    unsigned references; /* its owner's, and that of a handler at work */
};

/**
 * Drop a reference to a process; the last one frees.
 *
 * process  Borrowed, or taken.
 */
void engine_local_release(struct engine_process *process);

/**
 * Tell a process's pid: pid() of the engine.
 *
 * process  Borrowed.
 *
 * Returns it, or 0 before its first start.
 */
pid_t engine_local_pid(const struct engine_process *process);

/**
 * Signal a process's group, and the rest of its session: signal_group() of the
 * engine.
 *
 * process  Borrowed.
 * signum   Any signal; 0 asks whether the group has members.
 *
 * Returns 0 or an error of the library.
 */
int engine_local_signal_group(struct engine_process *process, int signum);

/**
 * Ask a process's group to end: stop_group() of the engine.
 *
 * process  Borrowed.
 * signum   Any signal but 0.
 *
 * Returns 0 or an error of the library.
 */
int engine_local_stop_group(struct engine_process *process, int signum);

/**
 * Look at a group without its leader: group_lives() of the engine.
 *
 * process  Borrowed.
 *
 * Returns whether a member may live.
 */
bool engine_local_group_lives(struct engine_process *process);

/**
 * Sessions: all of a process's session have been sent a signal.
 *
 * process  A reference to it, taken.
 * signum   The signal.
 */
void engine_local_session_sent(void *process, int signum);

#endif
