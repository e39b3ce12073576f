/* utf8_decoder: makes characters of UTF-8 that comes a byte at a time, and may
 * break off anywhere. */
#ifndef UI_TERM_UTF8_DECODER_H
#define UI_TERM_UTF8_DECODER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/term/utf8.h"

/* Characters that a byte makes at most: the one that it breaks off, and its
 * own. */
#define UTF8_DECODER_MOST 2

/* Zero-initialised: between two characters. */
struct utf8_decoder {
    char bytes[UTF8_LONGEST + 1]; /* the beginning of one, then NUL */
    size_t size;
    size_t whole; /* bytes that it is to have */
};

/**
 * Take a byte of a character that is not ASCII.
 *
 * decoder  Borrowed.
 * byte     From 0x80 to 0xff.
 * points   Receives the code points that it ends; U+FFFD for bytes that are no
 *          UTF-8.
 *
 * Returns how many: 0 within a character, to UTF8_DECODER_MOST.
 */
size_t utf8_decoder_take(
    struct utf8_decoder *decoder,
    char byte,
    uint32_t points[UTF8_DECODER_MOST]);

/**
 * Forget the beginning of a character.
 *
 * decoder  Borrowed.
 *
 * Returns whether there was one.
 */
static inline bool
utf8_decoder_break_off(struct utf8_decoder *decoder)
{
    bool any = decoder->size > 0;

    decoder->size = 0;
    return any;
}

#endif
