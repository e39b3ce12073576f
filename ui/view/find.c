#include "ui/view/find.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "ui/view/lines.h"

/* What may be spent in one piece, counted in bytes that are looked at. */
enum {
    PIECE = 256 << 10,
    LINE_COST = 32 /* of each line beside its bytes */
};

/* Words that tell of an error. */
static const char *const words[] = {
    "abort",     "aborted", "critical", "err",      "error",    "errors",
    "exception", "fail",    "failed",   "failing",  "failure",  "failures",
    "fatal",     "panic",   "panicked", "segfault", "traceback"
};

/* Likewise, of more than one word. */
static const char *const phrases[] = { "segmentation fault", "core dumped" };

/* What the names of exceptions end in. */
static const char *const endings[] = { "Error", "Exception" };

/* Words before these that say that there is none: "0 errors". */
static const char *const denials[] = { "0", "no", "without", "zero" };

/* Values that say so: "err: nil". */
static const char *const nothings[] = { "0", "false", "nil", "none", "null" };

#define COUNT_OF(list) (sizeof(list) / sizeof(*(list)))

/* Tell whether a character is part of a word, or of a name that has words. */
static bool
in_word(char character)
{
    return isalnum((unsigned char) character)
        || strchr("_-/", character) != NULL;
}

/* Tell whether a word is one of a list. */
static bool
is_one_of(const char *word, size_t size, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(list[i]) == size && strncasecmp(word, list[i], size) == 0) {
            return true;
        }
    }
    return false;
}

/* Tell whether a word is the name of an exception, such as "ValueError". */
static bool
names_exception(const char *word, size_t size)
{
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        size_t end = strlen(endings[i]);

        if (size > end && islower((unsigned char) word[size - end - 1])
            && memcmp(word + size - end, endings[i], end) == 0) {
            return true;
        }
    }
    return false;
}

/* Count the bytes of the word that a text begins with. */
static size_t
word_size(const char *text)
{
    size_t size = 0;

    while (text[size] && in_word(text[size])) {
        size++;
    }
    return size;
}

/* Tell whether what follows a word says that there is none, or that the word
 * is part of a name: "failed=0", "\"errors\": 0", "error.log". */
static bool
is_denied_after(const char *text)
{
    bool is_name = text[0] == '.' && isalnum((unsigned char) text[1]);
    char sign;
    size_t size;

    text += strspn(text, " \"'");
    sign = *text;
    if (is_name || (sign != '=' && sign != ':')) {
        return is_name;
    }
    text++;
    text += strspn(text, " ");
    size = word_size(text);
    if (!is_one_of(text, size, nothings, COUNT_OF(nothings))) {
        return false;
    }
    /* "error: null pointer" tells of one. */
    return !text[size] || strchr(",;)]}\"'", text[size])
        || (text[size] == ' ' && (sign == '=' || text[0] == '0'));
}

/* Tell whether a text has one of the phrases. */
static bool
has_phrase(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(phrases); i++) {
        if (strcasestr(text, phrases[i])) {
            return true;
        }
    }
    return false;
}

bool
find_tells_error(const char *text)
{
    bool denied = false;

    if (has_phrase(text)) {
        return true;
    }
    while (*text) {
        size_t size = word_size(text);

        if (size == 0) {
            denied = denied && *text == ' ';
            text++;
            continue;
        }
        if (!denied && !is_denied_after(text + size)
            && (is_one_of(text, size, words, COUNT_OF(words))
                || names_exception(text, size))) {
            return true;
        }
        denied = is_one_of(text, size, denials, COUNT_OF(denials));
        text += size;
    }
    return false;
}

/* Keep to the lines that are kept, as old ones may have gone. */
static void
keep_within(struct find *find, const struct output *output)
{
    if (find->next < output_first(output)) {
        find->wrapped = find->wrapped || find->up;
        find->next = find->up ? output_end(output) - 1 : output_first(output);
    }
}

/* Go on to the next line. */
static void
step(struct find *find, const struct output *output)
{
    uint64_t first = output_first(output);
    uint64_t last = output_end(output) - 1;

    if (find->next == (find->up ? first : last)) {
        find->next = find->up ? last : first;
        find->wrapped = true;
    } else {
        find->next = find->up ? find->next - 1 : find->next + 1;
    }
}

void
find_begin(
    struct find *find,
    const struct output *output,
    const struct pattern *pattern,
    uint64_t from,
    bool up)
{
    *find = (struct find){
        .pattern = pattern,
        .up = up,
        .next = from,
        .left = output_end(output) - output_first(output),
    };
    keep_within(find, output);
}

void
find_pass_over(struct find *find, const struct output *output)
{
    if (find->left > 0) {
        step(find, output);
    }
}

/* Tell what it costs to look at a line: an expression may begin to fit at each
 * byte, and then look at all that follow. */
static size_t
cost_of(const struct find *find, size_t size)
{
    if (find->pattern && find->pattern->is_expression) {
        size_t most =
            size < PATTERN_EXPRESSION_MOST ? size : PATTERN_EXPRESSION_MOST;

        size += most * (most / 64);
    }
    return LINE_COST + size;
}

/* Look at the next line; returns whether it is one, and adds what that cost. */
static bool
look(const struct find *find, const struct output *output, size_t *spent)
{
    char text[LINES_TEXT_ROOM];
    size_t size = lines_text(output, find->next, text, sizeof(text));

    *spent += cost_of(find, size);
    return find->pattern ? pattern_find(find->pattern, text, 0, NULL)
                         : find_tells_error(text);
}

enum find_result
find_piece(struct find *find, const struct output *output, uint64_t *line)
{
    size_t spent = 0;

    while (find->left > 0) {
        if (spent > PIECE) {
            return FIND_MORE;
        }
        keep_within(find, output);
        if (look(find, output, &spent)) {
            *line = find->next;
            find->left = 0;
            return FIND_FOUND;
        }
        step(find, output);
        find->left--;
    }
    return FIND_NOTHING;
}
