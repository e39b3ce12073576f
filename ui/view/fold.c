#include "ui/view/fold.h"

#include <stdio.h>
#include <string.h>

#include "ui/term/grid.h"
#include "ui/term/utf8.h"

size_t
fold_size(const char *text, int width)
{
    const char *end = text;
    size_t best = 0;
    int cells = 0;

    while (*end) {
        const char *next = end;
        char one[8];

        utf8_next(&next);
        snprintf(one, sizeof(one), "%.*s", (int) (next - end), end);
        cells += grid_width(one);
        if (*end == ' ') {
            best = (size_t) (end - text);
        }
        if (cells > width && end > text) {
            return best > 0 ? best : (size_t) (end - text);
        }
        end = next;
    }
    return (size_t) (end - text);
}

const char *
fold_next(const char *text, int width)
{
    text += fold_size(text, width);
    return text + strspn(text, " ");
}
