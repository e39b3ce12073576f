/* scrollback: the output that a test looks at, and ways to write it in a word.
 * What goes wrong in here fails the running test. */
#ifndef TESTS_SUPPORT_SCROLLBACK_H
#define TESTS_SUPPORT_SCROLLBACK_H

#include <stddef.h>
#include <stdint.h>

#include "src/supervise/output.h"

/* The one of the running test; made and freed by its fixture. */
extern struct output *scrollback;

/**
 * Fixture: make an empty scrollback of 4096 bytes.
 *
 * state  Not used.
 *
 * Returns 0, or -ENOMEM.
 */
int scrollback_setup(void **state);

/**
 * Fixture: free the scrollback.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int scrollback_teardown(void **state);

/**
 * Begin again with another limit.
 *
 * limit  As for output_new().
 */
void scrollback_renew(size_t limit);

/**
 * Append a text.
 *
 * stream  Which one it was written to.
 * time    As for output_append().
 * text    Copied.
 */
void scrollback_append(
    enum output_stream stream, int64_t time, const char *text);

/**
 * Get a line, which must be there.
 *
 * number  Its number.
 *
 * Returns the line, valid until the next append.
 */
struct output_line scrollback_get(uint64_t number);

/**
 * Check what a line says.
 *
 * number  Its number.
 * text    Expected.
 */
void scrollback_assert_line(uint64_t number, const char *text);

/**
 * Count the bytes that are kept, by looking at every line.
 *
 * Returns how many.
 */
size_t scrollback_bytes(void);

#endif
