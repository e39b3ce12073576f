/* home_path: file names as people type them, where no shell reads them. */
#ifndef UI_HOME_PATH_H
#define UI_HOME_PATH_H

/**
 * Put the home folder in the place of a leading "~/".
 *
 * path  As it was typed.
 *
 * Returns the file's name, to be freed, unchanged where HOME is not set; NULL:
 * there is no memory.
 */
char *home_path(const char *path);

#endif
