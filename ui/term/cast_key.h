/* cast_key: keys as the bytes that a recording holds of them. */
#ifndef UI_TERM_CAST_KEY_H
#define UI_TERM_CAST_KEY_H

#include <stddef.h>

#include "ui/term/key.h"

/**
 * Encode a key as a terminal does.
 *
 * code   Any key.
 * bytes  Receives up to size bytes, NUL-terminated.
 * size   At least 16.
 *
 * Returns how many bytes.
 */
size_t cast_key_bytes(key code, char *bytes, size_t size);

#endif
