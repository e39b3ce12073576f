/* utf8: reads UTF-8, whatever the locale. */
#ifndef SUPERVISE_UTF8_H
#define SUPERVISE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/**
 * Read a character.
 *
 * bytes      size bytes, at least 1.
 * character  Receives its code point; U+FFFD when the bytes are no UTF-8.
 *
 * Returns its length in bytes, or when the bytes are no UTF-8 the negative
 * length of what one U+FFFD stands for, 1 to 3.
 */
int utf8_decode(const unsigned char *bytes, size_t size, uint32_t *character);

#endif
