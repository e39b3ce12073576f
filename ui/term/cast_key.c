#include "ui/term/cast_key.h"

#include <stdio.h>

#include "ui/term/utf8.h"

size_t
cast_key_bytes(key code, char *bytes, size_t size)
{
    static const struct {
        key code;
        const char *bytes;
    } named[] = {
        { KEYCODE_UP, "\033[A" },        { KEYCODE_DOWN, "\033[B" },
        { KEYCODE_RIGHT, "\033[C" },     { KEYCODE_LEFT, "\033[D" },
        { KEYCODE_HOME, "\033[H" },      { KEYCODE_END, "\033[F" },
        { KEYCODE_INSERT, "\033[2~" },   { KEYCODE_DELETE, "\033[3~" },
        { KEYCODE_PAGE_UP, "\033[5~" },  { KEYCODE_PAGE_DOWN, "\033[6~" },
        { KEYCODE_BACK_TAB, "\033[Z" },  { KEYCODE_F1, "\033OP" },
        { KEYCODE_F1 + 1, "\033OQ" },    { KEYCODE_F1 + 2, "\033OR" },
        { KEYCODE_F1 + 3, "\033OS" },    { KEYCODE_F1 + 4, "\033[15~" },
        { KEYCODE_F1 + 5, "\033[17~" },  { KEYCODE_F1 + 6, "\033[18~" },
        { KEYCODE_F1 + 7, "\033[19~" },  { KEYCODE_F1 + 8, "\033[20~" },
        { KEYCODE_F1 + 9, "\033[21~" },  { KEYCODE_F1 + 10, "\033[23~" },
        { KEYCODE_F1 + 11, "\033[24~" },
    };
    key plain = code & ~(key) KEYCODE_ALT;
    const char *prefix = code & KEYCODE_ALT ? "\033" : "";
    char text[UTF8_LONGEST + 1] = "";

    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
        if (named[i].code == plain) {
            return (size_t) snprintf(
                bytes, size, "%s%s", prefix, named[i].bytes);
        }
    }
    if (plain != KEYCODE_NONE && plain < KEYCODE_UP) {
        utf8_write(text, plain);
    }
    bytes[0] = '\0';
    return text[0] ? (size_t) snprintf(bytes, size, "%s%s", prefix, text) : 0;
}
