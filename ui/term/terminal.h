/* terminal: the screen that the user sees.  Shows grids, reads keys, and gives
 * the terminal back whole on every way out. */
#ifndef UI_TERM_TERMINAL_H
#define UI_TERM_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/term/grid.h"
#include "ui/term/key.h"

struct renderer;
struct terminal;

struct terminal_options {
    bool color; /* false: no colour at all, whatever the terminal can do */
    bool ascii; /* characters outside of ASCII are shown as '?' */
    bool mouse; /* the mouse is reported, where the terminal can */
};

/**
 * Take standard input and output as the screen: other modes, the terminal's
 * alternate screen, no cursor.  There is one terminal a program; setlocale()
 * and signals_open() come before.
 *
 * out      Receives the terminal, to be closed with terminal_close().
 * options  Borrowed; copied.
 * error    Receives why there is no screen: a sentence without a name before
 *          it and without a full stop, such as "standard output is not a
 *          terminal".
 * size     Bytes at error.
 *
 * Returns 0 or -errno: nothing is then written, printed or changed.
 *
 * Errors: -ENOTTY  standard input or output is no terminal.
 *         -ENXIO   TERM is unset, unknown, or cannot move the cursor.
 *         -EBUSY   the program has a terminal already.
 *         -ENOMEM, -EIO, ...  the system refuses.
 */
int terminal_open(
    struct terminal **out,
    const struct terminal_options *options,
    char *error,
    size_t size);

/**
 * Give the terminal back as it was.  Never waits longer than a second for a
 * terminal that takes no output.
 *
 * terminal  Taken; NULL does nothing.
 */
void terminal_close(struct terminal *terminal);

/**
 * Get the descriptor to watch for keys.
 *
 * terminal  Borrowed.
 *
 * Returns it; it stays the terminal's.
 */
int terminal_fd(const struct terminal *terminal);

/**
 * Get the descriptor to watch for room, after -EAGAIN from terminal_show().
 *
 * terminal  Borrowed.
 *
 * Returns it; it stays the terminal's and is never that of terminal_fd().
 */
int terminal_output_fd(const struct terminal *terminal);

/**
 * Tell how many colours are shown.
 *
 * terminal  Borrowed.
 *
 * Returns 0, 8, 16, 256 or 1 << 24.
 */
int terminal_colors(const struct terminal *terminal);

/**
 * Tell the terminal's background: it is asked when opened, and answers, if
 * ever, when terminal_read() is next called.
 *
 * terminal  Borrowed.
 *
 * Returns 0xRRGGBB, or -1 when it has not told.
 */
int32_t terminal_background(const struct terminal *terminal);

/**
 * Get the size that a grid for this terminal has.
 *
 * terminal  Borrowed.
 * rows      Receives at least 1.
 * columns   Receives at least 1.
 */
void terminal_size(const struct terminal *terminal, int *rows, int *columns);

/**
 * Ask the system for the size: after SIGWINCH and SIGCONT.  A terminal that
 * says 0 keeps its size.
 *
 * terminal  Borrowed.
 *
 * Returns whether it is another one.
 */
bool terminal_resize(struct terminal *terminal);

/**
 * Read the next key.  Never waits for a key to come; Escape followed by another
 * key at once is that key with Alt.  Sequences that mean nothing to us are
 * passed over whole.
 *
 * terminal  Borrowed.
 *
 * Returns the key, or KEYCODE_NONE when there is none (yet): read until then.
 */
key terminal_read(struct terminal *terminal);

/**
 * Tell whether terminal_fd() is readable again if there is more to read, so
 * that it may be left at the key that terminal_read() returned.
 *
 * terminal  Borrowed.
 *
 * Returns whether it is for sure.
 */
bool terminal_has_read_all(struct terminal *terminal);

/**
 * Note that what is done next is to wait: whether we are in front may be
 * another then.
 *
 * terminal  Borrowed.
 */
void terminal_wait(struct terminal *terminal);

/**
 * Tell what the mouse did, after terminal_read() returned a key of the mouse's.
 *
 * terminal  Borrowed.
 *
 * Returns it, with its place.
 */
struct mouse terminal_mouse(const struct terminal *terminal);

/**
 * Tell whether the mouse is reported.
 *
 * terminal  Borrowed.
 *
 * Returns whether it is: it is ours then, else the terminal's own, to select
 * text with.
 */
bool terminal_has_mouse(const struct terminal *terminal);

/**
 * Let the mouse be reported, or not; as terminal_redraw() does, so that the
 * next terminal_show() writes all.
 *
 * terminal  Borrowed.
 * mouse     Whether.
 *
 * Returns whether it is reported now: not where the terminal cannot.
 */
bool terminal_set_mouse(struct terminal *terminal, bool mouse);

/**
 * Let what is pasted be told from what is typed, by KEYCODE_PASTE and
 * KEYCODE_PASTE_END, where the terminal can; as terminal_redraw() does.
 *
 * terminal  Borrowed.
 * paste     Whether.
 */
void terminal_set_paste(struct terminal *terminal, bool paste);

/**
 * Put a text on the terminal's clipboard, where it lets programs do that: with
 * the next frame.  Terminals that do not pass over it.
 *
 * terminal  Borrowed.
 * text      Any bytes.
 * size      How many, at most CLIPBOARD_MOST.
 *
 * Returns 0; -ENOTSUP: the terminal is none that could have a clipboard;
 * -ENOMEM.
 */
int terminal_copy(struct terminal *terminal, const char *text, size_t size);

/**
 * Tell whether a shell has taken the terminal from us, which is in the
 * background then: seen by terminal_read() and terminal_show().
 *
 * terminal  Borrowed.
 *
 * Returns whether it has; terminal_fd() is not worth watching then, for what is
 * typed is not ours, until terminal_show() finds us in front again.
 */
bool terminal_is_away(const struct terminal *terminal);

/**
 * Tell whether the terminal has gone: seen by terminal_read() and
 * terminal_show().
 *
 * terminal  Borrowed.
 *
 * Returns whether it has; its descriptors are no longer worth watching then.
 */
bool terminal_hung_up(const struct terminal *terminal);

/**
 * Show a grid: write what differs from what is shown, as one frame.  Colours
 * are brought down to those that the terminal has.  Never waits.  Where we run
 * in the background of a shell, nothing is written, and all is as soon as we
 * are in front again.
 *
 * terminal  Borrowed.
 * grid      Borrowed; one of another size than the terminal's is cut, or has
 *           blanks beside it.  A row that is not touched is taken for as it was
 *           the time before: grid_settle() is for after this only.
 *
 * Returns 0; or -EAGAIN when the terminal does not take (all of) it now: call
 * again, with any grid, when terminal_output_fd() is writable.  -EIO: it has
 * hung up.  -ENOMEM: nothing was written.
 */
int terminal_show(struct terminal *terminal, const struct grid *grid);

/**
 * Get what made the last frame, of what differed between the grids in the last
 * two calls of terminal_show().
 *
 * terminal  Borrowed.
 *
 * Returns it, the terminal's; NULL: not both made one.
 */
const struct renderer *terminal_renderer(const struct terminal *terminal);

/**
 * Set the terminal's modes anew and forget what is shown, so that the next
 * terminal_show() writes all: for Ctrl-L and SIGCONT.
 *
 * terminal  Borrowed.
 */
void terminal_redraw(struct terminal *terminal);

/**
 * Give the terminal back, stop as Ctrl-Z does, and take the terminal again
 * when continued, as terminal_redraw() does.  For Ctrl-Z and SIGTSTP.  Does not
 * stop where nobody could continue us (no shell with job control, or SIGTSTP
 * ignored since before signals_open()).
 *
 * terminal  Borrowed.
 */
void terminal_suspend(struct terminal *terminal);

#endif
