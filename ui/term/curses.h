/* curses: lets the curses library set the terminal's modes and read its keys.
 * What is shown does not go through it: it would take longer than all else. */
#ifndef UI_TERM_CURSES_H
#define UI_TERM_CURSES_H

#include <stdbool.h>

#include "ui/term/input.h"

/**
 * Take standard input and output as the library's screen: its alternate
 * screen, keys one by one without echo, control characters as keys.
 *
 * Returns 0; or -EIO or -ENOMEM with the terminal as it was; curses_close() is
 * to be called all the same.
 */
int curses_open(void);

/**
 * Forget the screen.  The terminal stays as it is.
 */
void curses_close(void);

/**
 * Read what comes next.  Waits for nothing but, shortly, for the rest of a
 * sequence.
 *
 * context  A bool, of an input_source: something is known to be there, and is
 *          not asked for first; false then.
 *
 * Returns it.
 */
struct input_item curses_next(void *context);

/**
 * Tell whether nobody is at the other end of standard input any more; to be
 * asked when nothing came.
 *
 * Returns whether nobody is.
 */
bool curses_hung_up(void);

#endif
