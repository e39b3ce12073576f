#include "tests/support/proc.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/kernel.h"

struct stat_fields {
    char state;
    int parent;
    int group;
};

/* Reads a file of /proc as text; returns its length, 0 if there is none. */
static size_t
read_file(pid_t pid, const char *name, char *text, size_t size)
{
    char path[64];
    ssize_t count;
    int fd;

    snprintf(path, sizeof path, "/proc/%d/%s", (int) pid, name);
    text[0] = '\0';
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    count = read(fd, text, size - 1);
    close(fd);
    if (count < 0)
        count = 0;
    text[count] = '\0';
    return (size_t) count;
}

/* Reads what stands in /proc/PID/stat behind the command's name. */
static bool
read_stat(pid_t pid, struct stat_fields *fields)
{
    char text[1024];
    char *rest;

    if (pid <= 0 || read_file(pid, "stat", text, sizeof text) == 0)
        return false;
    rest = strrchr(text, ')');
    return rest
        && sscanf(
               rest + 1, " %c %d %d", &fields->state, &fields->parent,
               &fields->group)
        == 3;
}

char
proc_state(pid_t pid)
{
    struct stat_fields fields;

    return read_stat(pid, &fields) ? fields.state : 0;
}

bool
proc_alive(pid_t pid)
{
    char state = proc_state(pid);

    return state != 0 && state != 'Z' && state != 'X';
}

pid_t
proc_parent(pid_t pid)
{
    struct stat_fields fields;

    return read_stat(pid, &fields) ? fields.parent : 0;
}

pid_t
proc_group(pid_t pid)
{
    struct stat_fields fields;

    return read_stat(pid, &fields) ? fields.group : 0;
}

size_t
proc_children(pid_t parent, pid_t *list, size_t max)
{
    DIR *directory = opendir("/proc");
    struct dirent *entry;
    size_t count = 0;

    while (directory && (entry = readdir(directory))) {
        pid_t pid = (pid_t) atoi(entry->d_name);

        if (!isdigit((unsigned char) entry->d_name[0])
            || proc_parent(pid) != parent)
            continue;
        if (count < max)
            list[count] = pid;
        count++;
    }
    if (directory)
        closedir(directory);
    return count;
}

size_t
proc_count_children(pid_t parent, bool zombie)
{
    static pid_t list[4096];
    size_t count = proc_children(parent, list, sizeof list / sizeof *list);
    size_t found = 0;

    for (size_t i = 0; i < count && i < sizeof list / sizeof *list; i++) {
        char state = proc_state(list[i]);

        if (zombie ? state == 'Z' : state != 0 && state != 'Z')
            found++;
    }
    return found;
}

size_t
proc_resident(pid_t pid)
{
    char text[128];
    unsigned long total;
    unsigned long resident;

    if (read_file(pid, "statm", text, sizeof text) == 0
        || sscanf(text, "%lu %lu", &total, &resident) != 2)
        return 0;
    return resident * (size_t) sysconf(_SC_PAGESIZE);
}

char *
proc_command(pid_t pid, char *text, size_t size)
{
    size_t count = read_file(pid, "cmdline", text, size);

    for (size_t i = 0; i + 1 < count; i++)
        if (text[i] == '\0')
            text[i] = ' ';
    return text;
}

/* Tells the seconds of the monotonic clock. */
static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

bool
proc_wait_end(pid_t pid, double seconds)
{
    double end = now() + seconds;

    while (proc_alive(pid)) {
        if (now() > end)
            return false;
        poll(NULL, 0, 5);
    }
    return true;
}

bool
proc_wait_state(pid_t pid, char state, double seconds)
{
    double end = now() + seconds;

    while (proc_state(pid) != state) {
        if (now() > end)
            return false;
        poll(NULL, 0, 2);
    }
    return true;
}

int
proc_descriptors(void)
{
    DIR *directory = opendir("/proc/self/fd");
    struct dirent *entry;
    struct rlimit limit;
    int count = 0;

    if (!directory)
        return -1;
    /* Those of valgrind are beyond the limit that it tells the program. */
    if (!kernel_is_valgrind() || getrlimit(RLIMIT_NOFILE, &limit) < 0)
        limit.rlim_cur = RLIM_INFINITY;
    while ((entry = readdir(directory)))
        if (isdigit((unsigned char) entry->d_name[0])
            && strtoul(entry->d_name, NULL, 10) < limit.rlim_cur)
            count++;
    closedir(directory);
    return count - 1; /* the directory's own */
}
