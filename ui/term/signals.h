/* signals: turns the signals of a full-screen program into a descriptor to
 * watch, and leaves a whole terminal behind when one of them ends it. */
#ifndef UI_TERM_SIGNALS_H
#define UI_TERM_SIGNALS_H

/*
 * Seconds from SIGTERM, SIGHUP or SIGINT until signals_read() must have
 * reported it.  A program that does not come to that (it waits for a terminal
 * that nobody reads, say) is ended by force: the terminal restored, the
 * emergency function called, exit status 128 + the signal.
 */
#define SIGNALS_PATIENCE 3

/* Called in a signal handler before the program is ended by force, with the
 * signal that asked for the end: async-signal-safe calls only, as kill() of
 * the workers' groups. */
typedef void signals_emergency(int signum);

/**
 * Take over the signals of the program.  SIGWINCH, SIGTERM, SIGHUP, SIGINT,
 * SIGTSTP and SIGCONT are reported by signals_read(); none of the first five
 * acts by itself any more.  SIGTERM, SIGHUP and SIGINT interrupt a system call
 * that blocks.  SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL and SIGQUIT restore
 * the terminal and write what a recording has collected, then end the program.  SIGHUP, SIGINT, SIGTSTP and SIGQUIT stay
 * ignored where they are ignored already (nohup).  The signal mask stays as it
 * is.  A child made by fork() has the handlers too: start it with
 * MP_CHILD_RESET_SIGNALS.  Comes before terminal_open(), from the main thread.
 *
 * emergency  Or NULL.
 *
 * Returns 0 or -errno, with everything as it was; -EBUSY when open already.
 */
int signals_open(signals_emergency *emergency);

/**
 * Get the descriptor to watch: readable when signals_read() has something.
 *
 * Returns it, or -1 when not open; it stays the module's.
 */
int signals_fd(void);

/**
 * Get the next signal that came.  The same one several times between two reads
 * counts once, as it does in the system.
 *
 * Returns its number, or 0 when there is none: read until then.
 */
int signals_read(void);

/**
 * Give the signals back, as they were before signals_open().
 */
void signals_close(void);

#endif
