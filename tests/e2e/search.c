/* Searching in the output, errors in it, and copying lines of it, for workers
 * at terminals and at pipes. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

/* What puts the three lines on the clipboard that are selected below. */
#define CLIPBOARD "\033]52;c;YW4gRVJST1IgaGVyZQptb3JlLTEuCm1vcmUtMi4=\033\\"

#define WRITER                                                                 \
    "seq -f 'line-%g.' 300; echo an ERROR here; seq -f 'more-%g.' 300; "       \
    "echo the end; exec sleep 1000"

/* Start a worker that writes a lot, and show its output. */
static struct harness *
show(const char *const *arguments)
{
    struct harness *harness = mptop_start(30, 100, arguments, NULL);

    mptop_expect_cell(harness, "seq", "ALIVE", "yes");
    harness_type(harness, "l");
    harness_expect_match(harness, "the end$");
    return harness;
}

/* Condition: a text stands out from what is before it. */
static bool
stands_out(struct harness *harness, void *context)
{
    const char *text = context;
    VTermScreenCell before, found;
    int row, column;

    if (!harness_find(harness, text, &row, &column) || column == 0) {
        return false;
    }
    before = harness_cell(harness, row, column - 1);
    found = harness_cell(harness, row, column);
    return !vterm_color_is_equal(&before.bg, &found.bg);
}

/* Search up and down, from the end on, and for what is not there. */
static void
search(struct harness *harness)
{
    char found[] = "line-79";

    harness_type(harness, "/LINE-7\r");
    harness_expect(harness, "line 79 of 602"); /* the newest one */
    harness_expect_match(harness, "▌[0-9:.]+ line-79\\.$");
    harness_expect_that(harness, stands_out, found);
    harness_type(harness, "N");
    harness_expect(harness, "line 78 of 602");
    harness_type(harness, "N");
    harness_expect(harness, "line 77 of 602");
    harness_type(harness, "n");
    harness_expect(harness, "line 78 of 602");
    harness_type(harness, "/nowhere\r");
    harness_expect(harness, "No line has 'nowhere'");
    harness_type(harness, "/re:^more-29[89]\r");
    harness_expect(harness, "line 599 of 602");
    harness_type(harness, "n");
    harness_expect(harness, "line 600 of 602");
    harness_type(harness, "n");
    harness_expect(harness, "Gone on from the first line");
    harness_expect(harness, "line 599 of 602");
    harness_type(harness, "G");
    harness_expect_absent(harness, "line 599 of 602");
}

/* Go to the first error, and copy from there. */
static void
copy(struct harness *harness)
{
    harness_type(harness, "!");
    harness_expect(harness, "line 301 of 602");
    harness_expect_match(harness, "▌[0-9:.]+ an ERROR here$");
    harness_type(harness, "vjjkj");
    harness_expect(harness, "lines 301 to 303 of 602");
    harness_check(harness, !harness_wrote(harness, 0, "\033]52;"));
    harness_type(harness, "y");
    harness_expect(harness, "3 lines copied");
    harness_check(harness, harness_wrote(harness, 0, CLIPBOARD));
    harness_type(harness, "v");
    harness_expect(harness, "Esc leaves");
    harness_type(harness, "\033");
    harness_expect_absent(harness, "Esc leaves");
    harness_expect(harness, "Output seq"); /* still there */
}

/* Check that the clipboard was told once, whatever came after. */
static void
check_once(struct harness *harness)
{
    const char *first = strstr(harness->bytes, "\033]52;");

    harness_check(harness, first && !strstr(first + 1, "\033]52;"));
}

static void
output_of_a_terminal(void **state)
{
    struct harness *harness = show(WORDS(WRITER));

    (void) state;
    harness_expect(harness, " · terminal");
    search(harness);
    harness_expect(harness, " · terminal"); /* it is back, at the end */
    copy(harness);
    harness_type(harness, "\014"); /* Ctrl-L: all is drawn anew */
    harness_type(harness, "G");
    harness_expect(harness, " · terminal");
    check_once(harness);
    mptop_finish(harness);
}

/* What is copied is in no recording: it would be copied again when that is
 * played. */
static void
output_of_a_pipe(void **state)
{
    const char *path;
    struct harness *harness;
    char *cast;

    (void) state;
    folder_make();
    path = folder_path("a.cast");
    harness = show(WORDS("--no-tty", "--record", path, WRITER));
    search(harness);
    harness_expect(harness, "following");
    copy(harness);
    check_once(harness);
    mptop_finish(harness);
    cast = folder_read("a.cast");
    assert_non_null(cast);
    assert_non_null(strstr(cast, "3 lines copied"));
    assert_null(strstr(cast, "]52;"));
    free(cast);
    folder_remove();
}

/* A console would show what it does not know, and a terminal that knows nothing
 * of it has no clipboard. */
static void
not_every_terminal_has_a_clipboard(void **state)
{
    struct harness *harness =
        mptop_start(30, 100, WORDS("--no-tty", WRITER), WORDS("TERM=linux"));

    (void) state;
    mptop_expect_cell(harness, "seq", "ALIVE", "yes");
    harness_type(harness, "l");
    harness_expect_match(harness, "the end$");
    harness_type(harness, "vy");
    harness_expect(harness, "Not copied");
    harness_check(harness, !harness_wrote(harness, 0, "\033]52;"));
    mptop_finish(harness);
}

/* A full scrollback is searched to its other end. */
static void
a_full_scrollback_is_searched(void **state)
{
    struct harness *harness = mptop_start(
        30, 100,
        WORDS(
            "--no-tty",
            "seq -f 'filling-%g.' 200000 | sed 's/^filling-170000.$/needle/'; "
            "echo the end; exec sleep 1000"),
        NULL);

    (void) state;
    mptop_expect_cell(harness, "seq", "ALIVE", "yes");
    harness_type(harness, "l");
    harness_expect_match(harness, "the end$");
    harness_type(harness, "/nowhere\r");
    harness_expect(harness, "No line has 'nowhere'");
    harness_type(harness, "/re:^n.*le$\r");
    harness_expect_match(harness, "needle$");
    harness_expect(harness, "line 170000 of 200001");
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(output_of_a_terminal),
        TEST(output_of_a_pipe),
        TEST(not_every_terminal_has_a_clipboard),
        TEST(a_full_scrollback_is_searched),
    };

    return cmocka_run_group_tests_name(
        "search", tests, mptop_setup, mptop_teardown);
}
