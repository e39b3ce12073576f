#include "ui/column.h"

#include <string.h>

#include "ui/model.h"

static const char *
name_text(const struct worker *worker)
{
    return worker->name;
}

static const char *
target_text(const struct worker *worker)
{
    return worker->target;
}

static int64_t
pid_number(const struct model *model, const struct worker *worker)
{
    (void) model;
    return worker->pid > 0 ? worker->pid : COLUMN_NOTHING;
}

static int64_t
alive_number(const struct model *model, const struct worker *worker)
{
    (void) model;
    return worker->alive;
}

static int64_t
daemon_number(const struct model *model, const struct worker *worker)
{
    (void) model;
    return worker->daemon;
}

static int64_t
exitcode_number(const struct model *model, const struct worker *worker)
{
    (void) model;
    return worker->has_exitcode ? worker->exitcode : COLUMN_NOTHING;
}

/* What goes on comes before what is over, and that before what never was. */
static int64_t
state_number(const struct model *model, const struct worker *worker)
{
    static const int ranks[] = {
        [WORKER_STARTED] = 0, [WORKER_JOINING] = 1, [WORKER_STOPPING] = 2,
        [WORKER_WAITING] = 3, [WORKER_STOPPED] = 4, [WORKER_LOST] = 5,
        [WORKER_INITIAL] = 6, [WORKER_CLOSED] = 7,
    };

    (void) model;
    return ranks[worker->state];
}

static int64_t
time_number(const struct model *model, const struct worker *worker)
{
    int64_t lifetime = worker_lifetime(worker, model->now);

    return lifetime < 0 ? COLUMN_NOTHING : lifetime;
}

static int64_t
cpu_number(const struct model *model, const struct worker *worker)
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    return row ? (int64_t) (row->cpu * 1000) : COLUMN_NOTHING;
}

static int64_t
rss_number(const struct model *model, const struct worker *worker)
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    return row && row->read ? (int64_t) row->rss : COLUMN_NOTHING;
}

static int64_t
kernel_state_number(const struct model *model, const struct worker *worker)
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    return row && row->read ? row->state : COLUMN_NOTHING;
}

static int64_t
threads_number(const struct model *model, const struct worker *worker)
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    return row && row->threads ? row->threads : COLUMN_NOTHING;
}

static int64_t
nice_number(const struct model *model, const struct worker *worker)
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    return row && row->threads ? row->nice : COLUMN_NOTHING;
}

static int64_t
read_number(const struct model *model, const struct worker *worker)
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    return row && row->io ? (int64_t) row->read_speed : COLUMN_NOTHING;
}

static int64_t
write_number(const struct model *model, const struct worker *worker)
{
    const struct numbers_row *row = numbers_of(&model->numbers, worker);

    return row && row->io ? (int64_t) row->write_speed : COLUMN_NOTHING;
}

static int64_t
start_number(const struct model *model, const struct worker *worker)
{
    (void) model;
    return worker->started ? worker->started : COLUMN_NOTHING;
}

static const char *
command_text(const struct worker *worker)
{
    return worker->target;
}

static const struct column_info columns[COLUMN_COUNT] = {
    [COLUMN_NAME] = {
        .head = "NAME", .brief = "NAME", .name = "name",
        .help = "The name of the process.",
        .stays = true, .width = 4, .least = 6,
        .text = name_text,
    },
    [COLUMN_PID] = {
        .head = "PID", .brief = "PID", .name = "pid",
        .help = "The process id.",
        .stays = true, .width = 5, .least = 5,
        .number = pid_number,
    },
    [COLUMN_ALIVE] = {
        .head = "ALIVE", .brief = "ALIVE", .name = "alive",
        .help = "Whether it is alive: is_alive().",
        .stays = true, .width = 5, .least = 3, .descending = true,
        .number = alive_number,
    },
    [COLUMN_DAEMON] = {
        .head = "DAEMON", .brief = "DAEMON", .name = "daemon",
        .help = "Whether it is a daemon: ended when we end.",
        .stays = true, .width = 6, .least = 3, .descending = true,
        .number = daemon_number,
    },
    [COLUMN_EXITCODE] = {
        .head = "EXITCODE", .brief = "EXIT", .name = "exitcode",
        .help = "The exit code, or -N for signal N.",
        .stays = true, .width = 11, .least = 4, .descending = true,
        .number = exitcode_number,
    },
    [COLUMN_STATE] = {
        .head = "STATE", .brief = "STATE", .name = "state",
        .help = "Where it is in its life.",
        .width = 8, .least = 8,
        .number = state_number,
    },
    [COLUMN_TARGET] = {
        .head = "TARGET", .brief = "TARGET", .name = "target",
        .help = "What it runs.",
        .width = 6, .least = 8,
        .text = target_text,
    },
    [COLUMN_TIME] = {
        .head = "TIME", .brief = "TIME", .name = "time",
        .help = "How long it has been running, or ran.",
        .right = true, .width = 6, .least = 6, .descending = true,
        .source = COLUMN_OF_CLOCK,
        .number = time_number,
    },
    [COLUMN_CPU] = {
        .head = "CPU%", .brief = "CPU%", .name = "cpu",
        .help = "How much of a CPU it has used of late, in per cent.",
        .right = true, .width = 5, .least = 5, .descending = true,
        .spare = true, .source = COLUMN_OF_SAMPLES,
        .number = cpu_number,
    },
    [COLUMN_RSS] = {
        .head = "RSS", .brief = "RSS", .name = "rss",
        .help = "How much memory of the machine it holds, in bytes.",
        .right = true, .width = 5, .least = 4, .descending = true,
        .spare = true, .source = COLUMN_OF_SAMPLES,
        .number = rss_number,
    },
    [COLUMN_KERNEL_STATE] = {
        .head = "S", .brief = "S", .name = "kernel-state",
        .help = "The kernel's letter: R runs, S sleeps, D waits for a disk.",
        .width = 1, .least = 1,
        .spare = true, .source = COLUMN_OF_SAMPLES,
        .number = kernel_state_number,
    },
    [COLUMN_THREADS] = {
        .head = "THR", .brief = "THR", .name = "threads",
        .help = "How many threads it has.",
        .right = true, .width = 3, .least = 3, .descending = true,
        .spare = true, .source = COLUMN_OF_SAMPLES, .more = STATS_THREADS,
        .number = threads_number,
    },
    [COLUMN_NICE] = {
        .head = "NI", .brief = "NI", .name = "nice",
        .help = "How nice it is to others, from -20 to 19.",
        .right = true, .width = 3, .least = 3,
        .spare = true, .source = COLUMN_OF_SAMPLES, .more = STATS_THREADS,
        .number = nice_number,
    },
    [COLUMN_READ] = {
        .head = "READ/s", .brief = "RD/s", .name = "read",
        .help = "Bytes that it reads from storage in a second.",
        .right = true, .width = 6, .least = 4, .descending = true,
        .spare = true, .source = COLUMN_OF_SAMPLES, .more = STATS_IO,
        .number = read_number,
    },
    [COLUMN_WRITE] = {
        .head = "WRITE/s", .brief = "WR/s", .name = "write",
        .help = "Bytes that it writes to storage in a second.",
        .right = true, .width = 7, .least = 4, .descending = true,
        .spare = true, .source = COLUMN_OF_SAMPLES, .more = STATS_IO,
        .number = write_number,
    },
    [COLUMN_START] = {
        .head = "START", .brief = "START", .name = "start",
        .help = "When it was started.",
        .width = 8, .least = 8, .spare = true,
        .number = start_number,
    },
    [COLUMN_GRAPH] = {
        .head = "CPU", .brief = "CPU", .name = "graph",
        .help = "How its use of a CPU went in the last samples.",
        .width = NUMBERS_GRAPH, .least = NUMBERS_GRAPH, .descending = true,
        .spare = true, .source = COLUMN_OF_SAMPLES,
        .number = cpu_number,
    },
    [COLUMN_COMMAND] = {
        .head = "COMMAND", .brief = "COMMAND", .name = "command",
        .help = "The command line, as the kernel has it.",
        .width = 24, .least = 8,
        .spare = true, .source = COLUMN_OF_SAMPLES, .more = STATS_COMMAND,
        .text = command_text,
    },
};

const struct column_info *
column_info(enum column column)
{
    return &columns[column];
}

enum column
column_find(const char *name)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (strcmp(columns[i].name, name) == 0) {
            return (enum column) i;
        }
    }
    return COLUMN_COUNT;
}
