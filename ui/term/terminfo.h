/* terminfo: the database of terminals, as far as we ask it. */
#ifndef UI_TERM_TERMINFO_H
#define UI_TERM_TERMINFO_H

#include <stdbool.h>

/**
 * Look a kind of terminal up; the other functions then speak of it.  Nothing is
 * printed.
 *
 * term  Its name, as in TERM.
 *
 * Returns 1; 0 when it is unknown; -1 when there is no database.
 */
int terminfo_open(const char *term);

/**
 * Forget the terminal after terminfo_open() returned 1.
 */
void terminfo_close(void);

/**
 * Get a string.
 *
 * name  As terminfo(5) names it, such as "cup".
 *
 * Returns the string, good until terminfo_close(); NULL where there is none.
 */
const char *terminfo_string(const char *name);

/**
 * Get a number.
 *
 * name  As terminfo(5) names it, such as "colors".
 *
 * Returns the number, negative where there is none.
 */
int terminfo_number(const char *name);

/**
 * Get a flag.
 *
 * name  As terminfo(5) names it, such as "bce".
 *
 * Returns whether it is set.
 */
bool terminfo_flag(const char *name);

/**
 * Fill in a string's numbers; while curses has a screen, or between
 * terminfo_open() and terminfo_close().
 *
 * string  With parameters.
 * first   %p1.
 * second  %p2.
 *
 * Returns the result, good until the next call; "" where it cannot be made.
 */
const char *terminfo_expand(const char *string, int first, int second);

#endif
