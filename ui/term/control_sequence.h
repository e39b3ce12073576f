/* control_sequence: one control sequence ("ESC [ ... m") of a program, and how
 * it is said to libvterm 0.1, so that it can do no harm there. */
#ifndef UI_TERM_CONTROL_SEQUENCE_H
#define UI_TERM_CONTROL_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

/* Most arguments; a sequence with more is dropped. */
#define CONTROL_SEQUENCE_ARGUMENTS 32

/* Bytes that one takes at most when it is written. */
#define CONTROL_SEQUENCE_LONGEST 512

/* Zero-initialised: nothing of it has come. */
struct control_sequence {
    char leader;   /* '?', '>' ...; '\0': none */
    char between;  /* what comes before its end, likewise */
    bool is_wrong; /* it is to be dropped */
    int count;     /* arguments */
    int arguments[CONTROL_SEQUENCE_ARGUMENTS]; /* -1: left out */
    bool joined[CONTROL_SEQUENCE_ARGUMENTS];   /* with ':' to the one before */
};

/**
 * Take the next byte of a sequence, behind "ESC [".
 *
 * control  Borrowed.
 * byte     ' ' to '?'.
 */
void control_sequence_take(struct control_sequence *control, char byte);

/**
 * Tell whether a sequence has nothing but one argument, or none.
 *
 * control  Borrowed.
 *
 * Returns whether it has.
 */
bool control_sequence_is_plain(const struct control_sequence *control);

/**
 * Write a sequence, or several that do the same; nothing where it is not known,
 * or does what nobody needs and libvterm cannot.
 *
 * control  Borrowed.
 * end      Its last byte, '@' to '~'.
 * bytes    Receives up to CONTROL_SEQUENCE_LONGEST of them.
 *
 * Returns how many bytes.
 */
size_t control_sequence_write(
    const struct control_sequence *control, char end, char *bytes);

#endif
