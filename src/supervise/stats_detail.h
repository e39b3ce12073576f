/* stats_detail: all that the kernel tells of one process: who it belongs to,
 * its numbers, what it has open, its environment. */
#ifndef SUPERVISE_STATS_DETAIL_H
#define SUPERVISE_STATS_DETAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* The most that is kept of the lists. */
enum {
    STATS_DESCRIPTORS = 64,
    STATS_VARIABLES = 256
};

/* Zero-initialised: nothing is known. */
struct stats_detail {
    pid_t pid; /* 0: nothing is known */
    pid_t parent;
    pid_t group;
    pid_t session;
    char state; /* the kernel's letter */
    int threads;
    int nice;
    bool io;          /* read and written are known */
    int64_t started;  /* monotonic nanoseconds, as CLOCK_MONOTONIC */
    int64_t taken;    /* monotonic nanoseconds: when it was looked at */
    int64_t cpu_time; /* nanoseconds that it had run then */
    double cpu;       /* per cent of a CPU: since it was last looked at, or
                         since it began */
    uint64_t rss;     /* bytes */
    uint64_t read;    /* bytes from storage, in all */
    uint64_t written; /* likewise, to storage */
    char *command;    /* raw bytes of its command line, or NULL */
    char *descriptors[STATS_DESCRIPTORS]; /* "1 pipe:[4711]", by number */
    size_t descriptor_count;              /* of those that are kept */
    size_t descriptor_total;
    char *variables[STATS_VARIABLES]; /* "NAME=value", secrets masked */
    size_t variable_count;
    size_t variable_total;
};

/**
 * Look at a process.  All texts are raw: not safe to show.
 *
 * detail  Receives it, to be freed with stats_detail_free(); what it held is
 *         freed, and its CPU time compared if it was of the same process.
 * pid     The process.
 *
 * Returns 0, or -errno: nothing is known then, as of a process that is gone.
 * What we may not look at is missing.
 */
int stats_detail_read(struct stats_detail *detail, pid_t pid);

/**
 * Give back what it holds; nothing is known then.
 *
 * detail  Borrowed.
 */
void stats_detail_free(struct stats_detail *detail);

#endif
