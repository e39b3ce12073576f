/* info_parts: the inside of the page about one process, for its files alone. */
#ifndef UI_VIEW_INFO_PARTS_H
#define UI_VIEW_INFO_PARTS_H

#include "ui/model.h"
#include "ui/view/text_page.h"

/* Column of the texts, from that of the words before them. */
#define INFO_LEFT 16

/**
 * Add a row with a text that came from a process.
 *
 * page   Borrowed.
 * left   The word before it; safe to show.
 * bytes  Raw.
 */
void info_safe(struct text_page *page, const char *left, const char *bytes);

/**
 * Add what the system told of the process: where it stands, and its numbers.
 *
 * page    Borrowed.
 * model   Borrowed; its detail is of the process.
 * worker  Borrowed: whose process it is; NULL: one that a worker started.
 */
void info_system(
    struct text_page *page,
    const struct model *model,
    const struct worker *worker);

/**
 * Add what the process has open, and its environment.
 *
 * page    Borrowed.
 * detail  Borrowed; of the process.
 */
void info_lists(struct text_page *page, const struct stats_detail *detail);

/**
 * Add all about the process below a worker that is chosen.
 *
 * page   Borrowed.
 * model  Borrowed; model->chosen is set.
 */
void info_descendant(struct text_page *page, const struct model *model);

#endif
