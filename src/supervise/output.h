/* output: the bounded scrollback of what a worker wrote. */
#ifndef SUPERVISE_OUTPUT_H
#define SUPERVISE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes kept of each worker unless told otherwise. */
#define OUTPUT_LIMIT_DEFAULT ((size_t) 1 << 20)

/* Bytes that all workers' take together unless told otherwise. */
#define OUTPUT_BUDGET_DEFAULT ((size_t) 256 << 20)

enum output_stream {
    OUTPUT_STDOUT,
    OUTPUT_STDERR
};

/* A line as it was written: raw bytes, not safe to show.  See text.h. */
struct output_line {
    uint64_t number; /* from 0; counts dropped lines too */
    int64_t time;    /* wall clock nanoseconds of its first byte */
    enum output_stream stream;
    bool ended;        /* its newline has come; newline not in bytes */
    bool cut;          /* its start was dropped for want of room */
    const char *bytes; /* not NUL-terminated; valid until the next append */
    size_t size;
};

struct output;

/* The memory that scrollbacks share. */
struct output_budget {
    size_t limit; /* in bytes; some are always kept of each, whatever it is */
    size_t used;
    struct output *first; /* that share it; output_share()'s own */
};

/* Where in what was written somebody has read to; see output_read(). */
struct output_place {
    uint64_t line; /* where to begin */
    uint64_t byte; /* that comes next; output_read()'s own */
    bool within;   /* it has been begun */
};

/**
 * Make an empty scrollback.  Memory is taken as it fills.
 *
 * out    Receives it, to be freed with output_free().
 * limit  Most bytes to keep, newlines included, cut into the range of 256 to
 *        256 MiB; the oldest lines are dropped.  Appended pieces are bounded
 *        too, about one to every 32 bytes of limit; one takes 24 bytes beside
 *        its text, and so does every KiB of it.
 *
 * Returns 0 or -ENOMEM.
 */
int output_new(struct output **out, size_t limit);

/**
 * Free a scrollback.
 *
 * output  Taken; NULL does nothing.
 */
void output_free(struct output *output);

/**
 * Let a scrollback share its memory with others: where they take more than
 * their budget, the oldest text of all of them goes.
 *
 * output  Borrowed; empty, and of no budget yet.
 * budget  Borrowed; must outlive the scrollback.
 */
void output_share(struct output *output, struct output_budget *budget);

/**
 * Append what was read from a stream.
 *
 * output  Borrowed.
 * stream  Which one; each stream has its own unfinished line.
 * time    Wall clock nanoseconds.
 * bytes   size raw bytes; copied.
 *
 * Never fails: without memory the oldest text goes first; only while there has
 * never been any for a stream, the new is lost.
 */
void output_append(
    struct output *output,
    enum output_stream stream,
    int64_t time,
    const char *bytes,
    size_t size);

/**
 * End the unfinished lines, as when the worker has ended.
 *
 * output  Borrowed.
 */
void output_finish(struct output *output);

/**
 * Tell the number of the first line that is kept.
 *
 * output  Borrowed.
 *
 * Returns it; equals output_end() when there is none.
 */
uint64_t output_first(const struct output *output);

/**
 * Tell the number one past the last line.
 *
 * output  Borrowed.
 *
 * Returns it: how many lines there have ever been.
 */
uint64_t output_end(const struct output *output);

/**
 * Get a line by its number.
 *
 * output  Borrowed.
 * number  output_first() <= number < output_end().
 * line    Receives it.
 *
 * Returns whether there is such a line.
 */
bool output_get(
    const struct output *output, uint64_t number, struct output_line *line);

/**
 * Read what was written to standard output from a line on, as it was written,
 * newlines included, and one behind each line that output_finish() ended.
 *
 * output  Borrowed.
 * place   Where to begin, with within false, or as the last call left it;
 *         moved on.
 * bytes   Receives the next bytes; valid until the next append.
 * size    Receives how many, a few KiB at most; 0: that was all.
 *
 * Returns whether they follow what was read before; else some in between has
 * been dropped.
 */
bool output_read(
    const struct output *output,
    struct output_place *place,
    const char **bytes,
    size_t *size);

#endif
