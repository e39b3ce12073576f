/* pane: a full-screen program on a pseudo-terminal whose screen is read. */
#ifndef TESTS_BENCH_PANE_H
#define TESTS_BENCH_PANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

/* Seconds for which something is waited for, at most. */
#define PANE_DEADLINE 120.0

/* A program on its terminal.  Read it freely. */
struct pane {
    pid_t pid; /* 0: it has ended */
    int master;
    VTerm *vterm;
    int64_t read_at; /* when the last bytes were read */
    size_t bytes;    /* that were read so far */
};

/**
 * Start a program on a terminal of 40 rows and 120 columns, without settings
 * of the user.
 *
 * pane     Receives it, to be closed with pane_close(), also after an error.
 * command  Path of the program and its arguments, NULL-ended.
 *
 * Returns 0, or -errno.
 */
int pane_open(struct pane *pane, const char *const *command);

/**
 * Show what the program writes next.
 *
 * pane     Borrowed.
 * seconds  How long to wait for it.
 *
 * Returns whether it wrote something.
 */
bool pane_read(struct pane *pane, double seconds);

/**
 * Show what the program writes until it falls silent.
 *
 * pane  Borrowed; read_at is then when the last bytes were read.
 * gap   Seconds of silence.
 *
 * Returns 0, or -ETIME when it did not.
 */
int pane_settle(struct pane *pane, double gap);

/**
 * Show what the program writes for some time.
 *
 * pane     Borrowed.
 * seconds  How long.
 */
void pane_watch(struct pane *pane, double seconds);

/**
 * Find the row in which a text stands.
 *
 * pane  Borrowed.
 * name  The text.
 * text  Receives the row from the text on, in ASCII.
 * size  Bytes at text.
 *
 * Returns whether there is one.
 */
bool pane_find(struct pane *pane, const char *name, char *text, size_t size);

/**
 * Wait until a row holds two texts.
 *
 * pane   Borrowed; read_at is then when it came.
 * name   The first text.
 * state  The second one, somewhere behind it.
 *
 * Returns 0, or -ETIME.
 */
int pane_await(struct pane *pane, const char *name, const char *state);

/**
 * Type keys.
 *
 * pane  Borrowed.
 * keys  What they send.
 */
void pane_type(struct pane *pane, const char *keys);

/**
 * Type a key, wait for the program's end, and end it if that takes long.
 *
 * pane  Borrowed.
 * key   The character.
 *
 * Returns 0, or -ETIME when it had to be ended.
 */
int pane_quit(struct pane *pane, char key);

/**
 * Give everything back; ends the program, as pane_quit() does, if that has not
 * been done.
 *
 * pane  Borrowed.
 * key   The character.
 *
 * Returns 0, or -ETIME when it had to be ended.
 */
int pane_close(struct pane *pane, char key);

#endif
