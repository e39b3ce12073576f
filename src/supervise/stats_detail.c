#include "src/supervise/stats_detail.h"

#include <dirent.h>
#include <errno.h>
#include <libproc2/misc.h>
#include <libproc2/pids.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/clock.h"
#include "src/supervise/descendant.h"
#include "src/supervise/secret.h"
#include "src/supervise/stats_own.h"

/* Least time between two measurements of how much it runs. */
#define MEASURE_REST (NANOSECONDS_PER_SECOND / 5)

/* What is asked for, in the order of the items below. */
enum {
    PARENT,
    GROUP,
    SESSION,
    STATE,
    BEGAN,
    RESIDENT,
    THREADS,
    NICE,
    READ,
    WRITTEN,
    COMMAND,
    ENVIRONMENT,
    ITEMS
};

/* Keep the variables of an environment, secrets masked. */
static void
take_environment(struct stats_detail *detail, char **environment)
{
    for (; environment && *environment; environment++) {
        char *copy;

        detail->variable_total++;
        if (detail->variable_count == STATS_VARIABLES
            || !(copy = secret_masked(*environment))) {
            continue;
        }
        detail->variables[detail->variable_count++] = copy;
    }
}

/* Keep the numbers. */
static void
take_numbers(struct stats_detail *detail, const struct pids_stack *row)
{
    int64_t tick = NANOSECONDS_PER_SECOND / procps_hertz_get();
    int64_t began = (int64_t) PIDS_VAL(BEGAN, ull_int, row, info);
    uint64_t page = (uint64_t) sysconf(_SC_PAGESIZE);
    const char *command = PIDS_VAL(COMMAND, str, row, info);

    detail->state = PIDS_VAL(STATE, s_ch, row, info);
    detail->started = began * tick - stats_time_slept();
    detail->rss = PIDS_VAL(RESIDENT, ul_int, row, info) * page;
    detail->threads = PIDS_VAL(THREADS, s_int, row, info);
    detail->nice = PIDS_VAL(NICE, s_int, row, info);
    detail->read = PIDS_VAL(READ, ul_int, row, info);
    detail->written = PIDS_VAL(WRITTEN, ul_int, row, info);
    detail->command = command ? strndup(command, STATS_COMMAND_MOST) : NULL;
}

/* Ask libproc2 for what it reads. */
static int
read_process(struct stats_detail *detail, pid_t pid)
{
    enum pids_item items[ITEMS] = {
        [PARENT] = PIDS_ID_PPID,     [GROUP] = PIDS_ID_PGRP,
        [SESSION] = PIDS_ID_SESSION, [STATE] = PIDS_STATE,
        [BEGAN] = PIDS_TICS_BEGAN,   [RESIDENT] = PIDS_RSS,
        [THREADS] = PIDS_NLWP,       [NICE] = PIDS_NICE,
        [READ] = PIDS_IO_READ_BYTES, [WRITTEN] = PIDS_IO_WRITE_BYTES,
        [COMMAND] = PIDS_CMDLINE,    [ENVIRONMENT] = PIDS_ENVIRON_V,
    };
    unsigned id = (unsigned) pid;
    struct pids_info *info = NULL;
    const struct pids_fetch *fetch;
    int result = procps_pids_new(&info, items, ITEMS);

    if (result < 0) {
        return result;
    }
    fetch = procps_pids_select(info, &id, 1, PIDS_SELECT_PID);
    if (fetch && fetch->counts->total == 1) {
        const struct pids_stack *row = fetch->stacks[0];

        detail->parent = PIDS_VAL(PARENT, s_int, row, info);
        detail->group = PIDS_VAL(GROUP, s_int, row, info);
        detail->session = PIDS_VAL(SESSION, s_int, row, info);
        take_numbers(detail, row);
        take_environment(detail, PIDS_VAL(ENVIRONMENT, strv, row, info));
    } else {
        result = -ESRCH;
    }
    procps_pids_unref(&info);
    return result;
}

/* Order descriptors by their number. */
static int
compare(const struct dirent **a, const struct dirent **b)
{
    return atoi((*a)->d_name) - atoi((*b)->d_name);
}

static int
is_number(const struct dirent *entry)
{
    return entry->d_name[0] >= '0' && entry->d_name[0] <= '9';
}

/* List what the process has open. */
static void
read_descriptors(struct stats_detail *detail, pid_t pid)
{
    char folder[64], path[64 + NAME_MAX + 2], target[PATH_MAX];
    struct dirent **entries;
    int count;

    snprintf(folder, sizeof(folder), "/proc/%d/fd", (int) pid);
    count = scandir(folder, &entries, is_number, compare);
    for (int i = 0; i < count; i++) {
        ssize_t size;

        detail->descriptor_total++;
        snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
        size = detail->descriptor_count < STATS_DESCRIPTORS
            ? readlink(path, target, sizeof(target) - 1)
            : -1;
        if (size >= 0) {
            char **line = &detail->descriptors[detail->descriptor_count];

            target[size] = '\0';
            if (asprintf(line, "%s %s", entries[i]->d_name, target) >= 0) {
                detail->descriptor_count++;
            }
        }
        free(entries[i]);
    }
    if (count >= 0) {
        free(entries);
    }
}

/* Tell whether the counts of bytes are ours to read: who may not reads zeros. */
static bool
may_read_io(pid_t pid)
{
    char path[32];

    snprintf(path, sizeof(path), "/proc/%d/io", (int) pid);
    return access(path, R_OK) == 0;
}

/* Find how much of a CPU the process has used since it was looked at before, or
 * since it began if that was another one. */
static void
measure(struct stats_detail *detail, const struct stats_detail *before)
{
    const struct clock *clock = clock_real();
    bool same = before->pid == detail->pid
        && descendant_is(detail->started, before->started);
    clockid_t cpu_clock;
    int64_t passed;

    detail->taken = clock->monotonic(clock);
    if (stats_cpu_clock(detail->pid, &cpu_clock) < 0
        || (detail->cpu_time = stats_cpu_time(cpu_clock)) < 0) {
        detail->cpu_time = 0;
        return; /* it ends just now */
    }
    passed = detail->taken - (same ? before->taken : detail->started);
    if (passed >= MEASURE_REST) {
        detail->cpu = 100.0
            * (double) (detail->cpu_time - (same ? before->cpu_time : 0))
            / (double) passed;
    } else if (same) {
        detail->cpu = before->cpu;
        detail->cpu_time = before->cpu_time;
        detail->taken = before->taken;
    }
}

int
stats_detail_read(struct stats_detail *detail, pid_t pid)
{
    const struct stats_detail before = *detail;
    int result;

    stats_detail_free(detail);
    result = read_process(detail, pid);
    if (result == 0) {
        detail->pid = pid;
        detail->io = may_read_io(pid);
        measure(detail, &before);
        read_descriptors(detail, pid);
    } else {
        stats_detail_free(detail);
    }
    return result;
}

void
stats_detail_free(struct stats_detail *detail)
{
    free(detail->command);
    for (size_t i = 0; i < detail->descriptor_count; i++) {
        free(detail->descriptors[i]);
    }
    for (size_t i = 0; i < detail->variable_count; i++) {
        free(detail->variables[i]);
    }
    *detail = (struct stats_detail){ 0 };
}
