/* mptop play: on a terminal, from a file and from standard input; bad files;
 * pictures. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

/* What no terminal is to see: the title, the bell, an unknown sequence. */
#define HOSTILE "\\u001b]0;evil\\u0007\\u0007\\u001b[?2031h"

static const char recording[] =
    "{\"version\":3,\"term\":{\"cols\":60,\"rows\":10},\"title\":\"a <b>\"}\n"
    "[0, \"o\", \"first" HOSTILE "\"]\n"
    "[0.5, \"m\", \"the mark\"]\n"
    "[0, \"o\", \"\\r\\nsecond\"]\n"
    "[3600, \"o\", \"\\r\\nthird\"]\n";

static char cast[192];
static char picture[192];

/* Make a folder with a recording in it. */
static void
write_cast(const char *text)
{
    folder_make();
    snprintf(cast, sizeof cast, "%s", folder_write("a.cast", text));
    snprintf(picture, sizeof picture, "%s", folder_path("a.svg"));
}

static int
remove_cast(void **state)
{
    folder_remove();
    return mptop_teardown(state);
}

static void
plays_pauses_and_goes_to_its_end(void **state)
{
    struct harness *harness;

    (void) state;
    write_cast(recording);
    harness = mptop_start(24, 100, WORDS("play", cast), NULL);
    harness_expect(harness, "first");
    harness_expect(harness, "1/1 the mark");
    harness_expect(harness, "second");
    harness_expect_match(harness, "0:0[0-9]/1:00:00 playing");
    harness_type(harness, " ");
    harness_expect(harness, "paused");
    harness_type(harness, "G");
    harness_expect(harness, "third");
    harness_expect(harness, "1:00:00/1:00:00 end");
    harness_type(harness, "[");
    harness_expect_absent(harness, "third");
    harness_type(harness, "+");
    harness_expect(harness, " 2x ");
    harness_check(harness, harness->bells == 0);
    harness_check(
        harness, !harness->title || strcmp(harness->title, "evil") != 0);
    harness_type(harness, "q");
    mptop_expect_end(harness, 0);
}

static void
comes_by_standard_input(void **state)
{
    struct harness *harness;

    (void) state;
    write_cast(recording);
    setenv("MPTOP", mptop_program(), 1);
    setenv("CAST", cast, 1);
    harness = harness_start(
        24, 80,
        WORDS(
            "sh", "-c",
            "cat \"$CAST\" | \"$MPTOP\" play --idle-limit 0.2 -; exit $?"),
        NULL);
    harness_expect(harness, "third");
    harness_expect(harness, "0:00/0:00 end");
    harness_type(harness, "\003");
    mptop_expect_end(harness, 0);
}

static void
ends_by_itself_or_by_a_signal(void **state)
{
    struct harness *harness;

    (void) state;
    write_cast(recording);
    harness = mptop_start(
        24, 80, WORDS("play", "-e", "--idle-limit=0.1", cast), NULL);
    mptop_expect_end(harness, 0);
    harness = mptop_start(24, 80, WORDS("play", cast), NULL);
    harness_expect(harness, "second");
    kill(harness->pid, SIGTERM);
    mptop_expect_end(harness, 128 + SIGTERM);
}

static void
fits_another_size(void **state)
{
    struct harness *harness;

    (void) state;
    write_cast(recording);
    harness = mptop_start(24, 80, WORDS("play", cast), NULL);
    harness_expect(harness, "second");
    harness_resize(harness, 5, 50);
    harness_expect(harness, "cut from 60x10");
    harness_resize(harness, 30, 100);
    harness_expect_absent(harness, "cut from");
    harness_expect(harness, "q Quit");
    harness_type(harness, "\032"); /* nobody could continue us: no stop */
    harness_type(harness, "q");
    mptop_expect_end(harness, 0);
}

static void
bad_ones_are_told_by_line(void **state)
{
    struct harness *harness;

    (void) state;
    write_cast("{\"version\":3,\"term\":{\"cols\":60,\"rows\":10}}\n"
               "[0, \"o\", \"fine\"]\n[0, \"o\", false]\n");
    harness = mptop_start(24, 200, WORDS("play", cast), NULL);
    harness_expect(
        harness, "a.cast:3: the data, third in [time, code, data], is no text");
    harness_check(harness, !harness_wrote(harness, 0, "\033[?1049h"));
    mptop_expect_end(harness, 2);
    harness = mptop_start(24, 200, WORDS("play", "/nonesuch.cast"), NULL);
    harness_expect(harness, "mptop: /nonesuch.cast: No such file");
    mptop_expect_end(harness, 2);
    harness = mptop_start(24, 200, WORDS("play", folder_path(".")), NULL);
    harness_expect(harness, "Is a directory");
    mptop_expect_end(harness, 2);
}

static void
becomes_a_picture(void **state)
{
    const char *const again[] = { "play", "--svg", picture, cast, NULL };
    struct harness *harness;

    (void) state;
    write_cast(recording);
    mptop_expect_end(mptop_start(24, 80, again, NULL), 0);
    harness = mptop_start(24, 120, again, NULL);
    harness_expect(harness, "a.svg exists (--overwrite replaces it)");
    mptop_expect_end(harness, 2);
    setenv("MPTOP", mptop_program(), 1);
    setenv("SVG", picture, 1);
    setenv("CAST", cast, 1);
    harness = harness_start(
        24, 80,
        WORDS(
            "sh", "-c",
            "\"$MPTOP\" play --svg - \"$CAST\" | cmp - \"$SVG\" && echo same"),
        NULL);
    harness_expect(harness, "same");
    mptop_expect_end(harness, 0);
}

#define TEST(name) cmocka_unit_test_teardown(name, remove_cast)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(plays_pauses_and_goes_to_its_end), TEST(comes_by_standard_input),
        TEST(ends_by_itself_or_by_a_signal),    TEST(fits_another_size),
        TEST(bad_ones_are_told_by_line),        TEST(becomes_a_picture),
    };

    return cmocka_run_group_tests(tests, mptop_setup, NULL);
}
