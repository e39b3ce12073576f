/* sequences: goes between what a program writes and libvterm 0.1, which does
 * not survive all that programs may write.  It takes the bytes apart, and hands
 * on, each in one piece, nothing but whole characters, the few control
 * characters that move the cursor, and sequences that are known, with arguments
 * that are bounded; all else is dropped. */
#ifndef UI_TERM_SEQUENCES_H
#define UI_TERM_SEQUENCES_H

#include <stddef.h>

#include "ui/term/control_sequence.h"
#include "ui/term/utf8_decoder.h"

/* Takes what is to be written. */
typedef void sequences_write(void *context, const char *bytes, size_t size);

/* Where in what a program writes we are. */
enum sequences_state {
    SEQUENCES_TEXT,
    SEQUENCES_ESCAPE,    /* behind an escape */
    SEQUENCES_CONTROL,   /* within a control sequence */
    SEQUENCES_STRING,    /* within a string that is for the terminal */
    SEQUENCES_STRING_END /* behind an escape there */
};

/* Zero-initialised but for its first part: at the beginning. */
struct sequences {
    sequences_write *write;
    void *context; /* its first argument */
    int columns;   /* of the terminal: no character is repeated more often */
    enum sequences_state state;
    struct control_sequence control;
    char between;   /* what came between the escape and its end: '\0': none */
    char kind;      /* of the string: what its escape ended in */
    char string[8]; /* how it begins */
    size_t string_size;
    struct utf8_decoder decoder; /* has the beginning of a character */
    char last;   /* the ASCII character that was just written; '\0': none */
    int marks;   /* characters in a row that may have no width */
    size_t size; /* of what is ready to be written */
    char ready[1024];
};

/**
 * Write what a program wrote, as far as it is fit; the beginning of a sequence
 * or of a character is held back until its rest comes.
 *
 * sequences  Borrowed.
 * bytes      Any bytes.
 * size       How many.
 */
void sequences_pass(
    struct sequences *sequences, const char *bytes, size_t size);

/**
 * Forget the beginning of a sequence or of a character.
 *
 * sequences  Borrowed.
 */
void sequences_cancel(struct sequences *sequences);

#endif
