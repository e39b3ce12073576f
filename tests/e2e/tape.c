/* Tapes: they play on a terminal and on a screen that nobody sees, people can
 * type along and stop them, and what goes wrong is told with the screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

static const char *folder;
static char tape[192];
static char screen[192];

/* Make a folder with a tape in it; "~" in the tape's text is the folder. */
static void
write_tape(const char *text)
{
    FILE *file;

    folder = folder_make();
    snprintf(tape, sizeof tape, "%s", folder_path("a.tape"));
    snprintf(screen, sizeof screen, "%s", folder_path("screen.txt"));
    file = fopen(tape, "we");
    assert_non_null(file);
    for (; *text; text++) {
        if (*text == '~')
            fputs(folder, file);
        else
            fputc(*text, file);
    }
    assert_int_equal(fclose(file), 0);
}

static void
plays_on_a_terminal_that_stays_open(void **state)
{
    struct harness *harness;

    (void) state;
    write_tape("Wait+Screen /Process-7 .*initial/\n"
               "Select Process-5 Type s Wait+State Process-5 stopped\n"
               "Mark \"the end of five\"\nDown\n");
    harness = mptop_start(24, 80, WORDS("--tape", tape), NULL);
    harness_expect(harness, "the end of five");
    mptop_expect_cell(harness, "Process-5", "STATE", "stopped");
    while (!mptop_selected(harness, "Process-6"))
        harness_check(harness, harness_pump(harness, HARNESS_DEADLINE));
    harness_type(harness, "q");
    mptop_expect_end(harness, 0);
}

static void
plays_on_a_screen_that_nobody_sees(void **state)
{
    struct harness *harness;
    char text[4096];
    FILE *file;
    size_t count;

    (void) state;
    write_tape("Select Process-1 Type s Wait+State Process-1 started\n"
               "Wait+Screen /alive 1/ Screenshot \"~/screen.txt\"\n");
    harness = mptop_start(
        24, 80, WORDS("--headless", "--size=60x12", "--tape", tape), NULL);
    mptop_expect_end(harness, 0);
    file = fopen(screen, "re");
    assert_non_null(file);
    count = fread(text, 1, sizeof text - 1, file);
    text[count] = '\0';
    fclose(file);
    assert_non_null(strstr(text, "Process-1"));
    assert_non_null(strstr(text, "alive 1"));
    for (count = 0; strchr(text, '\n'); count++)
        *strchr(text, '\n') = ' ';
    assert_int_equal(count, 12);
}

static void
records_what_it_plays(void **state)
{
    const char *const again[] = { "--headless", "--tape", tape,
                                  "--record",   screen,   NULL };
    struct harness *harness;
    char text[16384];
    FILE *file;

    (void) state;
    write_tape("Select Process-5 Type s Wait+State Process-5 stopped\n"
               "Mark \"the end of five\"\n");
    harness = mptop_start(24, 80, again, NULL);
    mptop_expect_end(harness, 0);
    file = fopen(screen, "re");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_non_null(strstr(text, "{\"version\":3,\"term\":{\"cols\":80,"));
    assert_non_null(strstr(text, "\"m\", \"Process-5 started\"]\n"));
    assert_non_null(strstr(text, "\"m\", \"Process-5 stopped exitcode=0\"]"));
    assert_non_null(strstr(text, "\"m\", \"the end of five\"]\n"));
    assert_non_null(strstr(text, "\"x\", \"0\"]\n"));
    assert_null(strstr(text, "\"i\", "));
    harness = mptop_start(24, 120, again, NULL);
    harness_expect(harness, "screen.txt exists (--overwrite replaces it)");
    mptop_expect_end(harness, 2);
}

static void
a_key_records_and_the_header_says_so(void **state)
{
    struct harness *harness;

    (void) state;
    write_tape("");
    assert_int_equal(chdir(folder), 0);
    harness = mptop_start(24, 80, NULL, NULL);
    harness_expect(harness, "Process-7");
    harness_type(harness, ".");
    harness_expect(harness, "\xe2\x97\x8f REC");
    harness_expect(harness, "Recording into mptop-");
    harness_type(harness, ".");
    harness_expect(harness, "Recorded into mptop-");
    harness_expect_absent(harness, "\xe2\x97\x8f REC");
    harness_type(harness, "q");
    mptop_expect_end(harness, 0);
    assert_int_equal(chdir("/"), 0); /* the folder goes */
}

static void
a_wait_that_fails_tells_where_and_the_screen(void **state)
{
    struct harness *harness;

    (void) state;
    write_tape("Select Process-6 Type s\nWait+Screen@500ms /nonesuch/\n");
    harness = mptop_start(50, 120, WORDS("--headless", "--tape", tape), NULL);
    harness_expect(
        harness,
        "a.tape:2:1: Wait+Screen: /nonesuch/ was not on the screen "
        "within 0.5 s");
    harness_expect_match(harness, "Process-6 .* yes .* started");
    mptop_expect_end(harness, 1);
}

static void
a_wait_that_fails_on_a_terminal_gives_it_back(void **state)
{
    struct harness *harness;

    (void) state;
    write_tape("Wait+State@500ms Process-1 stopped\n");
    harness = mptop_start(50, 120, WORDS("--tape", tape), NULL);
    harness_expect(
        harness,
        "a.tape:1:1: Wait+State: Process-1 was not stopped within "
        "0.5 s, it is initial");
    mptop_expect_end(harness, 1);
}

static void
what_is_wrong_is_told_before_anything_starts(void **state)
{
    struct harness *harness;

    (void) state;
    write_tape("Enter\nTypo\nSleep soon\n");
    harness = mptop_start(24, 100, WORDS("-s", "--tape", tape), NULL);
    harness_expect(harness, "a.tape:2:1: a command such as");
    harness_expect(harness, "a.tape:3:7: a time such as");
    harness_check(harness, !harness->alternate_screen);
    mptop_expect_end(harness, 2);
}

static void
people_type_along_and_stop_it(void **state)
{
    struct harness *harness;

    (void) state;
    write_tape("Mark begun Sleep 1m Type Q\n");
    harness = mptop_start(24, 80, WORDS("--tape", tape), NULL);
    harness_expect(harness, "begun");
    harness_type(harness, "G");
    while (!mptop_selected(harness, "Process-7"))
        harness_check(harness, harness_pump(harness, HARNESS_DEADLINE));
    harness_type(harness, "\033\033");
    harness_expect(harness, "The tape was stopped");
    harness_type(harness, "q");
    mptop_expect_end(harness, 0);
}

static void
a_tape_may_come_by_standard_input(void **state)
{
    struct harness *harness;

    (void) state;
    write_tape("Mark begun\n");
    setenv("MPTOP", mptop_program(), 1);
    setenv("TAPE", tape, 1);
    harness = harness_start(
        24, 80, WORDS("sh", "-c", "exec \"$MPTOP\" --tape - <\"$TAPE\""), NULL);
    harness_expect(harness, "begun");
    harness_type(harness, "q");
    mptop_expect_end(harness, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(
            plays_on_a_terminal_that_stays_open, mptop_teardown),
        cmocka_unit_test_teardown(
            plays_on_a_screen_that_nobody_sees, mptop_teardown),
        cmocka_unit_test_teardown(records_what_it_plays, mptop_teardown),
        cmocka_unit_test_teardown(
            a_key_records_and_the_header_says_so, mptop_teardown),
        cmocka_unit_test_teardown(
            a_wait_that_fails_tells_where_and_the_screen, mptop_teardown),
        cmocka_unit_test_teardown(
            a_wait_that_fails_on_a_terminal_gives_it_back, mptop_teardown),
        cmocka_unit_test_teardown(
            what_is_wrong_is_told_before_anything_starts, mptop_teardown),
        cmocka_unit_test_teardown(
            people_type_along_and_stop_it, mptop_teardown),
        cmocka_unit_test_teardown(
            a_tape_may_come_by_standard_input, mptop_teardown),
    };

    return cmocka_run_group_tests(tests, mptop_setup, NULL);
}
