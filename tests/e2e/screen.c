/* The screen at every size, while it is resized, without colours, in ASCII, and
 * with wide characters. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

#define ALL_COLUMNS                                                            \
    "NAME +PID +ALIVE +DAEMON +EXITCODE +STATE +TARGET +TIME( |$)"
#define LEAST_COLUMNS "NAME +PID +ALIVE +DAEMON +EXITCODE"

/* Checks a screen of the tutorial that has room for all seven rows. */
static void
check_screen(struct harness *harness, const char *columns)
{
    char *first;

    harness_expect_match(harness, columns);
    harness_expect_match(harness, "Process-1 ");
    harness_expect_match(harness, "Process-7 ");
    first = harness_row(harness, 0);
    harness_check(harness, strncmp(first, " mptop", 6) == 0);
    free(first);
    harness_check(harness, !harness_find(harness, "too small", NULL, NULL));
}

static void
every_size_shows_the_table(void **state)
{
    static const struct {
        int columns;
        int rows;
        const char *heads;
    } sizes[] = {
        { 80, 24, ALL_COLUMNS },
        { 120, 40, ALL_COLUMNS },
        { 200, 60, ALL_COLUMNS },
        { 40, 10, LEAST_COLUMNS },
    };

    (void) state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct harness *harness =
            mptop_start(sizes[i].rows, sizes[i].columns, NULL, NULL);

        if (sizes[i].rows >= 24) {
            check_screen(harness, sizes[i].heads);
            harness_expect_match(harness, "Messages");
            harness_expect_match(harness, "s +Start");
        } else {
            harness_expect_match(harness, sizes[i].heads);
            harness_expect_match(harness, "Process-1 +- +no +no +-");
        }
        mptop_finish(harness);
    }
}

static void
narrow_screens_work(void **state)
{
    struct harness *harness = mptop_start(10, 40, NULL, NULL);

    (void) state;
    harness_expect_match(harness, "Process-1 +- +no +no +-");
    harness_type(harness, "s");
    harness_expect_match(harness, "Process-1 +[0-9]+ +yes +no +-");
    harness_type(harness, "K");
    harness_expect_match(harness, "Process-1 +[0-9]+ +no +no +-9");
    harness_type(harness, "G"); /* all seven are not in sight: it scrolls */
    harness_expect_match(harness, "Process-7 +- +no +yes +-");
    harness_type(harness, "?");
    harness_expect_absent(harness, "EXITCODE");
    harness_type(harness, "\033");
    harness_expect(harness, "EXITCODE");
    harness_type(harness, "c");
    harness_expect_absent(harness, "EXITCODE");
    harness_type(harness, "\033");
    harness_expect(harness, "EXITCODE");
    mptop_finish(harness);
}

static void
below_20x4_it_is_too_small(void **state)
{
    static const int sizes[][2] = { { 19, 3 }, { 19, 24 }, { 80, 3 } };

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        struct harness *harness =
            mptop_start(sizes[i][1], sizes[i][0], NULL, NULL);

        harness_expect(harness, "too small");
        harness_resize(harness, 40, 120);
        check_screen(harness, ALL_COLUMNS);
        mptop_finish(harness);
    }
}

static void
tiny_screens_do_no_harm(void **state)
{
    struct harness *harness = mptop_start(24, 80, NULL, NULL);

    (void) state;
    check_screen(harness, ALL_COLUMNS);
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_resize(harness, 1, 1);
    harness_settle(harness, 0.1, HARNESS_DEADLINE);
    harness_resize(harness, 2, 300);
    harness_expect(harness, "too small");
    harness_resize(harness, 4, 20);
    harness_expect_absent(harness, "too small");
    harness_expect(harness, "mptop");
    harness_resize(harness, 24, 80);
    check_screen(harness, ALL_COLUMNS);
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    mptop_finish(harness);
}

static bool
keys_are_in_the_last_row(struct harness *harness, void *context)
{
    char *last = harness_row(harness, harness->rows - 1);
    bool found = strstr(last, "Start") != NULL;

    (void) context;
    free(last);
    return found;
}

static void
it_follows_resizes(void **state)
{
    static const int sizes[][2] = {
        { 120, 40 }, { 81, 25 }, { 200, 60 }, { 80, 24 }, { 150, 30 }
    };
    struct harness *harness = mptop_start(24, 80, WORDS("-s"), NULL);

    (void) state;
    for (size_t i = 0; i < 5; i++) {
        harness_resize(harness, sizes[i][1], sizes[i][0]);
        harness_expect_that(harness, keys_are_in_the_last_row, NULL);
        check_screen(harness, ALL_COLUMNS);
    }
    harness_type(harness, "?");
    harness_expect(harness, "Start the process.");
    harness_resize(harness, 20, 60);
    harness_expect(harness, "Start the process.");
    harness_type(harness, "\033");
    harness_expect_match(harness, LEAST_COLUMNS);
    mptop_finish(harness);
}

/* Finds a sequence that sets a colour; returns NULL when there is none. */
static const char *
find_colour(const char *bytes)
{
    for (const char *p = bytes; p && (p = strstr(p, "\033[")); p++) {
        const char *end = p + 2 + strspn(p + 2, "0123456789;:");

        if (*end != 'm')
            continue;
        for (const char *number = p + 2; number < end;) {
            long code = strtol(number, NULL, 10);

            if ((code >= 30 && code <= 49) || (code >= 90 && code <= 107))
                return p;
            number += strcspn(number, ";m") + 1;
        }
    }
    return NULL;
}

/* Runs through the views, so that all that is ever drawn is drawn. */
static void
tour(struct harness *harness)
{
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_type(harness, "As");
    mptop_expect_cell(harness, "Process-7", "ALIVE", "yes");
    mptop_expect_cell(harness, "Process-5", "EXITCODE", "0");
    harness_type(harness, "U");
    mptop_select(harness, "Process-6");
    harness_type(harness, "K");
    mptop_expect_cell(harness, "Process-6", "EXITCODE", "-9 SIGKILL");
    harness_type(harness, "c");
    harness_expect(harness, "Active children");
    harness_type(harness, "\033");
    harness_expect_match(harness, LEAST_COLUMNS);
    harness_type(harness, "?");
    harness_expect(harness, "Start the process.");
    harness_type(harness, "\033");
    harness_expect_match(harness, LEAST_COLUMNS);
    harness_type(harness, "l");
    harness_expect_absent(harness, "EXITCODE");
    harness_type(harness, "\033");
    harness_expect_match(harness, LEAST_COLUMNS);
    harness_type(harness, "q");
    harness_expect(harness, "Quit:");
    harness_type(harness, "\033");
    harness_expect_absent(harness, "Quit:");
}

/* Takes the tour and fails if a colour was set on the way. */
static void
check_colourless(const char *const *arguments, const char *const *environment)
{
    struct harness *harness = mptop_start(40, 120, arguments, environment);
    const char *colour;

    tour(harness);
    harness_type(harness, "Q");
    harness_expect_end(harness);
    colour = find_colour(harness->bytes);
    if (strstr(harness->bytes, "\033]"))
        harness_fail(
            harness, __FILE__, __LINE__, "a question about its colours");
    if (colour)
        harness_fail(
            harness, __FILE__, __LINE__, "a colour: \\e%.10s", colour + 1);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
colours_are_there_by_default(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_check(harness, find_colour(harness->bytes) != NULL);
    mptop_finish(harness);
}

static void
an_empty_no_color_means_nothing(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, WORDS("NO_COLOR="));

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_check(harness, find_colour(harness->bytes) != NULL);
    mptop_finish(harness);
}

static void
no_color_means_no_colour_at_all(void **state)
{
    (void) state;
    check_colourless(NULL, WORDS("NO_COLOR=1"));
}

static void
color_never_means_no_colour_at_all(void **state)
{
    (void) state;
    check_colourless(WORDS("--color=never"), NULL);
}

static void
a_vt100_is_enough(void **state)
{
    (void) state;
    check_colourless(NULL, WORDS("TERM=vt100"));
}

static void
color_always_beats_no_color(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("--color=always"), WORDS("NO_COLOR=1"));

    (void) state;
    mptop_expect_cell(harness, "Process-7", "STATE", "initial");
    harness_check(harness, find_colour(harness->bytes) != NULL);
    mptop_finish(harness);
}

/* Takes the tour and fails if a byte beyond ASCII was written. */
static void
check_ascii(const char *const *arguments, const char *const *environment)
{
    struct harness *harness = mptop_start(40, 120, arguments, environment);

    tour(harness);
    for (size_t i = 0; i < harness->count; i++)
        if ((unsigned char) harness->bytes[i] >= 0x80)
            harness_fail(
                harness, __FILE__, __LINE__, "byte %zu is 0x%02x", i,
                (unsigned char) harness->bytes[i]);
    harness_expect_match(harness, "[+#] Process-5 ");
    harness_expect_match(harness, "[#] Process-6 ");
    mptop_finish(harness);
}

static void
ascii_option_means_ascii_only(void **state)
{
    (void) state;
    check_ascii(WORDS("--ascii"), NULL);
}

static void
an_ascii_locale_means_ascii_only(void **state)
{
    (void) state;
    check_ascii(NULL, WORDS("LC_ALL=C"));
}

static void
ascii_covers_what_workers_say(void **state)
{
    struct harness *harness = mptop_start(
        40, 120, WORDS("echo '<漢字é>'; exec sleep 1000 # ü"),
        WORDS("LC_ALL=C"));

    (void) state;
    mptop_expect_cell(harness, "echo", "ALIVE", "yes");
    harness_expect_match(harness, "<[^>]*>");
    for (size_t i = 0; i < harness->count; i++)
        harness_check(harness, (unsigned char) harness->bytes[i] < 0x80);
    mptop_finish(harness);
}

/* Makes an executable with a wide name, which says wide things. */
static void
write_wide_program(const char *path)
{
    FILE *file = fopen(path, "we");

    assert_non_null(file);
    fputs("#!/bin/sh\necho '<日本語|e\xcc\x81>'\nexec sleep 1000\n", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0700), 0);
}

static void
wide_characters_keep_the_columns(void **state)
{
    char path[64];
    struct harness *harness;
    int row;
    int column;
    char *rest;

    (void) state;
    snprintf(path, sizeof path, "%s/漢字工", folder_make());
    write_wide_program(path);
    harness = mptop_start(40, 120, WORDS(path, "sleep 1001"), NULL);
    /* Cells are read where the heads stand: they match only if aligned. */
    mptop_expect_cell(harness, "漢字工", "ALIVE", "yes");
    mptop_expect_cell(harness, "漢字工", "DAEMON", "yes");
    mptop_expect_cell(harness, "漢字工", "STATE", "started");
    mptop_expect_cell(harness, "漢字工", "TARGET", path);
    mptop_expect_cell(harness, "sleep", "STATE", "started");
    harness_expect(harness, "<日本語|e\xcc\x81>");
    harness_check(harness, harness_find(harness, "<日本語", &row, &column));
    rest = harness_cells(harness, row, column + 7, 3);
    assert_string_equal(rest, "|e\xcc\x81>");
    free(rest);
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(every_size_shows_the_table),
        TEST(narrow_screens_work),
        TEST(below_20x4_it_is_too_small),
        TEST(tiny_screens_do_no_harm),
        TEST(it_follows_resizes),
        TEST(colours_are_there_by_default),
        TEST(an_empty_no_color_means_nothing),
        TEST(no_color_means_no_colour_at_all),
        TEST(color_never_means_no_colour_at_all),
        TEST(a_vt100_is_enough),
        TEST(color_always_beats_no_color),
        TEST(ascii_option_means_ascii_only),
        TEST(an_ascii_locale_means_ascii_only),
        TEST(ascii_covers_what_workers_say),
        TEST(wide_characters_keep_the_columns),
    };

    return cmocka_run_group_tests_name(
        "screen", tests, mptop_setup, mptop_teardown);
}
