#include "tests/bench/limits.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* What is left free beside a measurement. */
#define SPARE_PROCESSES 200
#define SPARE_DESCRIPTORS 100
#define SPARE_MIB 256

void
limits_raise(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* Read the number that follows a text in a file; LONG_MAX: there is none. */
static long
read_number(const char *path, const char *text)
{
    FILE *file = fopen(path, "re");
    long number = LONG_MAX;
    char line[256];

    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        char *start = strstr(line, text);
        char *end;

        if (start == NULL) {
            continue;
        }
        start += strlen(text);
        number = strtol(start, &end, 10);
        if (end != start) {
            break;
        }
        number = LONG_MAX;
    }
    if (file != NULL) {
        fclose(file);
    }
    return number;
}

static long
smaller(long a, long b)
{
    return a < b ? a : b;
}

/* How many processes more the control group `path` and those above allow. */
static long
group_room(char *path, const char *top)
{
    long room = LONG_MAX;

    while (strlen(path) >= strlen(top)) {
        char file[PATH_MAX + 16];
        long most;
        char *slash;

        snprintf(file, sizeof(file), "%s/pids.max", path);
        most = read_number(file, "");
        snprintf(file, sizeof(file), "%s/pids.current", path);
        if (most != LONG_MAX) {
            room = smaller(room, most - read_number(file, ""));
        }
        slash = strrchr(path, '/');
        if (slash == NULL) {
            break;
        }
        *slash = '\0';
    }
    return room;
}

/* How many processes more the control groups of this process allow. */
static long
cgroup_room(void)
{
    FILE *file = fopen("/proc/self/cgroup", "re");
    long room = LONG_MAX;
    char line[PATH_MAX];

    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        static const char *const tops[] = { "/sys/fs/cgroup",
                                            "/sys/fs/cgroup/pids" };
        char path[PATH_MAX];
        char *group = strchr(line, '/');
        int version_1 = strstr(line, ":pids:") != NULL;

        if (group == NULL || (!version_1 && strncmp(line, "0::", 3) != 0)) {
            continue;
        }
        group[strcspn(group, "\n")] = '\0';
        snprintf(path, sizeof(path), "%s", tops[version_1]);
        strncat(path, group, sizeof(path) - strlen(path) - 1);
        room = smaller(room, group_room(path, tops[version_1]));
    }
    if (file != NULL) {
        fclose(file);
    }
    return room;
}

/* How many processes more the system allows. */
static long
process_room(void)
{
    long running = read_number("/proc/loadavg", "/");
    long most = smaller(
        read_number("/proc/sys/kernel/pid_max", ""),
        read_number("/proc/sys/kernel/threads-max", ""));
    struct rlimit limit;

    if (geteuid() != 0 && getrlimit(RLIMIT_NPROC, &limit) == 0
        && limit.rlim_cur != RLIM_INFINITY) {
        most = smaller(most, (long) limit.rlim_cur);
    }
    return smaller(most - running, cgroup_room());
}

/* Say which limit is in the way, if it is: -1. */
static int
compare(long needed, long room, const char *what, char *reason, size_t size)
{
    if (needed == 0 || needed <= room) {
        return 0;
    }
    snprintf(
        reason, size, "needs %ld %s, there is room for %ld", needed, what,
        room > 0 ? room : 0);
    return -1;
}

int
limits_check(const struct need *need, char *reason, size_t size)
{
    struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };
    long descriptors = LONG_MAX;
    long kib = read_number("/proc/meminfo", "MemAvailable:");

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0
        && limit.rlim_cur != RLIM_INFINITY) {
        descriptors = (long) limit.rlim_cur - SPARE_DESCRIPTORS;
    }
    if (compare(
            need->processes, process_room() - SPARE_PROCESSES, "processes",
            reason, size)
            < 0
        || compare(need->descriptors, descriptors, "descriptors", reason, size)
            < 0) {
        return -1;
    }
    return compare(
        need->mib, kib / 1024 - SPARE_MIB, "MiB of memory", reason, size);
}
