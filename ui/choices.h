/* choices: what can be chosen of, best fit first: the list over a prompt. */
#ifndef UI_CHOICES_H
#define UI_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

/* Choices kept at most; more are left out. */
#define CHOICES_MOST 512

/* How well a text fits what was typed; less is better. */
enum choices_fit {
    CHOICES_NOT = -1,
    CHOICES_SAME,
    CHOICES_BEGINS, /* it begins so */
    CHOICES_WORD,   /* a word in it does */
    CHOICES_WITHIN, /* it is somewhere in it */
    CHOICES_LETTERS /* its letters come in that order */
};

struct choice {
    char text[160];   /* what it stands for in the line */
    char key[24];     /* at the left: a key, a number; may be "" */
    char detail[160]; /* what follows it; may be "" */
    int rank;         /* how well it fits; 0: best */
};

/* Zero-initialised: empty. */
struct choices {
    struct choice *list;
    size_t count;
    size_t room;
    size_t selected; /* less than count, unless that is 0 */
    char title[64];  /* over the list */
};

/**
 * Take all choices away.
 *
 * choices  Borrowed.
 */
void choices_clear(struct choices *choices);

/**
 * Give back the memory; it is empty then.
 *
 * choices  Borrowed.
 */
void choices_free(struct choices *choices);

/**
 * Tell how well a text fits what was typed, whatever the case of letters.
 *
 * text   What might be meant.
 * typed  What was typed; "" fits all alike.
 *
 * Returns one of enum choices_fit.
 */
int choices_rank(const char *text, const char *typed);

/**
 * Add a choice behind those that fit as well, unless it does not fit.  Without
 * memory it is left out.
 *
 * choices  Borrowed.
 * rank     How well it fits: choices_rank(); negative: it does not.
 * text     What it stands for; copied, cut to fit.
 * key      Left of it; likewise.
 * detail   Right of it; likewise.
 */
void choices_add(
    struct choices *choices,
    int rank,
    const char *text,
    const char *key,
    const char *detail);

/**
 * Get the selected choice.
 *
 * choices  Borrowed.
 *
 * Returns it, or NULL when there is none.
 */
const struct choice *choices_selected(const struct choices *choices);

/**
 * Move the selection; it goes from the last to the first and back.
 *
 * choices  Borrowed.
 * steps    How far; negative: up.
 */
void choices_move(struct choices *choices, int steps);

#endif
