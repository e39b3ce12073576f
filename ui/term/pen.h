/* pen: moves over a terminal's screen and writes cells, by the fewest bytes. */
#ifndef UI_TERM_PEN_H
#define UI_TERM_PEN_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/capabilities.h"
#include "ui/term/grid.h"

/* The string that sets a colour, kept from its first use on. */
struct pen_color {
    unsigned char size; /* 0: not kept (yet) */
    char bytes[15];
};

/* The style that is set. */
struct pen_ink {
    bool known;
    struct grid_style style; /* colours are the terminal's */
    struct grid_style asked; /* by whom it was set; as in the grid */
};

struct pen {
    const struct capabilities *can;
    int columns; /* of the terminal */
    int row;     /* where the cursor is */
    int column;  /* likewise; -1: not known */
    struct pen_ink ink;
    bool direct; /* colours were set that are not of the palette */
    char *bytes; /* what is to be written */
    size_t count;
    size_t room;
    bool failed; /* memory: bytes are not all there */
    bool ansi;   /* can->move is the usual one */
    struct pen_color foregrounds[256];
    struct pen_color backgrounds[256];
};

/**
 * Set up a pen.
 *
 * pen  Borrowed; to be ended with pen_finish().
 * can  Borrowed, must outlive the pen.
 */
void pen_init(struct pen *pen, const struct capabilities *can);

/**
 * Free a pen's memory.
 *
 * pen  Borrowed.
 */
void pen_finish(struct pen *pen);

/**
 * Forget where the cursor is and what style is set.
 *
 * pen  Borrowed.
 */
void pen_forget(struct pen *pen);

/**
 * Write bytes as they are.
 *
 * pen    Borrowed.
 * bytes  Borrowed.
 * size   How many.
 */
void pen_write(struct pen *pen, const char *bytes, size_t size);

/**
 * Blank the whole screen, from whatever state.
 *
 * pen  Borrowed.
 */
void pen_clear_screen(struct pen *pen);

/**
 * Blank the row from the cursor on.
 *
 * pen    Borrowed.
 * style  Of the blanks.
 */
void pen_clear_line(struct pen *pen, struct grid_style style);

/**
 * Go to a cell.
 *
 * pen     Borrowed.
 * row     From 0, on the screen.
 * column  Likewise.
 */
void pen_move(struct pen *pen, int row, int column);

/**
 * Write cells that stand side by side.
 *
 * pen     Borrowed.
 * row     From 0, on the screen.
 * column  Likewise, of the first.
 * cells   Borrowed; whole characters, the first is no right half.
 * count   How many.
 */
void pen_put(
    struct pen *pen,
    int row,
    int column,
    const struct grid_cell *cells,
    int count);

/**
 * Tell whether a cell is a blank that only its background is seen of.
 *
 * cell  Borrowed.
 *
 * Returns whether it is.
 */
bool pen_is_blank(const struct grid_cell *cell);

/**
 * Tell whether a cell can be written without setting another style, and moves
 * the cursor on every terminal alike.
 *
 * pen   Borrowed.
 * cell  Borrowed.
 *
 * Returns whether it can.
 */
bool pen_is_cheap(const struct pen *pen, const struct grid_cell *cell);

#endif
