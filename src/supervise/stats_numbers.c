/* The numbers of given processes. */
#include <errno.h>
#include <time.h>

#include "src/supervise/stats_own.h"

/* What is asked for of each process, in the order of the items below. */
enum {
    PID,
    STATE,
    BEGAN,
    RESIDENT,
    THREADS,
    NICE,
    READ,
    WRITTEN,
    COMMAND,
    ITEMS
};

int
stats_cpu_clock(pid_t pid, clockid_t *clock)
{
    return -clock_getcpuclockid(pid, clock);
}

int64_t
stats_cpu_time(clockid_t clock)
{
    struct timespec time;

    if (clock_gettime(clock, &time) < 0) {
        return -errno;
    }
    return time.tv_sec * NANOSECONDS_PER_SECOND + time.tv_nsec;
}

/* Have libproc2 read what is wanted, and no file for what is not. */
static int
prepare(struct stats *stats, unsigned more)
{
    enum pids_item items[ITEMS] = {
        [PID] = PIDS_ID_PID,   [STATE] = PIDS_STATE,  [BEGAN] = PIDS_TICS_BEGAN,
        [RESIDENT] = PIDS_RSS, [THREADS] = PIDS_NLWP, [NICE] = PIDS_NICE,
        [READ] = PIDS_noop,    [WRITTEN] = PIDS_noop, [COMMAND] = PIDS_noop,
    };
    /* It fills a table of a thousand rows: not with what is not wanted. */
    int count = more & STATS_COMMAND ? ITEMS
        : more & STATS_IO            ? COMMAND
        : more & STATS_THREADS       ? READ
                                     : THREADS;
    int result;

    if (stats->pids != NULL && stats->more == more) {
        return 0;
    }
    if (more & STATS_IO) {
        items[READ] = PIDS_IO_READ_BYTES;
        items[WRITTEN] = PIDS_IO_WRITE_BYTES;
    }
    if (more & STATS_COMMAND) {
        items[COMMAND] = PIDS_CMDLINE;
    }
    result = stats->pids == NULL ? procps_pids_new(&stats->pids, items, count)
                                 : procps_pids_reset(stats->pids, items, count);
    if (result < 0) {
        return result;
    }
    stats->more = more;
    return 0;
}

/* Take the numbers of a process from what was read. */
static void
take(
    const struct stats *stats,
    const struct pids_stack *row,
    int64_t slept,
    struct stats_numbers *numbers)
{
    int64_t began = (int64_t) PIDS_VAL(BEGAN, ull_int, row, stats->pids);

    numbers->state = PIDS_VAL(STATE, s_ch, row, stats->pids);
    numbers->started = began * stats->tick - slept;
    numbers->rss = PIDS_VAL(RESIDENT, ul_int, row, stats->pids) * stats->page;
    if (stats->more & STATS_THREADS) {
        numbers->threads = PIDS_VAL(THREADS, s_int, row, stats->pids);
        numbers->nice = PIDS_VAL(NICE, s_int, row, stats->pids);
    }
    if (stats->more & STATS_IO) {
        numbers->read = PIDS_VAL(READ, ul_int, row, stats->pids);
        numbers->written = PIDS_VAL(WRITTEN, ul_int, row, stats->pids);
    }
    if (stats->more & STATS_COMMAND) {
        numbers->command = PIDS_VAL(COMMAND, str, row, stats->pids);
    }
}

int
stats_numbers(
    struct stats *stats,
    const pid_t *pids,
    size_t count,
    unsigned more,
    struct stats_numbers *numbers)
{
    unsigned ids[STATS_BATCH];
    const struct pids_fetch *fetch;
    int64_t slept = stats_time_slept();
    int result = count > STATS_BATCH ? -EINVAL : prepare(stats, more);
    size_t next = 0;

    if (result < 0 || count == 0) {
        return result;
    }
    for (size_t i = 0; i < count; i++) {
        ids[i] = (unsigned) pids[i];
        numbers[i] = (struct stats_numbers){ .pid = pids[i] };
    }
    errno = 0;
    fetch = procps_pids_select(stats->pids, ids, (int) count, PIDS_SELECT_PID);
    if (fetch == NULL) {
        return errno != 0 ? -errno : -EIO;
    }
    /* In the order asked for, but without those that are gone. */
    for (int i = 0; i < fetch->counts->total; i++) {
        const struct pids_stack *row = fetch->stacks[i];
        pid_t pid = PIDS_VAL(PID, s_int, row, stats->pids);

        while (next < count && numbers[next].pid != pid) {
            next++;
        }
        if (next < count) {
            take(stats, row, slept, &numbers[next++]);
        }
    }
    return 0;
}
