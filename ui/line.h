/* line: a line of text that is edited with keys.  Moving and deleting go by
 * what is seen as one character: marks go with the letter that they stand on. */
#ifndef UI_LINE_H
#define UI_LINE_H

#include <stddef.h>

#include "ui/term/key.h"

/* Bytes that a line holds at most, with its NUL. */
#define LINE_ROOM 1024

/* Keys that do the same at most. */
#define LINE_KEYS 3

/* Zero-initialised: empty. */
struct line {
    char text[LINE_ROOM]; /* UTF-8 without control characters */
    size_t size;          /* bytes of it */
    size_t cursor;        /* bytes before the cursor */
};

/* What a key did to a line. */
enum line_result {
    LINE_IGNORED, /* the line knows no such key */
    LINE_SAME,    /* the cursor moved, or nothing could be done */
    LINE_CHANGED  /* another text */
};

/* A way of editing. */
struct line_binding {
    key keys[LINE_KEYS]; /* 0-ended if shorter */
    const char *help;    /* a sentence */
    enum line_result (*edit)(struct line *line);
};

/* All ways of editing besides typing; ended by one without keys. */
extern const struct line_binding line_bindings[];

/**
 * Replace a line's text; the cursor stands at its end then.
 *
 * line  Borrowed.
 * text  UTF-8, NUL-terminated; control characters are left out, and it is cut
 *       to fit.
 */
void line_set(struct line *line, const char *text);

/**
 * Let a key edit a line: it is inserted if it can be printed, or does what
 * line_bindings says.
 *
 * line  Borrowed.
 * code  Any key.
 *
 * Returns what it did.
 */
enum line_result line_key(struct line *line, key code);

#endif
