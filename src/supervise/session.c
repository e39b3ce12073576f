#include "src/supervise/session.h"

#include <dirent.h>
#include <inttypes.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/pidfd.h>
#include <unistd.h>

/* The deepest tree of processes that is gone down. */
#define DEPTH_MOST 64

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

/* Visit the children that one thread has. */
static void
visit_list(FILE *list, pid_t leader, int signum, int depth)
{
    int pid;

    while (fscanf(list, "%d", &pid) == 1) {
        visit(pid, leader, signum, depth);
    }
    fclose(list);
}

/* Visit the children of a process. */
static void
visit_children(pid_t pid, pid_t leader, int signum, int depth)
{
    char path[64 + sizeof(((struct dirent *) NULL)->d_name)];
    const struct dirent *thread;
    DIR *threads;

    snprintf(path, sizeof(path), "/proc/%d/task", (int) pid);
    threads = depth < DEPTH_MOST ? opendir(path) : NULL;
    while (threads != NULL && (thread = readdir(threads)) != NULL) {
        FILE *list;

        snprintf(
            path, sizeof(path), "/proc/%d/task/%s/children", (int) pid,
            thread->d_name);
        list = thread->d_name[0] != '.' ? fopen(path, "re") : NULL;
        if (list != NULL) {
            visit_list(list, leader, signum, depth);
        }
    }
    if (threads != NULL) {
        closedir(threads);
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
        if (sscanf(line, "SigIgn: %" SCNx64, &ignored) == 1) {
            break;
        }
    }
    if (status != NULL) {
        fclose(status);
    }
    return ignored >> (signum - 1) & 1;
}
