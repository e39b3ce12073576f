#include "src/supervise/session.h"

#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <unistd.h>

/* The deepest tree of processes that is gone down. */
#define DEPTH_MOST 64

/* A folder's own two links, and one for its only folder. */
#define LINKS_ALONE 3

#define IGNORED "SigIgn:"

static void visit_children(pid_t pid, pid_t leader, int signum, int depth);

/* Signal a process if it is one of those, and go on to its children.  The
 * descriptor is of the process that is looked at, whoever gets its number. */
static void
visit(pid_t pid, pid_t leader, int signum, int depth)
{
    int fd = pidfd_open(pid, 0);

    if (fd < 0) {
        return;
    }
    if (getsid(pid) == leader) {
        visit_children(pid, leader, signum, depth + 1);
        if (getpgid(pid) != leader) {
            pidfd_send_signal(fd, signum, NULL, 0);
        }
    }
    close(fd);
}

/* Visit those in a list. */
static void
visit_list(FILE *list, pid_t leader, int signum, int depth)
{
    int pid;

    while (fscanf(list, "%d", &pid) == 1) {
        visit(pid, leader, signum, depth);
    }
    fclose(list);
}

/* Visit the children that one thread of a process has. */
static void
visit_thread(pid_t pid, const char *thread, pid_t leader, int signum, int depth)
{
    char path[64 + sizeof(((struct dirent *) NULL)->d_name)];
    FILE *list;

    snprintf(
        path, sizeof(path), "/proc/%d/task/%s/children", (int) pid, thread);
    list = fopen(path, "re");
    if (list != NULL) {
        visit_list(list, leader, signum, depth);
    }
}

/* Visit the children of a process, thread by thread. */
static void
visit_threads(
    const char *folder, pid_t pid, pid_t leader, int signum, int depth)
{
    const struct dirent *thread;
    DIR *threads = opendir(folder);

    while (threads != NULL && (thread = readdir(threads)) != NULL) {
        if (thread->d_name[0] != '.') {
            visit_thread(pid, thread->d_name, leader, signum, depth);
        }
    }
    if (threads != NULL) {
        closedir(threads);
    }
}

/* Visit the children of a process.  Most have one thread, which the count of
 * its folder's links tells: no need then to list them. */
static void
visit_children(pid_t pid, pid_t leader, int signum, int depth)
{
    char folder[64];
    char thread[16];
    struct stat info;

    snprintf(folder, sizeof(folder), "/proc/%d/task", (int) pid);
    if (depth >= DEPTH_MOST || stat(folder, &info) < 0) {
        return;
    }
    if (info.st_nlink == LINKS_ALONE) {
        snprintf(thread, sizeof(thread), "%d", (int) pid);
        visit_thread(pid, thread, leader, signum, depth);
    } else {
        visit_threads(folder, pid, leader, signum, depth);
    }
}

void
session_signal(pid_t leader, int signum)
{
    visit_children(leader, leader, signum, 0);
}

bool
session_ignores(pid_t pid, int signum)
{
    char path[64];
    char line[256];
    uint64_t ignored = 0;
    FILE *status;

    snprintf(path, sizeof(path), "/proc/%d/status", (int) pid);
    status = fopen(path, "re");
    while (status != NULL && fgets(line, sizeof(line), status) != NULL) {
        if (strncmp(line, IGNORED, strlen(IGNORED)) == 0) {
            ignored = strtoull(line + strlen(IGNORED), NULL, 16);
            break;
        }
    }
    if (status != NULL) {
        fclose(status);
    }
    return ignored >> (signum - 1) & 1;
}
