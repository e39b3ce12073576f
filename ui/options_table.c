#include "ui/options_table.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/viewer.h"

/* Most rows and columns of --size. */
#define SIZE_MOST 1000

/* Find a word among those an option knows; -1: it is none. */
static int
find_word(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            return (int) i;
        }
    }
    return -1;
}

/* Read the value of --exit. */
static int
set_exit(struct options *options, const char *value, char *error, size_t size)
{
    static const char *const words[] = { "all", "any" };
    int word = value ? find_word(words, 2, value) : 0;

    if (word < 0) {
        snprintf(error, size, "--exit: '%s' is neither all nor any", value);
        return -EINVAL;
    }
    options->exit = word == 0 ? OPTIONS_EXIT_ALL : OPTIONS_EXIT_ANY;
    return 0;
}

/* Read the value of --once. */
static int
set_once(struct options *options, const char *value, char *error, size_t size)
{
    static const char *const words[] = { "table", "json", "csv" };
    int word = value ? find_word(words, 3, value) : 0;

    if (word < 0) {
        snprintf(
            error, size, "--once: '%s' is none of table, json, csv", value);
        return -EINVAL;
    }
    options->once = (enum options_once)(OPTIONS_ONCE_TABLE + word);
    return 0;
}

/* Read the value of --exit-code. */
static int
set_exit_code(
    struct options *options, const char *value, char *error, size_t size)
{
    static const char *const words[] = { "any", "first", "last",
                                         "name:", "zero" };
    bool named = strncmp(value, "name:", 5) == 0 && value[5] != '\0';
    int word = named ? OPTIONS_EXIT_CODE_NAME : find_word(words, 5, value);

    if (word < 0 || (word == OPTIONS_EXIT_CODE_NAME && !named)) {
        snprintf(
            error, size,
            "--exit-code: '%s' is none of any, first, last, name:NAME, zero",
            value);
        return -EINVAL;
    }
    options->exit_code = (enum options_exit_code) word;
    options->exit_name = named ? value + 5 : NULL;
    return 0;
}

/* Read the value of --color. */
static int
set_color(struct options *options, const char *value, char *error, size_t size)
{
    static const char *const words[] = { "auto", "always", "never" };
    int word = find_word(words, 3, value);

    if (word < 0) {
        snprintf(
            error, size, "--color: '%s' is none of auto, always, never", value);
        return -EINVAL;
    }
    options->color = (enum options_color) word;
    return 0;
}

/* Read the value of --delay. */
static int
set_delay(struct options *options, const char *value, char *error, size_t size)
{
    char *end;
    double seconds = strtod(value, &end);

    if (end == value || *end || !isfinite(seconds)) {
        snprintf(error, size, "--delay: '%s' is not a number", value);
        return -EINVAL;
    }
    if (seconds < OPTIONS_DELAY_LEAST || seconds > OPTIONS_DELAY_MOST) {
        snprintf(
            error, size, "--delay: %s is not between %g and %g seconds", value,
            OPTIONS_DELAY_LEAST, OPTIONS_DELAY_MOST);
        return -EINVAL;
    }
    options->delay = seconds;
    options->delay_said = true;
    return 0;
}

/* Read the value of --size. */
static int
set_size(struct options *options, const char *value, char *error, size_t size)
{
    int end = 0;

    if (sscanf(value, "%5dx%5d%n", &options->columns, &options->rows, &end) != 2
        || value[end] || options->columns < 1 || options->columns > SIZE_MOST
        || options->rows < 1 || options->rows > SIZE_MOST) {
        snprintf(
            error, size, "--size: '%s' is not COLSxROWS, such as 80x24", value);
        return -EINVAL;
    }
    return 0;
}

/* Read the value of --file. */
static int
set_file(struct options *options, const char *value, char *error, size_t size)
{
    if (options->file) {
        snprintf(error, size, "--file: one file is enough");
        return -EINVAL;
    }
    options->file = value;
    return 0;
}

/* Read the value of --cast-version. */
static int
set_cast_version(
    struct options *options, const char *value, char *error, size_t size)
{
    if (strcmp(value, "2") != 0 && strcmp(value, "3") != 0) {
        snprintf(error, size, "--cast-version: '%s' is neither 2 nor 3", value);
        return -EINVAL;
    }
    options->record.version = value[0] - '0';
    return 0;
}

/* Read the value of --idle-limit. */
static int
set_idle_limit(
    struct options *options, const char *value, char *error, size_t size)
{
    char *end;
    double seconds = strtod(value, &end);

    if (end == value || *end || !isfinite(seconds) || seconds <= 0) {
        snprintf(
            error, size, "--idle-limit: '%s' is no number of seconds above 0",
            value);
        return -EINVAL;
    }
    options->record.idle_limit = seconds;
    return 0;
}

/* Read the value of --speed. */
static int
set_speed(struct options *options, const char *value, char *error, size_t size)
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
    options->play.speed = speed;
    return 0;
}

/* --help. */
static int
set_help(struct options *options, const char *value, char *error, size_t size)
{
    (void) value;
    (void) error;
    (void) size;
    options->mode = OPTIONS_HELP;
    return 0;
}

/* --version. */
static int
set_version(
    struct options *options, const char *value, char *error, size_t size)
{
    (void) value;
    (void) error;
    (void) size;
    options->mode = OPTIONS_VERSION;
    return 0;
}

/* What a value is kept in as it is given, and what is set without one. */
#define TEXT(member) .place = offsetof(struct options, member)
#define FLAG(member) .place = offsetof(struct options, member), .flag = true

const struct options_row options_rows[] = {
    { "file", 'f', OPTIONS_VALUE, .set = set_file },
    { "log-dir", 0, OPTIONS_VALUE, TEXT(log_dir) },
    { "start", 's', OPTIONS_ALONE, FLAG(start) },
    { "exit", 'e', OPTIONS_EITHER, .set = set_exit },
    { "delay", 'd', OPTIONS_VALUE, .set = set_delay },
    { "color", 0, OPTIONS_VALUE, .set = set_color },
    { "ascii", 0, OPTIONS_ALONE, FLAG(ascii) },
    { "headless", 0, OPTIONS_ALONE, FLAG(headless) },
    { "tape", 0, OPTIONS_VALUE, TEXT(tape) },
    { "size", 0, OPTIONS_VALUE, .set = set_size },
    { "record", 0, OPTIONS_VALUE, TEXT(record.path) },
    { "overwrite", 0, OPTIONS_ALONE, FLAG(record.overwrite) },
    { "cast-version", 0, OPTIONS_VALUE, .set = set_cast_version },
    { "idle-limit", 0, OPTIONS_VALUE, .set = set_idle_limit },
    { "record-input", 0, OPTIONS_ALONE, FLAG(record.input) },
    { "speed", 0, OPTIONS_VALUE, .set = set_speed },
    { "svg", 0, OPTIONS_VALUE, TEXT(play.svg) },
    { "no-mouse", 0, OPTIONS_ALONE, FLAG(no_mouse) },
    { "no-tty", 0, OPTIONS_ALONE, FLAG(no_tty) },
    { "once", 0, OPTIONS_EITHER, .set = set_once },
    { "exit-code", 0, OPTIONS_VALUE, .set = set_exit_code },
    { "simulate", 0, OPTIONS_ALONE, FLAG(simulate) },
    { "plain", 0, OPTIONS_ALONE, FLAG(plain) },
    { "theme", 0, OPTIONS_VALUE, TEXT(theme) },
    { "help", 'h', OPTIONS_ALONE, .set = set_help },
    { "version", 'V', OPTIONS_ALONE, .set = set_version },
};
const size_t options_row_count = sizeof(options_rows) / sizeof(*options_rows);
