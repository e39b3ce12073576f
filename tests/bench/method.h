/* method: a way to make processes and to hear of their end; what is compared.
 *
 * Each result that is an int is 0, or -errno or another error of the library.
 */
#ifndef TESTS_BENCH_METHOD_H
#define TESTS_BENCH_METHOD_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "tests/bench/work.h"

/* A process that a method made. */
struct child {
    pid_t pid;    /* the system's methods; 0: ended and reaped */
    void *handle; /* the other methods */
};

/* A function that is NULL is something that the method has no part in. */
struct method {
    const char *name;
    /* Get ready, before the parent grows. */
    int (*prepare)(void);
    /* Make a child; `child` stays where it is until it is released. */
    int (*start)(struct child *child, const struct task *task);
    /* Send a signal. */
    int (*signal)(struct child *child, int signum);
    /* Wait until the child has ended, and reap it. */
    int (*join)(struct child *child);
    /* Give back what is left of a joined child. */
    void (*release)(struct child *child);
    /* Have the child's end reported by notice(). */
    int (*watch)(struct child *child);
    /* Wait until a watched child has ended; the time of hearing of it. */
    int (*notice)(struct child *child, int64_t *noticed);
    /* No longer watch a child. */
    void (*unwatch)(struct child *child);
};

/* The methods of this program, NULL-ended. */
extern const struct method *const methods[];

#endif
