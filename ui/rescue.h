/* rescue: ends the workers' process groups from a signal handler, where the
 * supervisor can do it no more. */
#ifndef UI_RESCUE_H
#define UI_RESCUE_H

struct guard;

/**
 * Say who knows the groups that live.
 *
 * guard  Borrowed until the next call; NULL: nobody.
 */
void rescue_ask(const struct guard *guard);

/**
 * Kill all groups that live.  Async-signal-safe.
 *
 * signum  The signal that asked for it; not used.
 */
void rescue_kill(int signum);

#endif
