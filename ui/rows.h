/* rows: which workers the table shows, and in which order.  In the order of
 * creation with nothing hidden it costs nothing: the rows are the supervisor's
 * then.  Else an index is kept, and mended by what has changed. */
#ifndef UI_ROWS_H
#define UI_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/supervise/event.h"
#include "src/supervise/supervisor.h"
#include "ui/column.h"
#include "ui/filter.h"

/* How many workers may change between two looks before all are looked at. */
enum {
    ROWS_CHANGED = 32
};

struct row {
    struct worker *worker;
    int64_t number; /* that it was sorted by */
};

struct rows {
    const struct supervisor *supervisor; /* borrowed */
    enum column column;                  /* COLUMN_COUNT: by creation */
    bool descending;
    struct filter filter;

    /* Its own. */
    bool listed;       /* the index counts, not the supervisor's rows */
    struct row *list;  /* the index */
    struct row *other; /* as much room again, to sort in */
    size_t count;
    size_t room;
    bool anew; /* the index is of no use: all must be looked at */
    uint64_t changed[ROWS_CHANGED]; /* ids, to be looked at */
    size_t changed_count;
};

/**
 * Begin: all workers, in the order of creation.
 *
 * rows        Receives them; to be freed with rows_free().
 * supervisor  Borrowed; must outlive the rows.
 */
void rows_init(struct rows *rows, const struct supervisor *supervisor);

/**
 * Give back what rows hold.
 *
 * rows  Borrowed.
 */
void rows_free(struct rows *rows);

/**
 * Count the rows that are shown.
 *
 * rows  Borrowed.
 *
 * Returns how many.
 */
size_t rows_count(const struct rows *rows);

/**
 * Get the worker in a row.
 *
 * rows   Borrowed.
 * place  Less than rows_count().
 *
 * Returns the worker, the supervisor's.
 */
struct worker *rows_worker(const struct rows *rows, size_t place);

/**
 * Find a worker's row.
 *
 * rows   Borrowed.
 * id     The worker's.
 * place  Receives its row, if it is shown.
 *
 * Returns whether it is shown.
 */
bool rows_find(const struct rows *rows, uint64_t id, size_t *place);

/**
 * Hear what happened to a worker.  Only a removal shows at once.
 *
 * rows   Borrowed.
 * event  Borrowed; it has a worker.
 */
void rows_event(struct rows *rows, const struct event *event);

/**
 * Sort by a column, from now on.
 *
 * rows        Borrowed.
 * column      COLUMN_COUNT: by creation.
 * descending  Whether the largest come first.
 */
void rows_sort(struct rows *rows, enum column column, bool descending);

/**
 * Show only what fits a filter, from now on.
 *
 * rows  Borrowed.
 * text  As typed; "" shows all.
 *
 * Returns 0 or -EINVAL: rows->filter.error says what is wrong with it, and
 * what was shown before stays.
 */
int rows_filter(struct rows *rows, const char *text);

/**
 * Tell whether the order depends on time or samples, so that it may change
 * without any event.
 *
 * rows  Borrowed.
 *
 * Returns whether it does.
 */
bool rows_drift(const struct rows *rows);

/**
 * Bring rows and order up to date.
 *
 * rows   Borrowed.
 * model  Borrowed: what the columns are of.
 *
 * Returns 0 or -ENOMEM: all are shown by creation then.
 */
int rows_settle(struct rows *rows, const struct model *model);

#endif
