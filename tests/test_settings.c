/* The settings file: what counts, and what is said of the rest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "ui/keymap.h"
#include "ui/settings.h"
#include "ui/style_text.h"
#include "ui/theme.h"

/* Read a file with a text. */
static void
load(struct settings *settings, const char *text)
{
    folder_make();
    settings_load(settings, folder_write("settings.yaml", text));
    folder_remove();
}

/* Get what a warning says behind the file's name. */
static const char *
said(const struct settings *settings, size_t i)
{
    const char *text;

    if (i >= settings->warning_count) {
        return "nothing";
    }
    text = strchr(settings->warnings[i], ':');
    assert_non_null(text);
    return text + 1;
}

static void
all_is_read(void **state)
{
    struct settings settings;
    struct options options = { .delay = 1 };

    (void) state;
    load(
        &settings,
        "theme: ocean\nmouse: false\nascii: yes\ndelay: 2.5\n"
        "tty: false\nscrollback: 16\n"
        "themes:\n  ocean:\n    from: light\n    failed: \"#ff0000 on 236\"\n"
        "    key: bright-red bold\n"
        "keys:\n  W: start\n  Ctrl+X: kill\n  F5: restart\n  G: null\n");
    assert_int_equal(settings.warning_count, 0);
    settings_merge(&settings, &options);
    assert_string_equal(options.theme, "ocean");
    assert_true(options.no_mouse);
    assert_true(options.no_tty);
    assert_float_equal(options.scrollback, 16, 0);
    assert_true(options.ascii);
    assert_float_equal(options.delay, 2.5, 0);
    assert_int_equal(
        theme_style(theme_find("ocean"), ROLE_FAILED).foreground,
        GRID_RGB(255, 0, 0));
    assert_int_equal(
        theme_style(theme_find("ocean"), ROLE_FAILED).background, 236);
    assert_int_equal(
        theme_style(theme_find("ocean"), ROLE_STARTED).foreground,
        theme_style(theme_find("light"), ROLE_STARTED).foreground);
    assert_int_equal(keymap_find(PAGE_MAIN, 'W'), COMMAND_START);
    assert_int_equal(keymap_find(PAGE_MAIN, 's'), COMMAND_START);
    assert_int_equal(keymap_find(PAGE_MAIN, 24), COMMAND_KILL);
    assert_int_equal(keymap_find(PAGE_MAIN, KEYCODE_F1 + 4), COMMAND_RESTART);
    assert_int_equal(keymap_find(PAGE_MAIN, 'G'), COMMAND_NONE);
    assert_int_equal(keymap_find(PAGE_HELP, 'G'), COMMAND_NONE);
    assert_int_equal(keymap_info(COMMAND_START)->keys[0], 'W');
    settings_free(&settings);
}

static void
the_command_line_comes_first(void **state)
{
    struct settings settings;
    struct options options = { .delay = 3,
                               .delay_said = true,
                               .theme = "auto" };

    (void) state;
    load(&settings, "theme: dark\ndelay: 2.5\n");
    settings_merge(&settings, &options);
    assert_string_equal(options.theme, "auto");
    assert_float_equal(options.delay, 3, 0);
    settings_free(&settings);
}

static void
mistakes_are_named_and_the_rest_counts(void **state)
{
    static const struct {
        const char *text;
        const char *said; /* how the warning begins */
    } cases[] = {
        { "theme: pink\nascii: true\n", "1:8: expected a theme: auto, dark" },
        { "ascii: true\nmouse: maybe\n", "2:8: expected true or false" },
        { "ascii: true\ndelay: 0\n",
          "2:8: expected seconds between 0.1 and 86400" },
        { "ascii: true\ndelay: [1]\n",
          "2:8: expected seconds between 0.1 and 86400" },
        { "ascii: true\nfoo: 1\n",
          "2:1: expected one of theme, themes, columns, sort, keys, mouse, "
          "tty, "
          "scrollback, ascii, delay" },
        { "keys: 3\nascii: true\n", "1:7: expected keys, with a command each" },
        { "keys:\n  Foo: start\nascii: true\n", "2:3: 'Foo' is no key; keys" },
        { "keys:\n  p: fly\nascii: true\n",
          "2:6: expected null or a command: start, join, terminate" },
        { "keys:\n  Ctrl+C: start\nascii: true\n", "2:3: Ctrl+C always quits" },
        { "themes: {dark: {key: 1}}\nascii: true\n",
          "1:10: 'dark' cannot be a theme's name" },
        { "themes: {own: {keys: 1}}\nascii: true\n",
          "1:16: a theme has no part 'keys'" },
        { "themes: {own: {key: 256}}\nascii: true\n",
          "1:21: expected a style" },
        { "themes: {own: {from: x}}\nascii: true\n",
          "1:22: expected a theme: dark" },
        { "themes: {own: 3}\nascii: true\n", "1:15: expected the parts" },
        { "columns: name\nascii: true\n",
          "1:10: expected a list of columns: name, pid" },
        { "columns: [pid, fly]\nascii: true\n",
          "1:16: expected a column: name, pid" },
        { "columns: [pid, pid]\nascii: true\n",
          "1:16: the column pid is there already" },
        { "sort: size\nascii: true\n",
          "1:7: expected creation or a column: name, pid" },
        { "sort: cpu up\nascii: true\n",
          "1:7: expected a column, and perhaps rising or falling" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct settings settings;

        load(&settings, cases[i].text);
        if (settings.warning_count < 1
            || strncmp(said(&settings, 0), cases[i].said, strlen(cases[i].said))
                != 0) {
            fail_msg("case %zu: %s", i, said(&settings, 0));
        }
        assert_int_equal(settings.warning_count, 1);
        assert_true(settings.ascii);
        settings_free(&settings);
    }
}

static void
what_is_no_mapping_is_refused(void **state)
{
    static const char *const texts[] = { "- a\n", "text\n", "a: [\n", "\t: x\n",
                                         "a: b: c\n" };

    (void) state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct settings settings;

        load(&settings, texts[i]);
        assert_int_equal(settings.warning_count, 1);
        assert_true(said(&settings, 0)[0] >= '1');
        settings_free(&settings);
    }
}

static void
nothing_is_no_mistake(void **state)
{
    static const char *const texts[] = { "", "# all is commented out\n",
                                         "---\n", "keys:\nthemes: ~\n" };
    struct settings settings;

    (void) state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        load(&settings, texts[i]);
        assert_int_equal(settings.warning_count, 0);
        settings_free(&settings);
    }
    settings_load(&settings, "/nonexistent/settings.yaml");
    assert_int_equal(settings.warning_count, 0);
    settings_load(&settings, "/tmp");
    assert_int_equal(settings.warning_count, 1);
    settings_free(&settings);
}

static void
warnings_have_an_end(void **state)
{
    struct settings settings;
    char text[4000] = "";

    (void) state;
    for (int i = 0; i < 200; i++) {
        sprintf(text + strlen(text), "x%d: 1\n", i);
    }
    load(&settings, text);
    assert_in_range(settings.warning_count, 10, 50);
    settings_free(&settings);
}

static void
the_place_is_that_of_the_user(void **state)
{
    char path[256];

    (void) state;
    setenv("HOME", "/home/x", 1);
    setenv("XDG_CONFIG_HOME", "/etc/x", 1);
    assert_string_equal(
        settings_path(path, sizeof(path)), "/etc/x/mptop/settings.yaml");
    setenv("XDG_CONFIG_HOME", "relative", 1);
    assert_string_equal(
        settings_path(path, sizeof(path)),
        "/home/x/.config/mptop/settings.yaml");
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    assert_string_equal(settings_path(path, sizeof(path)), "");
}

static void
styles_are_read(void **state)
{
    static const char *const wrong[] = { "",       "bold bolder", "300",
                                         "#12345", "on",          "red on",
                                         "-1",     "redd",        "1 on 2 on",
                                         "#gggggg" };
    struct grid_style style = { 5, 6, GRID_DIM };

    (void) state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        if (style_read(wrong[i], &style)) {
            fail_msg("'%s' is a style", wrong[i]);
        }
    }
    assert_int_equal(style.attributes, GRID_DIM);
    assert_true(style_read("bold", &style));
    assert_int_equal(style.foreground, 5);
    assert_int_equal(style.background, 6);
    assert_int_equal(style.attributes, GRID_BOLD);
    assert_true(style_read(" default on bright-cyan  underline ", &style));
    assert_int_equal(style.foreground, GRID_DEFAULT);
    assert_int_equal(style.background, 14);
    assert_int_equal(style.attributes, GRID_UNDERLINE);
    assert_true(style_read("#0102ff on 255", &style));
    assert_int_equal(style.foreground, GRID_RGB(1, 2, 255));
    assert_int_equal(style.background, 255);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_line_comes_first),
        cmocka_unit_test(mistakes_are_named_and_the_rest_counts),
        cmocka_unit_test(what_is_no_mapping_is_refused),
        cmocka_unit_test(nothing_is_no_mistake),
        cmocka_unit_test(warnings_have_an_end),
        cmocka_unit_test(the_place_is_that_of_the_user),
        cmocka_unit_test(styles_are_read),
        cmocka_unit_test(all_is_read),
    };

    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
