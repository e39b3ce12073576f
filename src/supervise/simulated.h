/* simulated: what the simulated engine's own files share.  Nobody else includes
 * this. */
#ifndef SUPERVISE_SIMULATED_H
#define SUPERVISE_SIMULATED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/supervise/engine.h"
#include "src/supervise/loop.h"
#include "src/supervise/script.h"

struct engine_simulated {
    struct engine engine; /* first: this is what others hold */
    struct loop *loop;
    pid_t last_pid;
    struct engine_process *first; /* those that run, in the order of start */
    struct engine_process *last;
};

enum life {
    LIFE_INITIAL,
    LIFE_RUNNING,
    LIFE_HALTED, /* by SIGSTOP or the like */
    LIFE_ENDED
};

struct engine_process {
    struct engine_simulated *engine;
    struct engine_process *previous;
    struct engine_process *next;
    const struct engine_listener *listener; /* NULL: destroyed */
    void *context;
    char *name;
    bool daemon;
    enum life life;
    pid_t pid; /* 0: None */
    struct script script;
    size_t step;    /* of the script, that comes next */
    int status;     /* of the script's last command */
    int64_t moment; /* monotonic nanoseconds: how far it has come */
    struct loop_timer timer;
    int signum; /* that is to end it; 0: none */
    int exitcode;
    unsigned references; /* its owner's, and that of a handler at work */
};

/**
 * Tell whether a process runs or is halted.
 *
 * process  Borrowed.
 *
 * Returns whether it does.
 */
bool simulated_lives(const struct engine_process *process);

/**
 * Take a process from those that run.
 *
 * process  Borrowed.
 */
void simulated_unlink(struct engine_process *process);

/**
 * Drop a reference; the last one frees.
 *
 * process  Borrowed.
 */
void simulated_release(struct engine_process *process);

/**
 * Let a process go on, or end as a signal asked: the handler of its timer.
 *
 * context  The process.
 */
void simulated_on_timer(void *context);

#endif
