/* characters: which ones the user's terminal shows. */
#ifndef UI_CHARACTERS_H
#define UI_CHARACTERS_H

#include <stdbool.h>

/**
 * Take the characters of the user's locale.  One that is not installed here, as
 * a remote login brings them, still says whether it is of UTF-8.
 *
 * Returns whether all of Unicode may be shown, in UTF-8.  Source: locale(7).
 */
bool characters_open(void);

#endif
