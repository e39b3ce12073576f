/* dashboard_tape: what a tape does to the dashboard, and when it ends it. */
#ifndef UI_DASHBOARD_TAPE_H
#define UI_DASHBOARD_TAPE_H

#include "ui/dashboard.h"

/**
 * Get the dashboard's tape ready, if it has one.
 *
 * dashboard  Borrowed.
 */
void dashboard_tape_open(struct dashboard *dashboard);

/**
 * Let the tape see what has changed; one that has failed, and the end of one
 * that nobody sees, end the dashboard.  Once a turn, after drawing.
 *
 * dashboard  Borrowed.
 */
void dashboard_tape_turn(struct dashboard *dashboard);

/**
 * Hear of a key that a person typed.
 *
 * dashboard  Borrowed.
 * code       Any key.
 */
void dashboard_tape_typed(struct dashboard *dashboard, key code);

#endif
