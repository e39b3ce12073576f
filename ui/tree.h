/* tree: the active children and what they started, as lines to show. */
#ifndef UI_TREE_H
#define UI_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/supervise/stats.h"
#include "src/supervise/worker.h"

struct tree_line {
    uint64_t worker; /* id of the worker that it belongs to */
    unsigned depth;  /* 0: the worker itself */
    uint64_t guides; /* bit d: a later process at depth d has the same parent
                        as the one above this line there; d < 64 */
    pid_t pid;
    pid_t parent;
    char state;          /* the kernel's letter, or 0: not sampled yet */
    int64_t started;     /* monotonic nanoseconds */
    uint64_t rss;        /* bytes */
    const char *command; /* raw bytes, the sampler's */
};

/* Zero-initialised: empty. */
struct tree {
    struct tree_line *lines;
    size_t count;
    size_t room;
    size_t children; /* how many active_children() returned */
};

/**
 * Build the lines anew.
 *
 * tree      Borrowed; keeps its old lines without memory.
 * children  count workers, as active_children() returned them.
 * count     How many.
 * list      n descendants of this process, depth first; borrowed as long as
 *           the lines are used.
 * n         How many.
 *
 * Returns 0 or -ENOMEM.
 */
int tree_build(
    struct tree *tree,
    struct worker *const *children,
    size_t count,
    const struct stats_process *list,
    size_t n);

/**
 * Give back the memory; the tree is empty then.
 *
 * tree  Borrowed.
 */
void tree_free(struct tree *tree);

#endif
