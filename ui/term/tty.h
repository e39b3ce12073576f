/* tty: the terminal as a device: its modes, its size, and writing to it without
 * ever waiting for it.  There is one. */
#ifndef UI_TERM_TTY_H
#define UI_TERM_TTY_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of each string that the device keeps. */
#define TTY_STRING_SIZE 256

/* What is written to take the terminal, and to give it back. */
struct tty_strings {
    char screen[TTY_STRING_SIZE]; /* to take its screen ... */
    char modes[TTY_STRING_SIZE];  /* ... and to set what else we need */
    char leave[TTY_STRING_SIZE];  /* to undo both */
};

/**
 * Tell how much memory tty_share() takes.
 *
 * Returns the bytes.
 */
size_t tty_state_size(void);

/**
 * Keep what is known of the terminal in memory that is shared with who gives it
 * back when we are gone: tty_rescue().
 *
 * memory  Borrowed until tty_keep_to_ourselves(); NULL does nothing.
 */
void tty_share(void *memory);

/**
 * Keep what is known of the terminal in memory that is not shared.
 */
void tty_keep_to_ourselves(void);

/**
 * Give the terminal back in another process than the one that took it, which is
 * gone, unless that one did; what was set since is left alone.
 */
void tty_rescue(void);

/**
 * Note the modes of standard input and output, which are terminals, and find a
 * way to write without waiting.
 *
 * Returns 0 or -errno: -ENOTTY, or -EBUSY when it is open.
 */
int tty_open(void);

/**
 * Begin to use the terminal, before its screen and its modes are set by others:
 * from here on tty_restore() undoes that.
 *
 * strings  Borrowed; copied.
 */
void tty_begin(const struct tty_strings *strings);

/**
 * Take another string for the modes: it is written when tty_enter() is next
 * called.
 *
 * modes  Borrowed; copied, cut to TTY_STRING_SIZE.
 */
void tty_set_modes(const char *modes);

/**
 * Note the modes that have been set as those that we use, and set the rest.
 */
void tty_keep_modes(void);

/**
 * Give the terminal back, waiting up to a second for it to take output.
 */
void tty_leave(void);

/**
 * Give the terminal back, if it is used, at once and without waiting; what it
 * has not taken yet is thrown away if need be.  Async-signal-safe.
 */
void tty_restore(void);

/**
 * Take the terminal again after tty_leave(), or set its modes anew, unless we
 * are in the background of a shell.
 *
 * Returns whether the terminal is ours now.
 */
bool tty_enter(void);

/**
 * Tell whether the terminal is in use: not left.
 *
 * Returns whether it is.
 */
bool tty_is_entered(void);

/**
 * Tell whether a shell has put us in the background.
 *
 * Returns whether we are there.
 */
bool tty_in_background(void);

/**
 * Forget the terminal: after tty_leave(), or when it was not changed.
 */
void tty_close(void);

/**
 * Get the descriptor that is written to.
 *
 * Returns it; never that of standard input.
 */
int tty_output_fd(void);

/**
 * Ask the system for the terminal's size.
 *
 * rows     Receives at least 1.
 * columns  Receives at least 1.
 *
 * Returns whether it is known.
 */
bool tty_size(int *rows, int *columns);

/**
 * Write as much as the terminal takes now.
 *
 * bytes  Borrowed.
 * size   How many.
 *
 * Returns how many were taken, or -EIO when the terminal has gone.
 */
long tty_write(const char *bytes, size_t size);

/**
 * Say that the terminal has got a part of something only, so that giving it
 * back ends that first.
 *
 * partial  Whether it has.
 */
void tty_set_partial(bool partial);

/**
 * Stop as Ctrl-Z does, with the whole process group, until continued.  Does
 * nothing when SIGTSTP is ignored.
 */
void tty_stop(void);

#endif
