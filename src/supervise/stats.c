#include "src/supervise/stats.h"

#include <errno.h>
#include <libproc2/misc.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "src/supervise/stats_own.h"

/* Seconds after which the kernel looks at the load again. */
#define LOAD_TIME 5

int
stats_new(struct stats **out)
{
    struct stats *stats = calloc(1, sizeof(*stats));
    int result;

    if (stats == NULL) {
        return -ENOMEM;
    }
    result = procps_meminfo_new(&stats->memory);
    if (result < 0) {
        stats_free(stats);
        return result;
    }
    stats->cpus = (int) procps_cpu_count();
    stats->tick = NANOSECONDS_PER_SECOND / procps_hertz_get();
    stats->page = (uint64_t) sysconf(_SC_PAGESIZE);
    *out = stats;
    return 0;
}

void
stats_free(struct stats *stats)
{
    if (stats == NULL) {
        return;
    }
    stats_tree_free(&stats->tree);
    if (stats->pids != NULL) {
        procps_pids_unref(&stats->pids);
    }
    if (stats->memory != NULL) {
        procps_meminfo_unref(&stats->memory);
    }
    free(stats);
}

void
stats_machine(struct stats *stats, struct stats_machine *machine)
{
    uint64_t total = MEMINFO_GET(stats->memory, MEMINFO_MEM_TOTAL, ul_int);
    uint64_t available =
        MEMINFO_GET(stats->memory, MEMINFO_MEM_AVAILABLE, ul_int);
    struct timespec uptime = { 0 };

    clock_gettime(CLOCK_BOOTTIME, &uptime); /* /proc/uptime looks at all CPUs */
    if (uptime.tv_sec >= stats->load_due) {
        procps_loadavg(&stats->load, NULL, NULL);
        stats->load_due = uptime.tv_sec + LOAD_TIME;
    }
    *machine = (struct stats_machine){
        .cpus = stats->cpus,
        .load = stats->load,
        .memory_used = available < total ? (total - available) * 1024 : 0,
        .memory_total = total * 1024,
        .uptime = (double) uptime.tv_sec,
    };
}

int64_t
stats_time_slept(void)
{
    struct timespec running = { 0 };
    struct timespec awake = { 0 };

    clock_gettime(CLOCK_BOOTTIME, &running);
    clock_gettime(CLOCK_MONOTONIC, &awake);
    return (running.tv_sec - awake.tv_sec) * NANOSECONDS_PER_SECOND
        + (running.tv_nsec - awake.tv_nsec);
}
