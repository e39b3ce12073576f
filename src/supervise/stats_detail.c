#include "src/supervise/stats_detail.h"

#include <dirent.h>
#include <errno.h>
#include <libproc2/pids.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/secret.h"

/* What is asked for, in the order of the items below. */
enum {
    PARENT,
    GROUP,
    SESSION,
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
            || !(copy = strdup(*environment))) {
            continue;
        }
        secret_mask(copy);
        detail->variables[detail->variable_count++] = copy;
    }
}

/* Ask libproc2 for what it reads. */
static int
read_process(struct stats_detail *detail, pid_t pid)
{
    enum pids_item items[ITEMS] = {
        [PARENT] = PIDS_ID_PPID,
        [GROUP] = PIDS_ID_PGRP,
        [SESSION] = PIDS_ID_SESSION,
        [ENVIRONMENT] = PIDS_ENVIRON_V,
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

int
stats_detail_read(struct stats_detail *detail, pid_t pid)
{
    int result;

    stats_detail_free(detail);
    result = read_process(detail, pid);
    if (result == 0) {
        detail->pid = pid;
        read_descriptors(detail, pid);
    } else {
        stats_detail_free(detail);
    }
    return result;
}

void
stats_detail_free(struct stats_detail *detail)
{
    for (size_t i = 0; i < detail->descriptor_count; i++) {
        free(detail->descriptors[i]);
    }
    for (size_t i = 0; i < detail->variable_count; i++) {
        free(detail->variables[i]);
    }
    *detail = (struct stats_detail){ 0 };
}
