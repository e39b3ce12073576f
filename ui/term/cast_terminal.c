#include "ui/term/cast_terminal.h"

#include <stdio.h>
#include <string.h>

/* Fill in a string's numbers: "%p1%d", "%p2%d", and "%i" for counting from 1.
 * Those below need no more. */
static const char *
expand(const char *string, int first, int second)
{
    static char text[64];
    size_t count = 0;
    int from = 0;

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
    .move_right = "\033[%p1%dC",
    .bold = "\033[1m",
    .dim = "\033[2m",
    .reverse = "\033[7m",
    .underline = "\033[4m",
    .foreground = "\033[38;5;%p1%dm",
    .background = "\033[48;5;%p1%dm",
    .default_colors = "\033[39;49m",
    .colors = 256,
    .ansi = true,
    .clears_in_color = true,
    .expand = expand,
};
