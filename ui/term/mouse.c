#include "ui/term/mouse.h"

#include <stdlib.h>
#include <string.h>

enum {
    DIGITS_MOST = 5,
    /* What Shift, Alt and Ctrl add to the button's number. */
    MODIFIERS = 4 | 8 | 16,
    FIRST_BUTTON = 0,
    WHEEL_UP = 64,
    WHEEL_DOWN = 65
};

/* Read a number.  Returns whether it is there, with what ends it behind it. */
static bool
read_number(const char **text, char end, int *number)
{
    size_t digits = strspn(*text, "0123456789");

    if (digits == 0 || digits > DIGITS_MOST || (*text)[digits] != end) {
        return false;
    }
    *number = atoi(*text);
    *text += digits + 1;
    return true;
}

/* Tell what the number of a button stands for. */
static key
key_of(int button)
{
    switch (button & ~MODIFIERS) {
    case FIRST_BUTTON:
        return KEYCODE_PRESS;
    case WHEEL_UP:
        return KEYCODE_WHEEL_UP;
    case WHEEL_DOWN:
        return KEYCODE_WHEEL_DOWN;
    default:
        return KEYCODE_NONE;
    }
}

bool
mouse_read(struct mouse *mouse, const char *text)
{
    int button, column, row;

    /* Places are counted from 1. */
    if (!read_number(&text, ';', &button) || !read_number(&text, ';', &column)
        || !read_number(&text, '\0', &row) || column < 1 || row < 1
        || key_of(button) == KEYCODE_NONE) {
        return false;
    }
    *mouse = (struct mouse){ key_of(button), row - 1, column - 1 };
    return true;
}
