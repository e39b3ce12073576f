#include "ui/term/svg_style.h"

#include <stdlib.h>

#include "ui/term/color.h"

/* Find what a colour of a grid is in a theme. */
static int32_t
color_of(const struct cast_theme *theme, int32_t color, int32_t otherwise)
{
    if (color == GRID_DEFAULT) {
        return otherwise;
    }
    if (color < 16) {
        return theme->palette[color];
    }
    return color < 256 ? color_of_palette(color) : color & 0xffffff;
}

struct svg_look
svg_foreground(const struct cast_theme *theme, const struct grid_style *style)
{
    bool reverse = style->attributes & GRID_REVERSE;

    return (struct svg_look){
        reverse ? color_of(theme, style->background, theme->background)
                : color_of(theme, style->foreground, theme->foreground),
        style->attributes & ~(unsigned) GRID_REVERSE,
    };
}

int32_t
svg_background(const struct cast_theme *theme, const struct grid_style *style)
{
    bool reverse = style->attributes & GRID_REVERSE;

    return reverse ? color_of(theme, style->foreground, theme->foreground)
                   : color_of(theme, style->background, theme->background);
}

/* Write the name of a class: a, b, ... z, aa, ab, ... */
static const char *
class_name(size_t number, char *name, size_t size)
{
    char letters[8];
    size_t count = 0;
    size_t used = 0;

    for (number++; number > 0 && count < sizeof(letters); number /= 26) {
        number--;
        letters[count++] = (char) ('a' + number % 26);
    }
    while (count > 0 && used + 1 < size) {
        name[used++] = letters[--count];
    }
    name[used] = '\0';
    return name;
}

const char *
svg_class(
    struct svg_styles *styles, struct svg_look look, char *name, size_t size)
{
    size_t i = 0;

    while (i < styles->count
           && (styles->list[i].color != look.color
               || styles->list[i].attributes != look.attributes)) {
        i++;
    }
    if (i == styles->count && i == styles->room) {
        size_t room = i * 2 + 16;
        struct svg_look *list =
            realloc(styles->list, room * sizeof(*styles->list));

        if (!list) {
            styles->failed = true;
            return class_name(0, name, size);
        }
        styles->list = list;
        styles->room = room;
    }
    if (i == styles->count) {
        styles->list[styles->count++] = look;
    }
    return class_name(i, name, size);
}

void
svg_styles_write(FILE *out, const struct svg_styles *styles)
{
    char name[8];

    for (size_t i = 0; i < styles->count; i++) {
        const struct svg_look *look = &styles->list[i];

        fprintf(
            out, ".%s{fill:#%06x%s%s%s}\n", class_name(i, name, sizeof(name)),
            (unsigned) look->color,
            look->attributes & GRID_BOLD ? ";font-weight:700" : "",
            look->attributes & GRID_UNDERLINE ? ";text-decoration:underline"
                                              : "",
            look->attributes & GRID_DIM ? ";opacity:.6" : "");
    }
}

void
svg_styles_free(struct svg_styles *styles)
{
    free(styles->list);
    *styles = (struct svg_styles){ 0 };
}
