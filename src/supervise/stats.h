/* stats: what the kernel tells of processes and the machine, through
 * libproc2. */
#ifndef SUPERVISE_STATS_H
#define SUPERVISE_STATS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

struct stats;

/* The machine. */
struct stats_machine {
    int cpus;
    double load;           /* of the last minute */
    uint64_t memory_used;  /* bytes */
    uint64_t memory_total; /* bytes */
    double uptime;         /* seconds */
};

/* A process in the tree below another. */
struct stats_process {
    pid_t pid;
    pid_t parent;
    unsigned depth;  /* 1: a child of the root asked for */
    char state;      /* the kernel's letter */
    int64_t started; /* monotonic nanoseconds, as CLOCK_MONOTONIC */
    uint64_t rss;    /* bytes */
    double cpu;      /* per cent of a CPU, of late */
    char *command;   /* raw bytes of the command line; not safe to show */
};

/* What costs more to read of a process, and is only read when asked for. */
enum {
    STATS_IO = 1 << 0,
    STATS_COMMAND = 1 << 1,
    STATS_THREADS = 1 << 2 /* and niceness: they take memory, not time */
};

/* The numbers of a process. */
struct stats_numbers {
    pid_t pid;
    char state;          /* the kernel's letter; 0: there is no such process */
    int threads;         /* 0 without STATS_THREADS */
    int nice;            /* likewise */
    int64_t started;     /* monotonic nanoseconds, as CLOCK_MONOTONIC */
    uint64_t rss;        /* bytes */
    uint64_t read;       /* bytes from storage; 0 without STATS_IO */
    uint64_t written;    /* likewise, to storage */
    const char *command; /* raw bytes, the sampler's, valid until the next
                            call; NULL without STATS_COMMAND */
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

/**
 * Get the clock of a process: it stands while the process does not run.
 *
 * pid    Any.
 * clock  Receives it, valid as long as the process has its pid.
 *
 * Returns 0 or -errno.
 */
int stats_cpu_clock(pid_t pid, clockid_t *clock);

/**
 * Read the clock of a process.  That costs a fortieth of reading its numbers.
 *
 * clock  From stats_cpu_clock().
 *
 * Returns nanoseconds of CPU time, or -errno.
 */
int64_t stats_cpu_time(clockid_t clock);

/**
 * Read the numbers of some processes.
 *
 * stats    Borrowed.
 * pids     count pids.
 * count    At most STATS_BATCH.
 * more     STATS_...: what else is wanted.
 * numbers  Receives count entries, in the order of pids.
 *
 * Returns 0 or -errno.
 */
int stats_numbers(
    struct stats *stats,
    const pid_t *pids,
    size_t count,
    unsigned more,
    struct stats_numbers *numbers);

/* Most processes that one call of stats_numbers() reads. */
enum {
    STATS_BATCH = 255
};

#endif
