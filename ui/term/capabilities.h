/* capabilities: what a terminal can be told, in its own language. */
#ifndef UI_TERM_CAPABILITIES_H
#define UI_TERM_CAPABILITIES_H

#include <stdbool.h>
#include <stddef.h>

/* Room for all strings of a terminal. */
#define CAPABILITIES_POOL 2048

/* NULL: it cannot, unless said otherwise.  No string has delays in it. */
struct capabilities {
    const char *move;         /* to row %p1, column %p2; never NULL */
    const char *clear_screen; /* blank all, go to the start; never NULL */
    const char *reset;        /* no colour, no attribute; never NULL */
    const char *clear_line;   /* blank from the cursor to the row's end */
    const char *left;         /* one cell */
    const char *down;         /* one row, in the same column */
    const char *move_right;   /* %p1 cells */
    const char *bold;
    const char *dim;
    const char *reverse;
    const char *underline;
    const char *foreground;     /* colour %p1; there where colors > 0 */
    const char *background;     /* likewise */
    const char *default_colors; /* both */
    const char *enter_screen;   /* a screen of our own ... */
    const char *leave_screen;   /* ... and back */
    const char *enter_keypad;   /* the keys send what we know them by ... */
    const char *leave_keypad;   /* ... and back */
    const char *hide_cursor;
    const char *show_cursor;
    int rows;                 /* where the system does not know it */
    int columns;              /* likewise */
    int colors;               /* 0, 8, 16, 256, COLOR_DIRECT, COLOR_TRUE */
    unsigned not_with_colors; /* GRID_BOLD ... that colours exclude */
    bool ansi;                /* it speaks ANSI sequences */
    bool mouse;               /* it reports the mouse */
    bool clipboard;           /* it may have one that programs write to */
    bool clears_in_color;     /* blanks get the background that is set */
    bool no_last_cell;        /* writing the very last cell would scroll */
    bool ascii;               /* other characters are written as '?' */
    bool synchronized;        /* long frames are marked as one */
    /* Fills in a string's numbers; the result is good until the next call. */
    const char *(*expand)(const char *string, int first, int second);
    char pool[CAPABILITIES_POOL]; /* where the strings are */
    size_t pooled;
};

/**
 * Tell whether two terminals are written to by the same bytes, but for colours
 * that are not of the palette, and for what comes before and after frames.
 *
 * one    Borrowed.
 * other  Borrowed.
 *
 * Returns whether they are.
 */
bool capabilities_are_alike(
    const struct capabilities *one, const struct capabilities *other);

/**
 * Read what the terminal that TERM names can do.  Nothing is printed.
 *
 * can    Receives it; not to be copied or moved, its strings lie in it.  ascii
 *        and synchronized are false.
 * error  Receives why we cannot use it, a sentence.
 * size   Bytes at error.
 *
 * Returns 0, or -ENXIO when TERM is unset, unknown or cannot move the cursor.
 */
int capabilities_load(struct capabilities *can, char *error, size_t size);

#endif
