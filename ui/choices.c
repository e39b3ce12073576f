#include "ui/choices.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void
choices_clear(struct choices *choices)
{
    choices->count = choices->selected = 0;
    choices->title[0] = '\0';
}

void
choices_free(struct choices *choices)
{
    free(choices->list);
    *choices = (struct choices){ 0 };
}

/* Tell whether the letters of typed come in text, in that order. */
static bool
has_letters(const char *text, const char *typed)
{
    for (; *text && *typed; text++) {
        typed +=
            tolower((unsigned char) *text) == tolower((unsigned char) *typed);
    }
    return *typed == '\0';
}

int
choices_rank(const char *text, const char *typed)
{
    size_t size = strlen(typed);
    const char *found;

    if (strcasecmp(text, typed) == 0) {
        return 0;
    }
    if (strncasecmp(text, typed, size) == 0) {
        return 1;
    }
    found = strcasestr(text, typed);
    if (!found) {
        return has_letters(text, typed) ? 4 : -1;
    }
    for (; found; found = strcasestr(found + 1, typed)) {
        if (!isalnum((unsigned char) found[-1])) {
            return 2;
        }
    }
    return 3;
}

/* Make sure that there is room for one more. */
static bool
reserve(struct choices *choices)
{
    size_t room = choices->room ? choices->room * 2 : 16;
    struct choice *list;

    if (choices->count < choices->room) {
        return true;
    }
    if (choices->count == CHOICES_MOST) {
        return false;
    }
    list = reallocarray(choices->list, room, sizeof(*list));
    if (!list) {
        return false;
    }
    choices->list = list;
    choices->room = room;
    return true;
}

void
choices_add(
    struct choices *choices,
    int rank,
    const char *text,
    const char *key,
    const char *detail)
{
    size_t place = choices->count;
    struct choice *choice;

    if (rank < 0 || !reserve(choices)) {
        return;
    }
    while (place > 0 && choices->list[place - 1].rank > rank) {
        place--;
    }
    choice = &choices->list[place];
    memmove(
        choice + 1, choice, (choices->count - place) * sizeof(struct choice));
    choices->count++;
    choice->rank = rank;
    snprintf(choice->text, sizeof(choice->text), "%s", text);
    snprintf(choice->key, sizeof(choice->key), "%s", key);
    snprintf(choice->detail, sizeof(choice->detail), "%s", detail);
}

const struct choice *
choices_selected(const struct choices *choices)
{
    return choices->count > 0 ? &choices->list[choices->selected] : NULL;
}

void
choices_move(struct choices *choices, int steps)
{
    long count = (long) choices->count;
    long place = (long) choices->selected + steps;

    if (count == 0) {
        return;
    }
    place %= count;
    choices->selected = (size_t) (place < 0 ? place + count : place);
}
