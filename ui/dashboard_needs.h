/* dashboard_needs: what of the numbers is on the screen, and so to be sampled.
 */
#ifndef UI_DASHBOARD_NEEDS_H
#define UI_DASHBOARD_NEEDS_H

#include "ui/dashboard.h"

/**
 * Find out what of the numbers is shown.
 *
 * dashboard  Borrowed; open.
 * shown      VIEW_NEEDS_... of what is on the screen, by shell_needs().
 * needs      Receives it.
 */
void dashboard_find_needs(
    const struct dashboard *dashboard,
    unsigned shown,
    struct sampler_needs *needs);

/**
 * Find what the screen shows, and take the samples of it that are due.
 *
 * dashboard  Borrowed; open.
 */
void dashboard_sample(struct dashboard *dashboard);

#endif
