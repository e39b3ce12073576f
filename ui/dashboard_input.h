/* dashboard_input: what comes into the dashboard from without: keys, the mouse,
 * signals, and the end of the terminal. */
#ifndef UI_DASHBOARD_INPUT_H
#define UI_DASHBOARD_INPUT_H

#include "ui/dashboard.h"

/**
 * Begin to watch the signals and the keys: the terminal's, or those of the
 * dashboard in words.
 *
 * dashboard  Borrowed; to be closed with dashboard_input_close(), also after an
 *            error.
 *
 * Returns 0 or -errno.
 */
int dashboard_input_open(struct dashboard *dashboard);

/**
 * Watch them no longer; nothing more is drawn on the terminal.
 *
 * dashboard  Borrowed.
 */
void dashboard_input_close(struct dashboard *dashboard);

/**
 * Do what a key says, typed by a person or a tape.
 *
 * dashboard  Borrowed.
 * code       Any key.
 */
void dashboard_key(struct dashboard *dashboard, key code);

/**
 * Leave, for the terminal is gone: as SIGHUP, which may come or not.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_hang_up(struct dashboard *dashboard);

#endif
