/* work: what the measured children do, and what they and their parent know of
 * each other. */
#ifndef TESTS_BENCH_WORK_H
#define TESTS_BENCH_WORK_H

#include <stdint.h>

/* A pipe that nobody writes to, given by the driver: it ends when the driver
 * does, and with it every child that waits. */
#define WORK_LIFELINE 3

/* What a child does. */
enum work {
    WORK_NOTHING, /* end at once */
    WORK_WAIT,    /* live until it is killed */
    WORK_END,     /* rest until the parent waits, note the time, return */
    WORK_EXIT,    /* the same, ending by _exit() */
    WORK_LOOK     /* count the descriptors it has, then live on */
};

/* What a method is to start. */
struct task {
    enum work work;
    const char *const *command; /* NULL-ended, instead of work; NULL: none */
};

/**
 * Get ready to have children, once.
 *
 * Returns 0, or -errno; -EBADF when there is no lifeline.
 */
int work_prepare(void);

/**
 * Do the work, in a child.
 *
 * work  What.
 *
 * Returns the exit code, 0.
 */
int work_do(enum work work);

/**
 * Wait until children have come as far as to wait or to rest.
 *
 * count  How many, all told, since the last work_forget_ready().
 */
void work_await_ready(unsigned count);

/**
 * Count from zero again which children are ready.
 */
void work_forget_ready(void);

/**
 * Tell when the last child with WORK_END or WORK_EXIT ended.
 *
 * Returns the time in nanoseconds.
 */
int64_t work_ended_at(void);

/**
 * Tell how many descriptors the last child with WORK_LOOK had.
 *
 * Returns their number.
 */
int work_seen_descriptors(void);

/**
 * Count the descriptors that the calling process has open.
 *
 * Returns their number, or -errno.
 */
int work_count_descriptors(void);

#endif
