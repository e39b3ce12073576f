/* guard_sweep: finds and ends processes by a word in their environment. */
#ifndef SUPERVISE_GUARD_SWEEP_H
#define SUPERVISE_GUARD_SWEEP_H

#include <stddef.h>

/**
 * Kill every process whose environment has a variable with a word in its value,
 * again and again until none is left.
 *
 * name      The variable's.
 * word      Any text.
 * patience  Milliseconds after which it is given up.
 *
 * Returns how many are still there.
 */
size_t guard_sweep(const char *name, const char *word, int patience);

#endif
