/* emulator: a terminal in memory: takes the bytes that a program writes to a
 * terminal, and draws what would be seen into a grid. */
#ifndef UI_TERM_EMULATOR_H
#define UI_TERM_EMULATOR_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/grid.h"

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
 * Write to a terminal.  What it would answer is lost.
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
