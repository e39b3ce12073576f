/* policy: how a worker lives: where it runs, when it starts, when it is ready,
 * what becomes of it when it ends, how it is stopped, where its output goes. */
#ifndef SUPERVISE_POLICY_H
#define SUPERVISE_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What another worker must have reached. */
enum policy_condition {
    POLICY_STARTED,   /* its process has started */
    POLICY_READY,     /* it is ready, as its own policy says */
    POLICY_COMPLETED, /* it has ended, for good */
    POLICY_SUCCEEDED  /* it has ended for good, and did not fail */
};

struct policy_dependency {
    const char *name;
    enum policy_condition condition;
};

/* How it is found out that a worker is ready. */
enum policy_ready {
    POLICY_READY_STARTED, /* as soon as it has started */
    POLICY_READY_LOG,     /* a line of its output matches */
    POLICY_READY_COMMAND, /* a command succeeds */
    POLICY_READY_HTTP     /* a web server answers */
};

struct policy_probe {
    enum policy_ready kind;
    const char *text;   /* LOG: extended regular expression; COMMAND: a text for
                         the shell; HTTP: the path */
    const char *host;   /* HTTP */
    const char *port;   /* HTTP */
    const char *cwd;    /* COMMAND; NULL: the worker's */
    int status;         /* HTTP: the one that is good */
    double delay;       /* seconds before the first try */
    double period;      /* seconds from one try to the next */
    double timeout;     /* seconds that a try may take */
    unsigned successes; /* in a row, to be ready; at least 1 */
    unsigned failures;  /* in a row, to tell that it is not; at least 1 */
};

enum policy_restart {
    POLICY_RESTART_NO,
    POLICY_RESTART_ON_FAILURE,
    POLICY_RESTART_ALWAYS,
    POLICY_EXIT_ON_FAILURE /* its failure is the end of all */
};

struct policy_log {
    const char *file;       /* NULL: none.  May hold {name} {id} {pid} {ts} */
    const char *error_file; /* stderr apart; NULL: in the same */
    bool truncate;          /* begin anew with each life */
    uint64_t size_most;     /* bytes before it is rotated; 0: never */
    unsigned backups;       /* rotated files that are kept */
};

/* Zero-initialised: as a command of the command line. */
struct policy {
    const char *description;
    const char *const *environment; /* "NAME=value" sets, "NAME" unsets, over
                                       what mptop has; NULL-ended, or NULL */
    const char *cwd;                /* NULL: mptop's */
    bool manual;                    /* not started with the set */
    bool no_terminal;               /* pipes, also where there are terminals */
    const struct policy_dependency *dependencies;
    size_t dependency_count;
    struct policy_probe ready;
    struct policy_probe alive; /* asked as long as it lives; STARTED: not */
    enum policy_restart restart;
    bool exit_on_end;          /* its end is the end of all */
    double backoff;            /* seconds before the first restart in a row */
    double backoff_most;       /* it doubles up to this; 0: it does not */
    unsigned restarts_most;    /* in a row; 0: no limit */
    int stop_signal;           /* 0: SIGTERM */
    const char *stop_command;  /* instead of the signal: for the shell */
    bool stop_leader_only;     /* the signal is not for the group */
    double stop_timeout;       /* seconds before SIGKILL; 0: no limit */
    uint32_t success_codes[8]; /* bit N of all: exit code N is no failure */
    struct policy_log log;
};

/**
 * Get the policy of workers that have none.
 *
 * Returns a static object.
 */
const struct policy *policy_none(void);

/**
 * Copy a policy with all that it points to.
 *
 * policy  Borrowed.
 *
 * Returns the copy in one piece, to be freed with free(); NULL without memory.
 */
struct policy *policy_copy(const struct policy *policy);

/**
 * Tell whether an exit code is no failure.
 *
 * policy    Borrowed.
 * exitcode  As Python's.
 *
 * Returns whether it is 0 or one that the policy names; -N for signal N counts
 * as 128 + N.
 */
bool policy_is_success(const struct policy *policy, int exitcode);

/**
 * Count an exit code as a success.
 *
 * policy    Borrowed.
 * exitcode  0 to 255; others are left alone.
 */
void policy_add_success(struct policy *policy, long exitcode);

/**
 * Name a condition as our file format does.
 *
 * condition  Any.
 *
 * Returns a static text, such as "ready".
 */
const char *policy_condition_name(enum policy_condition condition);

/**
 * Name a way to restart as our file format does.
 *
 * restart  Any.
 *
 * Returns a static text, such as "on_failure".
 */
const char *policy_restart_name(enum policy_restart restart);

#endif
