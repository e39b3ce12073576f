/* dashboard_look: the dashboard's theme, mouse and settings, and what it writes
 * of its screen into files. */
#ifndef UI_DASHBOARD_LOOK_H
#define UI_DASHBOARD_LOOK_H

#include "ui/dashboard.h"

/**
 * Find the theme that the model names, as far as the screen can show it; for
 * "auto" the one that suits the terminal's background.
 *
 * dashboard  Borrowed; notes what it was chosen for.
 *
 * Returns the theme, which is never freed.
 */
const struct theme *dashboard_theme(struct dashboard *dashboard);

/**
 * Take another theme where the model names one, or where the terminal has told
 * another background.  Once a turn.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_suit_theme(struct dashboard *dashboard);

/**
 * Record the screen, or stop, as recorder_toggle() does; say it where there is
 * none.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_record(struct dashboard *dashboard);

/**
 * Take the mouse, or leave it to the terminal, and say so.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_switch_mouse(struct dashboard *dashboard);

/**
 * Write what is to be saved of the screen's look into the settings file, and
 * say so; where there is none, do nothing.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_save_settings(struct dashboard *dashboard);

/**
 * Write the timeline into the file that the model names, and say so.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_export(struct dashboard *dashboard);

/**
 * Put the lines that the model has for it on the terminal's clipboard, and say
 * so.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_copy(struct dashboard *dashboard);

/**
 * Draw the whole screen anew.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_redraw(struct dashboard *dashboard);

#endif
