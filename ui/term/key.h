/* key: what was typed, as a number, and its name. */
#ifndef UI_TERM_KEY_H
#define UI_TERM_KEY_H

#include <stddef.h>
#include <stdint.h>

/*
 * A key: a Unicode code point (Ctrl+A is 1, Escape 27, Enter 13, Tab 9,
 * Space 32, Backspace 127), or one of these, or KEYCODE_ALT | one of all those.
 */
typedef uint32_t key;

enum {
    KEYCODE_NONE = 0,
    KEYCODE_CTRL_C = 3,
    KEYCODE_CTRL_L = 12,
    KEYCODE_CTRL_N = 14,
    KEYCODE_CTRL_O = 15,
    KEYCODE_CTRL_P = 16,
    KEYCODE_CTRL_Z = 26,
    KEYCODE_CTRL_BACKSLASH = 28,
    KEYCODE_TAB = 9,
    KEYCODE_ENTER = 13,
    KEYCODE_ESCAPE = 27,
    KEYCODE_SPACE = 32,
    KEYCODE_BACKSPACE = 127,
    KEYCODE_UP = 0x110000,
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_INSERT,
    KEYCODE_DELETE,
    KEYCODE_BACK_TAB,
    KEYCODE_F1,
    KEYCODE_F12 = KEYCODE_F1 + 11,
    KEYCODE_RESIZE, /* the screen has another size */
    /* The mouse, at a place that is told apart from the key. */
    KEYCODE_PRESS,
    KEYCODE_WHEEL_UP,
    KEYCODE_WHEEL_DOWN,
    /* What comes between these was pasted. */
    KEYCODE_PASTE,
    KEYCODE_PASTE_END,
    KEYCODE_ALT = 0x1000000
};

/* What the mouse did, and where. */
struct mouse {
    key what;   /* KEYCODE_PRESS, KEYCODE_WHEEL_UP, KEYCODE_WHEEL_DOWN */
    int row;    /* from 0, on the screen */
    int column; /* likewise */
};

/**
 * Name a key as the help and tapes do: "Enter", "Ctrl+L", "PageUp", "s".
 *
 * code  Any key.
 * text  Receives the name, cut to fit.
 * size  Bytes at text; 16 are enough for every name.
 *
 * Returns text.
 */
const char *keycode_name(key code, char *text, size_t size);

/**
 * Find a key by its name.
 *
 * name  As keycode_name() writes it.
 *
 * Returns the key, or KEYCODE_NONE.
 */
key keycode_find(const char *name);

#endif
