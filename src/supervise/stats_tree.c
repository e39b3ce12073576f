/* The tree of processes below some of them. */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/supervise/stats_own.h"

/* Least time between two measurements of how much the processes run: the
 * kernel counts hundredths of a second. */
#define MEASURE_REST (NANOSECONDS_PER_SECOND / 2)

/* What is asked for of each process, all but the command line from its stat
 * file; the order is that of the items below. */
enum {
    PID,
    PARENT,
    STATE,
    BEGAN,
    TICKS,
    RESIDENT,
    COMMAND,
    ITEMS
};

/* Have libproc2 ready. */
static int
prepare(struct stats_tree *tree)
{
    static enum pids_item items[ITEMS] = {
        [PID] = PIDS_ID_PID,      [PARENT] = PIDS_ID_PPID,
        [STATE] = PIDS_STATE,     [BEGAN] = PIDS_TICS_BEGAN,
        [TICKS] = PIDS_TICS_ALL,  [RESIDENT] = PIDS_RSS,
        [COMMAND] = PIDS_CMDLINE,
    };

    return tree->pids != NULL ? 0 : procps_pids_new(&tree->pids, items, ITEMS);
}

/* Forget what was listed. */
static void
clear_list(struct stats_tree *tree)
{
    while (tree->listed > 0) {
        free(tree->list[--tree->listed].command);
    }
}

void
stats_tree_free(struct stats_tree *tree)
{
    clear_list(tree);
    free(tree->list);
    free(tree->now);
    free(tree->past);
    free(tree->turns);
    free(tree->nodes);
    if (tree->pids != NULL) {
        procps_pids_unref(&tree->pids);
    }
}

/* Order by parent, then by age, so that a parent's children lie side by side in
 * the order in which they were started. */
static int
compare_nodes(const void *left, const void *right)
{
    const struct stats_node *a = left;
    const struct stats_node *b = right;

    if (a->parent != b->parent) {
        return a->parent < b->parent ? -1 : 1;
    }
    if (a->began != b->began) {
        return a->began < b->began ? -1 : 1;
    }
    return (a->pid > b->pid) - (a->pid < b->pid);
}

/* Make room for the nodes. */
static int
reserve_nodes(struct stats_tree *tree, size_t count)
{
    struct stats_node *nodes;
    struct stats_turn *turns;

    if (count <= tree->room) {
        return 0;
    }
    count += count / 2;
    nodes = realloc(tree->nodes, count * sizeof(*nodes));
    if (nodes != NULL) {
        tree->nodes = nodes;
    }
    turns = realloc(tree->turns, count * sizeof(*turns));
    if (turns != NULL) {
        tree->turns = turns;
    }
    if (nodes == NULL || turns == NULL) {
        return -ENOMEM;
    }
    tree->room = count;
    return 0;
}

/* Read all processes of the system. */
static int
read_nodes(struct stats_tree *tree)
{
    const struct pids_fetch *fetch;
    size_t count;
    int result;

    errno = 0;
    fetch = procps_pids_reap(tree->pids, PIDS_FETCH_TASKS_ONLY);
    if (fetch == NULL) {
        return errno != 0 ? -errno : -EIO;
    }
    count = (size_t) fetch->counts->total;
    result = reserve_nodes(tree, count);
    if (result < 0) {
        return result;
    }
    for (size_t i = 0; i < count; i++) {
        const struct pids_stack *row = fetch->stacks[i];

        tree->nodes[i] = (struct stats_node){
            .pid = PIDS_VAL(PID, s_int, row, tree->pids),
            .parent = PIDS_VAL(PARENT, s_int, row, tree->pids),
            .began = PIDS_VAL(BEGAN, ull_int, row, tree->pids),
            .row = row,
        };
    }
    tree->count = count;
    qsort(tree->nodes, count, sizeof(*tree->nodes), compare_nodes);
    return 0;
}

/* Find the first child of a process among the nodes. */
static size_t
first_child(const struct stats_tree *tree, pid_t parent)
{
    size_t low = 0;
    size_t high = tree->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tree->nodes[middle].parent < parent) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Order what was measured by pid. */
static int
compare_past(const void *left, const void *right)
{
    const struct stats_past *a = left;
    const struct stats_past *b = right;

    return (a->pid > b->pid) - (a->pid < b->pid);
}

/* Find how much of a CPU a process has used: since it was last measured, or
 * since it began. */
static double
measure(
    const struct stats *stats, const struct stats_past *now, int64_t started)
{
    const struct stats_tree *tree = &stats->tree;
    const struct stats_past *past = tree->past_count == 0
        ? NULL
        : bsearch(
            now, tree->past, tree->past_count, sizeof(*now), compare_past);
    bool same = past != NULL && past->began == now->began;
    int64_t since = same ? tree->past_taken : started;
    unsigned long long ticks = now->ticks - (same ? past->ticks : 0);

    if (tree->taken - since < MEASURE_REST) {
        return same ? past->cpu : 0;
    }
    return 100.0 * (double) ticks * (double) stats->tick
        / (double) (tree->taken - since);
}

/* Make room for another process in the list. */
static int
reserve_list(struct stats_tree *tree)
{
    size_t room = tree->list_room > 0 ? tree->list_room * 2 : 64;
    struct stats_process *list;
    struct stats_past *now;

    if (tree->listed < tree->list_room) {
        return 0;
    }
    list = realloc(tree->list, room * sizeof(*list));
    if (list != NULL) {
        tree->list = list;
    }
    now = realloc(tree->now, room * sizeof(*now));
    if (now != NULL) {
        tree->now = now;
    }
    if (list == NULL || now == NULL) {
        return -ENOMEM;
    }
    tree->list_room = room;
    return 0;
}

/* Add a process to the list. */
static int
list_node(struct stats *stats, const struct stats_node *node, unsigned depth)
{
    struct stats_tree *tree = &stats->tree;
    const char *command = PIDS_VAL(COMMAND, str, node->row, tree->pids);
    uint64_t pages = PIDS_VAL(RESIDENT, ul_int, node->row, tree->pids);
    int64_t started = (int64_t) node->began * stats->tick - tree->slept;
    struct stats_past *now;
    char *copy;

    if (reserve_list(tree) < 0) {
        return -ENOMEM;
    }
    copy = strndup(command != NULL ? command : "", STATS_COMMAND_MOST);
    if (copy == NULL) {
        return -ENOMEM;
    }
    now = &tree->now[tree->listed];
    *now = (struct stats_past){
        .pid = node->pid,
        .began = node->began,
        .ticks = PIDS_VAL(TICKS, ull_int, node->row, tree->pids),
    };
    now->cpu = measure(stats, now, started);
    tree->list[tree->listed++] = (struct stats_process){
        .pid = node->pid,
        .parent = node->parent,
        .depth = depth,
        .state = PIDS_VAL(STATE, s_ch, node->row, tree->pids),
        .started = started,
        .rss = pages * stats->page,
        .cpu = now->cpu,
        .command = copy,
    };
    return 0;
}

/* Lay the children of a process onto the turns, the first on top. */
static size_t
push_children(
    struct stats_tree *tree,
    pid_t parent,
    size_t root,
    unsigned depth,
    size_t top)
{
    size_t first = first_child(tree, parent);
    size_t end = first;

    while (end < tree->count && tree->nodes[end].parent == parent) {
        end++;
    }
    while (end-- > first) {
        struct stats_node *node = &tree->nodes[end];

        /* The reading takes its time: a pid that was used twice meanwhile must
         * not lead round in a circle. */
        if (node->root != root) {
            node->root = root;
            tree->turns[top++] = (struct stats_turn){ node, depth };
        }
    }
    return top;
}

/* List the descendants of one process, depth first. */
static int
list_descendants(struct stats *stats, pid_t pid, size_t root)
{
    struct stats_tree *tree = &stats->tree;
    size_t top = push_children(tree, pid, root, 1, 0);

    while (top > 0) {
        struct stats_turn turn = tree->turns[--top];
        int result = list_node(stats, turn.node, turn.depth);

        if (result < 0) {
            return result;
        }
        top = push_children(tree, turn.node->pid, root, turn.depth + 1, top);
    }
    return 0;
}

/* Keep what was measured, to measure against it. */
static int
keep_past(struct stats_tree *tree)
{
    struct stats_past *past;

    if (tree->past_count > 0 && tree->taken - tree->past_taken < MEASURE_REST) {
        return 0;
    }
    past = realloc(tree->past, (tree->listed + 1) * sizeof(*past));
    if (past == NULL) {
        return -ENOMEM;
    }
    if (tree->listed > 0) {
        memcpy(past, tree->now, tree->listed * sizeof(*past));
    }
    qsort(past, tree->listed, sizeof(*past), compare_past);
    tree->past = past;
    tree->past_count = tree->listed;
    tree->past_taken = tree->taken;
    return 0;
}

int
stats_descendants(
    struct stats *stats,
    const pid_t *roots,
    size_t count,
    const struct stats_process **list,
    size_t *n,
    size_t *starts)
{
    struct stats_tree *tree = &stats->tree;
    const struct clock *clock = clock_real();
    int result;

    clear_list(tree);
    tree->slept = stats_time_slept();
    tree->taken = clock->monotonic(clock);
    result = prepare(tree);
    if (result == 0) {
        result = read_nodes(tree);
    }
    for (size_t i = 0; i < count; i++) {
        starts[i] = tree->listed;
        if (result == 0 && roots[i] > 0) {
            result = list_descendants(stats, roots[i], i + 1);
        }
    }
    if (result == 0) {
        result = keep_past(tree);
    }
    if (result < 0) {
        clear_list(tree);
        memset(starts, 0, count * sizeof(*starts));
    }
    starts[count] = tree->listed;
    *list = tree->list;
    *n = tree->listed;
    return result;
}
