#include "ui/sampler.h"

#include <stdlib.h>

/* The tree is looked at no more often than this, whatever happens. */
#define TREE_REST (NANOSECONDS_PER_SECOND / 5)

/* What the machine of a simulation shows. */
static const struct stats_machine simulated_machine = {
    .cpus = 8,
    .load = 0.42,
    .memory_used = UINT64_C(1288490189),   /* 1.2 GiB */
    .memory_total = UINT64_C(25125558682), /* 23.4 GiB */
};

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
        .tree_due = model->opened,
        .stale = true,
    };
    if (supervisor_simulated(model->supervisor)) {
        model->machine = simulated_machine;
    } else if (stats_new(&sampler->stats) < 0) {
        sampler->stats = NULL;
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

static void
sample_machine(struct sampler *sampler)
{
    stats_machine(sampler->stats, &sampler->model->machine);
    sampler->model->dirty |= DIRTY_MACHINE;
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
    if (!sampler->stats
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

void
sampler_turn(struct sampler *sampler, bool machine, bool tree)
{
    int64_t now = sampler->model->now;
    int64_t due = INT64_MAX;

    if (machine && sampler->stats) {
        if (now >= sampler->machine_due) {
            sample_machine(sampler);
            sampler->machine_due = next_beat(sampler);
        }
        due = sampler->machine_due;
    }
    if (tree) {
        int64_t rested = sampler->tree_taken + TREE_REST;

        if (now >= sampler->tree_due || (sampler->stale && now >= rested)) {
            sample_tree(sampler);
            sampler->tree_taken = now;
            sampler->tree_due = next_beat(sampler);
            sampler->stale = false;
        }
        due = sampler->tree_due < due ? sampler->tree_due : due;
        due = sampler->stale && rested < due ? rested : due;
    } else {
        sampler->stale = true;
    }
    if (due == INT64_MAX) {
        loop_timer_cancel(sampler->loop, &sampler->timer);
    } else if (due != sampler->timer.due || sampler->timer.place == 0) {
        loop_timer_set(sampler->loop, &sampler->timer, due);
    }
}
