/* recording: a recording written in a test, as a file. */
#ifndef TESTS_SUPPORT_RECORDING_H
#define TESTS_SUPPORT_RECORDING_H

#include <stdio.h>

/* The first line of one of 20 columns and 4 rows. */
#define RECORDING_2 "{\"version\":2,\"width\":20,\"height\":4}\n"
#define RECORDING_3 "{\"version\":3,\"term\":{\"cols\":20,\"rows\":4}}\n"

/**
 * Make a file of a text.
 *
 * text  Borrowed.
 *
 * Returns it, at its beginning, to be closed with fclose(); fails the test
 * where there is none.
 */
FILE *recording_file(const char *text);

#endif
