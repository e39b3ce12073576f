/* plain: runs a program with its standard output on a pipe, and keeps its lines
 * with the times when they came. */
#ifndef TESTS_SUPPORT_PLAIN_H
#define TESTS_SUPPORT_PLAIN_H

#include <stddef.h>
#include <sys/types.h>

#define PLAIN_LINES 32
#define PLAIN_LINE_SIZE 128

/* A line, without its newline. */
struct plain_line {
    char text[PLAIN_LINE_SIZE];
    double time; /* seconds since the start */
};

struct plain {
    pid_t pid;
    int fd;
    double start;
    struct plain_line lines[PLAIN_LINES];
    size_t count;
    int status;      /* as waitpid() gives it */
    double duration; /* until the end of its output */
};

/**
 * Start a program; its standard input is empty, its stderr stays ours.
 *
 * plain  Receives its state.
 * argv   Program and arguments, NULL-ended.
 */
void plain_start(struct plain *plain, const char *const *argv);

/**
 * Read a program's lines until its output ends and it has ended; fails the test
 * when that takes too long.
 *
 * plain    Borrowed; started.
 * seconds  The limit.
 */
void plain_finish(struct plain *plain, double seconds);

/**
 * Check that a line matches a regular expression; fails the test otherwise and
 * shows all lines.
 *
 * plain    Borrowed; finished.
 * index    From 0.
 * pattern  POSIX extended, for the whole line.
 */
void plain_check(const struct plain *plain, size_t index, const char *pattern);

#endif
