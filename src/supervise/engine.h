/* engine: what starts, signals and reaps a worker, behind one struct of
 * functions: local processes here, simulated ones or a cluster's elsewhere. */
#ifndef SUPERVISE_ENGINE_H
#define SUPERVISE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "src/multiprocessing.h"
#include "src/supervise/output.h"
#include "src/supervise/pty.h"

struct loop;
struct engine;

/* One life of a worker, as the engine knows it; opaque to all others. */
struct engine_process;

/* What a worker is made of; borrowed by engine->create(). */
struct engine_spec {
    const char *name;
    bool daemon;
    mp_target *target; /* a function ... */
    mp_args args;
    const char *const *command;     /* ... or a command line */
    const char *const *environment; /* all of it; NULL: this process's */
    const char *cwd;                /* NULL: this process's */
    bool auxiliary; /* serves a worker: active_children() leaves it out */
    struct pty_size terminal; /* that it has; no rows: pipes */
};

/* What an engine tells about a process it made; called from loop_turn(). */
struct engine_listener {
    /* It wrote something. */
    void (*output)(
        void *context,
        enum output_stream stream,
        const char *bytes,
        size_t size);
    /* It has ended, and all that it wrote has been told.  exitcode as
     * Python's; lost: something else took its status. */
    void (*ended)(void *context, bool lost, int exitcode);
    /* After its end: nobody is left who could write something. */
    void (*closed)(void *context);
};

struct engine_functions {
    /* Make a process that is not started. 0 or an error of the library. */
    int (*create)(
        struct engine *engine,
        const struct engine_spec *spec,
        const struct engine_listener *listener,
        void *context,
        struct engine_process **out);
    /* The verbs: 0 (join: 1 while it runs) or an error of the library.  start:
     * -ENOTTY when there is no terminal left for it. */
    int (*start)(struct engine_process *process);
    int (*join)(struct engine_process *process); /* looks once */
    int (*send_signal)(struct engine_process *process, int signum);
    int (*signal_group)(struct engine_process *process, int signum);
    /* Ask its group to end: as signal_group(), but group_lives() sees to those
     * who come too late to hear it. */
    int (*stop_group)(struct engine_process *process, int signum);
    /* Of a group that has members without its leader: whether one may live, or
     * all merely wait to be reaped.  Every process is looked at for it. */
    bool (*group_lives)(struct engine_process *process);
    int (*set_daemon)(struct engine_process *process, bool daemon);
    pid_t (*pid)(const struct engine_process *process);
    int (*repr)(struct engine_process *process, char *text, size_t size);
    /* Its authkey, borrowed until it is destroyed; NULL: it has none. */
    const void *(*authkey)(const struct engine_process *process, size_t *size);
    /* Of those that have a terminal, where the engine has terminals.  Type
     * there: 0, -ENOTTY once nobody is there, -EAGAIN when too much waits to be
     * read, -ENOMEM; and give it another size. */
    int (*type)(struct engine_process *process, const char *bytes, size_t size);
    void (*resize)(struct engine_process *process, struct pty_size size);
    /* Give back what is left; a running process runs on, unwatched. */
    void (*destroy)(struct engine_process *process);
    /* What active_children() returns: the contexts given to create(), in
     * order; how many there are. */
    size_t (*active_children)(struct engine *engine, void **contexts, size_t n);
    void (*free)(struct engine *engine);
};

struct engine {
    const struct engine_functions *functions;
    bool simulated; /* its pids are made up: the system knows nothing of them */
    bool has_terminals; /* its processes may have some */
};

/**
 * Make the engine of local processes, on the library.
 *
 * out   Receives the engine, to be freed with functions->free().
 * loop  Borrowed; must outlive the engine.
 *
 * Its processes lead groups of their own, with every signal at its default,
 * stdin on /dev/null, stdout and stderr on pipes, and no other descriptor.
 * Those with a terminal have that as all three, and lead a session.
 *
 * Returns 0 or -errno.
 */
int engine_local_new(struct engine **out, struct loop *loop);

#endif
