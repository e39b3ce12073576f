/* Programs in the pane of a worker keep their colours, as in a terminal of that
 * size, whatever mptop's theme is. */
#include <stdio.h>
#include <unistd.h>

#include "tests/support/bare.h"
#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"

#define LEAVE "\034" /* Ctrl-\ */

/* Get the colour of the rule's title, which differs by theme. */
static VTermColor
title_color(struct harness *harness)
{
    int row = 0, column = 0;

    harness_check(harness, harness_find(harness, "Output ", &row, &column));
    return harness_cell(harness, row, column).fg;
}

/* Condition: the title has another colour than before. */
static bool
title_changed(struct harness *harness, void *before)
{
    VTermColor now = title_color(harness);

    return !vterm_color_is_equal(before, &now);
}

/* Take another theme. */
static void
take_theme(struct harness *harness, const char *name)
{
    VTermColor before = title_color(harness);
    char command[64];

    snprintf(command, sizeof command, ":theme %s\r", name);
    harness_type(harness, command);
    harness_expect_that(harness, title_changed, &before);
}

/* A theme is mptop's own look: programs keep theirs, whatever it is. */
static void
a_theme_changes_no_program(void **state)
{
    static const char *const themes[] = { "light", "contrast", "mono", "dark" };
    const char *vim =
        bare_program((const char *const[]){ "vim.basic", "vim.tiny", NULL });
    const char *file = bare_file();
    char command[256];
    struct harness *harness;
    struct harness *bare;

    (void) state;
    snprintf(command, sizeof command, "%s -u NONE -N -n -i NONE %s", vim, file);
    harness = mptop_start(
        BARE_SCREEN_ROWS, BARE_COLUMNS, WORDS("--theme=dark", command), NULL);
    bare = harness_start(
        BARE_ROWS, BARE_COLUMNS,
        WORDS(vim, "-u", "NONE", "-N", "-n", "-i", "NONE", file), NULL);
    harness_type(harness, "l");
    harness_expect(harness, "line 20: plain");
    harness_type(harness, "\t");
    harness_expect(harness, "keys go to it");
    bare_type(harness, bare, ":set nu hls\r/plain\rV2j");
    harness_type(harness, LEAVE);
    harness_expect_absent(harness, "keys go to it");
    bare_expect(harness, bare, "the start");
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        take_theme(harness, themes[i]);
        bare_expect(harness, bare, themes[i]);
    }
    harness_type(harness, "\t:q!\r" LEAVE "\033");
    harness_free(bare);
    mptop_finish(harness);
    unlink(file);
}

/* Colours of 24 bits come through as they are, or where the terminal has only
 * 256 as the nearest of them; through themes and resizes. */
static void
true_colors_come_through(void **state)
{
    static const char script[] =
        "i=0; while [ $i -lt 250 ]; do "
        "printf '\\033[38;2;%d;%d;7mA\\033[48;2;9;%d;%dmB\\033[0m'"
        " $i $((250 - i)) $i $((i / 2)); i=$((i + 25)); done; "
        "printf '\\033[1;4;7;38;2;200;100;50mC\\033[m\\n-drawn-'; "
        "exec sleep 1000";
    struct harness *harness = mptop_start(
        BARE_SCREEN_ROWS, BARE_COLUMNS, WORDS(script),
        WORDS("COLORTERM=truecolor"));
    struct harness *bare =
        harness_start(BARE_ROWS, BARE_COLUMNS, WORDS("sh", "-c", script), NULL);
    VTermScreenCell cell;

    (void) state;
    harness_type(harness, "l");
    harness_expect_match(harness, "^-drawn-$");
    bare_expect(harness, bare, "the start");
    cell = harness_cell(harness, 2, 0);
    harness_check(harness, VTERM_COLOR_IS_RGB(&cell.fg));
    harness_check(harness, cell.fg.rgb.green == 250 && cell.fg.rgb.blue == 7);
    take_theme(harness, "paper");
    bare_expect(harness, bare, "another theme");
    harness_resize(harness, 20, 60);
    harness_resize(bare, 20 - BARE_BESIDE, 60);
    take_theme(harness, "mono");
    bare_expect(harness, bare, "a resize, and a theme without colours");
    harness_free(bare);
    mptop_finish(harness);
    harness = mptop_start(BARE_SCREEN_ROWS, BARE_COLUMNS, WORDS(script), NULL);
    harness_type(harness, "l");
    harness_expect_match(harness, "^-drawn-$");
    cell = harness_cell(harness, 2, 0);
    harness_check(harness, VTERM_COLOR_IS_INDEXED(&cell.fg));
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_theme_changes_no_program, mptop_teardown),
        cmocka_unit_test_teardown(true_colors_come_through, mptop_teardown),
    };

    return cmocka_run_group_tests_name(
        "pane_colors", tests, mptop_setup, mptop_teardown);
}
