/* bare: a program on a bare terminal, to compare it with the same one in
 * mptop's pane. */
#ifndef TESTS_SUPPORT_BARE_H
#define TESTS_SUPPORT_BARE_H

#include "tests/support/terminal.h"

/* Sizes of mptop's screen and of the bare terminal, which has neither header nor
 * rule nor key line. */
enum {
    BARE_SCREEN_ROWS = 30,
    BARE_COLUMNS = 100,
    BARE_BESIDE = 3,
    BARE_ROWS = BARE_SCREEN_ROWS - BARE_BESIDE
};

/**
 * Find a program in the usual folder; skips the test where there is none.
 *
 * names  Those that will do, NULL-ended.
 *
 * Returns its path, static.
 */
const char *bare_program(const char *const *names);

/**
 * Make a file of numbered lines, some of them wide.
 *
 * Returns its path, static; to be removed by the caller.
 */
const char *bare_file(void);

/**
 * Wait until the pane looks as the bare terminal, and fail the test otherwise.
 *
 * harness  Borrowed: mptop, which shows the pane.
 * bare     Borrowed.
 * after    What was done, for the message.
 */
void bare_expect(
    struct harness *harness, struct harness *bare, const char *after);

/**
 * Type the same in both.
 *
 * harness  Borrowed.
 * bare     Borrowed.
 * text     As for harness_type().
 */
void bare_type(struct harness *harness, struct harness *bare, const char *text);

#endif
