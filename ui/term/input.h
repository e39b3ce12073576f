/* input: makes keys of what comes from a terminal, a character at a time. */
#ifndef UI_TERM_INPUT_H
#define UI_TERM_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/term/key.h"

/* What can come. */
enum input_kind {
    INPUT_NONE,      /* nothing, for now */
    INPUT_CHARACTER, /* a code point */
    INPUT_KEY        /* a key that was known by its sequence: KEYCODE_... */
};

struct input_item {
    enum input_kind kind;
    uint32_t code;
};

/* Gives the next item; INPUT_NONE when there is none without waiting. */
typedef struct input_item input_source(void *context);

/* Where in a sequence we are. */
enum input_state {
    INPUT_GROUND,        /* in none */
    INPUT_ESCAPE,        /* ESC */
    INPUT_CONTROL,       /* ESC [ ... */
    INPUT_SINGLE_SHIFT,  /* ESC O */
    INPUT_STRING,        /* ESC ] ... and the like */
    INPUT_STRING_ESCAPE, /* likewise, then ESC */
    INPUT_SKIP           /* characters that mean nothing */
};

/* A sequence that may come in pieces.  Zero-initialise it. */
struct input {
    enum input_state state;
    uint32_t introducer;  /* what followed ESC */
    unsigned given;       /* characters of its start that went as keys */
    unsigned count;       /* how many followed that, or are to be skipped */
    char text[64];        /* the first of these */
    bool told_background; /* the terminal has told the colour below */
    int32_t background;   /* 0xRRGGBB */
    bool told_attributes; /* it has told its device attributes */
    struct mouse mouse;   /* what it did last */
};

/**
 * Read a key; where it is the mouse's, its place is in the input then.
 *
 * input    Borrowed.
 * source   Called until a key is whole or nothing more comes.
 * context  Its argument.
 *
 * Returns the key, or KEYCODE_NONE when there is none.
 */
key input_read(struct input *input, input_source *source, void *context);

#endif
