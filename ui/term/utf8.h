/* utf8: text of a screen to code points and back, whatever the locale. */
#ifndef UI_TERM_UTF8_H
#define UI_TERM_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that a code point takes at most. */
#define UTF8_LONGEST 4

/* Stands for what is no character. */
#define UTF8_REPLACEMENT 0xfffdU

/**
 * Take the next code point off a text.
 *
 * text  Points to UTF-8, NUL-terminated and not at its end; moved on behind
 *       what was read.
 *
 * Returns the code point; U+FFFD for bytes that are no UTF-8, once for each
 * beginning of a character that is broken off.
 */
uint32_t utf8_next(const char **text);

/**
 * Write a code point.
 *
 * bytes  Receives up to UTF8_LONGEST bytes, without a NUL.
 * point  Code point; one that UTF-8 cannot write gives U+FFFD.
 *
 * Returns how many bytes.
 */
size_t utf8_write(char *bytes, uint32_t point);

#endif
