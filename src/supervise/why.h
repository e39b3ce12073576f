/* why: says in plain words why a worker is not running. */
#ifndef SUPERVISE_WHY_H
#define SUPERVISE_WHY_H

#include <stddef.h>
#include <stdint.h>

struct worker;

/**
 * Say why a worker is not running, or what it still is to become: "waiting for
 * db: ready", "back-off 3 s", "stopped by you 12 s ago", "No such file or
 * directory: npm".
 *
 * worker  Borrowed.
 * now     Monotonic nanoseconds.
 * text    Receives the NUL-terminated text, safe to show, cut to fit; "" when
 *         it runs and there is nothing to say.
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *worker_why(
    struct worker *worker, int64_t now, char *text, size_t size);

#endif
