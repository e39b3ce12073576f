#include "tests/support/mptop.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/orphans.h"
#include "tests/support/proc.h"

#define WORDS_MAX 1024 /* of a command line */

/* The row with the heads of the columns. */
#define HEAD "NAME +PID +ALIVE +DAEMON"

struct expected_cell {
    const char *name;
    const char *column;
    const char *text;
};

const char *
mptop_program(void)
{
    const char *path = getenv("MPTOP");

    return path && *path ? path : "./mptop";
}

int
mptop_setup(void **state)
{
    (void) state;
    return orphans_adopt();
}

int
mptop_teardown(void **state)
{
    harness_teardown(state);
    folder_remove();
    return orphans_kill(HARNESS_DEADLINE) ? 0 : -1;
}

struct harness *
mptop_start(
    int rows,
    int columns,
    const char *const *arguments,
    const char *const *environment)
{
    const char *argv[WORDS_MAX] = { mptop_program() };

    for (size_t i = 0; arguments && arguments[i] && i + 2 < WORDS_MAX; i++)
        argv[i + 1] = arguments[i];
    return harness_start(rows, columns, argv, environment);
}

/* Finds the row with the heads of the columns; returns -1 if there is none. */
static int
head_row(struct harness *harness)
{
    return harness_match(harness, HEAD);
}

/* Finds the cell where a column's head begins; returns -1 if there is none. */
static int
head_column(struct harness *harness, const char *head)
{
    int row = head_row(harness);
    size_t length = strlen(head);

    for (int i = 0; row >= 0 && i < harness->columns; i++) {
        char *text = harness_cells(harness, row, i, (int) length + 1);
        bool found = strcmp(text, head) == 0;

        free(text);
        if (found)
            return i;
    }
    return -1;
}

/* Gets the text from a cell up to the next two blanks. */
static char *
field(struct harness *harness, int row, int column)
{
    char *text = harness_cells(harness, row, column, harness->columns - column);
    char *end = strstr(text, "  ");

    if (end)
        *end = '\0';
    return text;
}

int
mptop_row(struct harness *harness, const char *name)
{
    int head = head_row(harness);
    int column = head_column(harness, "NAME");

    for (int row = head + 1; head >= 0 && row < harness->rows; row++) {
        char *text = field(harness, row, column);
        bool found = strcmp(text, name) == 0;

        free(text);
        if (found)
            return row;
    }
    return -1;
}

char *
mptop_cell(struct harness *harness, const char *name, const char *column)
{
    int row = mptop_row(harness, name);
    int first = head_column(harness, column);

    return row < 0 || first < 0 ? NULL : field(harness, row, first);
}

static bool
has_cell(struct harness *harness, void *context)
{
    const struct expected_cell *expected = context;
    char *text = mptop_cell(harness, expected->name, expected->column);
    bool found = text && strcmp(text, expected->text) == 0;

    free(text);
    return found;
}

bool
mptop_wait_cell(
    struct harness *harness,
    const char *name,
    const char *column,
    const char *text,
    double seconds)
{
    struct expected_cell expected = { name, column, text };

    return harness_wait(harness, has_cell, &expected, seconds);
}

/* Reads the pid in a worker's row; 0 when there is none. */
static pid_t
shown_pid(struct harness *harness, const char *name)
{
    char *text = mptop_cell(harness, name, "PID");
    pid_t pid = text ? (pid_t) atoi(text) : 0;

    free(text);
    return pid;
}

static bool
has_pid(struct harness *harness, void *context)
{
    return shown_pid(harness, context) > 0;
}

pid_t
mptop_pid(struct harness *harness, const char *name)
{
    if (!harness_wait(harness, has_pid, (void *) name, HARNESS_DEADLINE))
        harness_fail(harness, __FILE__, __LINE__, "%s shows no pid", name);
    return shown_pid(harness, name);
}

bool
mptop_selected(struct harness *harness, const char *name)
{
    int row = mptop_row(harness, name);
    int column = head_column(harness, "NAME");
    VTermScreenCell edge;
    VTermScreenCell text;

    if (row < 0)
        return false;
    edge = harness_cell(harness, row, 0);
    text = harness_cell(harness, row, column);
    return (edge.chars[0] != 0 && edge.chars[0] != ' ')
        || !VTERM_COLOR_IS_DEFAULT_BG(&text.bg) || text.attrs.reverse;
}

static bool
is_selected(struct harness *harness, void *context)
{
    return mptop_selected(harness, context);
}

static bool
is_not_selected(struct harness *harness, void *context)
{
    return !mptop_selected(harness, context);
}

/* Gets the name in a row of the table; NULL below its end. */
static char *
name_in_row(struct harness *harness, int row)
{
    char *text = field(harness, row, head_column(harness, "NAME"));

    if (*text == '\0') {
        free(text);
        return NULL;
    }
    return text;
}

void
mptop_select(struct harness *harness, const char *name)
{
    int row;

    if (!harness_wait_match(harness, HEAD, HARNESS_DEADLINE))
        harness_fail(harness, __FILE__, __LINE__, "there is no table");
    row = head_row(harness) + 1;
    harness_type(harness, "g");
    for (; row > 0 && row < harness->rows; row++) {
        char *here = name_in_row(harness, row);
        bool reached =
            here && harness_wait(harness, is_selected, here, HARNESS_DEADLINE);
        bool found = reached && strcmp(here, name) == 0;

        if (reached && !found) {
            harness_type(harness, "j");
            reached =
                harness_wait(harness, is_not_selected, here, HARNESS_DEADLINE);
        }
        free(here);
        if (found)
            return;
        if (!reached)
            break;
    }
    harness_fail(harness, __FILE__, __LINE__, "cannot select %s", name);
}

pid_t
mptop_guard(const struct harness *harness)
{
    /* By their numbers it need not be among the first of many. */
    static pid_t children[4096];
    const size_t most = sizeof children / sizeof *children;
    size_t count = proc_children(harness->pid, children, most);

    for (size_t i = 0; i < count && i < most; i++) {
        char path[64], name[32] = "";
        FILE *file;

        snprintf(path, sizeof path, "/proc/%d/comm", (int) children[i]);
        file = fopen(path, "r");
        if (file != NULL && fgets(name, sizeof name, file) != NULL
            && strcmp(name, "mptop-guard\n") == 0) {
            fclose(file);
            return children[i];
        }
        if (file != NULL) {
            fclose(file);
        }
    }
    return 0;
}

size_t
mptop_count_workers(const struct harness *harness)
{
    return proc_count_children(harness->pid, false)
        - (mptop_guard(harness) != 0);
}

/* Waits until no orphan lives; returns whether that came in time. */
static bool
wait_for_orphans(double seconds)
{
    double end = harness_now() + seconds;

    while (orphans_count() > 0) {
        if (harness_now() > end)
            return false;
        poll(NULL, 0, 10);
    }
    return true;
}

void
mptop_check_nothing_left(struct harness *harness)
{
    bool gone = wait_for_orphans(HARNESS_DEADLINE);
    const char *left;

    while (harness->master >= 0 && harness_pump(harness, 0)) {
    }
    left = harness->master >= 0 ? harness_modes_left(harness) : NULL;
    if (!harness->ended)
        harness_fail(harness, __FILE__, __LINE__, "mptop still runs");
    if (left)
        harness_fail(harness, __FILE__, __LINE__, "%s", left);
    if (harness_wrote(harness, 0, "Sanitizer:")
        || harness_wrote(harness, 0, "runtime error: "))
        harness_fail(harness, __FILE__, __LINE__, "a sanitizer reported");
    if (gone)
        return;
    orphans_dump();
    harness_fail(harness, __FILE__, __LINE__, "processes were left behind");
}

void
mptop_expect_status(struct harness *harness, int status)
{
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    if (WEXITSTATUS(harness->status) != status)
        harness_fail(
            harness, __FILE__, __LINE__, "status %d, not %d",
            WEXITSTATUS(harness->status), status);
}

void
mptop_expect_end(struct harness *harness, int status)
{
    mptop_expect_status(harness, status);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

void
mptop_finish(struct harness *harness)
{
    harness_type(harness, "Q");
    harness_expect_end(harness);
    if (!WIFEXITED(harness->status) || WEXITSTATUS(harness->status) > 1)
        harness_fail(harness, __FILE__, __LINE__, "it ended badly");
    mptop_check_nothing_left(harness);
    harness_free(harness);
}
