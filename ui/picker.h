/* picker: a menu over the page: rows to choose of with the arrows or j and k, a
 * digit for a place or a letter for what begins so, and Enter.  To show one,
 * describe it in a static const struct picker_use and call picker_open().  For
 * menus in which letters are typed to search, see prompt.h. */
#ifndef UI_PICKER_H
#define UI_PICKER_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/key.h"

struct model;

/* A row, to show. */
struct picker_row {
    char mark[16];    /* at the left, as "[x]" or "✓"; may be "" */
    char text[96];    /* what can be chosen */
    char detail[160]; /* what follows it; may be "" */
};

/* What a picker is for. */
struct picker_use {
    const char *title;
    const char *keys; /* what key() does, to show: "Space Show"; or NULL */

    /* Count the rows. */
    size_t (*count)(void *context, const struct model *model);

    /* Fill in a row, which is empty; what comes from a worker is made safe. */
    void (*row)(
        void *context,
        const struct model *model,
        size_t index,
        struct picker_row *row);

    /* Enter.  Returns whether that is all: the picker is closed then (it is
     * already during the call); false keeps it open. */
    bool (*chosen)(void *context, struct model *model, size_t index);

    /* A key before the picker itself; model->picker.selected may be changed.
     * Returns whether it meant something.  May be NULL. */
    bool (*key)(void *context, struct model *model, size_t index, key code);

    /* It was closed without a choice.  May be NULL. */
    void (*cancelled)(void *context, struct model *model);

    /* The key that a press of the mouse on the selected row stands for;
     * KEYCODE_NONE: Enter. */
    key press;
};

/* Zero-initialised: closed. */
struct picker {
    const struct picker_use *use; /* NULL: it is closed */
    void *context;
    size_t selected;
};

/**
 * Open the picker; one that is open is cancelled.
 *
 * model    Borrowed.
 * use      Borrowed until it is closed.
 * context  First argument of its functions.
 * index    The row that is selected first.
 */
void picker_open(
    struct model *model,
    const struct picker_use *use,
    void *context,
    size_t index);

/**
 * Close the picker without a choice; one that is closed stays so.
 *
 * model  Borrowed.
 */
void picker_cancel(struct model *model);

/**
 * Give the picker a key.
 *
 * model  Borrowed.
 * code   Any key.
 *
 * Returns whether it was for the picker: it is open, and the key is none of
 * those that are always the program's (Ctrl-L, Ctrl-Z).
 */
bool picker_key(struct model *model, key code);

/**
 * Press a row with the mouse: it is selected, and one that is already is
 * chosen, or what the picker is for is done to it.
 *
 * model  Borrowed; the picker is open.
 * index  The row, less than there are.
 */
void picker_press(struct model *model, size_t index);

#endif
