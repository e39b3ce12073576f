#include "ui/numbers.h"

#include <stdlib.h>
#include <string.h>

#include "src/supervise/clock.h"

/* Samples that lie farther apart are no neighbours in the graph, and what lies
 * closer together tells nothing. */
#define GAP_MOST (5 * NANOSECONDS_PER_SECOND)
#define GAP_LEAST (NANOSECONDS_PER_SECOND / 20)

/* Find the place where a worker's row is, or would be. */
static size_t
find(const struct numbers *numbers, uint64_t worker)
{
    size_t place = worker * UINT64_C(0x9e3779b97f4a7c15) >> 32;

    place &= numbers->room - 1;
    while (numbers->rows[place].worker != 0
           && numbers->rows[place].worker != worker) {
        place = (place + 1) & (numbers->room - 1);
    }
    return place;
}

/* Make room for another row; more than a quarter of the table stays empty. */
static int
reserve(struct numbers *numbers)
{
    struct numbers more = { .room = numbers->room ? 2 * numbers->room : 64 };

    if (numbers->room > 0 && numbers->count + 1 < numbers->room / 4 * 3) {
        return 0;
    }
    more.rows = calloc(more.room, sizeof(*more.rows));
    if (!more.rows) {
        return -1;
    }
    for (size_t i = 0; i < numbers->room; i++) {
        if (numbers->rows[i].worker != 0) {
            more.rows[find(&more, numbers->rows[i].worker)] = numbers->rows[i];
        }
    }
    more.count = numbers->count;
    free(numbers->rows);
    *numbers = more;
    return 0;
}

void
numbers_free(struct numbers *numbers)
{
    for (size_t i = 0; i < numbers->room; i++) {
        free(numbers->rows[i].command);
    }
    free(numbers->rows);
    *numbers = (struct numbers){ 0 };
}

const struct numbers_row *
numbers_of(const struct numbers *numbers, const struct worker *worker)
{
    const struct numbers_row *row;

    if (numbers->count == 0 || !worker->alive) {
        return NULL;
    }
    row = &numbers->rows[find(numbers, worker->id)];
    return row->worker != 0 && row->pid == worker->pid ? row : NULL;
}

struct numbers_row *
numbers_row(struct numbers *numbers, const struct worker *worker)
{
    struct numbers_row *row;

    if (reserve(numbers) < 0) {
        return NULL;
    }
    row = &numbers->rows[find(numbers, worker->id)];
    if (row->worker == 0) {
        numbers->count++;
    } else if (row->pid == worker->pid) {
        return row;
    }
    free(row->command);
    *row = (struct numbers_row){ .worker = worker->id, .pid = worker->pid };
    return row;
}

/* Add a sample to the graph. */
static void
add_point(struct numbers_row *row, bool neighbour)
{
    row->points = neighbour ? row->points : 0;
    if (row->points == NUMBERS_GRAPH) {
        memmove(row->graph, row->graph + 1, NUMBERS_GRAPH - 1);
        row->points--;
    }
    row->graph[row->points++] =
        row->cpu < 255 ? (unsigned char) (row->cpu + 0.5F) : 255;
}

bool
numbers_look(
    struct numbers_row *row,
    const struct worker *worker,
    int64_t cpu_time,
    int64_t now)
{
    bool first = row->looked == 0;
    int64_t passed = now - (first ? worker->started : row->looked);
    int64_t ran = cpu_time - row->cpu_time;

    if (!first && passed < GAP_LEAST) {
        return ran > 0;
    }
    row->cpu = passed < GAP_LEAST || ran <= 0
        ? 0
        : (float) (100.0 * (double) ran / (double) passed);
    if (ran <= 0) {
        row->read_speed = 0; /* nothing is read or written asleep */
        row->write_speed = 0;
    }
    add_point(row, !first && passed <= GAP_MOST);
    row->cpu_time = cpu_time;
    row->looked = now;
    return ran > 0;
}

/* Tell how fast a count of bytes has grown. */
static float
speed(uint64_t before, uint64_t after, int64_t passed)
{
    return after < before || passed < GAP_LEAST
        ? 0
        : (float) ((double) (after - before) / clock_to_seconds(passed));
}

/* Note how much was read and written, and how fast of late. */
static void
take_io(struct numbers_row *row, const struct stats_numbers *read, int64_t now)
{
    if (row->io) {
        int64_t passed = now - row->read;

        row->read_speed = speed(row->bytes_read, read->read, passed);
        row->write_speed = speed(row->bytes_written, read->written, passed);
    }
    row->bytes_read = read->read;
    row->bytes_written = read->written;
    row->io = true;
}

void
numbers_read(
    struct numbers_row *row,
    const struct stats_numbers *read,
    unsigned more,
    int64_t now)
{
    if (read->state == 0 || row->pid != read->pid) {
        return;
    }
    if (more & STATS_IO) {
        take_io(row, read, now);
    } else {
        row->io = false;
    }
    if (more & STATS_COMMAND && read->command
        && !(row->command && strcmp(row->command, read->command) == 0)) {
        free(row->command);
        row->command = strdup(read->command);
    }
    row->state = read->state;
    row->threads = more & STATS_THREADS ? read->threads : 0;
    row->nice = (signed char) read->nice;
    row->started = read->started;
    row->rss = read->rss;
    row->read = now;
}

void
numbers_forget(struct numbers *numbers, uint64_t worker)
{
    size_t mask = numbers->room - 1;
    size_t hole;

    if (numbers->count == 0) {
        return;
    }
    hole = find(numbers, worker);
    if (numbers->rows[hole].worker == 0) {
        return;
    }
    free(numbers->rows[hole].command);
    numbers->rows[hole] = (struct numbers_row){ 0 };
    numbers->count--;
    /* Those that stood behind it have to be found without it. */
    for (size_t i = (hole + 1) & mask; numbers->rows[i].worker != 0;
         i = (i + 1) & mask) {
        struct numbers_row row = numbers->rows[i];

        numbers->rows[i] = (struct numbers_row){ 0 };
        numbers->rows[find(numbers, row.worker)] = row;
    }
}
