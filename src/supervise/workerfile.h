/* workerfile: the files that say which workers there are: a Procfile, an
 * mprocs.yaml (also as JSON, also with our own keys) or a
 * process-compose.yaml. */
#ifndef SUPERVISE_WORKERFILE_H
#define SUPERVISE_WORKERFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "src/supervise/problems.h"

struct supervisor;
struct workerfile;

/**
 * Read a file, whatever is wrong with it.
 *
 * out   Receives what was found, to be freed with workerfile_free().
 * path  The file; "-" is standard input.
 *
 * Returns 0; or -EINVAL: the file cannot be used, its problems say why, and it
 * is to be freed all the same; or -ENOMEM.
 */
int workerfile_read(struct workerfile **out, const char *path);

/**
 * Free a file.
 *
 * file  Taken; NULL does nothing.
 */
void workerfile_free(struct workerfile *file);

/**
 * Get what is wrong with a file: errors and warnings.
 *
 * file  Borrowed.
 *
 * Returns them, the file's.
 */
struct problems *workerfile_problems(struct workerfile *file);

/**
 * Count the workers of a file.
 *
 * file  Borrowed; without errors.
 *
 * Returns how many rows they will be.
 */
size_t workerfile_count(const struct workerfile *file);

/**
 * Say what would run, as a table.
 *
 * file  Borrowed; without errors.
 * out   Where to.
 */
void workerfile_print(const struct workerfile *file, FILE *out);

/**
 * Add the workers of a file to a set, not started.
 *
 * file        Borrowed; without errors.
 * supervisor  Borrowed.
 *
 * Returns 0 or an error of supervisor_add().
 */
int workerfile_add(
    const struct workerfile *file, struct supervisor *supervisor);

/**
 * Find a file in the present folder that workerfile_read() knows by its name.
 *
 * Returns its name, static; NULL when there is none.
 */
const char *workerfile_nearby(void);

#endif
