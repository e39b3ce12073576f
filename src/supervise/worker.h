/* worker: one row: a process in its present life, and what is known of the
 * earlier ones.  Read it freely; only the supervisor changes it. */
#ifndef SUPERVISE_WORKER_H
#define SUPERVISE_WORKER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/supervise/engine.h"
#include "src/supervise/history.h"
#include "src/supervise/loop.h"
#include "src/supervise/output.h"
#include "src/supervise/policy.h"

enum worker_state {
    WORKER_INITIAL,
    WORKER_WAITING,
    WORKER_STARTED,
    WORKER_JOINING,
    WORKER_STOPPING,
    WORKER_STOPPED,
    WORKER_LOST,
    WORKER_CLOSED
};

/* Why a life ended. */
enum worker_reason {
    WORKER_REASON_NONE,   /* it has not */
    WORKER_REASON_EXIT,   /* it exited by itself */
    WORKER_REASON_SIGNAL, /* a signal that nobody here sent ended it */
    WORKER_REASON_ASKED   /* somebody here asked it to end */
};

/* What a worker that does not live waits for before it starts by itself. */
enum worker_wait {
    WORKER_WAIT_NONE,
    WORKER_WAIT_OTHERS, /* for those that it depends on */
    WORKER_WAIT_VAIN,   /* so too, but they will not come to it themselves */
    WORKER_WAIT_TIME    /* for the time of its next start */
};

struct care;
struct supervisor;

struct worker {
    uint64_t id;  /* unique for ever */
    char *name;   /* unique among the workers */
    char *target; /* what it runs, to show: "worker(3)", "npm run dev" */
    bool daemon;
    bool daemon_switched; /* by its verb; else it is as the row was made */
    enum worker_state state;
    bool alive;      /* its leader runs */
    bool group_left; /* its leader has ended, others of its group live on */
    pid_t pid;       /* of this life; 0: None */
    bool has_exitcode;
    int exitcode; /* as Python's: n, or -N for signal N */
    enum worker_reason reason;
    int asked_signal; /* the strongest that we sent in this life; 0: none */
    int sent_signal;  /* any other that we sent last in this life; 0: none */
    bool failed;      /* the last life failed: exit code not 0 and not asked,
                         or it could not be started */
    char *why;        /* why it could not be started, or NULL */
    unsigned lives;   /* how often it was started */
    int64_t started;  /* monotonic nanoseconds; 0: never */
    int64_t ended;    /* monotonic nanoseconds; 0: not ended */
    bool join_forever;
    int64_t join_since; /* monotonic nanoseconds; 0: nobody joins */
    struct output *output;
    struct history *history;
    const struct policy *policy; /* how it is to live; never NULL */
    enum worker_wait wait;
    bool ready;          /* as its policy says, in this life */
    bool terminal;       /* it has one in this life, else pipes */
    uint64_t first_line; /* of its output that is of this life */
    unsigned restarts;   /* by its policy, in a row */

    /* The supervisor's own. */
    struct supervisor *supervisor;
    struct engine_process *process;
    struct loop_timer join_timer;
    struct loop_timer group_timer;
    int64_t group_wait; /* nanoseconds that group_timer was set for */
    mp_target *function;
    double seconds; /* argument of function */
    char **command;
    bool restart;      /* start anew when this life has ended */
    bool stopping;     /* asked to end, and its group is not empty yet */
    bool lost;         /* its status was taken by something else */
    bool left_told;    /* told that others of its group live on */
    struct care *care; /* what carrying out its policy needs; NULL: nothing */
    size_t guarded;    /* place of its group with the guard; 0: none */
    int64_t asked;     /* monotonic nanoseconds of when it was first asked to
                          end in this life; 0: it was not */
    int64_t killed;    /* monotonic nanoseconds of the first SIGKILL; 0: none */
};

/**
 * Name a state as the STATE column does.
 *
 * state  Any state.
 *
 * Returns a static text, such as "started".
 */
const char *worker_state_name(enum worker_state state);

/**
 * Tell how long the present or last life has lasted.
 *
 * worker  Borrowed.
 * now     Monotonic nanoseconds.
 *
 * Returns nanoseconds; -1 when it never started.
 */
int64_t worker_lifetime(const struct worker *worker, int64_t now);

/**
 * Tell whether a worker has ended for good: it does not start again by itself.
 *
 * worker  Borrowed.
 *
 * Returns whether it has, or whether it could not be started.
 */
bool worker_has_ended(const struct worker *worker);

/**
 * Name a signal without its "SIG".
 *
 * signum  1 to SIGRTMAX.
 * text    Receives the name ("TERM", "RTMIN+3", or the number).
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *worker_signal_name(int signum, char *text, size_t size);

#endif
