#include "tests/bench/work.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/bench/clock.h"

/* So long a child rests before it ends: its parent is asleep by then. */
#define REST 1000

/* What children tell their parent, in memory that they share. */
struct stage {
    atomic_uint ready;
    atomic_llong ended_at;
    atomic_int descriptors;
};
static struct stage *stage;

int
work_prepare(void)
{
    if (fcntl(WORK_LIFELINE, F_GETFD) < 0) {
        return -errno;
    }
    stage = mmap(
        NULL, sizeof(*stage), PROT_READ | PROT_WRITE,
        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (stage == MAP_FAILED) {
        return -errno;
    }
    return 0;
}

/* Live until the lifeline ends, or a signal. */
static void
wait_for_ever(void)
{
    char byte;

    while (read(WORK_LIFELINE, &byte, 1) < 0 && errno == EINTR) {
    }
}

/* Rest until the parent waits, and note when the end began. */
static void
rest_and_note(void)
{
    atomic_fetch_add(&stage->ready, 1);
    clock_rest(REST);
    atomic_store(&stage->ended_at, clock_now());
}

int
work_do(enum work work)
{
    switch (work) {
    case WORK_NOTHING:
        break;
    case WORK_LOOK:
        atomic_store(&stage->descriptors, work_count_descriptors());
        /* fall through */
    case WORK_WAIT:
        atomic_fetch_add(&stage->ready, 1);
        wait_for_ever();
        break;
    case WORK_EXIT:
        rest_and_note();
        _exit(0);
    case WORK_END:
        rest_and_note();
        break;
    }
    return 0;
}

void
work_await_ready(unsigned count)
{
    while (atomic_load(&stage->ready) < count) {
        clock_rest(REST);
    }
}

void
work_forget_ready(void)
{
    atomic_store(&stage->ready, 0);
}

int64_t
work_ended_at(void)
{
    return atomic_load(&stage->ended_at);
}

int
work_seen_descriptors(void)
{
    return atomic_load(&stage->descriptors);
}

int
work_count_descriptors(void)
{
    DIR *directory = opendir("/proc/self/fd");
    int count = 0;

    if (directory == NULL) {
        return -errno;
    }
    while (readdir(directory) != NULL) {
        count++;
    }
    closedir(directory);
    return count - 3; /* ".", ".." and the directory's own */
}
