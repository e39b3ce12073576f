#include "ui/theme.h"

#include <stdlib.h>
#include <string.h>

#include "ui/theme_tables.h"

const struct theme *
theme_choose(int colors, enum theme_background background)
{
    if (colors < 8) {
        return &theme_mono;
    }
    if (colors < 256) {
        return &theme_base;
    }
    switch (background) {
    case THEME_BACKGROUND_DARK:
        return &theme_dark;
    case THEME_BACKGROUND_LIGHT:
        return &theme_light;
    default:
        return &theme_middle;
    }
}

enum theme_background
theme_background(const char *colorfgbg)
{
    const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
    char *end;
    long color;

    if (!last || last[1] < '0' || last[1] > '9') {
        return THEME_BACKGROUND_UNKNOWN;
    }
    color = strtol(last + 1, &end, 10);
    if (*end != '\0' || color > 15) {
        return THEME_BACKGROUND_UNKNOWN;
    }
    return color < 7 || color == 8 ? THEME_BACKGROUND_DARK
                                   : THEME_BACKGROUND_LIGHT;
}

enum theme_background
theme_background_of(int32_t rgb)
{
    int32_t red = rgb >> 16 & 0xff, green = rgb >> 8 & 0xff, blue = rgb & 0xff;

    if (rgb < 0) {
        return THEME_BACKGROUND_UNKNOWN;
    }
    return 299 * red + 587 * green + 114 * blue < 128000
        ? THEME_BACKGROUND_DARK
        : THEME_BACKGROUND_LIGHT;
}

struct grid_style
theme_style(const struct theme *theme, enum role role)
{
    return theme->styles[role];
}

struct grid_style
theme_style_on(const struct theme *theme, enum role role, enum role on)
{
    struct grid_style style = theme->styles[role];
    struct grid_style ground = theme->styles[on];

    if (!theme->mixes) {
        ground.attributes |= style.attributes;
        return ground;
    }
    style.background = ground.background;
    return style;
}

const char *
theme_name(const struct theme *theme)
{
    return theme->name;
}
