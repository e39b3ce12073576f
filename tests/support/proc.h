/* proc: what /proc tells of processes. */
#ifndef TESTS_SUPPORT_PROC_H
#define TESTS_SUPPORT_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * Tell a process's state.
 *
 * pid  Any number.
 *
 * Returns the kernel's letter ('R', 'S', 'T', 'Z' ...), 0 when there is no such
 * process.
 */
char proc_state(pid_t pid);

/**
 * Tell whether a process runs: it exists and is no zombie.
 *
 * pid  Any number.
 *
 * Returns whether it does.
 */
bool proc_alive(pid_t pid);

/**
 * Tell a process's parent.
 *
 * pid  Any number.
 *
 * Returns its pid, 0 when there is no such process.
 */
pid_t proc_parent(pid_t pid);

/**
 * Tell a process's group.
 *
 * pid  Any number.
 *
 * Returns its number, 0 when there is no such process.
 */
pid_t proc_group(pid_t pid);

/**
 * List the children of a process, zombies too.
 *
 * parent  Any number.
 * list    Receives up to max pids; may be NULL when max is 0.
 * max     Places in list.
 *
 * Returns how many there are.
 */
size_t proc_children(pid_t parent, pid_t *list, size_t max);

/**
 * Count the children of a process that run, or those that are zombies.
 *
 * parent  Any number.
 * zombie  Which of them.
 *
 * Returns how many there are.
 */
size_t proc_count_children(pid_t parent, bool zombie);

/**
 * Tell how much memory of a process is resident.
 *
 * pid  Any number.
 *
 * Returns bytes, 0 when there is no such process.
 */
size_t proc_resident(pid_t pid);

/**
 * Get a process's command line.
 *
 * pid   Any number.
 * text  Receives it, blanks between the words, cut to fit; "" when there is
 *       none.
 * size  Bytes at text.
 *
 * Returns text.
 */
char *proc_command(pid_t pid, char *text, size_t size);

/**
 * Wait until a process does not run any more: it is gone or a zombie.
 *
 * pid      Any number.
 * seconds  The limit.
 *
 * Returns whether it ended in time.
 */
bool proc_wait_end(pid_t pid, double seconds);

/**
 * Wait until a process is in a state.
 *
 * pid      Any number.
 * state    The kernel's letter, or 0 for no such process.
 * seconds  The limit.
 *
 * Returns whether it was in time.
 */
bool proc_wait_state(pid_t pid, char state, double seconds);

/**
 * Count the open descriptors of the calling process.
 *
 * Returns how many there are, -1 when /proc does not tell.
 */
int proc_descriptors(void);

#endif
