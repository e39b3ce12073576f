/* Themes by name, in the real program. */
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"

/* Gets the colour of a cell's text where a text is. */
static int
color_at(struct harness *harness, const char *text)
{
    int row;
    int column;

    harness_expect(harness, text);
    harness_check(harness, harness_find(harness, text, &row, &column));
    return harness_cell(harness, row, column).fg.indexed.idx;
}

static void
themes_are_named(void **state)
{
    static const struct {
        const char *name;
        int head; /* colour of the columns' heads */
    } themes[] = {
        { "dark", 110 },     { "light", 24 },        { "paper", 23 },
        { "contrast", 159 }, { "blue-orange", 110 },
    };

    (void) state;
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        struct harness *harness =
            mptop_start(24, 80, WORDS("--theme", themes[i].name), NULL);

        harness_check(harness, color_at(harness, "EXITCODE") == themes[i].head);
        mptop_finish(harness);
    }
}

/* The terminal's answer about its background changes nothing then. */
static void
a_named_theme_stays(void **state)
{
    struct harness *harness = mptop_start(24, 80, WORDS("--theme=dark"), NULL);

    (void) state;
    harness_check(harness, color_at(harness, "EXITCODE") == 110);
    harness_type(harness, "\033]11;rgb:ffff/ffff/ffff\033\\?");
    harness_expect(harness, "Start the process.");
    harness_type(harness, "\033");
    harness_check(harness, color_at(harness, "EXITCODE") == 110);
    mptop_finish(harness);
    harness = mptop_start(24, 80, WORDS("--theme=auto"), NULL);
    harness_expect(harness, "EXITCODE");
    harness_type(harness, "\033]11;rgb:ffff/ffff/ffff\033\\?");
    harness_expect(harness, "Start the process.");
    harness_type(harness, "\033");
    harness_check(harness, color_at(harness, "EXITCODE") == 24);
    mptop_finish(harness);
}

static void
an_unknown_theme_is_refused(void **state)
{
    struct harness *harness =
        mptop_start(24, 80, WORDS("--theme", "nope"), NULL);

    (void) state;
    harness_expect_end(harness);
    harness_check(harness, WEXITSTATUS(harness->status) == 2);
    harness_expect(
        harness,
        "mptop: --theme: no theme 'nope'; there are auto, dark, light");
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(themes_are_named),
        TEST(a_named_theme_stays),
        TEST(an_unknown_theme_is_refused),
    };

    return cmocka_run_group_tests_name(
        "themes", tests, mptop_setup, mptop_teardown);
}
