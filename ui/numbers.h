/* numbers: what the system told of the workers' processes when it was last
 * asked, and what follows from two times asked: how much of a CPU, how fast. */
#ifndef UI_NUMBERS_H
#define UI_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "src/supervise/stats.h"
#include "src/supervise/worker.h"

/* How many samples of CPU% are kept. */
#define NUMBERS_GRAPH 8

/* The numbers of a worker in one of its lives. */
struct numbers_row {
    uint64_t worker;     /* its id; 0: no row */
    int64_t cpu_time;    /* nanoseconds that it had run */
    int64_t looked;      /* monotonic nanoseconds: when it had; 0: never */
    int64_t read;        /* monotonic nanoseconds: when the rest was read */
    int64_t started;     /* monotonic nanoseconds, as the kernel has it */
    uint64_t rss;        /* bytes */
    uint64_t bytes_read; /* from storage, in all */
    uint64_t bytes_written;
    char *command;    /* raw bytes of its command line, or NULL */
    float cpu;        /* per cent of a CPU */
    float read_speed; /* bytes a second */
    float write_speed;
    pid_t pid;       /* of which life */
    clockid_t clock; /* of its CPU time; 0: not asked for yet */
    int threads;     /* 0: not read yet, nor how nice */
    signed char nice;
    char state;           /* the kernel's letter; 0: not read yet */
    bool io;              /* bytes_read and bytes_written were read */
    unsigned char points; /* samples in the graph, the latest at the end */
    unsigned char graph[NUMBERS_GRAPH]; /* per cent, 255 at most */
};

/* Zero-initialised: empty. */
struct numbers {
    struct numbers_row *rows; /* a hash table by worker */
    size_t room;              /* a power of two, or 0 */
    size_t count;
};

/**
 * Give back the memory; it is empty then.
 *
 * numbers  Borrowed.
 */
void numbers_free(struct numbers *numbers);

/**
 * Get the numbers of a worker's present life.
 *
 * numbers  Borrowed.
 * worker   Borrowed.
 *
 * Returns them, valid until the next change; NULL: it is not alive, or there
 * are none yet.
 */
const struct numbers_row *numbers_of(
    const struct numbers *numbers, const struct worker *worker);

/**
 * Get the row of a worker's present life to note its numbers in, or make it.
 *
 * numbers  Borrowed.
 * worker   Borrowed; alive.
 *
 * Returns the row, valid until the next change; NULL without memory.
 */
struct numbers_row *numbers_row(
    struct numbers *numbers, const struct worker *worker);

/**
 * Note how long a worker's process has run by now.
 *
 * row       Borrowed.
 * worker    Borrowed: whose row it is.
 * cpu_time  Nanoseconds, from stats_cpu_time().
 * now       Monotonic nanoseconds.
 *
 * Returns whether it has run since the last time.
 */
bool numbers_look(
    struct numbers_row *row,
    const struct worker *worker,
    int64_t cpu_time,
    int64_t now);

/**
 * Note what was read of a worker's process.
 *
 * row   Borrowed.
 * read  Borrowed: what was read; nothing is noted of a process that is gone.
 * more  STATS_...: what of it was asked for.
 * now   Monotonic nanoseconds.
 */
void numbers_read(
    struct numbers_row *row,
    const struct stats_numbers *read,
    unsigned more,
    int64_t now);

/**
 * Forget a worker.
 *
 * numbers  Borrowed.
 * worker   Its id; one without numbers does nothing.
 */
void numbers_forget(struct numbers *numbers, uint64_t worker);

#endif
