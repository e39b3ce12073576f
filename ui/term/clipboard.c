#include "ui/term/clipboard.h"

#include <nettle/base64.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Around the text, in base64. */
#define START "\033]52;c;"
#define END "\033\\"

char *
clipboard_write(const char *text, size_t size, size_t *used)
{
    size_t length = BASE64_ENCODE_RAW_LENGTH(size);
    char *bytes = malloc(strlen(START) + length + strlen(END));

    if (!bytes) {
        return NULL;
    }
    memcpy(bytes, START, strlen(START));
    base64_encode_raw(bytes + strlen(START), size, (const uint8_t *) text);
    memcpy(bytes + strlen(START) + length, END, strlen(END));
    *used = strlen(START) + length + strlen(END);
    return bytes;
}
