/* sampler_rows: the sampler's part that looks at the workers' processes.  A
 * process whose clock stands has not run: it is not read again. */
#ifndef UI_SAMPLER_ROWS_H
#define UI_SAMPLER_ROWS_H

#include <stdbool.h>

#include "ui/sampler.h"

/**
 * Sample the workers on the screen, and begin with the others if their numbers
 * count.
 *
 * sampler  Borrowed.
 * needs    Borrowed.
 */
void sampler_rows_take(
    struct sampler *sampler, const struct sampler_needs *needs);

/**
 * Go on with the other workers, as long as keys should wait at most.
 *
 * sampler  Borrowed.
 * needs    Borrowed.
 *
 * Returns whether all of them have been sampled.
 */
bool sampler_rows_go_on(
    struct sampler *sampler, const struct sampler_needs *needs);

/**
 * Tell what of the workers on the screen is to be sampled.
 *
 * sampler  Borrowed.
 * needs    Borrowed.
 * fresh    Receives whether any of them has no numbers yet.
 *
 * Returns whether any of them is alive.
 */
bool sampler_rows_live(
    const struct sampler *sampler,
    const struct sampler_needs *needs,
    bool *fresh);

#endif
