#include "ui/term/pen_style.h"

#include <stdio.h>
#include <string.h>

#include "ui/term/color.h"

static const struct grid_style plain = { GRID_DEFAULT, GRID_DEFAULT, 0 };

/* Write the sequence for a colour's parts. */
static void
write_parts(struct pen *pen, bool background, int32_t color)
{
    char bytes[32];
    int size = snprintf(
        bytes, sizeof bytes, "\033[%d;2;%d;%d;%dm", background ? 48 : 38,
        (int) (color >> 16 & 0xff), (int) (color >> 8 & 0xff),
        (int) (color & 0xff));

    pen_write(pen, bytes, (size_t) size);
}

/* Write a string that takes a colour's number, keeping it for the next time. */
static void
write_color(
    struct pen *pen, const char *string, struct pen_color *kept, int32_t color)
{
    const char *bytes;
    size_t size;

    if (color >= COLOR_DIRECT) {
        pen->direct = true;
        write_parts(pen, string == pen->can->background, color);
        return;
    }
    if (color < 256 && kept[color].size > 0) {
        pen_write(pen, kept[color].bytes, kept[color].size);
        return;
    }
    bytes = pen->can->expand(string, color, 0);
    size = strlen(bytes);
    if (color < 256 && size <= sizeof kept->bytes) {
        memcpy(kept[color].bytes, bytes, size);
        kept[color].size = (unsigned char) size;
    }
    pen_write(pen, bytes, size);
}

void
pen_reset_style(struct pen *pen)
{
    pen_write_text(pen, pen->can->reset);
    pen->ink.style = plain;
    pen->ink.known = true;
}

/* Bring a style down to what the terminal can show. */
static struct grid_style
reduce(const struct capabilities *can, struct grid_style style)
{
    struct grid_style result = {
        color_reduce(style.foreground, can->colors),
        color_reduce(style.background, can->colors),
        style.attributes,
    };

    if (result.foreground == result.background
        && style.foreground != style.background) {
        result.foreground = GRID_DEFAULT;
    }
    if (result.foreground != GRID_DEFAULT
        || result.background != GRID_DEFAULT) {
        result.attributes &= ~can->not_with_colors;
    }
    return result;
}

static void
add_attributes(struct pen *pen, unsigned added)
{
    const struct capabilities *can = pen->can;

    if (added & GRID_BOLD) {
        pen_write_text(pen, can->bold);
    }
    if (added & GRID_DIM) {
        pen_write_text(pen, can->dim);
    }
    if (added & GRID_REVERSE) {
        pen_write_text(pen, can->reverse);
    }
    if (added & GRID_UNDERLINE) {
        pen_write_text(pen, can->underline);
    }
}

/* What is to go comes first, for that takes more with it. */
void
pen_set_style(struct pen *pen, struct grid_style asked)
{
    const struct capabilities *can = pen->can;
    struct grid_style style;

    if (pen->ink.known && memcmp(&asked, &pen->ink.asked, sizeof asked) == 0) {
        return;
    }
    style = reduce(can, asked);
    if (!pen->ink.known || (pen->ink.style.attributes & ~style.attributes)) {
        pen_reset_style(pen);
    }
    if ((style.foreground == GRID_DEFAULT
         && pen->ink.style.foreground != GRID_DEFAULT)
        || (style.background == GRID_DEFAULT
            && pen->ink.style.background != GRID_DEFAULT)) {
        if (can->default_colors) {
            pen_write_text(pen, can->default_colors);
            pen->ink.style.foreground = pen->ink.style.background =
                GRID_DEFAULT;
        } else {
            pen_reset_style(pen);
        }
    }
    add_attributes(pen, style.attributes & ~pen->ink.style.attributes);
    if (style.foreground != pen->ink.style.foreground) {
        write_color(pen, can->foreground, pen->foregrounds, style.foreground);
    }
    if (style.background != pen->ink.style.background) {
        write_color(pen, can->background, pen->backgrounds, style.background);
    }
    pen->ink.style = style;
    pen->ink.asked = asked;
}
