/* column_set: which columns the table shows, from left to right. */
#ifndef UI_COLUMN_SET_H
#define UI_COLUMN_SET_H

#include <stdbool.h>

#include "ui/column.h"

struct column_set {
    int count;
    enum column list[COLUMN_COUNT]; /* each at most once */
};

/**
 * Choose the columns that are shown unless the user says otherwise.
 *
 * set  Receives them.
 */
void column_set_default(struct column_set *set);

/**
 * Find the place of a column.
 *
 * set     Borrowed.
 * column  Less than COLUMN_COUNT.
 *
 * Returns its place from 0, or -1: it is not shown.
 */
int column_set_place(const struct column_set *set, enum column column);

/**
 * Show a column behind the others; one that is shown stays where it is.
 *
 * set     Borrowed.
 * column  Less than COLUMN_COUNT.
 */
void column_set_add(struct column_set *set, enum column column);

/**
 * Hide a column.  The name always stays, for rows are known by it.
 *
 * set     Borrowed.
 * column  Less than COLUMN_COUNT.
 *
 * Returns whether it is hidden now.
 */
bool column_set_remove(struct column_set *set, enum column column);

/**
 * Move a column to the left or to the right; it stops at the ends.
 *
 * set    Borrowed.
 * place  Its place, less than set->count.
 * steps  How far; negative: to the left.
 *
 * Returns its place now.
 */
int column_set_move(struct column_set *set, int place, int steps);

/**
 * Tell what must be sampled for the columns, beyond what is cheap.
 *
 * set  Borrowed.
 *
 * Returns STATS_...
 */
unsigned column_set_more(const struct column_set *set);

#endif
