#include "ui/term/key.h"

#include <stdio.h>
#include <string.h>

#include "ui/term/utf8.h"

static const struct {
    key code;
    const char *name;
} names[] = {
    { KEYCODE_NONE, "None" },
    { KEYCODE_TAB, "Tab" },
    { KEYCODE_ENTER, "Enter" },
    { KEYCODE_ESCAPE, "Escape" },
    { KEYCODE_SPACE, "Space" },
    { KEYCODE_BACKSPACE, "Backspace" },
    { KEYCODE_UP, "Up" },
    { KEYCODE_DOWN, "Down" },
    { KEYCODE_LEFT, "Left" },
    { KEYCODE_RIGHT, "Right" },
    { KEYCODE_PAGE_UP, "PageUp" },
    { KEYCODE_PAGE_DOWN, "PageDown" },
    { KEYCODE_HOME, "Home" },
    { KEYCODE_END, "End" },
    { KEYCODE_INSERT, "Insert" },
    { KEYCODE_DELETE, "Delete" },
    { KEYCODE_BACK_TAB, "Shift+Tab" },
    { KEYCODE_PRESS, "Press" },
    { KEYCODE_WHEEL_UP, "WheelUp" },
    { KEYCODE_WHEEL_DOWN, "WheelDown" },
    { KEYCODE_PASTE, "Paste" },
    { KEYCODE_PASTE_END, "PasteEnd" },
    { KEYCODE_RESIZE, "Resize" },
};

/* Find the name of a key that has one of its own, or NULL. */
static const char *
find_name(key code)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].code == code) {
            return names[i].name;
        }
    }
    return NULL;
}

const char *
keycode_name(key code, char *text, size_t size)
{
    const char *prefix = code & KEYCODE_ALT ? "Alt+" : "";
    key plain = code & ~(key) KEYCODE_ALT;
    const char *name = find_name(plain);

    if (name) {
        snprintf(text, size, "%s%s", prefix, name);
    } else if (plain >= KEYCODE_F1 && plain <= KEYCODE_F12) {
        snprintf(text, size, "%sF%u", prefix, plain - KEYCODE_F1 + 1);
    } else if (plain < ' ') {
        snprintf(text, size, "%sCtrl+%c", prefix, (int) plain + '@');
    } else if (plain >= 0x110000 || (plain >= 0x80 && plain < 0xa0)) {
        snprintf(text, size, "%sU+%04X", prefix, plain);
    } else {
        char bytes[UTF8_LONGEST];

        snprintf(
            text, size, "%s%.*s", prefix, (int) utf8_write(bytes, plain),
            bytes);
    }
    return text;
}

key
keycode_find(const char *name)
{
    char text[16];
    const char *rest = name;
    key alt = 0;

    if (strncmp(name, "Alt+", 4) == 0) {
        alt = KEYCODE_ALT;
        rest = name + 4;
    }
    for (key code = 1; code <= KEYCODE_RESIZE; code++) {
        if (code == KEYCODE_BACKSPACE + 1) {
            code = KEYCODE_UP; /* between are characters */
        }
        if (strcmp(keycode_name(code, text, sizeof text), rest) == 0) {
            return code == KEYCODE_RESIZE ? KEYCODE_NONE : code | alt;
        }
    }
    if (*rest) {
        key code = utf8_next(&rest);

        return *rest || code == UTF8_REPLACEMENT ? KEYCODE_NONE : code | alt;
    }
    return KEYCODE_NONE;
}
