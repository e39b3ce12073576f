#include "ui/once.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/event_json.h"
#include "src/supervise/text.h"
#include "ui/term/grid.h"

enum {
    COLUMNS = 8,
    CELL = 1100
};

/* The columns of the table, as on the screen; numbers stand to the right. */
static const char *const titles[COLUMNS] = {
    "NAME", "PID", "ALIVE", "DAEMON", "EXITCODE", "STATE", "TARGET", "TIME",
};

/* Write what a row has in a column. */
static void
cell_text(const struct worker *worker, int64_t now, int column, char text[CELL])
{
    int64_t lived = worker_lifetime(worker, now);
    char name[32];

    snprintf(text, CELL, "-");
    if (column == 0 || column == 6) {
        const char *source = column == 0 ? worker->name : worker->target;

        text_sanitize(source, strlen(source), text, CELL);
    } else if (column == 1 && worker->pid > 0) {
        snprintf(text, CELL, "%d", (int) worker->pid);
    } else if (column == 2 || column == 3) {
        bool yes = column == 2 ? worker->alive : worker->daemon;

        snprintf(text, CELL, yes ? "yes" : "no");
    } else if (column == 4 && worker->has_exitcode && worker->exitcode < 0) {
        snprintf(
            text, CELL, "%d SIG%s", worker->exitcode,
            worker_signal_name(-worker->exitcode, name, sizeof(name)));
    } else if (column == 4 && worker->has_exitcode) {
        snprintf(text, CELL, "%d", worker->exitcode);
    } else if (column == 5) {
        snprintf(text, CELL, "%s", worker_state_name(worker->state));
    } else if (column == 7 && lived >= 0) {
        snprintf(text, CELL, "%.1fs", clock_to_seconds(lived));
    }
}

/* Print a cell and the blanks beside it. */
static void
print_cell(const char *text, int width, int column)
{
    int blanks = width - grid_width(text);

    if (column == COLUMNS - 1) {
        printf("%*s%s\n", blanks, "", text);
    } else {
        printf("%s%*s", text, blanks + 2, "");
    }
}

static void
print_table(const struct supervisor *supervisor, int64_t now)
{
    int widths[COLUMNS];
    char text[CELL];

    for (int column = 0; column < COLUMNS; column++) {
        widths[column] = (int) strlen(titles[column]);
        for (size_t i = 0; i < supervisor_count(supervisor); i++) {
            int width;

            cell_text(supervisor_worker(supervisor, i), now, column, text);
            width = grid_width(text);
            widths[column] = width > widths[column] ? width : widths[column];
        }
    }
    for (int column = 0; column < COLUMNS; column++) {
        print_cell(titles[column], widths[column], column);
    }
    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        for (int column = 0; column < COLUMNS; column++) {
            cell_text(supervisor_worker(supervisor, i), now, column, text);
            print_cell(text, widths[column], column);
        }
    }
}

/* Name the last thing that happened to a worker's life. */
static const char *
last_event(const struct worker *worker)
{
    if (worker->started == 0) {
        return worker->failed ? "warning" : "created";
    }
    if (!worker->alive) {
        return "stopped";
    }
    return worker->lives > 1 ? "restarted" : "started";
}

/* Make the object of a row: the keys of an event, its state and how long it
 * lived. */
static json_t *
row_object(const struct worker *worker, int64_t wall, int64_t now)
{
    json_t *object = event_json_worker(wall, last_event(worker), worker);
    int64_t lived = worker_lifetime(worker, now);

    json_object_set_new(
        object, "state", json_string(worker_state_name(worker->state)));
    json_object_set_new(
        object, "seconds",
        lived < 0 ? json_null()
                  : json_real(round(clock_to_seconds(lived) * 1e6) / 1e6));
    return object;
}

static int
print_json(const struct supervisor *supervisor, int64_t wall, int64_t now)
{
    json_t *array = json_array();
    int result = 0;

    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        json_array_append_new(
            array, row_object(supervisor_worker(supervisor, i), wall, now));
    }
    if (json_dumpf(array, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15))
        < 0) {
        result = -EIO;
    }
    putchar('\n');
    json_decref(array);
    return result;
}

/* Print a text as a field of CSV, quoted where it must be. */
static void
print_field(const char *text)
{
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text; text++) {
        if (*text == '"') {
            putchar('"');
        }
        putchar(*text);
    }
    putchar('"');
}

/* Print a value as a field of CSV; null is empty. */
static void
print_value(const json_t *value)
{
    char *text;

    if (json_is_string(value)) {
        print_field(json_string_value(value));
    } else if (!json_is_null(value)) {
        text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
        fputs(text ? text : "", stdout);
        free(text);
    }
}

/* Print the table as RFC 4180 has it, the keys as its header. */
static void
print_csv(const struct supervisor *supervisor, int64_t wall, int64_t now)
{
    static const char *const keys[] = { "time",  "event",    "id",
                                        "name",  "pid",      "daemon",
                                        "alive", "exitcode", "target",
                                        "state", "seconds" };
    size_t count = sizeof(keys) / sizeof(keys[0]);

    for (size_t key = 0; key < count; key++) {
        printf("%s%s", keys[key], key + 1 < count ? "," : "\r\n");
    }
    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        json_t *row = row_object(supervisor_worker(supervisor, i), wall, now);

        for (size_t key = 0; key < count; key++) {
            print_value(json_object_get(row, keys[key]));
            fputs(key + 1 < count ? "," : "\r\n", stdout);
        }
        json_decref(row);
    }
}

int
once_print(
    const struct supervisor *supervisor,
    const struct loop *loop,
    enum options_once format)
{
    const struct clock *clock = loop_clock(loop);
    int64_t now = clock->monotonic(clock);
    int64_t wall = clock->wall(clock);
    int result = 0;

    switch (format) {
    case OPTIONS_ONCE_NO:
        break;
    case OPTIONS_ONCE_TABLE:
        print_table(supervisor, now);
        break;
    case OPTIONS_ONCE_JSON:
        result = print_json(supervisor, wall, now);
        break;
    case OPTIONS_ONCE_CSV:
        print_csv(supervisor, wall, now);
        break;
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return -EIO;
    }
    return result;
}
