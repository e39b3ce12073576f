/* stats: what the kernel tells of processes and the machine, through
 * libproc2. */
#ifndef SUPERVISE_STATS_H
#define SUPERVISE_STATS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct stats;

/* The machine. */
struct stats_machine {
    int cpus;
    double load;           /* of the last minute */
    uint64_t memory_used;  /* bytes */
    uint64_t memory_total; /* bytes */
};

/* A process in the tree below another. */
struct stats_process {
    pid_t pid;
    pid_t parent;
    unsigned depth;  /* 1: a child of the root asked for */
    char state;      /* the kernel's letter */
    int64_t started; /* monotonic nanoseconds, as CLOCK_MONOTONIC */
    uint64_t rss;    /* bytes */
    char *command;   /* raw bytes of the command line; not safe to show */
};

/**
 * Make a sampler.  Use it from one thread only, and not in a child.
 *
 * out  Receives it, to be freed with stats_free().
 *
 * Returns 0 or -errno.
 */
int stats_new(struct stats **out);

/**
 * Free a sampler and all that it returned.
 *
 * stats  Taken; NULL does nothing.
 */
void stats_free(struct stats *stats);

/**
 * Look at the machine.
 *
 * stats    Borrowed.
 * machine  Receives what is known; zero where it is not.
 */
void stats_machine(struct stats *stats, struct stats_machine *machine);

/**
 * Find all descendants of some processes.
 *
 * stats   Borrowed.
 * roots   count pids.
 * list    Receives the descendants, depth first, those of the first root
 *         first; the sampler's, valid until the next call.
 * n       Receives how many there are.
 * starts  Receives for each root the index of its first descendant in list,
 *         count + 1 entries: the last is n.
 *
 * Returns 0 or -errno.
 */
int stats_descendants(
    struct stats *stats,
    const pid_t *roots,
    size_t count,
    const struct stats_process **list,
    size_t *n,
    size_t *starts);

#endif
