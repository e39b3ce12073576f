/* dashboard_signal: what signals do to the dashboard. */
#ifndef UI_DASHBOARD_SIGNAL_H
#define UI_DASHBOARD_SIGNAL_H

#include "ui/dashboard.h"

/**
 * Leave for good, because a signal says so.
 *
 * dashboard  Borrowed; open.
 * signum     The signal; the first one makes the exit status.
 */
void dashboard_leave_by_signal(struct dashboard *dashboard, int signum);

/**
 * Do what a signal says, or a key that does the same.
 *
 * dashboard  Borrowed; open.
 * signum     One that signals_read() tells.
 */
void dashboard_signal(struct dashboard *dashboard, int signum);

#endif
