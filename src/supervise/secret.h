/* secret: hides what should not be read over somebody's shoulder. */
#ifndef SUPERVISE_SECRET_H
#define SUPERVISE_SECRET_H

/**
 * Copy a variable of an environment, masked: its value where its name speaks of
 * a secret (PASSWORD, TOKEN, KEY, ...) and not of where one lies (..._FILE,
 * ..._SOCK), else the passwords in its addresses.  The mask does not tell how
 * long it was.
 *
 * entry  "NAME=value", borrowed.
 *
 * Returns the copy, to be freed by the caller, or NULL without memory.
 */
char *secret_masked(const char *entry);

#endif
