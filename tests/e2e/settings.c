/* The settings file in the real program. */
#include <stdio.h>
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(keys_are_the_users),
        TEST(mistakes_stop_nothing),
    };

    return cmocka_run_group_tests_name(
        "settings", tests, mptop_setup, mptop_teardown);
}
