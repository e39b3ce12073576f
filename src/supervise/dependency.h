/* dependency: workers that start only when others have come so far.  Only the
 * supervisor's own files include this. */
#ifndef SUPERVISE_DEPENDENCY_H
#define SUPERVISE_DEPENDENCY_H

#include <stdbool.h>
#include <stddef.h>

#include "src/supervise/worker.h"

/* How it stands with what a worker depends on. */
enum dependency_verdict {
    DEPENDENCY_MET,
    DEPENDENCY_OPEN,
    DEPENDENCY_VAIN /* it will not come to it by itself */
};

/**
 * Look at what a worker depends on.
 *
 * worker  Borrowed.
 * place   Receives which dependency hinders it; the first of the worst.
 *
 * Returns the worst verdict.
 */
enum dependency_verdict dependency_look(struct worker *worker, size_t *place);

/**
 * Get one of those that a worker depends on.
 *
 * worker  Borrowed.
 * place   Less than its policy's dependency_count.
 *
 * Returns it; NULL when it is not there, or not any more.
 */
struct worker *dependency_get(struct worker *worker, size_t place);

/**
 * Make sure that those who depend on a worker know it by more than its name.
 *
 * worker  Borrowed; it is about to be renamed.
 */
void dependency_renaming(const struct worker *worker);

/**
 * Let a worker wait if something hinders its start, and tell so.
 *
 * worker  Borrowed; not alive.
 *
 * Returns whether it waits.
 */
bool dependency_hold(struct worker *worker);

/**
 * Let those go on that depend on a worker, if they can now.
 *
 * worker  Borrowed; something has changed about it.
 */
void dependency_changed(struct worker *worker);

/**
 * Let those that depend on a worker do without it, as it goes for ever.
 *
 * worker  Borrowed; not in the set any more.
 */
void dependency_leave(struct worker *worker);

/**
 * Forget that a worker depends on others, and others on it.
 *
 * worker  Borrowed.
 */
void dependency_forget(struct worker *worker);

/**
 * Say what hinders a worker: "db: ready".
 *
 * worker  Borrowed.
 * text    Receives it; "" when nothing does.
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *dependency_text(struct worker *worker, char *text, size_t size);

#endif
