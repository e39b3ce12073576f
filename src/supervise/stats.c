#include "src/supervise/stats.h"

#include <errno.h>
#include <libproc2/meminfo.h>
#include <libproc2/misc.h>
#include <libproc2/pids.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "src/supervise/clock.h"

/* What is kept of a command line, in bytes. */
#define COMMAND_MOST 1024

/* What is asked for of each process, all but the command line from its stat
 * file; the order is that of the items below. */
enum {
    PID,
    PARENT,
    STATE,
    BEGAN,
    RESIDENT,
    COMMAND,
    ITEMS
};

/* A process of the system. */
struct node {
    pid_t pid;
    pid_t parent;
    unsigned long long began;     /* ticks since the machine started */
    const struct pids_stack *row; /* valid until the next reading */
    size_t root;                  /* root it was last listed for, from 1 */
};

/* A node whose turn will come, and how deep it lies. */
struct turn {
    struct node *node;
    unsigned depth;
};

struct stats {
    struct pids_info *pids;
    struct meminfo_info *memory;
    int64_t tick;       /* nanoseconds */
    uint64_t page;      /* bytes */
    struct node *nodes; /* all, children of the same parent side by side */
    size_t count;
    size_t room;
    struct turn *turns; /* room for all nodes */
    struct stats_process *list;
    size_t listed;
    size_t list_room;
};

int
stats_new(struct stats **out)
{
    static enum pids_item items[ITEMS] = {
        [PID] = PIDS_ID_PID,   [PARENT] = PIDS_ID_PPID,
        [STATE] = PIDS_STATE,  [BEGAN] = PIDS_TICS_BEGAN,
        [RESIDENT] = PIDS_RSS, [COMMAND] = PIDS_CMDLINE,
    };
    struct stats *stats = calloc(1, sizeof(*stats));
    int result;

    if (stats == NULL) {
        return -ENOMEM;
    }
    result = procps_pids_new(&stats->pids, items, ITEMS);
    if (result >= 0) {
        result = procps_meminfo_new(&stats->memory);
    }
    if (result < 0) {
        stats_free(stats);
        return result;
    }
    stats->tick = NANOSECONDS_PER_SECOND / procps_hertz_get();
    stats->page = (uint64_t) sysconf(_SC_PAGESIZE);
    *out = stats;
    return 0;
}

/* Forget what was listed. */
static void
clear_list(struct stats *stats)
{
    while (stats->listed > 0) {
        free(stats->list[--stats->listed].command);
    }
}

void
stats_free(struct stats *stats)
{
    if (stats == NULL) {
        return;
    }
    clear_list(stats);
    free(stats->list);
    free(stats->turns);
    free(stats->nodes);
    if (stats->memory != NULL) {
        procps_meminfo_unref(&stats->memory);
    }
    if (stats->pids != NULL) {
        procps_pids_unref(&stats->pids);
    }
    free(stats);
}

void
stats_machine(struct stats *stats, struct stats_machine *machine)
{
    uint64_t total = MEMINFO_GET(stats->memory, MEMINFO_MEM_TOTAL, ul_int);
    uint64_t available =
        MEMINFO_GET(stats->memory, MEMINFO_MEM_AVAILABLE, ul_int);
    double load = 0;

    procps_loadavg(&load, NULL, NULL);
    *machine = (struct stats_machine){
        .cpus = (int) procps_cpu_count(),
        .load = load,
        .memory_used = available < total ? (total - available) * 1024 : 0,
        .memory_total = total * 1024,
    };
}

/* Order by parent, then by age, so that a parent's children lie side by side in
 * the order in which they were started. */
static int
compare_nodes(const void *left, const void *right)
{
    const struct node *a = left;
    const struct node *b = right;

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
reserve_nodes(struct stats *stats, size_t count)
{
    struct node *nodes;
    struct turn *turns;

    if (count <= stats->room) {
        return 0;
    }
    count += count / 2;
    nodes = realloc(stats->nodes, count * sizeof(*nodes));
    if (nodes != NULL) {
        stats->nodes = nodes;
    }
    turns = realloc(stats->turns, count * sizeof(*turns));
    if (turns != NULL) {
        stats->turns = turns;
    }
    if (nodes == NULL || turns == NULL) {
        return -ENOMEM;
    }
    stats->room = count;
    return 0;
}

/* Read all processes of the system. */
static int
read_nodes(struct stats *stats)
{
    const struct pids_fetch *fetch;
    size_t count;
    int result;

    errno = 0;
    fetch = procps_pids_reap(stats->pids, PIDS_FETCH_TASKS_ONLY);
    if (fetch == NULL) {
        return errno != 0 ? -errno : -EIO;
    }
    count = (size_t) fetch->counts->total;
    result = reserve_nodes(stats, count);
    if (result < 0) {
        return result;
    }
    for (size_t i = 0; i < count; i++) {
        const struct pids_stack *row = fetch->stacks[i];

        stats->nodes[i] = (struct node){
            .pid = PIDS_VAL(PID, s_int, row, stats->pids),
            .parent = PIDS_VAL(PARENT, s_int, row, stats->pids),
            .began = PIDS_VAL(BEGAN, ull_int, row, stats->pids),
            .row = row,
        };
    }
    stats->count = count;
    qsort(stats->nodes, count, sizeof(*stats->nodes), compare_nodes);
    return 0;
}

/* Find the first child of a process among the nodes. */
static size_t
first_child(const struct stats *stats, pid_t parent)
{
    size_t low = 0;
    size_t high = stats->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (stats->nodes[middle].parent < parent) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Add a process to the list. */
static int
list_node(
    struct stats *stats, const struct node *node, unsigned depth, int64_t slept)
{
    const char *command = PIDS_VAL(COMMAND, str, node->row, stats->pids);
    uint64_t pages = PIDS_VAL(RESIDENT, ul_int, node->row, stats->pids);
    char *copy;

    if (stats->listed == stats->list_room) {
        size_t room = stats->list_room > 0 ? stats->list_room * 2 : 64;
        struct stats_process *list = realloc(stats->list, room * sizeof(*list));

        if (list == NULL) {
            return -ENOMEM;
        }
        stats->list = list;
        stats->list_room = room;
    }
    copy = strndup(command != NULL ? command : "", COMMAND_MOST);
    if (copy == NULL) {
        return -ENOMEM;
    }
    stats->list[stats->listed++] = (struct stats_process){
        .pid = node->pid,
        .parent = node->parent,
        .depth = depth,
        .state = PIDS_VAL(STATE, s_ch, node->row, stats->pids),
        .started = (int64_t) node->began * stats->tick - slept,
        .rss = pages * stats->page,
        .command = copy,
    };
    return 0;
}

/* Lay the children of a process onto the turns, the first on top. */
static size_t
push_children(
    struct stats *stats, pid_t parent, size_t root, unsigned depth, size_t top)
{
    size_t first = first_child(stats, parent);
    size_t end = first;

    while (end < stats->count && stats->nodes[end].parent == parent) {
        end++;
    }
    while (end-- > first) {
        struct node *node = &stats->nodes[end];

        /* The reading takes its time: a pid that was used twice meanwhile must
         * not lead round in a circle. */
        if (node->root != root) {
            node->root = root;
            stats->turns[top++] = (struct turn){ node, depth };
        }
    }
    return top;
}

/* List the descendants of one process, depth first. */
static int
list_descendants(struct stats *stats, pid_t pid, size_t root, int64_t slept)
{
    size_t top = push_children(stats, pid, root, 1, 0);

    while (top > 0) {
        struct turn turn = stats->turns[--top];
        int result = list_node(stats, turn.node, turn.depth, slept);

        if (result < 0) {
            return result;
        }
        top = push_children(stats, turn.node->pid, root, turn.depth + 1, top);
    }
    return 0;
}

/* Tell by how much the clock of the kernel's start times, which runs while the
 * machine sleeps, is ahead of the monotonic one, in nanoseconds. */
static int64_t
time_slept(void)
{
    struct timespec running = { 0 };
    struct timespec awake = { 0 };

    clock_gettime(CLOCK_BOOTTIME, &running);
    clock_gettime(CLOCK_MONOTONIC, &awake);
    return (running.tv_sec - awake.tv_sec) * NANOSECONDS_PER_SECOND
        + (running.tv_nsec - awake.tv_nsec);
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
    int64_t slept = time_slept();
    int result;

    clear_list(stats);
    result = read_nodes(stats);
    for (size_t i = 0; i < count; i++) {
        starts[i] = stats->listed;
        if (result == 0 && roots[i] > 0) {
            result = list_descendants(stats, roots[i], i + 1, slept);
        }
    }
    if (result < 0) {
        clear_list(stats);
        memset(starts, 0, count * sizeof(*starts));
    }
    starts[count] = stats->listed;
    *list = stats->list;
    *n = stats->listed;
    return result;
}
