/* terminal_parts: the inside of a terminal, for its files alone. */
#ifndef UI_TERM_TERMINAL_PARTS_H
#define UI_TERM_TERMINAL_PARTS_H

#include <signal.h>

#include "ui/term/capabilities.h"
#include "ui/term/input.h"
#include "ui/term/render.h"
#include "ui/term/terminal.h"

struct terminal {
    struct terminal_options options;
    struct capabilities can;
    struct renderer *renderer;
    const char *unwritten; /* the rest of a frame */
    size_t unwritten_size;
    struct input input;
    bool asked;        /* the question was sent */
    bool mouse_was_on; /* the mouse has been reported */
    bool paste;        /* what is pasted is marked */
    bool paste_was_on;
    bool reading; /* the last terminal_read() returned a key */
    bool alone;   /* ... of one byte, behind which curses has read none */
    bool front;   /* a key was read since terminal_wait(): we are in front */
    struct sigaction before; /* what SIGTTIN did */
    bool away;               /* somebody else has had the terminal */
    bool hung_up;
    bool followed; /* terminal_show() was called, and made a frame */
    bool follows;  /* and so it did the time before */
    int rows;
    int columns;
};

/**
 * Write the string that sets the modes: keypad, cursor, mouse, paste.
 *
 * terminal  Borrowed.
 * modes     Receives it; TTY_STRING_SIZE bytes.
 */
void terminal_write_modes(const struct terminal *terminal, char *modes);

/**
 * Wait a little for the answer to our question, if it was asked, that it be not
 * typed to the shell.
 *
 * terminal  Borrowed.
 */
void terminal_await_answer(struct terminal *terminal);

#endif
