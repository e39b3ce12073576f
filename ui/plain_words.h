/* plain_words: what the dashboard shows, said in lines. */
#ifndef UI_PLAIN_WORDS_H
#define UI_PLAIN_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/model.h"

/**
 * Say a line, with its time before it.
 *
 * ascii   Whether nothing but ASCII may be written.
 * wall    Wall clock nanoseconds.
 * format  As for printf(), followed by what it asks for; safe to show.
 */
void plain_say(bool ascii, int64_t wall, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Say which row is selected: "Process-3, initial, daemon no, 3 of 7".
 *
 * ascii  Whether nothing but ASCII may be written.
 * model  Borrowed.
 */
void plain_say_row(bool ascii, const struct model *model);

/**
 * Say what a page shows: the help its keys, the children who they are.
 *
 * ascii  Whether nothing but ASCII may be written.
 * model  Borrowed.
 */
void plain_say_page(bool ascii, const struct model *model);

/**
 * Say the lines of the selected worker's output.
 *
 * ascii  Whether nothing but ASCII may be written.
 * model  Borrowed.
 * from   Number of the first line; with 0 the last ten.
 *
 * Returns the number from which to go on: lines that have not ended wait.
 */
uint64_t plain_say_output(bool ascii, const struct model *model, uint64_t from);

/**
 * Say how far we are in leaving.
 *
 * ascii  Whether nothing but ASCII may be written.
 * model  Borrowed.
 */
void plain_say_leave(bool ascii, const struct model *model);

#endif
