/* emulator: a terminal in memory: takes the bytes that a program writes to a
 * terminal, draws what would be seen into a grid, and makes bytes for the
 * program of what is typed. */
#ifndef UI_TERM_EMULATOR_H
#define UI_TERM_EMULATOR_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/grid.h"
#include "ui/term/key.h"

/* Most rows, and most columns. */
#define EMULATOR_SIZE_MOST 1000

struct emulator;

/**
 * Make a terminal, blank, of the kind xterm-256color.
 *
 * out      Receives it, to be freed with emulator_free().
 * rows     1 to EMULATOR_SIZE_MOST.
 * columns  1 to EMULATOR_SIZE_MOST.
 *
 * Returns 0 or -ENOMEM.
 */
int emulator_new(struct emulator **out, int rows, int columns);

/**
 * Free a terminal.
 *
 * emulator  Taken; NULL does nothing.
 */
void emulator_free(struct emulator *emulator);

/**
 * Write to a terminal.  What it answers is kept for emulator_answers().
 *
 * emulator  Borrowed.
 * bytes     Borrowed; any bytes; a sequence may come in pieces.
 * size      How many.
 */
void emulator_write(struct emulator *emulator, const char *bytes, size_t size);

/**
 * Give a terminal another size.
 *
 * emulator  Borrowed.
 * rows      1 to EMULATOR_SIZE_MOST.
 * columns   1 to EMULATOR_SIZE_MOST.
 */
void emulator_resize(struct emulator *emulator, int rows, int columns);

/**
 * Make a terminal blank, with all of its modes as at first.
 *
 * emulator  Borrowed.
 */
void emulator_reset(struct emulator *emulator);

/**
 * Tell a terminal's size.
 *
 * emulator  Borrowed.
 * rows      Receives them.
 * columns   Receives them.
 */
void emulator_size(const struct emulator *emulator, int *rows, int *columns);

/**
 * Tell whether a program has taken the whole screen: the alternate one.
 *
 * emulator  Borrowed.
 *
 * Returns whether it has.
 */
bool emulator_is_alternate(const struct emulator *emulator);

/**
 * Tell whether a program has asked for the mouse.
 *
 * emulator  Borrowed.
 *
 * Returns whether it has.
 */
bool emulator_wants_mouse(const struct emulator *emulator);

/**
 * Type a key.
 *
 * emulator  Borrowed.
 * code      Any but the mouse's.  KEYCODE_PASTE and KEYCODE_PASTE_END go round
 *           what is pasted, where the program asked for that.
 */
void emulator_key(struct emulator *emulator, key code);

/**
 * Press the mouse's first button and let go of it, or turn its wheel, where the
 * program asked for that.
 *
 * emulator  Borrowed.
 * mouse     Borrowed; its place is the terminal's.
 */
void emulator_mouse(struct emulator *emulator, const struct mouse *mouse);

/**
 * Take what a terminal has to send to its program: keys, and answers.
 *
 * emulator  Borrowed.
 * size      Receives how many bytes; 0: none.
 *
 * Returns them, the terminal's own; valid until the next call for it.
 */
const char *emulator_answers(struct emulator *emulator, size_t *size);

/**
 * Tell in which row something is going on: that of the cursor, or the first
 * where a program that has the whole screen hides it.
 *
 * emulator  Borrowed.
 *
 * Returns it, from 0.
 */
int emulator_row(const struct emulator *emulator);

/**
 * Draw rows, as emulator_draw() does, without a cursor.
 *
 * emulator  Borrowed.
 * first     The first one, from 0.
 * area      Borrowed.
 */
void emulator_draw_from(
    const struct emulator *emulator, int first, const struct grid_area *area);

/**
 * Draw what is seen on a terminal, from its upper left corner, as far as there
 * is room; what lies outside of it stays as it was.  Like all that is written
 * into grids, its text is safe.
 *
 * emulator  Borrowed.
 * area      Borrowed.
 * cursor    Whether to draw the cursor too, where it is seen: reversed.
 */
void emulator_draw(
    const struct emulator *emulator, const struct grid_area *area, bool cursor);

#endif
