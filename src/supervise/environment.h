/* environment: a worker's variables, over those that this process has. */
#ifndef SUPERVISE_ENVIRONMENT_H
#define SUPERVISE_ENVIRONMENT_H

/**
 * Make the environment of a worker.
 *
 * changes  "NAME=value" sets, "NAME" unsets, a later one over an earlier;
 *          NULL-ended; NULL: none.
 * last     One more change, over all others; NULL: none.
 * out      Receives a NULL-ended list to be freed with free(); its texts are
 *          those of changes and of this process.
 *
 * Returns 0 or -ENOMEM.
 */
int environment_make(
    const char *const *changes, const char *last, const char ***out);

#endif
