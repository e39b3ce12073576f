/* pattern: what is looked for in a text: a part of it, capital letters and
 * small ones alike, or after "re:" an extended regular expression. */
#ifndef UI_PATTERN_H
#define UI_PATTERN_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>

/* An expression is looked for in so many bytes of a text: the time that it
 * takes may grow with their square. */
enum {
    PATTERN_EXPRESSION_MOST = 4096
};

/* Zero-initialised: nothing is looked for. */
struct pattern {
    const char *part; /* borrowed; NULL: nothing, or an expression */
    bool is_expression;
    regex_t expression; /* compiled, if it is one */
};

/* Where in a text something was found. */
struct pattern_match {
    size_t start;
    size_t size; /* 0: an expression that fits nothing at all */
};

/**
 * Take what is to be looked for.  Expressions that refer back, as in \1, are
 * refused: there is no bound to the time that they take.
 *
 * pattern  Borrowed, with nothing in it; to be freed with pattern_free().
 * text     As typed, not empty; must outlive the pattern.
 * error    Receives what is wrong with it.
 * size     Bytes at error.
 *
 * Returns 0 or -EINVAL, with nothing in the pattern.
 */
int pattern_set(
    struct pattern *pattern, const char *text, char *error, size_t size);

/**
 * Look for a pattern.
 *
 * pattern  Borrowed.
 * text     Where.
 * from     Bytes of it that are passed over.
 * match    Receives the first place; NULL: it is not asked for.
 *
 * Returns whether it is there; what is nothing is nowhere.
 */
bool pattern_find(
    const struct pattern *pattern,
    const char *text,
    size_t from,
    struct pattern_match *match);

/**
 * Give back what a pattern holds; nothing is looked for then.
 *
 * pattern  Borrowed.
 */
void pattern_free(struct pattern *pattern);

#endif
