/* key_cases: what each key of the dashboard does, page by page, as it can be
 * seen from outside. */
#ifndef TESTS_SUPPORT_KEY_CASES_H
#define TESTS_SUPPORT_KEY_CASES_H

#include <stddef.h>

#include "ui/keymap.h"

/* How it can be seen that a key did something. */
enum key_effect {
    KEY_SHOWS,  /* a row matches text, and none did before */
    KEY_HIDES,  /* a row matched text, and none does any more */
    KEY_WRITES, /* the bytes of text are written */
    KEY_ENDS    /* mptop ends by itself */
};

/* What the keys of a command do on some pages, from the same start. */
struct key_case {
    enum command command;
    unsigned pages;     /* ON_... */
    const char *worker; /* a shell command; NULL: simulated ones, see below */
    int rows;           /* of the terminal; 0: 30 */
    const char *first;  /* typed on the main page */
    const char *before; /* typed then on the page, before the key */
    const char *ready;  /* what tells that it was; NULL: a key tells it */
    const char *look;   /* a page where it shows: the key that leads there */
    enum key_effect effect;
    const char *text; /* POSIX extended, but for KEY_WRITES; %c: the key */
};

/* All of them. */
extern const struct key_case key_cases[];
extern const size_t key_cases_count;

/* The arguments for simulated workers: "echo", which writes line-1 to line-60
 * with an ERROR behind line-30, "sleep" and "sleep-2"; all run on. */
extern const char *const key_cases_simulated[];

/**
 * Find what a command does on a page.
 *
 * command  Less than COMMAND_COUNT.
 * page     Any page.
 *
 * Returns the first case that tells it, or NULL.
 */
const struct key_case *key_cases_find(enum command command, enum page page);

#endif
