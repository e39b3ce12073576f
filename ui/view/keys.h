/* keys: rows of keys with what they do, from the keymap. */
#ifndef UI_VIEW_KEYS_H
#define UI_VIEW_KEYS_H

#include "ui/keymap.h"
#include "ui/view/draw.h"

/* What a row of keys looks like. */
struct keys_style {
    enum role key;
    enum role label;
};

/**
 * List the commands that a page's key line shows.
 *
 * page      Any page.
 * commands  Receives them, in order; COMMAND_COUNT places.
 *
 * Returns how many there are.
 */
int keys_of_page(enum page page, enum command *commands);

/**
 * Tell whether commands have room in a row, all of them.
 *
 * commands  n commands.
 * n         How many.
 * room      Cells of the row.
 *
 * Returns whether they have.
 */
bool keys_fit(const enum command *commands, int n, int room);

/**
 * Draw commands in a row, in so far as they have room; the last two stay.
 *
 * canvas    Borrowed.
 * row       From its top.
 * commands  n commands.
 * n         How many.
 * style     Borrowed.
 */
void keys_draw(
    const struct canvas *canvas,
    int row,
    const enum command *commands,
    int n,
    const struct keys_style *style);

/**
 * Find the command at a place of such a row.
 *
 * commands  As given to keys_draw().
 * n         How many.
 * room      Cells of the row.
 * column    From its left side.
 *
 * Returns the command, or COMMAND_NONE.
 */
enum command keys_find(
    const enum command *commands, int n, int room, int column);

/**
 * Leave keys out of such a text until it has room: the last two stay.
 *
 * text  As for keys_in_text().
 * room  Cells.
 * out   Receives it, cut to fit.
 * size  Bytes at out.
 *
 * Returns out.
 */
const char *keys_shorten(const char *text, int room, char *out, size_t size);

/**
 * Find the key at a place of a text as "Enter Choose  < > Move  Esc Back".
 *
 * text    Keys, then what they do; two blanks between them and the next ones.
 * column  From its left side; may be negative.
 *
 * Returns the key that is there, or the first one that does what is there, or
 * KEYCODE_NONE.
 */
key keys_in_text(const char *text, int column);

#endif
