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
    double cpu;          /* per cent of a CPU, of late */
    size_t hidden;       /* lines below it that are folded away */
    const char *command; /* raw bytes, the sampler's */
};

/* Zero-initialised: empty. */
enum {
    TREE_FOLDS = 64
};

struct tree {
    struct tree_line *lines;
    size_t count;
    size_t room;
    size_t children; /* how many active_children() returned */
    bool stale;      /* folds have changed: it is to be built anew */
    size_t folds;
    pid_t folded[TREE_FOLDS]; /* what is below these is not shown */
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
 * Fold away what is below a line, or unfold it: when it is built next.
 *
 * tree  Borrowed.
 * pid   The line's.
 *
 * Returns whether it could be done: only so many can be folded.
 */
bool tree_fold(struct tree *tree, pid_t pid);

/**
 * Fold all workers' lines, or unfold all if any is folded: when it is built
 * next.
 *
 * tree  Borrowed.
 */
void tree_fold_all(struct tree *tree);

/**
 * Write the names of the processes from a worker down to a line: "Process-2 →
 * bash → sleep 60".
 *
 * tree   Borrowed.
 * place  Less than tree->count.
 * name   Of its worker; safe to show.
 * text   Receives them, safe to show, cut to fit.
 * size   Bytes at text.
 *
 * Returns text.
 */
const char *tree_path(
    const struct tree *tree,
    size_t place,
    const char *name,
    char *text,
    size_t size);

/**
 * Give back the memory; the tree is empty then, and nothing is folded.
 *
 * tree  Borrowed.
 */
void tree_free(struct tree *tree);

#endif
