/* cast_file: the file of a recording.  Lines are collected, and written in few
 * pieces: a write for each frame costs as much as all else of recording. */
#ifndef UI_TERM_CAST_FILE_H
#define UI_TERM_CAST_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Bytes that are collected at most. */
#define CAST_FILE_ROOM ((size_t) 64 << 10)

struct cast_file {
    int fd;
    off_t size;   /* of the file, as far as it is whole */
    char *lines;  /* collected */
    size_t count; /* bytes of them */
};

/**
 * Begin to write a file.
 *
 * file  Receives it, to be closed with cast_file_close().  It stays where it
 *       is until then: see cast_file_rescue().
 * fd    Taken, also on failure.
 *
 * Returns 0 or -ENOMEM.
 */
int cast_file_open(struct cast_file *file, int fd);

/**
 * Add a line.
 *
 * file  Borrowed.
 * line  size bytes, the last one a newline.
 *
 * Returns 0; or -errno of a write, with the line not added.
 */
int cast_file_add(struct cast_file *file, const char *line, size_t size);

/**
 * Write what is collected.  Where it does not all go in, what did is taken
 * back.
 *
 * file  Borrowed.
 *
 * Returns 0; or -errno, with nothing collected any more.
 */
int cast_file_flush(struct cast_file *file);

/**
 * Close a file, after cast_file_flush().
 *
 * file  Borrowed; not to be used any more.
 */
void cast_file_close(struct cast_file *file);

/**
 * Write what the open file, if any, has collected: before the program ends by
 * a signal.  Async-signal-safe.
 */
void cast_file_rescue(void);

#endif
