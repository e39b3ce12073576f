/* sequences: goes between what a program writes and libvterm 0.1, which sets
 * but the first of several modes, and does not survive some questions, the end
 * of a string that comes in two pieces, nor the repetition of no character. */
#ifndef UI_TERM_SEQUENCES_H
#define UI_TERM_SEQUENCES_H

#include <stdbool.h>
#include <stddef.h>

/* Takes what is to be written. */
typedef void sequences_write(void *context, const char *bytes, size_t size);

/* Zero-initialised but for its first part: at the beginning. */
struct sequences {
    sequences_write *write;
    void *context;   /* its first argument */
    int columns;     /* of the terminal: no character is repeated more often */
    char last;       /* the ASCII character that was just written; '\0': none */
    bool in_control; /* the beginning of a control sequence was written ... */
    bool is_repeatable; /* ... which has had nothing but a number ... */
    int count;          /* ... this one */
    int arguments;      /* it has more than so many */
    size_t held_size;
    char held[64]; /* the beginning of a sequence, not yet written */
};

/**
 * Write what a program wrote; the beginning of a sequence is held back until
 * its rest comes.
 *
 * sequences  Borrowed.
 * bytes      Any bytes.
 * size       How many.
 */
void sequences_pass(
    struct sequences *sequences, const char *bytes, size_t size);

/**
 * Drop the beginning of a sequence, written or not.
 *
 * sequences  Borrowed.
 */
void sequences_cancel(struct sequences *sequences);

#endif
