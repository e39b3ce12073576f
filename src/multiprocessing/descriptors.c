#include "config.h"

#include "src/multiprocessing/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* The first few stay where the system puts them; more of them go to high
 * numbers, where they lie side by side and are cut off by few calls. */
#define LOW_MOST 16
#define HIGH_FIRST 512

#define WORD_BITS 64

/* A set of descriptors: bit fd % 64 of word fd / 64. */
static struct {
    uint64_t *words;
    size_t count;        /* of words */
    uint64_t *forgotten; /* of the process that we were forked from: to be
                            used again for ours */
    size_t room;         /* of words there */
    int owned;
    unsigned generation;
} set;

/* Find where the high numbers begin: within the limit of the process. */
static int
high_first(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0
        && limit.rlim_cur < 2 * HIGH_FIRST) {
        return (int) (limit.rlim_cur / 2);
    }
    return HIGH_FIRST;
}

/* Move a descriptor to the lowest free number from one on, if there is room;
 * it always leaves the standard streams' places. */
static int
move(int fd)
{
    int first = set.owned < LOW_MOST ? STDERR_FILENO + 1 : high_first();
    int moved;

    if (fd >= first) {
        return fd;
    }
    moved = fcntl(fd, F_DUPFD_CLOEXEC, first);
    if (moved < 0 && fd > STDERR_FILENO) {
        return fd;
    }
    if (moved < 0) {
        moved = -errno;
    }
    close(fd);
    return moved;
}

/* Make sure that the set has a bit for a descriptor. */
static int
reserve(int fd)
{
    size_t needed = (size_t) fd / WORD_BITS + 1;
    uint64_t *words;

    if (set.words == NULL && set.forgotten != NULL) {
        memset(set.forgotten, 0, set.room * sizeof(*set.forgotten));
        set.words = set.forgotten;
        set.count = set.room;
        set.forgotten = NULL;
    }
    if (needed <= set.count) {
        return 0;
    }
    needed = needed < 2 * set.count ? 2 * set.count : needed;
    words = realloc(set.words, needed * sizeof(*words));
    if (words == NULL) {
        return -ENOMEM;
    }
    memset(words + set.count, 0, (needed - set.count) * sizeof(*words));
    set.words = words;
    set.count = needed;
    return 0;
}

int
mp__descriptor_own(int fd)
{
    int result;

    fd = move(fd);
    if (fd < 0) {
        return fd;
    }
    result = reserve(fd);
    if (result < 0) {
        close(fd);
        return result;
    }
    set.words[fd / WORD_BITS] |= UINT64_C(1) << (fd % WORD_BITS);
    set.owned++;
    return fd;
}

void
mp__descriptor_close(int fd)
{
    if (fd < 0) {
        return;
    }
    set.words[fd / WORD_BITS] &= ~(UINT64_C(1) << (fd % WORD_BITS));
    set.owned--;
    close(fd);
}

/* Tell whether a descriptor is one of the library's. */
static int
is_owned(size_t fd)
{
    return (set.words[fd / WORD_BITS] >> (fd % WORD_BITS)) & 1;
}

void
mp__descriptors_cut(void)
{
    size_t end = set.count * WORD_BITS;

    for (size_t fd = 0; fd < end && set.owned > 0;) {
        size_t first = fd;

        if (set.words[fd / WORD_BITS] == 0) {
            fd = (fd / WORD_BITS + 1) * WORD_BITS;
            continue;
        }
        while (fd < end && is_owned(fd)) {
            fd++;
        }
        if (fd > first) {
            close_range((unsigned) first, (unsigned) fd - 1, 0);
            set.owned -= (int) (fd - first);
        }
        fd++;
    }
    /* Not freed: that would copy the memory it lies in, in every child. */
    if (set.words != NULL) {
        set.forgotten = set.words;
        set.room = set.count;
        set.words = NULL;
        set.count = 0;
    }
    set.owned = 0;
    set.generation++;
}

unsigned
mp__descriptors_generation(void)
{
    return set.generation;
}
