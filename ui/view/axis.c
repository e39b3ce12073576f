#include "ui/view/axis.h"

#include <stdio.h>

#include "src/supervise/clock.h"

#define MILLISECOND (NANOSECONDS_PER_SECOND / 1000)
#define SECOND NANOSECONDS_PER_SECOND
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)

/* The cells that a label and the gap behind it take. */
enum {
    LABEL_ROOM = 12
};

/* Lengths that people count in; a cell is one of them, and so is the time
 * between two labels. */
static const int64_t rounds[] = {
    MILLISECOND,       2 * MILLISECOND,
    5 * MILLISECOND,   10 * MILLISECOND,
    20 * MILLISECOND,  50 * MILLISECOND,
    100 * MILLISECOND, 200 * MILLISECOND,
    500 * MILLISECOND, SECOND,
    2 * SECOND,        5 * SECOND,
    10 * SECOND,       15 * SECOND,
    30 * SECOND,       MINUTE,
    2 * MINUTE,        5 * MINUTE,
    10 * MINUTE,       15 * MINUTE,
    30 * MINUTE,       HOUR,
    2 * HOUR,          6 * HOUR,
    12 * HOUR,         24 * HOUR,
    48 * HOUR,         96 * HOUR,
    168 * HOUR,        480 * HOUR,
    960 * HOUR,        2400 * HOUR,
};

enum {
    ROUNDS = sizeof(rounds) / sizeof(rounds[0])
};

int64_t
axis_zoom(int zoom)
{
    zoom = zoom < 0 ? 0 : zoom;
    return rounds[zoom < AXIS_ZOOMS ? zoom : AXIS_ZOOMS - 1];
}

int
axis_fit(int64_t span, int width)
{
    int zoom = 0;

    while (zoom < AXIS_ZOOMS - 1 && rounds[zoom] * width < span) {
        zoom++;
    }
    return zoom;
}

int
axis_column(const struct axis *axis, int64_t time)
{
    if (time < axis->start) {
        return -1;
    }
    if (time - axis->start >= axis->cell * axis->width) {
        return axis->width;
    }
    return (int) ((time - axis->start) / axis->cell);
}

int64_t
axis_time(const struct axis *axis, int column)
{
    return axis->start + axis->cell * column;
}

int64_t
axis_step(const struct axis *axis)
{
    int i = 0;

    while (i < ROUNDS - 1 && rounds[i] < axis->cell * LABEL_ROOM) {
        i++;
    }
    return rounds[i];
}

const char *
axis_label(int64_t passed, int64_t step, char *text, size_t size)
{
    const char *sign = passed < 0 ? "-" : "";
    long long whole, rest;

    passed = passed < 0 ? -passed : passed;
    whole = (long long) (passed / SECOND);
    rest = (long long) (passed % SECOND / MILLISECOND);
    if (step < SECOND && whole == 0 && rest > 0) {
        snprintf(text, size, "%s%lldms", sign, rest);
    } else if (step < SECOND && whole < 60) {
        snprintf(text, size, "%s%lld.%03llds", sign, whole, rest);
    } else if (step < SECOND) {
        snprintf(
            text, size, "%s%lldm%02lld.%03llds", sign, whole / 60, whole % 60,
            rest);
    } else if (whole < 60) {
        snprintf(text, size, "%s%llds", sign, whole);
    } else if (whole < 3600 && whole % 60 == 0) {
        snprintf(text, size, "%s%lldm", sign, whole / 60);
    } else if (whole < 3600) {
        snprintf(text, size, "%s%lldm%02llds", sign, whole / 60, whole % 60);
    } else if (step < MINUTE) {
        snprintf(
            text, size, "%s%lldh%02lldm%02llds", sign, whole / 3600,
            whole % 3600 / 60, whole % 60);
    } else if (whole < 86400) {
        snprintf(
            text, size, "%s%lldh%02lldm", sign, whole / 3600,
            whole % 3600 / 60);
    } else {
        snprintf(
            text, size, "%s%lldd%02lldh", sign, whole / 86400,
            whole % 86400 / 3600);
    }
    return text;
}
