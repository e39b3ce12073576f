#include "ui/term/color.h"

#include "ui/term/grid.h"

/* The palette: 16 base colours, a cube of six steps a side, 24 greys. */
enum {
    CUBE_START = 16,
    CUBE_SIDE = 6,
    GREY_START = 232,
    GREY_COUNT = 24
};

static const int32_t base_colors[16] = {
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
    0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
    0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

static int
cube_level(int step)
{
    return step == 0 ? 0 : 55 + 40 * step;
}

static int
grey_level(int step)
{
    return 8 + 10 * step;
}

int32_t
color_of_palette(int index)
{
    if (index < CUBE_START) {
        return base_colors[index];
    }
    if (index < GREY_START) {
        int place = index - CUBE_START;
        int red = cube_level(place / (CUBE_SIDE * CUBE_SIDE));
        int green = cube_level(place / CUBE_SIDE % CUBE_SIDE);

        return red << 16 | green << 8 | cube_level(place % CUBE_SIDE);
    }
    return grey_level(index - GREY_START) * 0x010101;
}

/* Tell how far two colours 0xRRGGBB are apart; green counts most, as the eye
 * has it. */
static int32_t
distance(int32_t one, int32_t other)
{
    int32_t red = (one >> 16) - (other >> 16);
    int32_t green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
    int32_t blue = (one & 0xff) - (other & 0xff);

    return 3 * red * red + 6 * green * green + blue * blue;
}

static int
nearest_base_grey(int level, int colors)
{
    if (colors == 8) {
        return level < 96 ? 0 : 7;
    }
    return level < 64 ? 0 : level < 160 ? 8 : level < 243 ? 7 : 15;
}

/* Find the base colour of the same hue as 0xRRGGBB, for a red is to stay red
 * rather than become a grey that is nearer. */
static int
nearest_base(int32_t rgb, int colors)
{
    int red = rgb >> 16, green = rgb >> 8 & 0xff, blue = rgb & 0xff;
    int most = red > green ? red : green;
    int least = red < green ? red : green;
    int middle, hue;

    most = most > blue ? most : blue;
    least = least < blue ? least : blue;
    if (most - least < 48) {
        return nearest_base_grey((most + least) / 2, colors);
    }
    middle = (most + least) / 2;
    hue = (red >= middle) | (green >= middle) << 1 | (blue >= middle) << 2;
    return colors == 16 && most >= 224 ? hue + 8 : hue;
}

static int
nearest_cube_step(int level)
{
    return level < 48 ? 0 : level < 115 ? 1 : (level - 35) / 40;
}

static int
nearest_grey_step(int level)
{
    int step = (level - 3) / 10;

    return step < 0 ? 0 : step < GREY_COUNT ? step : GREY_COUNT - 1;
}

/* Find the colour of the cube or the greys next to 0xRRGGBB.  The base colours
 * are left out: everybody's are others. */
static int
nearest_of_palette(int32_t rgb)
{
    int red = rgb >> 16, green = rgb >> 8 & 0xff, blue = rgb & 0xff;
    int cube = CUBE_START + CUBE_SIDE * CUBE_SIDE * nearest_cube_step(red)
        + CUBE_SIDE * nearest_cube_step(green) + nearest_cube_step(blue);
    int grey = GREY_START + nearest_grey_step((red + green + blue) / 3);
    int32_t cube_distance = distance(rgb, color_of_palette(cube));

    return distance(rgb, color_of_palette(grey)) < cube_distance ? grey : cube;
}

int32_t
color_reduce(int32_t color, int colors)
{
    int32_t rgb;

    if (color == GRID_DEFAULT || colors < 8) {
        return GRID_DEFAULT;
    }
    if (color < 8 || (color < colors && colors <= 256)
        || colors == COLOR_TRUE) {
        return color;
    }
    if (colors == 8 && color < 16) {
        return color - 8;
    }
    rgb = color < 256 ? color_of_palette(color) : color & 0xffffff;
    if (colors == COLOR_DIRECT) {
        return rgb < 8 ? 0 : rgb;
    }
    return colors == 256 ? nearest_of_palette(rgb) : nearest_base(rgb, colors);
}
