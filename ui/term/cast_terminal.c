#include "ui/term/cast_terminal.h"

#include <stdio.h>
#include <string.h>

/* The string that sets a colour: one of the first eight, of the next eight, or
 * of the others; as terminfo has it. */
#define PALETTE(dark, bright)                                                  \
    "\033[%?%p1%{8}%<%t" dark "%p1%d%e%p1%{16}%<%t" bright                     \
    "%p1%{8}%-%d%e" dark "8;5;%p1%d%;m"

/* Fill in a colour's number. */
static const char *
expand_color(const char *string, int color, char *text, size_t size)
{
    bool background = string == cast_terminal.background;
    int dark = background ? 40 : 30;

    if (color < 8) {
        snprintf(text, size, "\033[%dm", dark + color);
    } else if (color < 16) {
        snprintf(text, size, "\033[%dm", dark + 60 + color - 8);
    } else {
        snprintf(text, size, "\033[%d;5;%dm", dark + 8, color);
    }
    return text;
}

/* Fill in a string's numbers: a colour, or "%p1%d", "%p2%d", and "%i" for
 * counting from 1.  Those below need no more. */
static const char *
expand(const char *string, int first, int second)
{
    static char text[64];
    size_t count = 0;
    int from = 0;

    if (string == cast_terminal.foreground
        || string == cast_terminal.background) {
        return expand_color(string, first, text, sizeof(text));
    }
    while (*string && count + 16 < sizeof(text)) {
        if (strncmp(string, "%i", 2) == 0) {
            from = 1;
            string += 2;
        } else if (strncmp(string, "%p", 2) == 0) {
            count += (size_t) snprintf(
                text + count, sizeof(text) - count, "%d",
                (string[2] == '1' ? first : second) + from);
            string += strlen("%p1%d");
        } else {
            text[count++] = *string++;
        }
    }
    text[count] = '\0';
    return text;
}

const struct capabilities cast_terminal = {
    .move = "\033[%i%p1%d;%p2%dH",
    .clear_screen = "\033[H\033[2J",
    .reset = "\033[m",
    .clear_line = "\033[K",
    .left = "\b",
    .down = "\033[B",
    .move_right = "\033[%p1%dC",
    .bold = "\033[1m",
    .dim = "\033[2m",
    .reverse = "\033[7m",
    .underline = "\033[4m",
    .foreground = PALETTE("3", "9"),
    .background = PALETTE("4", "10"),
    .default_colors = "\033[39;49m",
    .colors = 256,
    .ansi = true,
    .clears_in_color = true,
    .expand = expand,
};
