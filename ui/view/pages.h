/* pages: the way back from page to page. */
#ifndef UI_VIEW_PAGES_H
#define UI_VIEW_PAGES_H

#include <stdbool.h>

#include "ui/keymap.h"

struct pages {
    enum page way[PAGE_COUNT]; /* no page is in it twice */
    int depth;                 /* at least 1 */
};

/**
 * Begin with one page, from which nothing leads back.
 *
 * pages  Borrowed.
 * page   The page.
 */
void pages_init(struct pages *pages, enum page page);

/**
 * Tell which page keys go to.
 *
 * pages  Borrowed.
 *
 * Returns the page.
 */
enum page pages_top(const struct pages *pages);

/**
 * Tell which page fills the screen: a dialog leaves the one below.
 *
 * pages  Borrowed.
 *
 * Returns the page.
 */
enum page pages_base(const struct pages *pages);

/**
 * Go to a page; to one that is on the way back, there.
 *
 * pages  Borrowed.
 * page   The page.
 */
void pages_go(struct pages *pages, enum page page);

/**
 * Go one page back.
 *
 * pages  Borrowed.
 *
 * Returns whether there was one.
 */
bool pages_back(struct pages *pages);

#endif
