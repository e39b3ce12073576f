/* options_record: what the command line says about recordings. */
#ifndef UI_OPTIONS_RECORD_H
#define UI_OPTIONS_RECORD_H

#include <stdbool.h>
#include <stddef.h>

struct options_record {
    const char *path;  /* or NULL */
    bool overwrite;    /* a file that is there already */
    bool input;        /* keys too */
    int version;       /* of the format: 2 or 3 */
    double idle_limit; /* seconds that a pause lasts at most; 0: no limit */
};

/**
 * Read the value of --cast-version.
 *
 * record  Receives it.
 * value   Borrowed.
 * error   Receives what is wrong with it.
 * size    Bytes at error.
 *
 * Returns 0 or -EINVAL.
 */
int options_cast_version(
    struct options_record *record, const char *value, char *error, size_t size);

/**
 * Read the value of --idle-limit.
 *
 * record  Receives it.
 * value   Borrowed.
 * error   Receives what is wrong with it.
 * size    Bytes at error.
 *
 * Returns 0 or -EINVAL.
 */
int options_idle_limit(
    struct options_record *record, const char *value, char *error, size_t size);

#endif
