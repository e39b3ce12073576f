/* guard_table: the process groups that live, in memory that this process and
 * its guard share: each can read it while the other dies.  Only the guard's own
 * files include this. */
#ifndef SUPERVISE_GUARD_TABLE_H
#define SUPERVISE_GUARD_TABLE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* How many groups fit in; memory is taken for those that are used.  The guard
 * finds those beyond by its variable alone. */
#define GUARD_TABLE_PLACES 32768

struct guard_table {
    atomic_bool armed; /* a daemon has been noted */
    atomic_size_t end; /* behind the last place that was ever used */
    size_t free;       /* the first of the free ones before that, + 1 */
    struct guard_place {
        atomic_int group; /* 0: the place is free; else the rest is valid */
        unsigned next;    /* where it is free: the next free one, + 1 */
        bool daemon;
        char name[55];
    } places[GUARD_TABLE_PLACES];
};

/**
 * Note a group.
 *
 * table   Borrowed.
 * group   Its number, > 0.
 * name    Its worker's, safe to show.
 * daemon  Whether that is one.
 *
 * Returns its place, > 0; 0 when all are taken.
 */
size_t guard_table_add(
    struct guard_table *table, pid_t group, const char *name, bool daemon);

/**
 * Note that a group is gone.
 *
 * table  Borrowed.
 * place  As guard_table_add() returned it; 0 does nothing.
 */
void guard_table_remove(struct guard_table *table, size_t place);

/**
 * Kill groups.  Async-signal-safe.
 *
 * table  Borrowed.
 * all    Whether those who are no daemons, too.
 */
void guard_table_kill(const struct guard_table *table, bool all);

/**
 * Name on stderr those who are no daemons and live.
 *
 * table  Borrowed.
 */
void guard_table_name_survivors(const struct guard_table *table);

#endif
