/* plain: the dashboard in words, for screen readers and terminals that cannot
 * draw: a line for each thing that changes, and keys as ever. */
#ifndef UI_PLAIN_H
#define UI_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/model.h"
#include "ui/plain_ask.h"
#include "ui/term/input.h"
#include "ui/view/shell.h"

struct plain {
    bool ascii;         /* nothing else may be written; filled in */
    bool ended;         /* nobody types any more */
    struct input input; /* keys that come in pieces */
    char part[4];       /* of a character */
    size_t part_size;

    /* What was said last. */
    uint64_t messages; /* how many of them */
    uint64_t selected; /* worker's id */
    enum page page;
    enum leave_phase phase;
    uint64_t line; /* next one of the output */
    bool begun;
    char notice[256];
    struct plain_ask ask;
};

/**
 * Take the terminal: keys come one by one and are not shown.  Nothing is drawn,
 * then or later; signals_open() comes before.
 *
 * plain  Borrowed; zero-initialised but for its first part.
 * error  Receives why not, a sentence.
 * size   Bytes at error.
 *
 * Returns 0 or -errno.
 */
int plain_open(struct plain *plain, char *error, size_t size);

/**
 * Give the terminal back.
 *
 * plain  Borrowed.
 */
void plain_close(struct plain *plain);

/**
 * Read the next key, as terminal_read() does.
 *
 * plain  Borrowed; ended is set where nobody can type any more.
 *
 * Returns the key, or KEYCODE_NONE.
 */
key plain_read(struct plain *plain);

/**
 * Stop as Ctrl-Z does, with the terminal given back meanwhile.
 *
 * plain  Borrowed.
 */
void plain_suspend(struct plain *plain);

/**
 * Say in lines what has changed in the model since the last call.
 *
 * plain  Borrowed.
 * shell  Borrowed; what its page shows is said when that comes up.
 * model  Borrowed; its notice is said and taken away, unless it is a question.
 */
void plain_turn(struct plain *plain, struct shell *shell, struct model *model);

/**
 * Let the page be said once more by the next plain_turn().
 *
 * plain  Borrowed.
 */
void plain_again(struct plain *plain);

#endif
