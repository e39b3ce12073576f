#include "ui/pattern.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "ui/translate.h"

/* Begins an expression. */
#define EXPRESSION "re:"

/* Tell whether an expression refers back to a group. */
static bool
refers_back(const char *text)
{
    for (; *text; text++) {
        if (text[0] == '\\' && text[1]) {
            if (text[1] >= '1' && text[1] <= '9') {
                return true;
            }
            text++;
        }
    }
    return false;
}

/* Compile an expression; returns 0 or -EINVAL. */
static int
compile(struct pattern *pattern, const char *text, char *error, size_t size)
{
    int result;

    if (refers_back(text)) {
        snprintf(error, size, "%s", _("An expression cannot refer back"));
        return -EINVAL;
    }
    result = regcomp(&pattern->expression, text, REG_EXTENDED | REG_ICASE);
    if (result != 0) {
        regerror(result, &pattern->expression, error, size);
        return -EINVAL;
    }
    pattern->is_expression = true;
    return 0;
}

int
pattern_set(struct pattern *pattern, const char *text, char *error, size_t size)
{
    if (strncmp(text, EXPRESSION, strlen(EXPRESSION)) == 0) {
        return compile(pattern, text + strlen(EXPRESSION), error, size);
    }
    pattern->part = text;
    return 0;
}

/* Look for an expression. */
static bool
find_expression(
    const regex_t *expression,
    const char *text,
    size_t from,
    struct pattern_match *match)
{
    size_t size = strnlen(text, PATTERN_EXPRESSION_MOST);
    regmatch_t place = { (regoff_t) from, (regoff_t) size };

    if (from > size
        || regexec(expression, text, match ? 1 : 0, &place, REG_STARTEND)
            != 0) {
        return false;
    }
    if (match) {
        match->start = (size_t) place.rm_so;
        match->size = (size_t) (place.rm_eo - place.rm_so);
    }
    return true;
}

bool
pattern_find(
    const struct pattern *pattern,
    const char *text,
    size_t from,
    struct pattern_match *match)
{
    const char *found;

    if (pattern->is_expression) {
        return find_expression(&pattern->expression, text, from, match);
    }
    found = pattern->part ? strcasestr(text + from, pattern->part) : NULL;
    if (found && match) {
        match->start = (size_t) (found - text);
        match->size = strlen(pattern->part);
    }
    return found != NULL;
}

void
pattern_free(struct pattern *pattern)
{
    if (pattern->is_expression) {
        regfree(&pattern->expression);
    }
    *pattern = (struct pattern){ .part = NULL };
}
