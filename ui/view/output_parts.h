/* output_parts: the parts of the output's page: what is searched in it, and
 * what is selected to be copied. */
#ifndef UI_VIEW_OUTPUT_PARTS_H
#define UI_VIEW_OUTPUT_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/line.h"
#include "ui/model.h"
#include "ui/view/find.h"
#include "ui/view/scroll.h"

/* Zero-initialised: at the end, with nothing that stands out. */
struct output_page {
    struct scroll scroll;
    uint64_t worker; /* id: whose lines these are */
    bool marked;    /* a line is: that was found, or where the selection ends */
    uint64_t line;  /* its number */
    bool selecting; /* lines are being selected ... */
    uint64_t anchor;        /* ... from this one */
    char text[LINE_ROOM];   /* what was searched for last; "": nothing yet */
    bool lit;               /* it stands out */
    char typed[LINE_ROOM];  /* the text of the pattern */
    struct pattern pattern; /* what stands out */
    struct find find;       /* what is being searched for */
    uint64_t find_from;     /* line from which that began; or no line */
};

/**
 * Mark a line, and show it.
 *
 * page    Borrowed.
 * output  Borrowed.
 * line    Its number.
 * offset  Bytes of its text before the part that is to be seen.
 */
void output_mark(
    struct output_page *page,
    const struct output *output,
    uint64_t line,
    size_t offset);

/**
 * Do a command that searches, if it is one.
 *
 * page     Borrowed; must outlive the prompt that the command may open.
 * model    Borrowed; a worker is selected.
 * command  Any command.
 *
 * Returns whether it is done.
 */
bool output_search(
    struct output_page *page, struct model *model, enum command command);

/**
 * Go on with the search, if there is one.
 *
 * page   Borrowed.
 * model  Borrowed; a worker is selected.
 *
 * Returns whether there was one.
 */
bool output_search_on(struct output_page *page, struct model *model);

/**
 * Leave a search: what was found does not stand out any more.
 *
 * page  Borrowed.
 *
 * Returns whether anything did.
 */
bool output_search_leave(struct output_page *page);

/**
 * Do a command that selects lines, moves the end of those that are selected, or
 * copies them, if it is one.
 *
 * page     Borrowed.
 * model    Borrowed; a worker is selected.
 * command  Any command.
 *
 * Returns whether it is done.
 */
bool output_select(
    struct output_page *page, struct model *model, enum command command);

#endif
