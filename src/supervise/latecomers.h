/* latecomers: those of a process group who came too late to hear a signal that
 * asked the group to end, and whose parents do not answer for them.
 *
 * A shell blocks signals while it forks: when its group is signalled at that
 * moment the child is born without the signal, and the shell dies of it.  Or it
 * starts somebody and ends, as its trap says.  Nobody will end such a child, so
 * it is signalled here. */
#ifndef SUPERVISE_LATECOMERS_H
#define SUPERVISE_LATECOMERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/supervise/census.h"
#include "src/supervise/process_stat.h"

/* A member of the group that lives. */
struct latecomers_member {
    struct process_stat stat;
    bool told; /* signalled here */
};

/* All zero: nobody has asked the group to end. */
struct latecomers {
    int signum;                        /* that asked it last; 0: none */
    uint64_t since;                    /* clock tick in which it did */
    struct latecomers_member *members; /* as last seen, by pid */
    size_t count;
    unsigned deserted; /* number of a walk by which none lived; 0: some did */
    unsigned pause;    /* looks to leave out after the next one */
    unsigned left_out; /* looks still to be left out */
};

/**
 * Note that a group is now asked to end.
 *
 * late    Borrowed.
 * signum  The signal, which is sent after this.
 */
void latecomers_expect(struct latecomers *late, int signum);

/**
 * Look at a group and signal its latecomers, each once.  Looks cost less the
 * more of them there are: ever more of them do nothing.
 *
 * late    Borrowed.
 * census  Borrowed.
 * group   Its number; it has members, if only such as wait to be reaped.
 *
 * Returns whether one of them may live; false only when two looks in a row have
 * found none.
 */
bool latecomers_look(
    struct latecomers *late, struct census *census, pid_t group);

/**
 * Give back what is known of a group.
 *
 * late  Borrowed.
 */
void latecomers_free(struct latecomers *late);

#endif
