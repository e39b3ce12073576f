/* writer: writes lines to a descriptor that may be slow, or go away, without
 * ever waiting for it. */
#ifndef UI_WRITER_H
#define UI_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "src/supervise/loop.h"

/* What may wait before lines are to be dropped, in bytes. */
#define WRITER_ROOM ((size_t) 1 << 20)

struct writer {
    struct loop *loop; /* borrowed */
    int fd;
    bool own;     /* the descriptor is ours, and does not block */
    bool watched; /* in the loop */
    bool gone;    /* nobody reads any more */
    int error;    /* 0, or the errno that it did not take lines for: EPIPE is
                     a reader that is gone */
    char *bytes;  /* that wait */
    size_t size;  /* how many wait */
    size_t room;
};

/**
 * Begin to write to a descriptor.
 *
 * writer  Receives it; to be closed with writer_close().
 * loop    Borrowed; must outlive it.
 * fd      Borrowed; open.  Its flags stay as they are.
 */
void writer_open(struct writer *writer, struct loop *loop, int fd);

/**
 * End; what waits is lost.
 *
 * writer  Borrowed.
 */
void writer_close(struct writer *writer);

/**
 * Tell whether a line fits into what may wait.  One always does when nothing
 * waits.
 *
 * writer  Borrowed.
 * size    Of the line.
 *
 * Returns whether it does.
 */
bool writer_has_room(const struct writer *writer, size_t size);

/**
 * Write a line, or let it wait, whether there is room or not.
 *
 * writer  Borrowed.
 * line    Taken; without its newline, which is added.  NULL: there was no
 *         memory for it, it is left out.
 */
void writer_line(struct writer *writer, char *line);

#endif
