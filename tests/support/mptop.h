/* mptop: starts mptop in a harness and reads its table by names, as a user
 * does. */
#ifndef TESTS_SUPPORT_MPTOP_H
#define TESTS_SUPPORT_MPTOP_H

#include <stdbool.h>
#include <sys/types.h>

#include "tests/support/terminal.h"

/* A NULL-ended list of words, of at least one. */
#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/**
 * Tell where the program under test is.
 *
 * Returns the environment's MPTOP, else "./mptop".
 */
const char *mptop_program(void);

/**
 * Prepare a test program: processes that mptop leaves behind become its
 * children, so that none can be overlooked.  A cmocka group setup.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int mptop_setup(void **state);

/**
 * Clean up after a test: end the program and all that it left behind, where it
 * failed on its way, and remove its folder.  A cmocka teardown.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int mptop_teardown(void **state);

/**
 * Start mptop on a terminal.
 *
 * rows         Of the terminal.
 * columns      Of the terminal.
 * arguments    Those after the program's name, NULL-ended, or NULL.
 * environment  As for harness_start().
 *
 * Returns the harness, to be freed with harness_free() or
 * mptop_teardown().
 */
struct harness *mptop_start(
    int rows,
    int columns,
    const char *const *arguments,
    const char *const *environment);

/**
 * Find a worker's row in the table.
 *
 * harness  Borrowed.
 * name     What its NAME cell must hold.
 *
 * Returns the screen's row, or -1.
 */
int mptop_row(struct harness *harness, const char *name);

/**
 * Get a cell of the table: what stands in a worker's row where the column's
 * head begins, up to the next two blanks.
 *
 * harness  Borrowed.
 * name     The worker.
 * column   The column's head, such as "EXITCODE"; a column whose text stands
 *          at the left.
 *
 * Returns the text, to be freed by the caller; NULL when there is no such row
 * or column.
 */
char *mptop_cell(struct harness *harness, const char *name, const char *column);

/**
 * Wait until a cell of the table holds a text.
 *
 * harness  Borrowed.
 * name     The worker.
 * column   The column's head.
 * text     The whole text that is expected.
 * seconds  The limit.
 *
 * Returns whether it came in time.
 */
bool mptop_wait_cell(
    struct harness *harness,
    const char *name,
    const char *column,
    const char *text,
    double seconds);

/**
 * Get the pid that a worker's row shows, once it shows one.
 *
 * harness  Borrowed.
 * name     The worker.
 *
 * Returns the pid; fails the test when none comes.
 */
pid_t mptop_pid(struct harness *harness, const char *name);

/**
 * Tell whether a worker's row is the selected one: it has an edge sign in its
 * first cell, or another background than the screen.
 *
 * harness  Borrowed.
 * name     The worker.
 *
 * Returns whether it is.
 */
bool mptop_selected(struct harness *harness, const char *name);

/**
 * Find mptop's guard.
 *
 * harness  Borrowed.
 *
 * Returns its pid, 0 when it has none now.
 */
pid_t mptop_guard(const struct harness *harness);

/**
 * Count mptop's children that run, but for its guard.
 *
 * harness  Borrowed.
 *
 * Returns how many there are.
 */
size_t mptop_count_workers(const struct harness *harness);

/**
 * Select a worker's row, by the keys g and j; fails the test when it is not
 * reached.
 *
 * harness  Borrowed.
 * name     The worker.
 */
void mptop_select(struct harness *harness, const char *name);

/**
 * Wait until mptop ends, and check its exit status.  Fails the running test
 * where it is another one.
 *
 * harness  Borrowed.
 * status   The one that is expected.
 */
void mptop_expect_status(struct harness *harness, int status);

/**
 * Wait until mptop ends, and check its exit status and that it left nothing
 * behind.
 *
 * harness  Taken.
 * status   The one that is expected.
 */
void mptop_expect_end(struct harness *harness, int status);

/**
 * Quit by force and check that mptop ends and leaves nothing behind.
 *
 * harness  Borrowed; freed.
 */
void mptop_finish(struct harness *harness);

/**
 * Check, when mptop has ended, that no process of it or of its workers lives,
 * that the terminal is as it was, and that no sanitizer found a fault; fails
 * the test otherwise.
 *
 * harness  Borrowed.
 */
void mptop_check_nothing_left(struct harness *harness);

/* Wait for a cell of the table, fail the test when it does not come. */
#define mptop_expect_cell(harness, name, column, text)                         \
    do {                                                                       \
        if (!mptop_wait_cell(                                                  \
                (harness), (name), (column), (text), HARNESS_DEADLINE))        \
            harness_fail(                                                      \
                (harness), __FILE__, __LINE__, "%s of %s did not become %s",   \
                (column), (name), (text));                                     \
    } while (0)

#endif
