/* app: the dashboard, from the terminal's first byte to its last. */
#ifndef UI_APP_H
#define UI_APP_H

#include "ui/options.h"

/**
 * Run the dashboard on standard input and output until the user leaves.
 *
 * options  Borrowed.
 *
 * Returns the program's exit status: 0; 1 a worker's last life failed, or the
 * system refused something; 2 there is no screen to show it on, which has been
 * said on stderr; 128 + N a signal N asked for the end.  Workers that could
 * not be ended have been named on stderr: then the program is ended here.
 */
int app_run(const struct options *options);

#endif
