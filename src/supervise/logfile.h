/* logfile: a worker's output in a file, rotated when it grows too large.  What
 * cannot be written is told once and never holds up the worker. */
#ifndef SUPERVISE_LOGFILE_H
#define SUPERVISE_LOGFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What may go wrong is told in a text of this size. */
#define LOGFILE_ERROR_SIZE 256

struct worker;

/* Zero-initialised: not open. */
struct logfile {
    char *path; /* NULL: not open */
    int fd;
    uint64_t size;
    uint64_t size_most; /* 0: not rotated */
    unsigned backups;
    bool mid_line; /* its last line is not ended */
    bool failed;   /* that was told */
};

/**
 * Open the file of a new life; folders on the way are made.
 *
 * log      Borrowed; closed first when it is another file.
 * pattern  Path that may hold {name} {id} {pid} {ts}.
 * worker   Borrowed; its life has begun.
 * error    Receives what is wrong, "" for nothing; LOGFILE_ERROR_SIZE bytes.
 *
 * Returns whether it is open.
 */
bool logfile_open(
    struct logfile *log,
    const char *pattern,
    const struct worker *worker,
    char *error);

/**
 * Append bytes.
 *
 * log    Borrowed; one that is not open is left alone.
 * bytes  size bytes.
 * error  Receives what is wrong, once in a life; else "".
 *
 * Returns whether they were written.
 */
bool logfile_write(
    struct logfile *log, const char *bytes, size_t size, char *error);

/**
 * Close it.
 *
 * log  Borrowed; one that is not open is left alone.
 */
void logfile_close(struct logfile *log);

#endif
