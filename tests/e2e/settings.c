/* The settings file in the real program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

/* Writes settings; returns the variable that says where they are, static. */
static const char *
write_settings(const char *text)
{
    static char variable[96]; /* XDG_CONFIG_HOME=... */

    snprintf(variable, sizeof variable, "XDG_CONFIG_HOME=%s", folder_make());
    assert_int_equal(mkdir(folder_path("mptop"), 0700), 0);
    folder_write("mptop/settings.yaml", text);
    return variable;
}

static void
keys_are_the_users(void **state)
{
    struct harness *harness = mptop_start(
        24, 80, NULL,
        WORDS(write_settings(
            "ascii: true\nmouse: no\nkeys:\n  W: start\n  s: null\n")));

    (void) state;
    mptop_expect_cell(harness, "Process-1", "STATE", "initial");
    harness_expect_match(harness, "W +Start");
    harness_type(harness, "s");
    harness_expect(harness, "No action on 's'");
    harness_type(harness, "W");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_type(harness, "?");
    harness_expect_match(harness, "W +Start the process");
    harness_check(harness, harness->mouse == VTERM_PROP_MOUSE_NONE);
    for (size_t i = 0; i < harness->count; i++)
        harness_check(harness, (unsigned char) harness->bytes[i] < 0x80);
    mptop_finish(harness);
}

static void
mistakes_stop_nothing(void **state)
{
    struct harness *harness = mptop_start(
        24, 120, NULL, WORDS(write_settings("theme: dark\nkeys:\n  W: fly\n")));

    (void) state;
    harness_expect(harness, "settings.yaml:3:6: expected null or a command");
    mptop_expect_cell(harness, "Process-1", "STATE", "initial");
    mptop_finish(harness);
}

/* Compares the settings with a text. */
static void
expect_file(struct harness *harness, const char *text)
{
    char *found = folder_read("mptop/settings.yaml");

    if (strcmp(found, text) != 0)
        harness_fail(
            harness, __FILE__, __LINE__, "the settings are:\n%s", found);
    free(found);
}

/* What is chosen is written, and nothing beside it: no option of the command
 * line, no order that keys made. */
static void
what_is_chosen_is_kept(void **state)
{
    struct harness *harness = mptop_start(
        24, 120, WORDS("--theme", "mono"),
        WORDS(write_settings("theme: paper\nsort: cpu falling\n")));

    (void) state;
    mptop_expect_cell(harness, "Process-1", "STATE", "initial");
    harness_type(harness, "<O\r");
    harness_expect(harness, "Columns saved in");
    expect_file(harness, "theme: paper\nsort: cpu falling\n");
    harness_type(harness, ":theme light\r");
    harness_expect(harness, "Theme saved in");
    expect_file(harness, "theme: light\nsort: cpu falling\n");
    harness_type(harness, ":theme\rd\r");
    harness_settle(harness, 0.2, HARNESS_DEADLINE);
    expect_file(harness, "theme: dark\nsort: cpu falling\n");
    harness_type(harness, ":save settings\r");
    harness_expect(harness, "Settings saved in");
    expect_file(harness, "theme: dark\nsort: time falling\n");
    harness_type(harness, "M"); /* what was shown is kept */
    harness_expect_match(harness, "[0-9]{2} Columns saved in");
    harness_expect_match(harness, "[0-9]{2} Theme saved in");
    harness_expect_match(harness, "[0-9]{2} Settings saved in");
    mptop_finish(harness);
}

/* :theme says it as well as its menu. */
static void
what_cannot_be_kept_is_told(void **state)
{
    struct harness *harness =
        mptop_start(24, 120, NULL, WORDS(write_settings("theme: [paper\n")));

    (void) state;
    mptop_expect_cell(harness, "Process-1", "STATE", "initial");
    harness_type(harness, ":theme light\r");
    harness_expect(harness, "Settings not saved");
    expect_file(harness, "theme: [paper\n");
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(keys_are_the_users),
        TEST(mistakes_stop_nothing),
        TEST(what_is_chosen_is_kept),
        TEST(what_cannot_be_kept_is_told),
    };

    return cmocka_run_group_tests_name(
        "settings", tests, mptop_setup, mptop_teardown);
}
