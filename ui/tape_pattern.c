/* The patterns of a tape: regular expressions that cost what they look like. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ui/tape_parser.h"

/* Longest pattern, and how often all its repeats together may repeat: without
 * an end to it a short one takes all memory. */
#define SIZE_MOST 500
#define REPEATS_MOST 1000

/* Tell what makes a pattern too costly, or NULL. */
static const char *
find_fault(const char *text)
{
    long repeats = 1;

    if (strlen(text) > SIZE_MOST) {
        return "this is too long, a pattern of at most 500 bytes was expected";
    }
    for (const char *p = text; *p; p++) {
        if (*p == '\\' && p[1]) {
            p++;
            if (isdigit((unsigned char) *p)) {
                return "patterns know no back-references";
            }
            if (*p == 'd' || *p == 'D') {
                return "patterns are POSIX extended ones, [0-9] was expected "
                       "for \\d";
            }
            continue;
        }
        if (*p == '{') {
            char *end;
            long least = strtol(p + 1, &end, 10);
            long most = *end == ',' ? strtol(end + 1, NULL, 10) : least;
            long times = most > least ? most : least;

            if (times < 0 || times > REPEATS_MOST) {
                return "this repeats too much, {N} up to 1000 was expected";
            }
            repeats *= times > 1 ? times : 1;
        }
        if (repeats > REPEATS_MOST) {
            return "this repeats too much, {N} up to 1000 in all was expected";
        }
    }
    return NULL;
}

/* Take the backslash before slashes away, in place. */
static void
unescape(char *text)
{
    char *to = text;

    for (const char *from = text; *from; from++) {
        if (from[0] == '\\' && from[1] == '/') {
            from++;
        } else if (from[0] == '\\' && from[1]) {
            *to++ = *from++;
        }
        *to++ = *from;
    }
    *to = '\0';
}

bool
tape_compile(
    struct tape_parser *parser,
    const struct tape_token *token,
    const char *text,
    regex_t **pattern)
{
    char *copy = strdup(text);
    const char *fault = find_fault(text);
    char error[128];
    int result;

    *pattern = calloc(1, sizeof(**pattern));
    if (!copy || !*pattern || fault) {
        parser->no_memory |= !copy || !*pattern;
        free(copy);
        free(*pattern);
        *pattern = NULL;
        return tape_wrong(parser, token, "%s", fault ? fault : "no memory");
    }
    unescape(copy);
    result = regcomp(*pattern, copy, REG_EXTENDED | REG_NOSUB | REG_NEWLINE);
    free(copy);
    if (result == 0) {
        return true;
    }
    regerror(result, *pattern, error, sizeof(error));
    free(*pattern);
    *pattern = NULL;
    return tape_wrong(
        parser, token, "%s, a POSIX extended pattern was expected", error);
}
