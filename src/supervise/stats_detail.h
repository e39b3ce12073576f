/* stats_detail: what else the kernel tells of one process: who it belongs to,
 * what it has open, its environment. */
#ifndef SUPERVISE_STATS_DETAIL_H
#define SUPERVISE_STATS_DETAIL_H

#include <stddef.h>
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
 *         freed.
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
