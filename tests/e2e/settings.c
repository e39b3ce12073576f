/* The settings file in the real program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/mptop.h"

/* A place for settings. */
struct place {
    char directory[32];
    char variable[64]; /* XDG_CONFIG_HOME=... */
};

/* Writes settings. */
static void
write_settings(struct place *place, const char *text)
{
    char path[64];
    FILE *file;

    strcpy(place->directory, "/tmp/mptop-e2e-XXXXXX");
    assert_non_null(mkdtemp(place->directory));
    snprintf(
        place->variable, sizeof place->variable, "XDG_CONFIG_HOME=%s",
        place->directory);
    snprintf(path, sizeof path, "%s/mptop", place->directory);
    assert_int_equal(mkdir(path, 0700), 0);
    strcat(path, "/settings.yaml");
    file = fopen(path, "we");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void
remove_settings(const struct place *place)
{
    char path[64];

    snprintf(path, sizeof path, "%s/mptop/settings.yaml", place->directory);
    unlink(path);
    snprintf(path, sizeof path, "%s/mptop", place->directory);
    rmdir(path);
    rmdir(place->directory);
}

static void
keys_are_the_users(void **state)
{
    struct place place;
    struct harness *harness;

    (void) state;
    write_settings(
        &place, "ascii: true\nmouse: no\nkeys:\n  W: start\n  s: null\n");
    harness = mptop_start(24, 80, NULL, WORDS(place.variable));
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
    remove_settings(&place);
}

static void
mistakes_stop_nothing(void **state)
{
    struct place place;
    struct harness *harness;

    (void) state;
    write_settings(&place, "theme: dark\nkeys:\n  W: fly\n");
    harness = mptop_start(24, 120, NULL, WORDS(place.variable));
    harness_expect(harness, "settings.yaml:3:6: expected null or a command");
    mptop_expect_cell(harness, "Process-1", "STATE", "initial");
    mptop_finish(harness);
    remove_settings(&place);
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
