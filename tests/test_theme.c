/* Themes: each style can be read on what it stands on. */
#include <math.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "ui/term/color.h"
#include "ui/theme.h"

/* Contrast that text needs, and lines; as WCAG measures it. */
#define TEXT_CONTRAST 2.8
#define LINE_CONTRAST 1.9

#define DARK_TERMINAL 0x141414
#define BLACK_TERMINAL 0x000000
#define LIGHT_TERMINAL 0xffffff
#define PAPER_TERMINAL 0xfdf6e3

static double
linear(int32_t level)
{
    double part = level / 255.0;

    return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double
luminance(int32_t rgb)
{
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
}

static double
contrast(int32_t one, int32_t other)
{
    double a = luminance(one) + 0.05, b = luminance(other) + 0.05;

    return a > b ? a / b : b / a;
}

/* Get the colour that a style's colour is on a terminal. */
static int32_t
shown(int32_t color, int32_t when_default)
{
    return color == GRID_DEFAULT ? when_default : color_of_palette(color);
}

static void
check_style(
    const struct theme *theme,
    int role,
    struct grid_style style,
    int32_t terminal)
{
    int32_t text = luminance(terminal) > 0.5 ? 0x000000 : 0xe5e5e5;
    double least = role == ROLE_RULE ? LINE_CONTRAST : TEXT_CONTRAST;
    double got = contrast(
        shown(style.foreground, text), shown(style.background, terminal));

    if (got < least) {
        fail_msg(
            "%s: role %d (%d on %d) has contrast %.2f on #%06x",
            theme_name(theme), role, (int) style.foreground,
            (int) style.background, got, (unsigned) terminal);
    }
}

static void
check_theme(const struct theme *theme, int32_t terminal)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct grid_style style = theme_style(theme, (enum role) role);

        if (role == ROLE_SELECTED && style.foreground == GRID_DEFAULT) {
            continue; /* checked with what lies under it */
        }
        check_style(theme, role, style, terminal);
    }
}

/* Check what stands in the table, in the selected row. */
static void
check_selected(const struct theme *theme, int32_t terminal)
{
    static const enum role in_table[] = {
        ROLE_NORMAL, ROLE_DIM,     ROLE_STRONG, ROLE_STARTED, ROLE_WAITING,
        ROLE_ASKED,  ROLE_SUCCESS, ROLE_FAILED, ROLE_DAEMON,  ROLE_ENDED,
    };
    struct grid_style over = theme_style(theme, ROLE_SELECTED);

    for (size_t j = 0; j < sizeof in_table / sizeof *in_table; j++) {
        struct grid_style style = theme_style(theme, in_table[j]);

        style.background = over.background;
        if (over.foreground != GRID_DEFAULT) {
            style.foreground = over.foreground;
        }
        check_style(theme, (int) in_table[j], style, terminal);
    }
}

static void
styles_can_be_read(void **state)
{
    const struct theme *middle = theme_choose(256, THEME_BACKGROUND_UNKNOWN);

    (void) state;
    check_theme(theme_choose(256, THEME_BACKGROUND_DARK), DARK_TERMINAL);
    check_theme(theme_choose(256, THEME_BACKGROUND_DARK), BLACK_TERMINAL);
    check_theme(theme_choose(256, THEME_BACKGROUND_LIGHT), LIGHT_TERMINAL);
    check_theme(middle, DARK_TERMINAL);
    check_theme(middle, LIGHT_TERMINAL);
}

/* The themes that can be named, each on the terminals that it is made for. */
static const struct {
    const char *name;
    int32_t terminals[2];
} named[] = {
    { "dark", { DARK_TERMINAL, BLACK_TERMINAL } },
    { "light", { LIGHT_TERMINAL, LIGHT_TERMINAL } },
    { "paper", { LIGHT_TERMINAL, PAPER_TERMINAL } },
    { "contrast", { DARK_TERMINAL, BLACK_TERMINAL } },
    { "blue-orange", { DARK_TERMINAL, BLACK_TERMINAL } },
};

enum {
    NAMED = sizeof named / sizeof *named
};

static void
named_themes_can_be_read(void **state)
{
    (void) state;
    for (size_t i = 0; i < NAMED; i++) {
        const struct theme *theme = theme_find(named[i].name);

        assert_non_null(theme);
        assert_string_equal(theme_name(theme), named[i].name);
        assert_ptr_equal(theme_find(named[i].name), theme);
        check_theme(theme, named[i].terminals[0]);
        check_theme(theme, named[i].terminals[1]);
        check_selected(theme, named[i].terminals[0]);
        check_selected(theme, named[i].terminals[1]);
    }
    assert_null(theme_find("auto"));
    assert_null(theme_find("middle"));
    assert_null(theme_find(""));
}

/* Every text of "contrast" has what WCAG asks of the best. */
static void
contrast_has_much_of_it(void **state)
{
    const struct theme *theme = theme_find("contrast");

    (void) state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct grid_style style = theme_style(theme, (enum role) role);
        double got = contrast(
            shown(style.foreground, 0xe5e5e5),
            shown(style.background, DARK_TERMINAL));

        if (got < 7) {
            fail_msg("role %d has contrast %.2f", role, got);
        }
    }
}

/* What a linear part of light is to the eye, as CIE has it. */
static double
lightness(double part)
{
    return part > 0.008856 ? cbrt(part) : 7.787 * part + 16.0 / 116;
}

/* See a colour as somebody does who lacks the green cones (after Vienot), in
 * the space CIELAB. */
static void
see_without_green(int32_t rgb, double lab[static 3])
{
    double red = linear(rgb >> 16), green = linear(rgb >> 8 & 0xff);
    double blue = linear(rgb & 0xff);
    double yellow = 0.29275 * red + 0.70725 * green;
    double other = blue - 0.02234 * red + 0.02234 * green;
    double x, y, z;

    other = other < 0 ? 0 : other;
    x = lightness((0.7700 * yellow + 0.1805 * other) / 0.9505);
    y = lightness(0.9278 * yellow + 0.0722 * other);
    z = lightness((0.1385 * yellow + 0.9505 * other) / 1.0890);
    lab[0] = 116 * y - 16;
    lab[1] = 500 * (x - y);
    lab[2] = 200 * (y - z);
}

static double
distance_without_green(int32_t one, int32_t other)
{
    double a[3], b[3];

    see_without_green(one, a);
    see_without_green(other, b);
    return sqrt(
        (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])
        + (a[2] - b[2]) * (a[2] - b[2]));
}

/* Find how far those two states are apart that are nearest. */
static double
least_distance(const struct theme *theme)
{
    static const enum role states[] = { ROLE_STARTED, ROLE_WAITING, ROLE_ASKED,
                                        ROLE_FAILED };
    double least = 1000;

    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < i; j++) {
            double got = distance_without_green(
                color_of_palette(theme_style(theme, states[i]).foreground),
                color_of_palette(theme_style(theme, states[j]).foreground));

            least = got < least ? got : least;
        }
    }
    return least;
}

static void
blue_and_orange_are_told_apart(void **state)
{
    (void) state;
    /* Red and green of the same lightness are not. */
    assert_true(distance_without_green(0xb04040, 0x407040) < 20);
    assert_true(least_distance(theme_find("dark")) < 20);
    assert_true(least_distance(theme_find("blue-orange")) > 25);
}

static void
few_colors_have_themes_of_their_own(void **state)
{
    const struct theme *paper = theme_find("paper");
    const struct theme *mono = theme_find("mono");

    (void) state;
    assert_ptr_equal(theme_reduce(paper, 256), paper);
    assert_ptr_equal(theme_reduce(paper, COLOR_DIRECT), paper);
    assert_string_equal(theme_name(theme_reduce(paper, 16)), "base");
    assert_string_equal(theme_name(theme_reduce(paper, 0)), "mono");
    assert_ptr_equal(theme_reduce(mono, 256), mono);
    assert_ptr_equal(theme_reduce(mono, 8), mono);
}

static void
users_have_themes_of_their_own(void **state)
{
    struct theme *theme = theme_define("mine", theme_find("dark"));
    char names[512];

    (void) state;
    assert_non_null(theme);
    theme_set(
        theme, theme_role("failed"), (struct grid_style){ 1, 2, GRID_BOLD });
    assert_ptr_equal(theme_find("mine"), theme);
    assert_string_equal(theme_name(theme), "mine");
    assert_int_equal(theme_style(theme, ROLE_FAILED).foreground, 1);
    assert_int_equal(
        theme_style(theme, ROLE_STARTED).foreground,
        theme_style(theme_find("dark"), ROLE_STARTED).foreground);
    assert_ptr_equal(theme_define("mine", theme_find("light")), theme);
    assert_int_not_equal(theme_style(theme, ROLE_FAILED).foreground, 1);
    assert_null(theme_define("dark", theme));
    assert_null(theme_define("auto", theme));
    assert_null(theme_define("", theme));
    assert_string_equal(
        theme_names(names, sizeof names),
        "dark, light, mono, paper, contrast, blue-orange, mine");
    assert_int_equal(theme_role("dialog-key"), ROLE_DIALOG_KEY);
    assert_int_equal(theme_role("no-such-part"), ROLE_COUNT);
}

/* Base colours differ from terminal to terminal; where there is a background of
 * our own, both are known. */
static void
base_colors_can_be_read(void **state)
{
    const struct theme *base = theme_choose(8, THEME_BACKGROUND_UNKNOWN);

    (void) state;
    assert_ptr_equal(base, theme_choose(16, THEME_BACKGROUND_LIGHT));
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct grid_style style = theme_style(base, (enum role) role);

        assert_in_range(style.foreground + 1, 0, 8);
        assert_in_range(style.background + 1, 0, 8);
        if (style.background != GRID_DEFAULT) {
            assert_int_not_equal(style.foreground, GRID_DEFAULT);
            check_style(base, role, style, BLACK_TERMINAL);
        } else {
            /* Not black, yellow, blue, cyan, white: they vanish on one of a
             * black and a white background. */
            assert_true(
                style.foreground == GRID_DEFAULT || style.foreground == 1
                || style.foreground == 2 || style.foreground == 5);
        }
    }
}

static void
plain_theme_has_no_color(void **state)
{
    const struct theme *plain = theme_choose(0, THEME_BACKGROUND_DARK);

    (void) state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct grid_style style = theme_style(plain, (enum role) role);

        assert_int_equal(style.foreground, GRID_DEFAULT);
        assert_int_equal(style.background, GRID_DEFAULT);
    }
    assert_true(theme_style(plain, ROLE_SELECTED).attributes & GRID_REVERSE);
    assert_true(theme_style(plain, ROLE_HEADER_BAR).attributes & GRID_REVERSE);
}

/* What stands in the table can be read in the selected row as well. */
static void
selected_row_can_be_read(void **state)
{
    static const struct {
        enum theme_background background;
        int32_t terminal;
    } terminals[] = {
        { THEME_BACKGROUND_DARK, DARK_TERMINAL },
        { THEME_BACKGROUND_LIGHT, LIGHT_TERMINAL },
        { THEME_BACKGROUND_UNKNOWN, DARK_TERMINAL },
        { THEME_BACKGROUND_UNKNOWN, LIGHT_TERMINAL },
    };

    (void) state;
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        check_selected(
            theme_choose(256, terminals[i].background), terminals[i].terminal);
    }
}

static void
styles_stand_on_others(void **state)
{
    const struct theme *dark = theme_choose(256, THEME_BACKGROUND_DARK);
    const struct theme *plain = theme_choose(0, THEME_BACKGROUND_DARK);
    const struct theme *base = theme_choose(8, THEME_BACKGROUND_DARK);
    struct grid_style style;

    (void) state;
    style = theme_style_on(dark, ROLE_FAILED, ROLE_DIALOG);
    assert_int_equal(
        style.foreground, theme_style(dark, ROLE_FAILED).foreground);
    assert_int_equal(
        style.background, theme_style(dark, ROLE_DIALOG).background);
    style = theme_style_on(plain, ROLE_FAILED, ROLE_HEADER_BAR);
    assert_int_equal(style.attributes, GRID_REVERSE | GRID_BOLD);
    style = theme_style_on(base, ROLE_STARTED, ROLE_DIALOG);
    assert_int_equal(
        style.foreground, theme_style(base, ROLE_DIALOG).foreground);
    assert_int_equal(
        style.background, theme_style(base, ROLE_DIALOG).background);
}

static void
background_is_known_by_its_number(void **state)
{
    static const struct {
        const char *value;
        enum theme_background background;
    } cases[] = {
        { "15;0", THEME_BACKGROUND_DARK },
        { "0;15", THEME_BACKGROUND_LIGHT },
        { "0;default;15", THEME_BACKGROUND_LIGHT },
        { "12;8", THEME_BACKGROUND_DARK },
        { "0;7", THEME_BACKGROUND_LIGHT },
        { "15;default", THEME_BACKGROUND_UNKNOWN },
        { "15;", THEME_BACKGROUND_UNKNOWN },
        { "15;-1", THEME_BACKGROUND_UNKNOWN },
        { "15;16", THEME_BACKGROUND_UNKNOWN },
        { "15;0x", THEME_BACKGROUND_UNKNOWN },
        { "15;99999999999999999999", THEME_BACKGROUND_UNKNOWN },
        { "0", THEME_BACKGROUND_UNKNOWN },
        { "", THEME_BACKGROUND_UNKNOWN },
        { NULL, THEME_BACKGROUND_UNKNOWN },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(theme_background(cases[i].value), cases[i].background);
    }
}

static void
background_is_known_by_its_color(void **state)
{
    (void) state;
    assert_int_equal(theme_background_of(0x141414), THEME_BACKGROUND_DARK);
    assert_int_equal(theme_background_of(0x002b36), THEME_BACKGROUND_DARK);
    assert_int_equal(theme_background_of(0x0000ff), THEME_BACKGROUND_DARK);
    assert_int_equal(theme_background_of(0xffffff), THEME_BACKGROUND_LIGHT);
    assert_int_equal(theme_background_of(0xfdf6e3), THEME_BACKGROUND_LIGHT);
    assert_int_equal(theme_background_of(-1), THEME_BACKGROUND_UNKNOWN);
}

static void
themes_are_chosen(void **state)
{
    (void) state;
    assert_string_equal(
        theme_name(theme_choose(1 << 24, THEME_BACKGROUND_LIGHT)), "light");
    assert_string_equal(
        theme_name(theme_choose(256, THEME_BACKGROUND_DARK)), "dark");
    assert_string_equal(
        theme_name(theme_choose(256, THEME_BACKGROUND_UNKNOWN)), "middle");
    assert_string_equal(
        theme_name(theme_choose(16, THEME_BACKGROUND_DARK)), "base");
    assert_string_equal(
        theme_name(theme_choose(0, THEME_BACKGROUND_DARK)), "mono");
}

static void
colors_are_brought_down(void **state)
{
    static const struct {
        int32_t color;
        int colors;
        int32_t result;
    } cases[] = {
        { GRID_DEFAULT, COLOR_DIRECT, GRID_DEFAULT },
        { 9, 0, GRID_DEFAULT },
        { 9, 8, 1 },
        { 9, 16, 9 },
        { 203, 256, 203 },
        { 203, 16, 9 }, /* #ff5f5f: no grey, though one is nearer */
        { 203, 8, 1 },
        { 114, 8, 2 },
        { 75, 8, 6 },
        { 141, 8, 4 },
        { 244, 8, 7 },
        { 244, 16, 8 },
        { 215, 8, 3 },
        { 160, 16, 1 },
        { 231, 8, 7 },
        { 16, 8, 0 },
        { GRID_RGB(255, 95, 95), 256, 203 },
        { GRID_RGB(95, 175, 255), 256, 75 },
        { GRID_RGB(8, 8, 8), 256, 232 },
        { GRID_RGB(238, 238, 238), 256, 255 },
        { GRID_RGB(0, 0, 0), 256, 16 },
        { GRID_RGB(255, 255, 255), 256, 231 },
        { GRID_RGB(128, 129, 127), 256, 244 },
        { GRID_RGB(250, 0, 0), 16, 9 },
        { GRID_RGB(0, 0, 0), 8, 0 },
        { GRID_RGB(18, 52, 86), COLOR_DIRECT, 0x123456 },
        { GRID_RGB(0, 0, 3), COLOR_DIRECT, 0 }, /* 3 would be yellow */
        { 3, COLOR_DIRECT, 3 },
        { 203, COLOR_TRUE, 203 },
        { GRID_RGB(18, 52, 86), COLOR_TRUE, GRID_RGB(18, 52, 86) },
        { GRID_DEFAULT, COLOR_TRUE, GRID_DEFAULT },
        { 203, COLOR_DIRECT, 0xff5f5f },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t result = color_reduce(cases[i].color, cases[i].colors);

        if (result != cases[i].result) {
            fail_msg(
                "case %zu: %d instead of %d", i, (int) result,
                (int) cases[i].result);
        }
    }
    /* Every colour of the palette but the base colours, which are left out, is
     * found again. */
    for (int i = 16; i < 256; i++) {
        int32_t rgb = color_of_palette(i);
        int32_t found =
            color_reduce(GRID_RGB(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff), 256);

        assert_int_equal(color_of_palette(found), rgb);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(themes_are_chosen),
        cmocka_unit_test(styles_can_be_read),
        cmocka_unit_test(named_themes_can_be_read),
        cmocka_unit_test(contrast_has_much_of_it),
        cmocka_unit_test(blue_and_orange_are_told_apart),
        cmocka_unit_test(few_colors_have_themes_of_their_own),
        cmocka_unit_test(users_have_themes_of_their_own),
        cmocka_unit_test(base_colors_can_be_read),
        cmocka_unit_test(plain_theme_has_no_color),
        cmocka_unit_test(selected_row_can_be_read),
        cmocka_unit_test(styles_stand_on_others),
        cmocka_unit_test(background_is_known_by_its_number),
        cmocka_unit_test(background_is_known_by_its_color),
        cmocka_unit_test(colors_are_brought_down),
    };

    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
