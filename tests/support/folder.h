/* folder: a folder of its own for a test, gone with all that is in it after. */
#ifndef TESTS_SUPPORT_FOLDER_H
#define TESTS_SUPPORT_FOLDER_H

#include <stddef.h>

/**
 * Make the folder, in place of the one that there was.  Fails the running test
 * on an error.
 *
 * Returns its path, which stays the same text until the next one is made.
 */
const char *folder_make(void);

/**
 * Remove the folder with all that is in it; none that was made is left alone.
 */
void folder_remove(void);

/**
 * Remove the folder that a test has left behind: a cmocka teardown.
 *
 * state  Not used.
 *
 * Returns 0.
 */
int folder_teardown(void **state);

/**
 * Name a file in the folder.
 *
 * name  Its name.
 *
 * Returns its path, one of eight that are valid at a time.
 */
const char *folder_path(const char *name);

/**
 * Write a file in the folder.  Fails the running test on an error.
 *
 * name  Its name.
 * text  All that is in it.
 *
 * Returns its path, as folder_path() does.
 */
const char *folder_write(const char *name, const char *text);

/**
 * Read a file in the folder.
 *
 * name  Its name.
 *
 * Returns its text, to be freed; NULL when there is no such file.
 */
char *folder_read(const char *name);

/**
 * Count what is in the folder.  Fails the running test where there is none.
 *
 * Returns how many files and folders, without those that are deeper in it.
 */
size_t folder_count(void);

#endif
