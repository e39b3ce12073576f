#include "ui/options_play.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/viewer.h"

int
options_speed(
    struct options_play *play, const char *value, char *error, size_t size)
{
    char *end;
    double speed = strtod(value, &end);

    if (end == value || *end || !isfinite(speed)) {
        snprintf(error, size, "--speed: '%s' is not a number", value);
        return -EINVAL;
    }
    if (speed < VIEWER_SLOWEST || speed > VIEWER_FASTEST) {
        snprintf(
            error, size, "--speed: %s is not between %g and %g", value,
            VIEWER_SLOWEST, VIEWER_FASTEST);
        return -EINVAL;
    }
    play->speed = speed;
    return 0;
}
