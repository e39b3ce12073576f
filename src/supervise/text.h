/* text: makes bytes from anywhere safe to show. */
#ifndef SUPERVISE_TEXT_H
#define SUPERVISE_TEXT_H

#include <stddef.h>

/**
 * Turn raw bytes into UTF-8 text that cannot act on a terminal.
 *
 * Escape sequences (CSI, OSC, DCS, ... with either introducer) are taken out,
 * tabs become spaces up to the next multiple of 8 cells, a carriage return
 * starts the line anew, a backspace takes a character back, other control
 * characters (C0, DEL, C1), bidirectional overrides and invalid UTF-8 become
 * U+FFFD or nothing.
 *
 * bytes  size raw bytes of one line.
 * text   Receives the NUL-terminated result, cut at a character to fit.
 * room   Bytes at text, at least 1.
 *
 * Returns the length of the result in bytes.
 */
size_t text_sanitize(const char *bytes, size_t size, char *text, size_t room);

#endif
