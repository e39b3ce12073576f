#include "ui/filter.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Give back what the words hold. */
static void
free_words(struct filter *filter)
{
    for (size_t i = 0; i < filter->count; i++) {
        pattern_free(&filter->words[i].pattern);
    }
    filter->count = 0;
}

/* Add a word that is not empty; returns 0 or -EINVAL. */
static int
add_word(struct filter *filter, const char *text)
{
    struct filter_word *word = &filter->words[filter->count];

    if (filter->count == FILTER_WORDS) {
        return 0;
    }
    *word = (struct filter_word){ .negated = text[0] == '!' };
    text += word->negated;
    if (text[0] == '\0') {
        return 0;
    }
    if (pattern_set(&word->pattern, text, filter->error, sizeof(filter->error))
        < 0) {
        return -EINVAL;
    }
    filter->count++;
    return 0;
}

/* Split the text into words; a regular expression goes to the end.  Returns 0
 * or -EINVAL. */
static int
split(struct filter *filter)
{
    char *rest = filter->parts;
    int result = 0;

    while (result == 0 && rest) {
        rest += strspn(rest, " ");
        if (strncmp(rest + (rest[0] == '!'), "re:", 3) == 0) {
            return add_word(filter, rest);
        }
        result = add_word(filter, strsep(&rest, " "));
    }
    return result;
}

int
filter_set(struct filter *filter, const char *text)
{
    struct filter next = { .error = "" };
    int result;

    snprintf(next.text, sizeof(next.text), "%s", text);
    memcpy(next.parts, next.text, sizeof(next.parts));
    result = split(&next);
    free_words(&next);
    filter->error[0] = '\0';
    if (result < 0) {
        memcpy(filter->error, next.error, sizeof(filter->error));
        return result;
    }
    /* Known to be right: once more, where its words will stay. */
    filter_free(filter);
    memcpy(filter->text, next.text, sizeof(filter->text));
    memcpy(filter->parts, next.text, sizeof(filter->parts));
    return split(filter);
}

/* Tell whether a word is found in a text. */
static bool
found(const struct filter_word *word, const char *text)
{
    return pattern_find(&word->pattern, text, 0, NULL);
}

bool
filter_fits(const struct filter *filter, const struct worker *worker)
{
    char pid[16] = "";

    if (worker->pid > 0) {
        snprintf(pid, sizeof(pid), "%d", (int) worker->pid);
    }
    for (size_t i = 0; i < filter->count; i++) {
        const struct filter_word *word = &filter->words[i];
        bool fits = found(word, worker->name) || found(word, worker->target)
            || found(word, worker_state_name(worker->state))
            || found(word, pid);

        if (fits == word->negated) {
            return false;
        }
    }
    return true;
}

void
filter_free(struct filter *filter)
{
    free_words(filter);
    *filter = (struct filter){ 0 };
}
