#include "ui/sampler_rows.h"

/* What has not run is read again after this all the same: its memory may have
 * been taken away. */
#define READ_AGAIN (20 * NANOSECONDS_PER_SECOND)

/* How many of the others are looked at, and read, before keys get their turn:
 * some milliseconds. */
enum {
    LOOK_MOST = 1024,
    READ_MOST = 48
};

/* Workers that are to be read in one go. */
struct batch {
    size_t count;
    const struct worker *workers[STATS_BATCH];
    pid_t pids[STATS_BATCH];
};

/* Read the numbers of the workers in a batch; it is empty then. */
static void
read_batch(struct sampler *sampler, struct batch *batch, unsigned more)
{
    struct stats_numbers numbers[STATS_BATCH];
    struct model *model = sampler->model;

    if (batch->count > 0
        && stats_numbers(
               sampler->stats, batch->pids, batch->count, more, numbers)
            == 0) {
        for (size_t i = 0; i < batch->count; i++) {
            struct numbers_row *row =
                numbers_row(&model->numbers, batch->workers[i]);

            if (row) {
                numbers_read(row, &numbers[i], more, model->now);
            }
        }
    }
    batch->count = 0;
}

/* Look at a worker's clock; returns whether the rest of its numbers are to be
 * read. */
static bool
look(struct sampler *sampler, const struct worker *worker, unsigned more)
{
    struct model *model = sampler->model;
    struct numbers_row *row;
    int64_t cpu_time;
    bool ran;

    if (!worker->alive || worker->pid <= 0) {
        return false;
    }
    row = numbers_row(&model->numbers, worker);
    if (!row
        || (row->clock == 0 && stats_cpu_clock(worker->pid, &row->clock) < 0)) {
        return false;
    }
    cpu_time = stats_cpu_time(row->clock);
    if (cpu_time < 0) {
        return false; /* it ends just now */
    }
    ran = numbers_look(row, worker, cpu_time, model->now);
    return ran || row->read == 0 || model->now - row->read >= READ_AGAIN
        || (more & STATS_IO && !row->io)
        || (more & STATS_COMMAND && !row->command)
        || (more & STATS_THREADS && row->threads == 0);
}

/* Put a worker into a batch, which is read when it is full. */
static void
add(struct sampler *sampler,
    struct batch *batch,
    const struct worker *worker,
    unsigned more)
{
    batch->workers[batch->count] = worker;
    batch->pids[batch->count++] = worker->pid;
    if (batch->count == STATS_BATCH) {
        read_batch(sampler, batch, more);
    }
}

void
sampler_rows_take(struct sampler *sampler, const struct sampler_needs *needs)
{
    struct batch batch = { .count = 0 };

    for (size_t i = 0; i < needs->count; i++) {
        if (look(sampler, needs->rows[i], needs->more)) {
            add(sampler, &batch, needs->rows[i], needs->more);
        }
    }
    read_batch(sampler, &batch, needs->more);
    sampler->model->dirty |= DIRTY_NUMBERS;
    sampler->left = needs->others == SAMPLER_OTHERS_NOT
        ? 0
        : supervisor_count(sampler->model->supervisor);
}

bool
sampler_rows_go_on(struct sampler *sampler, const struct sampler_needs *needs)
{
    struct supervisor *supervisor = sampler->model->supervisor;
    size_t count = supervisor_count(supervisor);
    struct batch batch = { .count = 0 };

    if (needs->others == SAMPLER_OTHERS_NOT) {
        sampler->left = 0;
    }
    for (int looks = 0;
         sampler->left > 0 && looks < LOOK_MOST && batch.count < READ_MOST;
         looks++, sampler->left--) {
        const struct worker *worker;

        sampler->next = sampler->next < count ? sampler->next : 0;
        if (count == 0) {
            sampler->left = 0;
            break;
        }
        worker = supervisor_worker(supervisor, sampler->next++);
        if (look(sampler, worker, needs->more)
            && needs->others == SAMPLER_OTHERS_ALL) {
            add(sampler, &batch, worker, needs->more);
        }
    }
    read_batch(sampler, &batch, needs->more);
    if (sampler->left > 0) {
        return false;
    }
    sampler->model->dirty |= DIRTY_NUMBERS;
    return true;
}

bool
sampler_rows_live(
    const struct sampler *sampler,
    const struct sampler_needs *needs,
    bool *fresh)
{
    bool live = false;

    *fresh = false;
    for (size_t i = 0; i < needs->count; i++) {
        const struct worker *worker = needs->rows[i];
        const struct numbers_row *row;

        if (!worker->alive) {
            continue;
        }
        live = true;
        row = numbers_of(&sampler->model->numbers, worker);
        *fresh = *fresh || !row || row->read == 0
            || (needs->more & STATS_IO && !row->io)
            || (needs->more & STATS_THREADS && row->threads == 0);
    }
    return live;
}
