/* cast_file: the file of a recording.  Events are collected, and written as
 * lines in few pieces: to make a line of each frame at once, and write it, costs
 * several times as much, as the frame is drawn by other code in between. */
#ifndef UI_TERM_CAST_FILE_H
#define UI_TERM_CAST_FILE_H

#include <stddef.h>
#include <sys/types.h>

struct cast_file {
    int fd;
    off_t size;   /* of the file, as far as it is whole */
    char *events; /* collected */
    size_t count; /* bytes of them */
    size_t room;
    char *lines; /* a piece of what is written */
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
 * Add an event.
 *
 * file         Borrowed.
 * start        Borrowed; what its line begins with, and all of it where it has
 *              no output: with the newline.
 * start_size   Bytes at start.
 * output       Borrowed; UTF-8, follows as a JSON string and ends the line.
 * output_size  Bytes at output, 0: the event has none.
 *
 * Returns 0; or -errno of a write or -ENOMEM, with the event not added.
 */
int cast_file_add(
    struct cast_file *file,
    const char *start,
    size_t start_size,
    const char *output,
    size_t output_size);

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
