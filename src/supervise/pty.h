/* pty: pseudo-terminals for workers, as long as there are enough left. */
#ifndef SUPERVISE_PTY_H
#define SUPERVISE_PTY_H

/* How large a terminal is; no rows: there is none. */
struct pty_size {
    unsigned short rows;
    unsigned short columns;
};

/**
 * Open a pair.  Some of the system's stay free, for logins and others.
 *
 * master  Receives the end that reads what is written there, non-blocking.
 * slave   Receives the end that is a terminal; nobody's controlling one.
 * size    Its size.
 *
 * Returns 0, or -ENOTTY: there is none to be had.
 */
int pty_open(int *master, int *slave, struct pty_size size);

/**
 * Give a terminal another size; its foreground group is told (SIGWINCH).
 *
 * master  Its master.
 * size    The size.
 */
void pty_resize(int master, struct pty_size size);

#endif
