#include "ui/options_record.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
options_cast_version(
    struct options_record *record, const char *value, char *error, size_t size)
{
    if (strcmp(value, "2") != 0 && strcmp(value, "3") != 0) {
        snprintf(error, size, "--cast-version: '%s' is neither 2 nor 3", value);
        return -EINVAL;
    }
    record->version = value[0] - '0';
    return 0;
}

int
options_idle_limit(
    struct options_record *record, const char *value, char *error, size_t size)
{
    char *end;
    double seconds = strtod(value, &end);

    if (end == value || *end || !isfinite(seconds) || seconds <= 0) {
        snprintf(
            error, size, "--idle-limit: '%s' is no number of seconds above 0",
            value);
        return -EINVAL;
    }
    record->idle_limit = seconds;
    return 0;
}
