/* stats_own: what the files of the sampler share.  Nobody else includes
 * this. */
#ifndef SUPERVISE_STATS_OWN_H
#define SUPERVISE_STATS_OWN_H

#include <libproc2/meminfo.h>
#include <libproc2/pids.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "src/supervise/clock.h"
#include "src/supervise/stats.h"

/* What is kept of a command line, in bytes. */
#define STATS_COMMAND_MOST 1024

/* A process of the system. */
struct stats_node {
    pid_t pid;
    pid_t parent;
    unsigned long long began;     /* ticks since the machine started */
    const struct pids_stack *row; /* valid until the next reading */
    size_t root;                  /* root it was last listed for, from 1 */
};

/* A node whose turn will come, and how deep it lies. */
struct stats_turn {
    struct stats_node *node;
    unsigned depth;
};

/* How much a process had run when it was last measured. */
struct stats_past {
    pid_t pid;
    unsigned long long began; /* with the pid: who it is */
    unsigned long long ticks; /* of CPU time */
    double cpu;               /* per cent, as measured then */
};

/* Finding the descendants. */
struct stats_tree {
    struct pids_info *pids;   /* NULL: not asked for yet */
    struct stats_node *nodes; /* all, children of a parent side by side */
    size_t count;
    size_t room;
    struct stats_turn *turns; /* room for all nodes */
    struct stats_process *list;
    struct stats_past *now; /* of each in the list */
    size_t listed;
    size_t list_room;
    struct stats_past *past; /* by pid */
    size_t past_count;
    int64_t past_taken; /* monotonic nanoseconds */
    int64_t taken;      /* monotonic nanoseconds, of this call */
    int64_t slept;      /* nanoseconds that the machine has slept */
};

struct stats {
    struct meminfo_info *memory;
    struct pids_info *pids; /* for the numbers; NULL: not asked for yet */
    unsigned more;          /* what pids asks for */
    int cpus;
    double load; /* as last read ... */
    time_t
        load_due;  /* ... and when it is to be read again: seconds of uptime */
    int64_t tick;  /* nanoseconds */
    uint64_t page; /* bytes */
    struct stats_tree tree;
};

/**
 * Tell by how much the clock of the kernel's start times, which runs while the
 * machine sleeps, is ahead of the monotonic one.
 *
 * Returns nanoseconds.
 */
int64_t stats_time_slept(void);

/**
 * Free what was kept for finding descendants.
 *
 * tree  Borrowed.
 */
void stats_tree_free(struct stats_tree *tree);

#endif
