#include "tests/support/orphans.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/proc.h"

#define CHILDREN_MAX 2048
#define OWN_MAX 16
#define REAP_INTERVAL 0.1 /* seconds: /proc is not read more often */

/* Whether orphans become our children. */
static bool adopting;

/* The children that were started here; 0: a free place. */
static pid_t own[OWN_MAX];

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

int
orphans_adopt(void)
{
    adopting = true;
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

/* Puts one pid in the place of another. */
static void
replace_own(pid_t old, pid_t pid)
{
    for (size_t i = 0; i < OWN_MAX; i++)
        if (own[i] == old) {
            own[i] = pid;
            return;
        }
}

void
orphans_own(pid_t pid)
{
    replace_own(0, pid);
}

void
orphans_disown(pid_t pid)
{
    replace_own(pid, 0);
}

static bool
is_own(pid_t pid)
{
    for (size_t i = 0; i < OWN_MAX; i++)
        if (own[i] == pid)
            return true;
    return false;
}

/* Lists our children that are orphans, and waits for those that have ended;
 * returns how many live. */
static size_t
list_living(pid_t *living)
{
    static pid_t children[CHILDREN_MAX];
    size_t count = proc_children(getpid(), children, CHILDREN_MAX);
    size_t found = 0;

    for (size_t i = 0; i < count && i < CHILDREN_MAX; i++)
        if (!is_own(children[i])
            && waitpid(children[i], NULL, WNOHANG) != children[i])
            living[found++] = children[i];
    return found;
}

void
orphans_reap(void)
{
    static double last;
    static pid_t living[CHILDREN_MAX];

    if (!adopting || now() - last < REAP_INTERVAL)
        return;
    list_living(living);
    last = now();
}

size_t
orphans_count(void)
{
    static pid_t living[CHILDREN_MAX];

    return list_living(living);
}

void
orphans_dump(void)
{
    static pid_t living[CHILDREN_MAX];
    size_t count = list_living(living);
    char command[256];

    for (size_t i = 0; i < count; i++)
        fprintf(
            stderr, "--- left behind: %d %c %s\n", (int) living[i],
            proc_state(living[i]),
            proc_command(living[i], command, sizeof command));
}

bool
orphans_kill(double seconds)
{
    static pid_t living[CHILDREN_MAX];
    double end = now() + seconds;
    size_t count;

    /* Again and again: children of the killed arrive only then. */
    while ((count = list_living(living)) > 0) {
        if (now() > end)
            return false;
        for (size_t i = 0; i < count; i++)
            kill(living[i], SIGKILL);
        poll(NULL, 0, 5);
    }
    return true;
}
