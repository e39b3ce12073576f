/* clipboard: what a terminal is told to put a text on its clipboard (OSC 52). */
#ifndef UI_TERM_CLIPBOARD_H
#define UI_TERM_CLIPBOARD_H

#include <stddef.h>

/* Bytes of a text that terminals take at once: 100000 as they are told. */
#define CLIPBOARD_MOST ((size_t) 74994)

/**
 * Write what puts a text on the clipboard.
 *
 * text  Any bytes.
 * size  How many, at most CLIPBOARD_MOST.
 * used  Receives how many bytes there are to be written.
 *
 * Returns them, to be freed by the caller; NULL without memory.
 */
char *clipboard_write(const char *text, size_t size, size_t *used);

#endif
