/* shell_parts: the inside of the shell, for its files alone. */
#ifndef UI_VIEW_SHELL_PARTS_H
#define UI_VIEW_SHELL_PARTS_H

#include "ui/view/layout.h"
#include "ui/view/pages.h"
#include "ui/view/shell.h"
#include "ui/view/view.h"

struct shell {
    struct model *model;
    const struct theme *theme;
    bool ascii;
    struct pages pages;
    void *states[VIEWS_MOST];
    struct layout layout; /* as last drawn */
    bool touched;         /* a key came since it was drawn */
};

/**
 * Tell whether a view is part of what is on the screen.
 *
 * shell  Borrowed.
 * view   Borrowed.
 *
 * Returns whether it is.
 */
bool shell_shows(const struct shell *shell, const struct view *view);

/**
 * Tell whether something is shown over the page.
 *
 * shell  Borrowed.
 *
 * Returns whether it is.
 */
bool shell_is_covered(const struct shell *shell);

/**
 * Tell whether there is no room to draw in.
 *
 * shell  Borrowed.
 *
 * Returns whether there is none.
 */
bool shell_is_too_small(const struct shell *shell);

/**
 * Go to a page.
 *
 * shell  Borrowed.
 * page   Which one.
 */
void shell_go_to(struct shell *shell, enum page page);

/**
 * Go back to the page before, if there is one.
 *
 * shell  Borrowed.
 */
void shell_go_back(struct shell *shell);

/**
 * Go to a page, or back from it.
 *
 * shell  Borrowed.
 * page   Which one.
 */
void shell_toggle(struct shell *shell, enum page page);

/**
 * Show the quit dialog as long as we are leaving.
 *
 * shell  Borrowed.
 */
void shell_follow_leave(struct shell *shell);

/**
 * Let the keys go to the selected worker's terminal, on its output's page; say
 * it where that cannot be.
 *
 * shell  Borrowed.
 */
void shell_focus(struct shell *shell);

#endif
