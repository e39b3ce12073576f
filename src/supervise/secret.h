/* secret: hides what should not be read over somebody's shoulder. */
#ifndef SUPERVISE_SECRET_H
#define SUPERVISE_SECRET_H

/**
 * Mask a variable of an environment in place: its value where its name speaks
 * of a secret (KEY, TOKEN, SECRET, PASSWORD, ...), and the password in a URL.
 *
 * entry  "NAME=value"; gets shorter or stays.
 */
void secret_mask(char *entry);

#endif
