/* column: the columns of the table: what each is called, how it stands, and
 * what rows are sorted by.  Drawing and sorting share it. */
#ifndef UI_COLUMN_H
#define UI_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct model;
struct worker;

/* In the order of the table. */
enum column {
    COLUMN_NAME,
    COLUMN_PID,
    COLUMN_ALIVE,
    COLUMN_DAEMON,
    COLUMN_EXITCODE,
    COLUMN_STATE,
    COLUMN_TARGET,
    COLUMN_TIME,
    COLUMN_CPU,
    COLUMN_RSS,
    COLUMN_KERNEL_STATE,
    COLUMN_THREADS,
    COLUMN_NICE,
    COLUMN_READ,
    COLUMN_WRITE,
    COLUMN_START,
    COLUMN_GRAPH,
    COLUMN_COMMAND,
    COLUMN_COUNT
};

/* When what a column says may change. */
enum column_source {
    COLUMN_OF_EVENTS, /* something happened to the worker */
    COLUMN_OF_CLOCK,  /* time passes, too */
    COLUMN_OF_SAMPLES /* the system was asked, too */
};

/* What has no number, such as the pid of a worker that never started; it
 * stands behind all that has one, whichever way the rows are sorted. */
#define COLUMN_NOTHING INT64_MIN

struct column_info {
    const char *head;  /* its title in the table */
    const char *brief; /* its title where there is less room */
    const char *name;  /* in settings, and as it is typed */
    const char *help;  /* what it says, as a sentence */
    bool right;        /* its texts stand at the right side */
    bool stays;        /* shown however narrow the table is */
    int width;         /* cells where there is room; it may grow by what it
                          holds */
    int least;         /* cells that it does not shrink below */
    bool descending;   /* sorted by it, the largest come first */
    bool spare;        /* comes only where all others have their room */
    enum column_source source;
    unsigned more; /* STATS_...: what else must be sampled for it */

    /* What rows are sorted by: one of the two is not NULL. */
    const char *(*text)(const struct worker *worker);
    int64_t (*number)(const struct model *model, const struct worker *worker);
};

/**
 * Get what is known of a column.
 *
 * column  Less than COLUMN_COUNT.
 *
 * Returns a static row.
 */
const struct column_info *column_info(enum column column);

/**
 * Find a column by its name.
 *
 * name  As in the settings: "exitcode".
 *
 * Returns the column, or COLUMN_COUNT.
 */
enum column column_find(const char *name);

#endif
