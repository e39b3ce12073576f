#include "ui/sampler.h"

#include <stdlib.h>

#include "ui/sampler_rows.h"

/* The tree is looked at no more often than this, whatever happens. */
#define TREE_REST (NANOSECONDS_PER_SECOND / 5)

/* What the machine of a simulation shows. */
static const struct stats_machine simulated_machine = {
    .cpus = 8,
    .load = 0.42,
    .memory_used = UINT64_C(1288490189),   /* 1.2 GiB */
    .memory_total = UINT64_C(25125558682), /* 23.4 GiB */
};

/* Rows that have come onto the screen get their numbers after this time: who
 * scrolls on does not wait for them. */
#define ROWS_REST (NANOSECONDS_PER_SECOND / 10)

/* While nothing is alive the machine is looked at no more often than this. */
#define MACHINE_REST (60 * NANOSECONDS_PER_SECOND)

/* The timer has only to wake the loop: sampler_turn() follows each turn. */
static void
on_timer(void *context)
{
    (void) context;
}

void
sampler_open(
    struct sampler *sampler,
    struct loop *loop,
    struct model *model,
    double delay)
{
    *sampler = (struct sampler){
        .loop = loop,
        .model = model,
        .timer = { .function = on_timer },
        .delay = clock_from_seconds(delay),
        .machine_due = model->opened,
        .rows_due = INT64_MAX,
        .tree_due = model->opened,
        .stale = true,
    };
    if (supervisor_simulated(model->supervisor)) {
        model->machine = simulated_machine;
        sampler->blind = true;
    }
}

void
sampler_close(struct sampler *sampler)
{
    if (!sampler->loop) {
        return;
    }
    loop_timer_cancel(sampler->loop, &sampler->timer);
    tree_free(&sampler->model->tree);
    numbers_free(&sampler->model->numbers);
    stats_free(sampler->stats);
    *sampler = (struct sampler){ 0 };
}

void
sampler_stir(struct sampler *sampler)
{
    sampler->stale = true;
}

/* Find the next moment of a rhythm that began when the program did: so all
 * that is regular happens in the same turn. */
static int64_t
next_beat(const struct sampler *sampler)
{
    int64_t passed = sampler->model->now - sampler->model->opened;

    return sampler->model->opened
        + (passed / sampler->delay + 1) * sampler->delay;
}

/* Have the system's statistics ready; returns whether there are any. */
static bool
open_stats(struct sampler *sampler)
{
    if (!sampler->stats && !sampler->blind) {
        sampler->blind = stats_new(&sampler->stats) < 0;
    }
    return !sampler->blind;
}

static void
sample_machine(struct sampler *sampler)
{
    struct model *model = sampler->model;

    sampler->machine_due = supervisor_alive(model->supervisor) > 0
        ? next_beat(sampler)
        : model->now + MACHINE_REST;
    if (open_stats(sampler)) {
        stats_machine(sampler->stats, &model->machine);
        model->dirty |= DIRTY_MACHINE;
    }
}

/* Look at the active children and all below them. */
static void
sample_tree(struct sampler *sampler)
{
    struct model *model = sampler->model;
    size_t room = supervisor_count(model->supervisor);
    struct worker **children = calloc(room + 1, sizeof(struct worker *));
    const struct stats_process *list = NULL;
    size_t n = 0;
    size_t starts[2];
    size_t count;

    if (!children) {
        return;
    }
    count = supervisor_active_children(model->supervisor, children, room);
    if (!open_stats(sampler)
        || stats_descendants(sampler->stats, &model->pid, 1, &list, &n, starts)
            < 0) {
        n = 0;
    }
    if (tree_build(&model->tree, children, count, list, n) == 0) {
        model->dirty |= DIRTY_TREE;
    } else {
        /* Its lines borrow from a list that is gone. */
        tree_free(&model->tree);
    }
    free(children);
}

/* Look at all that there is to see of one process. */
static void
sample_detail(struct sampler *sampler, pid_t pid)
{
    struct model *model = sampler->model;

    stats_detail_read(&model->detail, pid);
    sampler->detail = pid;
    sampler->detail_due = next_beat(sampler);
    model->dirty |= DIRTY_NUMBERS;
}

void
sampler_turn(struct sampler *sampler, const struct sampler_needs *needs)
{
    int64_t now = sampler->model->now;
    bool rested = now >= sampler->tree_taken + TREE_REST;

    if (needs->machine && now >= sampler->machine_due) {
        sample_machine(sampler);
    }
    if (needs->tree
        && (now >= sampler->tree_due || sampler->model->tree.stale
            || (sampler->stale && rested))) {
        sample_tree(sampler);
        sampler->tree_taken = now;
        sampler->tree_due = supervisor_alive(sampler->model->supervisor) > 0
            ? next_beat(sampler)
            : INT64_MAX;
        sampler->stale = false;
    }
    if (needs->detail && !sampler->blind
        && (needs->detail != sampler->detail || now >= sampler->detail_due)) {
        sample_detail(sampler, needs->detail);
    }
    if (now >= sampler->rows_due && open_stats(sampler)) {
        sampler_rows_take(sampler, needs);
        sampler->rows_due = INT64_MAX;
    }
    if (sampler->left > 0) {
        sampler_rows_go_on(sampler, needs);
    }
    sampler->stale = sampler->stale || !needs->tree;
}

/* Find out when the rows on the screen are to be sampled: all of them at the
 * next beat, those that are new to it a little later than now; never if none
 * of them is alive. */
static void
plan_rows(struct sampler *sampler, const struct sampler_needs *needs)
{
    int64_t now = sampler->model->now;
    bool fresh;
    bool live = sampler_rows_live(sampler, needs, &fresh);

    if (!live || sampler->blind) {
        sampler->rows_due = INT64_MAX;
        return;
    }
    if (sampler->rows_due == INT64_MAX) {
        sampler->rows_due = next_beat(sampler);
    }
    if (fresh && sampler->rows_due > now + ROWS_REST) {
        sampler->rows_due = now + ROWS_REST;
    }
}

static int64_t
earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

void
sampler_plan(struct sampler *sampler, const struct sampler_needs *needs)
{
    struct model *model = sampler->model;
    int64_t due;

    plan_rows(sampler, needs);
    due = sampler->rows_due;
    if (sampler->left > 0) {
        due = model->now;
    }
    if (needs->machine && !sampler->blind) {
        if (supervisor_alive(model->supervisor) > 0) {
            sampler->machine_due =
                earlier(sampler->machine_due, next_beat(sampler));
        }
        due = earlier(due, sampler->machine_due);
    }
    if (needs->detail && !sampler->blind) {
        due = earlier(
            due,
            needs->detail == sampler->detail ? sampler->detail_due
                                             : model->now);
    }
    if (needs->tree) {
        due = earlier(due, sampler->tree_due);
        due = sampler->stale ? earlier(due, sampler->tree_taken + TREE_REST)
                             : due;
    }
    if (due == INT64_MAX) {
        loop_timer_cancel(sampler->loop, &sampler->timer);
    } else if (due != sampler->timer.due || sampler->timer.place == 0) {
        loop_timer_set(sampler->loop, &sampler->timer, due);
    }
}
