/* headless: the workers without a screen: events go to standard output. */
#ifndef UI_HEADLESS_H
#define UI_HEADLESS_H

#include "ui/options.h"

/**
 * Start all workers, and run until they have ended.  What happens is written
 * to standard output as NDJSON, unless the options ask for the table once.
 *
 * options  Borrowed.
 *
 * Returns the program's exit status, as app_run() does; 128 + SIGPIPE when
 * nobody reads the events any more.
 */
int headless_run(const struct options *options);

#endif
