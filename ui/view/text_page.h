/* text_page: a page of titles and of rows with a word at the left and a text
 * behind it, folded where it is long, to be scrolled through. */
#ifndef UI_VIEW_TEXT_PAGE_H
#define UI_VIEW_TEXT_PAGE_H

#include <stddef.h>

#include "ui/view/list.h"
#include "ui/view/view.h"

enum {
    TEXT_PAGE_LINES = 1000
};

enum text_page_kind {
    TEXT_PAGE_BLANK,
    TEXT_PAGE_TITLE,
    TEXT_PAGE_ROW
};

struct text_page_line {
    enum text_page_kind kind;
    char left[24];
    char text[480];
};

/* Zero-initialised: empty, at its top. */
struct text_page {
    struct list list;
    size_t cursor; /* first line shown */
    int left;      /* column of the texts */
    int width;     /* cells of the texts */
    size_t count;
    struct text_page_line lines[TEXT_PAGE_LINES];
};

/**
 * Begin to fill the page anew.
 *
 * page   Borrowed.
 * left   Column of the texts.
 * width  Cells of the texts, 120 at most; longer ones are folded.
 */
void text_page_begin(struct text_page *page, int left, int width);

/**
 * Add a title, a blank line before it.
 *
 * page   Borrowed.
 * title  Copied.
 */
void text_page_title(struct text_page *page, const char *title);

/**
 * Add a row.
 *
 * page  Borrowed.
 * left  Copied.
 * text  Copied; safe to show.
 */
void text_page_row(struct text_page *page, const char *left, const char *text);

/**
 * Do a command that moves.
 *
 * page     Borrowed.
 * model    Borrowed.
 * command  Any command.
 *
 * Returns whether it was one.
 */
bool text_page_command(
    struct text_page *page, struct model *model, enum command command);

/**
 * Let the wheel scroll.
 *
 * page   Borrowed.
 * model  Borrowed.
 * mouse  Borrowed: what the mouse did.
 */
void text_page_mouse(
    struct text_page *page,
    struct model *model,
    const struct view_mouse *mouse);

/**
 * Draw the page as far as it is scrolled.
 *
 * page    Borrowed; filled.
 * canvas  Borrowed.
 * title   Stands in the rule above it.
 */
void text_page_draw(
    struct text_page *page, const struct canvas *canvas, const char *title);

#endif
