#include "ui/theme.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NONE GRID_DEFAULT
#define BOLD GRID_BOLD
#define DIM GRID_DIM
#define REVERSE GRID_REVERSE
#define UNDERLINE GRID_UNDERLINE

struct theme {
    const char *name;
    /* Whether each colour can be read on each background of the theme. */
    bool mixes;
    struct grid_style styles[ROLE_COUNT]; /* foreground, background, ... */
};

static const struct theme dark = {
    .name = "dark",
    .mixes = true,
    .styles = {
        [ROLE_NORMAL] = { NONE, NONE, 0 },
        [ROLE_DIM] = { 244, NONE, 0 },
        [ROLE_STRONG] = { 255, NONE, BOLD },
        [ROLE_HEADER_BAR] = { 246, 236, 0 },
        [ROLE_HEADER_TITLE] = { 255, 236, BOLD },
        [ROLE_HEADER_VALUE] = { 255, 236, BOLD },
        [ROLE_HEADER_ALERT] = { 203, 236, BOLD },
        [ROLE_COLUMN_HEAD] = { 110, NONE, BOLD },
        [ROLE_STARTED] = { 114, NONE, 0 },
        [ROLE_WAITING] = { 221, NONE, 0 },
        [ROLE_ASKED] = { 215, NONE, 0 },
        [ROLE_SUCCESS] = { 114, NONE, 0 },
        [ROLE_FAILED] = { 203, NONE, 0 },
        [ROLE_DAEMON] = { 141, NONE, 0 },
        [ROLE_ENDED] = { 247, NONE, 0 },
        [ROLE_SELECTED] = { NONE, 237, 0 },
        [ROLE_SELECTED_EDGE] = { 75, 237, 0 },
        [ROLE_RULE] = { 240, NONE, 0 },
        [ROLE_TITLE] = { 75, NONE, BOLD },
        [ROLE_TITLE_DETAIL] = { 243, NONE, 0 },
        [ROLE_ACCENT] = { 75, NONE, 0 },
        [ROLE_KEY_BAR] = { 250, 236, 0 },
        [ROLE_KEY] = { 255, 238, BOLD },
        [ROLE_KEY_LABEL] = { 250, 236, 0 },
        [ROLE_TIME] = { 242, NONE, 0 },
        [ROLE_STDERR] = { 215, NONE, 0 },
        [ROLE_WARNING] = { 221, NONE, 0 },
        [ROLE_MATCH] = { 16, 221, 0 },
        [ROLE_DIALOG] = { 252, 235, 0 },
        [ROLE_DIALOG_BORDER] = { 75, 235, 0 },
        [ROLE_DIALOG_TITLE] = { 255, 235, BOLD },
        [ROLE_DIALOG_DIM] = { 245, 235, 0 },
        [ROLE_DIALOG_KEY] = { 255, 240, BOLD },
    },
};

static const struct theme light = {
    .name = "light",
    .mixes = true,
    .styles = {
        [ROLE_NORMAL] = { NONE, NONE, 0 },
        [ROLE_DIM] = { 243, NONE, 0 },
        [ROLE_STRONG] = { 16, NONE, BOLD },
        [ROLE_HEADER_BAR] = { 241, 254, 0 },
        [ROLE_HEADER_TITLE] = { 16, 254, BOLD },
        [ROLE_HEADER_VALUE] = { 16, 254, BOLD },
        [ROLE_HEADER_ALERT] = { 160, 254, BOLD },
        [ROLE_COLUMN_HEAD] = { 24, NONE, BOLD },
        [ROLE_STARTED] = { 28, NONE, 0 },
        [ROLE_WAITING] = { 94, NONE, 0 },
        [ROLE_ASKED] = { 166, NONE, 0 },
        [ROLE_SUCCESS] = { 28, NONE, 0 },
        [ROLE_FAILED] = { 160, NONE, 0 },
        [ROLE_DAEMON] = { 92, NONE, 0 },
        [ROLE_ENDED] = { 241, NONE, 0 },
        [ROLE_SELECTED] = { NONE, 254, 0 },
        [ROLE_SELECTED_EDGE] = { 26, 254, 0 },
        [ROLE_RULE] = { 248, NONE, 0 },
        [ROLE_TITLE] = { 26, NONE, BOLD },
        [ROLE_TITLE_DETAIL] = { 243, NONE, 0 },
        [ROLE_ACCENT] = { 26, NONE, 0 },
        [ROLE_KEY_BAR] = { 239, 254, 0 },
        [ROLE_KEY] = { 16, 251, BOLD },
        [ROLE_KEY_LABEL] = { 239, 254, 0 },
        [ROLE_TIME] = { 243, NONE, 0 },
        [ROLE_STDERR] = { 166, NONE, 0 },
        [ROLE_WARNING] = { 94, NONE, 0 },
        [ROLE_MATCH] = { 16, 221, 0 },
        [ROLE_DIALOG] = { 237, 255, 0 },
        [ROLE_DIALOG_BORDER] = { 26, 255, 0 },
        [ROLE_DIALOG_TITLE] = { 16, 255, BOLD },
        [ROLE_DIALOG_DIM] = { 242, 255, 0 },
        [ROLE_DIALOG_KEY] = { 16, 251, BOLD },
    },
};

/* Half-tones, for a background that is not known; where a part has one of its
 * own, it has its foreground too. */
static const struct theme middle = {
    .name = "middle",
    .mixes = false,
    .styles = {
        [ROLE_NORMAL] = { NONE, NONE, 0 },
        [ROLE_DIM] = { 243, NONE, 0 },
        [ROLE_STRONG] = { NONE, NONE, BOLD },
        [ROLE_HEADER_BAR] = { 248, 236, 0 },
        [ROLE_HEADER_TITLE] = { 255, 236, BOLD },
        [ROLE_HEADER_VALUE] = { 255, 236, BOLD },
        [ROLE_HEADER_ALERT] = { 203, 236, BOLD },
        [ROLE_COLUMN_HEAD] = { 67, NONE, BOLD },
        [ROLE_STARTED] = { 34, NONE, 0 },
        [ROLE_WAITING] = { 136, NONE, 0 },
        [ROLE_ASKED] = { 172, NONE, 0 },
        [ROLE_SUCCESS] = { 34, NONE, 0 },
        [ROLE_FAILED] = { 203, NONE, 0 },
        [ROLE_DAEMON] = { 135, NONE, 0 },
        [ROLE_ENDED] = { 244, NONE, 0 },
        [ROLE_SELECTED] = { 255, 239, 0 },
        [ROLE_SELECTED_EDGE] = { 75, 239, 0 },
        [ROLE_RULE] = { 243, NONE, 0 },
        [ROLE_TITLE] = { 33, NONE, BOLD },
        [ROLE_TITLE_DETAIL] = { 243, NONE, 0 },
        [ROLE_ACCENT] = { 33, NONE, 0 },
        [ROLE_KEY_BAR] = { 250, 236, 0 },
        [ROLE_KEY] = { 255, 239, BOLD },
        [ROLE_KEY_LABEL] = { 250, 236, 0 },
        [ROLE_TIME] = { 243, NONE, 0 },
        [ROLE_STDERR] = { 172, NONE, 0 },
        [ROLE_WARNING] = { 136, NONE, 0 },
        [ROLE_MATCH] = { 16, 221, 0 },
        [ROLE_DIALOG] = { 252, 236, 0 },
        [ROLE_DIALOG_BORDER] = { 75, 236, 0 },
        [ROLE_DIALOG_TITLE] = { 255, 236, BOLD },
        [ROLE_DIALOG_DIM] = { 246, 236, 0 },
        [ROLE_DIALOG_KEY] = { 255, 240, BOLD },
    },
};

/* Of the eight base colours those that can be seen on black and on white, as
 * most terminals have them: red, green and magenta. */
static const struct theme base = {
    .name = "base",
    .mixes = false,
    .styles = {
        [ROLE_NORMAL] = { NONE, NONE, 0 },
        [ROLE_DIM] = { NONE, NONE, DIM },
        [ROLE_STRONG] = { NONE, NONE, BOLD },
        [ROLE_HEADER_BAR] = { 0, 7, 0 },
        [ROLE_HEADER_TITLE] = { 0, 7, BOLD },
        [ROLE_HEADER_VALUE] = { 0, 7, 0 },
        [ROLE_HEADER_ALERT] = { 1, 7, 0 },
        [ROLE_COLUMN_HEAD] = { NONE, NONE, BOLD },
        [ROLE_STARTED] = { 2, NONE, 0 },
        [ROLE_WAITING] = { NONE, NONE, BOLD },
        [ROLE_ASKED] = { 5, NONE, 0 },
        [ROLE_SUCCESS] = { 2, NONE, 0 },
        [ROLE_FAILED] = { 1, NONE, 0 },
        [ROLE_DAEMON] = { 5, NONE, 0 },
        [ROLE_ENDED] = { NONE, NONE, DIM },
        [ROLE_SELECTED] = { 0, 6, 0 },
        [ROLE_SELECTED_EDGE] = { 0, 6, 0 },
        [ROLE_RULE] = { NONE, NONE, DIM },
        [ROLE_TITLE] = { NONE, NONE, BOLD },
        [ROLE_TITLE_DETAIL] = { NONE, NONE, DIM },
        [ROLE_ACCENT] = { NONE, NONE, BOLD },
        [ROLE_KEY_BAR] = { NONE, NONE, 0 },
        [ROLE_KEY] = { 0, 6, 0 },
        [ROLE_KEY_LABEL] = { NONE, NONE, 0 },
        [ROLE_TIME] = { NONE, NONE, DIM },
        [ROLE_STDERR] = { 1, NONE, 0 },
        [ROLE_WARNING] = { 5, NONE, 0 },
        [ROLE_MATCH] = { 0, 3, 0 },
        [ROLE_DIALOG] = { 0, 7, 0 },
        [ROLE_DIALOG_BORDER] = { 0, 7, 0 },
        [ROLE_DIALOG_TITLE] = { 0, 7, BOLD },
        [ROLE_DIALOG_DIM] = { 0, 7, 0 },
        [ROLE_DIALOG_KEY] = { 0, 6, 0 },
    },
};

static const struct theme plain = {
    .name = "plain",
    .mixes = false,
    .styles = {
        [ROLE_NORMAL] = { NONE, NONE, 0 },
        [ROLE_DIM] = { NONE, NONE, DIM },
        [ROLE_STRONG] = { NONE, NONE, BOLD },
        [ROLE_HEADER_BAR] = { NONE, NONE, REVERSE },
        [ROLE_HEADER_TITLE] = { NONE, NONE, REVERSE | BOLD },
        [ROLE_HEADER_VALUE] = { NONE, NONE, REVERSE | BOLD },
        [ROLE_HEADER_ALERT] = { NONE, NONE, REVERSE | BOLD | UNDERLINE },
        [ROLE_COLUMN_HEAD] = { NONE, NONE, BOLD },
        [ROLE_STARTED] = { NONE, NONE, BOLD },
        [ROLE_WAITING] = { NONE, NONE, BOLD },
        [ROLE_ASKED] = { NONE, NONE, 0 },
        [ROLE_SUCCESS] = { NONE, NONE, 0 },
        [ROLE_FAILED] = { NONE, NONE, BOLD },
        [ROLE_DAEMON] = { NONE, NONE, 0 },
        [ROLE_ENDED] = { NONE, NONE, DIM },
        [ROLE_SELECTED] = { NONE, NONE, REVERSE },
        [ROLE_SELECTED_EDGE] = { NONE, NONE, REVERSE },
        [ROLE_RULE] = { NONE, NONE, DIM },
        [ROLE_TITLE] = { NONE, NONE, BOLD },
        [ROLE_TITLE_DETAIL] = { NONE, NONE, DIM },
        [ROLE_ACCENT] = { NONE, NONE, BOLD },
        [ROLE_KEY_BAR] = { NONE, NONE, 0 },
        [ROLE_KEY] = { NONE, NONE, REVERSE },
        [ROLE_KEY_LABEL] = { NONE, NONE, 0 },
        [ROLE_TIME] = { NONE, NONE, DIM },
        [ROLE_STDERR] = { NONE, NONE, UNDERLINE },
        [ROLE_WARNING] = { NONE, NONE, BOLD },
        [ROLE_MATCH] = { NONE, NONE, REVERSE },
        [ROLE_DIALOG] = { NONE, NONE, 0 },
        [ROLE_DIALOG_BORDER] = { NONE, NONE, 0 },
        [ROLE_DIALOG_TITLE] = { NONE, NONE, BOLD },
        [ROLE_DIALOG_DIM] = { NONE, NONE, DIM },
        [ROLE_DIALOG_KEY] = { NONE, NONE, REVERSE },
    },
};

const struct theme *
theme_choose(int colors, enum theme_background background)
{
    if (colors < 8) {
        return &plain;
    }
    if (colors < 256) {
        return &base;
    }
    switch (background) {
    case THEME_BACKGROUND_DARK:
        return &dark;
    case THEME_BACKGROUND_LIGHT:
        return &light;
    default:
        return &middle;
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
