/* identity: what the library's object tells of a worker, as Python's does. */
#ifndef SUPERVISE_IDENTITY_H
#define SUPERVISE_IDENTITY_H

#include <stddef.h>

struct worker;

/**
 * Write a worker's repr(): "<Process name='Process-2' pid=41881 parent=41873
 * started>".
 *
 * worker  Borrowed.
 * text    Receives it, cut to fit; names in it are not safe to show.
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *identity_repr(const struct worker *worker, char *text, size_t size);

/**
 * Write what is known of a worker's authkey without giving it away: its length
 * and the first eight bytes of its SHA-256.
 *
 * worker  Borrowed.
 * text    Receives it, cut to fit: "32 bytes, SHA-256 3f9a0c1122334455...", or
 *         "none".
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *identity_fingerprint(
    const struct worker *worker, char *text, size_t size);

/**
 * Write what a worker runs as Python would: "args (4,)  kwargs {}", or the
 * words of its command as the shell would take them.
 *
 * worker  Borrowed.
 * text    Receives it, cut to fit; words in it are not safe to show.
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *identity_arguments(
    const struct worker *worker, char *text, size_t size);

#endif
