/* What the user makes of the screen, in the real program: order, filter,
 * columns, the page about one process, the tree, the timeline. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

static void
order_and_filter(void **state)
{
    struct harness *harness = mptop_start(24, 100, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-1", "STATE", "initial");
    harness_type(harness, "I");
    harness_expect(harness, "newest first");
    harness_check(
        harness,
        mptop_row(harness, "Process-7") < mptop_row(harness, "Process-1"));
    harness_type(harness, "/worker(3)\r");
    harness_expect(harness, "3 of 7");
    harness_expect_absent(harness, "worker1(4)");
    /* What is hidden is not acted upon. */
    harness_type(harness, "As");
    mptop_expect_cell(harness, "Process-7", "ALIVE", "yes");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_type(harness, "\033");
    mptop_expect_cell(harness, "Process-2", "ALIVE", "no");
    harness_type(harness, "/re:[\r");
    harness_expect_match(harness, "bracket|\\[|expression");
    harness_type(harness, "\033Q");
    mptop_finish(harness);
}

/* The columns that were chosen are there the next time, and comments too. */
static void
columns_are_kept(void **state)
{
    char variable[96];
    struct harness *harness;
    char *text;

    (void) state;
    snprintf(variable, sizeof(variable), "XDG_CONFIG_HOME=%s", folder_make());
    assert_int_equal(mkdir(folder_path("mptop"), 0700), 0);
    folder_write("mptop/settings.yaml", "# mine\ndelay: 2\n");
    harness = mptop_start(24, 120, NULL, WORDS(variable));
    harness_expect(harness, "DAEMON");
    harness_type(harness, "Ojjj ");
    harness_expect(harness, "Space Show");
    harness_type(harness, "G \r");
    harness_expect(harness, "saved in");
    harness_expect(harness, "COMMAND");
    harness_type(harness, "q");
    mptop_finish(harness);
    text = folder_read("mptop/settings.yaml");
    assert_non_null(text);
    assert_string_equal(
        text,
        "# mine\ndelay: 2\ncolumns: [name, pid, alive, exitcode, state, "
        "target, time, cpu, rss, command]\n");
    free(text);
    harness = mptop_start(24, 120, NULL, WORDS(variable));
    harness_expect(harness, "COMMAND");
    harness_check(harness, !harness_find(harness, "DAEMON", NULL, NULL));
    harness_type(harness, "q");
    mptop_finish(harness);
}

/* Scroll up until a text is shown: an environment may be long. */
static void
scroll_up_to(struct harness *harness, const char *text)
{
    for (int i = 0; i < 30 && !harness_find(harness, text, NULL, NULL); i++) {
        harness_type(harness, "5k");
        harness_pump(harness, 0.1);
    }
}

static void
all_about_one(void **state)
{
    struct harness *harness = mptop_start(
        40, 110, WORDS("sh -c 'sleep 61 & exec sleep 62'"),
        WORDS("A_TOKEN=hunter2"));

    (void) state;
    harness_expect(harness, "started");
    harness_type(harness, "i");
    harness_expect(harness, "<Process name='sh'");
    harness_expect_match(harness, "authkey +32 bytes, SHA-256");
    harness_expect_match(harness, "parent +[0-9]+ \\(mptop\\)");
    harness_expect_match(harness, "RSS +[0-9]");
    harness_type(harness, "G");
    scroll_up_to(harness, "A_TOKEN");
    harness_expect_match(harness, "A_TOKEN +\\*\\*\\*");
    scroll_up_to(harness, "Environment");
    harness_expect(harness, "Environment");
    for (size_t i = 0; i + 7 < harness->count; i++) {
        harness_check(harness, memcmp(harness->bytes + i, "hunter2", 7) != 0);
    }
    harness_type(harness, "\033");
    harness_expect(harness, "NAME");
    harness_type(harness, "Q");
    mptop_finish(harness);
}

/* A process that the worker started gets a signal, after a question. */
static void
signals_below_a_worker(void **state)
{
    struct harness *harness = mptop_start(
        24, 110, WORDS("sh -c 'sleep 61; echo over; sleep 62'"), NULL);

    (void) state;
    harness_expect(harness, "started");
    harness_type(harness, "c");
    harness_expect(harness, "─ sleep 61");
    harness_type(harness, "Gt");
    harness_expect_match(harness, "SIGTERM to [0-9]+ sleep 61.*y/n");
    harness_type(harness, "n");
    harness_expect_absent(harness, "y/n");
    harness_type(harness, "t");
    harness_expect(harness, "y/n");
    harness_type(harness, "y");
    harness_expect(harness, "SIGTERM sent");
    harness_expect(harness, "─ sleep 62");
    harness_type(harness, "g ");
    harness_expect_match(harness, "sh \\(\\+[12]\\)");
    harness_type(harness, " ");
    harness_expect(harness, "─ sleep 62");
    harness_type(harness, "Q");
    mptop_finish(harness);
}

static void
timeline_into_a_file(void **state)
{
    char keys[160];
    struct harness *harness;
    char *text;

    (void) state;
    folder_make();
    harness = mptop_start(24, 100, WORDS("exit 3", "sleep 61"), NULL);
    mptop_expect_cell(harness, "exit", "EXITCODE", "3");
    harness_type(harness, "T");
    harness_expect_match(harness, "exit 3|3 [0-9]");
    snprintf(keys, sizeof(keys), "E\025%s\r", folder_path("t.svg"));
    harness_type(harness, keys);
    harness_expect(harness, "written into");
    text = folder_read("t.svg");
    assert_non_null(text);
    assert_non_null(strstr(text, "✗ 3</text>"));
    free(text);
    harness_type(harness, keys);
    harness_expect(harness, "choose another name");
    harness_type(harness, "Q");
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(order_and_filter),     TEST(columns_are_kept),
        TEST(all_about_one),        TEST(signals_below_a_worker),
        TEST(timeline_into_a_file),
    };

    return cmocka_run_group_tests_name(
        "look", tests, mptop_setup, mptop_teardown);
}
