/* terminal: runs a program on a pseudo-terminal and looks at its screen through
 * libvterm.  Nothing here sleeps: whatever is waited for has a deadline. */
#ifndef TESTS_SUPPORT_TERMINAL_H
#define TESTS_SUPPORT_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

/* Seconds that are enough for everything that should happen at once, on a
 * machine that is busy with other tests too. */
#define HARNESS_DEADLINE 15.0

/* A program on its terminal.  Read it freely; only harness_...() change it. */
struct harness {
    pid_t pid;    /* the program; its process group and session too */
    int master;   /* our side of the pty, non-blocking; -1: hung up */
    int pidfd;    /* of the program */
    bool ended;   /* it was waited for: status is valid */
    int status;   /* as waitpid() gives it */
    bool hung_up; /* nobody holds the other side any more */
    int rows;
    int columns;
    VTerm *vterm;
    VTermScreen *screen;
    bool alternate_screen;
    bool cursor_visible;
    bool reverse_screen; /* DECSCNM */
    int mouse;           /* VTERM_PROP_MOUSE_... */
    int cursor_shape;    /* VTERM_PROP_CURSORSHAPE_...; 0: never set */
    char *title;         /* last window or icon title; NULL: never set */
    unsigned bells;
    struct termios modes_before; /* of the terminal before the program ran */
    char *bytes;                 /* all that was read, NUL-terminated */
    size_t count;                /* of bytes */
    size_t room;
    struct harness *next; /* of all that live */
};

/**
 * Tell the time, for deadlines.
 *
 * Returns seconds of the monotonic clock.
 */
double harness_now(void);

/**
 * Start a program on a new pseudo-terminal, as the leader of a session of its
 * own.  The size is set before it runs.  TERM is xterm-256color, LC_ALL
 * C.UTF-8, TZ UTC, PATH Debian's, XDG_CONFIG_HOME
 * a place without settings; LINES, COLUMNS, NO_COLOR, COLORFGBG and
 * COLORTERM are not set.
 *
 * rows         Of the terminal.
 * columns      Of the terminal.
 * argv         Program, looked up in PATH, and its arguments; NULL-ended.
 * environment  "NAME=value" sets, "NAME" unsets; NULL-ended, or NULL.
 *
 * Returns the harness, to be freed with harness_free().  Fails the running test
 * when there is no pty or process.
 */
struct harness *harness_start(
    int rows,
    int columns,
    const char *const *argv,
    const char *const *environment);

/**
 * End a program that still runs by SIGKILL, and free all.
 *
 * harness  Taken; NULL does nothing.
 */
void harness_free(struct harness *harness);

/**
 * End and free all that still live: a cmocka teardown, for tests that failed
 * on their way.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int harness_teardown(void **state);

/**
 * Read what the program writes, if it comes in time, and show it on the screen.
 *
 * harness  Borrowed.
 * seconds  How long to wait for the first byte; 0: only what is there.
 *
 * Returns whether something was read.
 */
bool harness_pump(struct harness *harness, double seconds);

/**
 * Tell whether the program has ended, waited for or not.
 *
 * harness  Borrowed.
 *
 * Returns whether it has.
 */
bool harness_has_ended(struct harness *harness);

/* What to wait for: looks at the screen, returns whether it is so. */
typedef bool harness_condition(struct harness *harness, void *context);

/**
 * Wait until a condition holds, showing what the program writes.
 *
 * harness    Borrowed.
 * condition  Called with context after each change, and every 20 ms for what
 *            shows outside of the terminal; a last time when the program has
 *            ended.
 * context    Its second argument.
 * seconds    The limit.
 *
 * Returns whether it came to hold in time.
 */
bool harness_wait(
    struct harness *harness,
    harness_condition *condition,
    void *context,
    double seconds);

/**
 * Wait until a text stands in some row.
 *
 * harness  Borrowed.
 * text     UTF-8, within one row.
 * seconds  The limit.
 *
 * Returns whether it came in time.
 */
bool harness_wait_text(
    struct harness *harness, const char *text, double seconds);

/**
 * Wait until a text stands in no row.
 *
 * harness  Borrowed.
 * text     UTF-8, within one row.
 * seconds  The limit.
 *
 * Returns whether it went in time.
 */
bool harness_wait_absent(
    struct harness *harness, const char *text, double seconds);

/**
 * Wait until a row matches a regular expression.
 *
 * harness  Borrowed.
 * pattern  POSIX extended; fails the test when it is none.
 * seconds  The limit.
 *
 * Returns whether one came in time.
 */
bool harness_wait_match(
    struct harness *harness, const char *pattern, double seconds);

/**
 * Wait until the program has written nothing for a while: for looking at what
 * does NOT change, never in place of waiting for what does.
 *
 * harness  Borrowed.
 * quiet    Seconds of silence.
 * seconds  The limit.
 *
 * Returns whether it fell silent in time.
 */
bool harness_settle(struct harness *harness, double quiet, double seconds);

/**
 * Type bytes.  Reads on while the program does not take them.
 *
 * harness  Borrowed.
 * text     As a terminal sends it: "q", "\r", "\033", "\003".
 */
void harness_type(struct harness *harness, const char *text);

/**
 * Press a key that is no character, encoded as the terminal's mode asks.
 *
 * harness  Borrowed.
 * key      VTERM_KEY_UP, VTERM_KEY_FUNCTION(5) ...
 */
void harness_press(struct harness *harness, VTermKey key);

/**
 * Give the terminal another size; the kernel tells the program.
 *
 * harness  Borrowed.
 * rows     At least 1.
 * columns  At least 1.
 */
void harness_resize(struct harness *harness, int rows, int columns);

/**
 * Close our side: the terminal is gone, as when its window is closed.
 *
 * harness  Borrowed.
 */
void harness_hang_up(struct harness *harness);

/**
 * Get a row's text.
 *
 * harness  Borrowed.
 * row      From 0.
 *
 * Returns UTF-8 without the blanks at its end, to be freed by the caller.
 */
char *harness_row(struct harness *harness, int row);

/**
 * Get the text of some cells of a row.
 *
 * harness  Borrowed.
 * row      From 0.
 * column   First cell, from 0.
 * columns  How many cells; the row's end counts less.
 *
 * Returns UTF-8 without the blanks at its end, to be freed by the caller.
 */
char *harness_cells(struct harness *harness, int row, int column, int columns);

/**
 * Get a cell: its characters and style.
 *
 * harness  Borrowed.
 * row      From 0.
 * column   From 0.
 *
 * Returns the cell, all zero outside of the screen.
 */
VTermScreenCell harness_cell(struct harness *harness, int row, int column);

/**
 * Find a text on the screen.
 *
 * harness  Borrowed.
 * text     UTF-8, within one row.
 * row      Receives the first row that has it; may be NULL.
 * column   Receives the cell where it begins; may be NULL.
 *
 * Returns whether it is there.
 */
bool harness_find(
    struct harness *harness, const char *text, int *row, int *column);

/**
 * Find a row by a regular expression.
 *
 * harness  Borrowed.
 * pattern  POSIX extended; fails the test when it is none.
 *
 * Returns the first row that matches, or -1.
 */
int harness_match(struct harness *harness, const char *pattern);

/**
 * Find bytes in all that the program has written.
 *
 * harness  Borrowed.
 * from     Where to begin, a former harness->count.
 * bytes    NUL-terminated.
 *
 * Returns whether they are there.
 */
bool harness_wrote(struct harness *harness, size_t from, const char *bytes);

/**
 * Wait until the program has ended, and read its last words.
 *
 * harness  Borrowed.
 * seconds  The limit.
 *
 * Returns whether it ended in time; harness->status then tells how.
 */
bool harness_wait_end(struct harness *harness, double seconds);

/**
 * Tell whether the terminal's modes are what they were before the program ran:
 * tcgetattr(), alternate screen, cursor, mouse.
 *
 * harness  Borrowed.
 *
 * Returns NULL when all is as before, else what differs, a static text.
 */
const char *harness_modes_left(struct harness *harness);

/**
 * Show the screen and the program's state on stderr, to explain a failure.
 *
 * harness  Borrowed.
 */
void harness_dump(struct harness *harness);

/**
 * Show the screen and fail the running test.
 *
 * harness  Borrowed; may be NULL.
 * file     Where the test stands.
 * line     Likewise.
 * format   As printf: what was expected.
 */
_Noreturn void harness_fail(
    struct harness *harness,
    const char *file,
    int line,
    const char *format,
    ...) __attribute__((format(printf, 4, 5)));

/* Fail the test with a dump of the screen unless the condition holds. */
#define harness_check(harness, condition)                                      \
    do {                                                                       \
        if (!(condition))                                                      \
            harness_fail(                                                      \
                (harness), __FILE__, __LINE__, "not so: %s", #condition);      \
    } while (0)

/* Wait for a text, fail the test when it does not come. */
#define harness_expect(harness, text)                                          \
    do {                                                                       \
        const char *expected_ = (text);                                        \
        if (!harness_wait_text((harness), expected_, HARNESS_DEADLINE))        \
            harness_fail(                                                      \
                (harness), __FILE__, __LINE__, "\"%s\" did not appear",        \
                expected_);                                                    \
    } while (0)

/* Wait until a text is gone, fail the test when it stays. */
#define harness_expect_absent(harness, text)                                   \
    do {                                                                       \
        const char *expected_ = (text);                                        \
        if (!harness_wait_absent((harness), expected_, HARNESS_DEADLINE))      \
            harness_fail(                                                      \
                (harness), __FILE__, __LINE__, "\"%s\" did not go away",       \
                expected_);                                                    \
    } while (0)

/* Wait for a row by a regular expression, fail the test when none comes. */
#define harness_expect_match(harness, pattern)                                 \
    do {                                                                       \
        const char *expected_ = (pattern);                                     \
        if (!harness_wait_match((harness), expected_, HARNESS_DEADLINE))       \
            harness_fail(                                                      \
                (harness), __FILE__, __LINE__, "no row came to match /%s/",    \
                expected_);                                                    \
    } while (0)

/* Wait until a condition(harness, context) holds, fail the test otherwise. */
#define harness_expect_that(harness, condition, context)                       \
    do {                                                                       \
        if (!harness_wait(                                                     \
                (harness), (condition), (context), HARNESS_DEADLINE))          \
            harness_fail(                                                      \
                (harness), __FILE__, __LINE__, "%s did not come to hold",      \
                #condition);                                                   \
    } while (0)

/* Wait until the program has ended by itself, fail the test otherwise. */
#define harness_expect_end(harness)                                            \
    do {                                                                       \
        if (!harness_wait_end((harness), HARNESS_DEADLINE))                    \
            harness_fail((harness), __FILE__, __LINE__, "it did not end");     \
    } while (0)

#endif
