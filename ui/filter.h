/* filter: which workers fit a text: words that must all be found in name,
 * target, state or pid; "!" before a word: must not be; "re:": the rest is
 * a regular expression. */
#ifndef UI_FILTER_H
#define UI_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "src/supervise/worker.h"
#include "ui/pattern.h"

/* A longer text is cut; as many words count. */
enum {
    FILTER_TEXT = 256,
    FILTER_WORDS = 16
};

struct filter_word {
    bool negated;
    struct pattern pattern;
};

/* Zero-initialised: everything fits. */
struct filter {
    char text[FILTER_TEXT];  /* as typed; "": everything fits */
    char parts[FILTER_TEXT]; /* the words of it, each ended */
    struct filter_word words[FILTER_WORDS];
    size_t count;
    char error[128]; /* what is wrong with the last text; "": nothing */
};

/**
 * Take another text.
 *
 * filter  Borrowed; to be freed with filter_free().
 * text    As typed.
 *
 * Returns 0 or -EINVAL: filter->error says why, and the filter stays.
 */
int filter_set(struct filter *filter, const char *text);

/**
 * Tell whether a worker fits.
 *
 * filter  Borrowed.
 * worker  Borrowed.
 *
 * Returns whether it does.
 */
bool filter_fits(const struct filter *filter, const struct worker *worker);

/**
 * Give back what a filter holds; everything fits then.
 *
 * filter  Borrowed.
 */
void filter_free(struct filter *filter);

#endif
