/* Recordings show what the program showed: in the reference player, at every
 * Screenshot; and what cannot be recorded is said. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"
#include "ui/term/cast_reader.h"
#include "ui/term/emulator.h"

/* Make a folder for the test, which is where it works then, with a tape. */
static void
begin(const char *tape)
{
    assert_int_equal(chdir(folder_make()), 0);
    folder_write("a.tape", tape);
}

static int
finish(void **state)
{
    assert_int_equal(chdir("/"), 0);
    folder_remove();
    return mptop_teardown(state);
}

/* Check that the terminal shows a text, row by row. */
static void
expect_screen(struct harness *harness, const char *text)
{
    for (int row = 0; row < harness->rows; row++) {
        char *shown = harness_row(harness, row);
        size_t size = strcspn(text, "\n");

        if (strlen(shown) != size || strncmp(shown, text, size) != 0)
            harness_fail(
                harness, __FILE__, __LINE__, "row %d is not %.*s", row,
                (int) size, text);
        free(shown);
        text += size + (text[size] == '\n');
    }
}

static void
the_reference_player_shows_the_same_screen(void **state)
{
    static const char *const environment[] = { "ASCIINEMA_CONFIG_HOME=.",
                                               NULL };
    struct harness *harness;
    char *screen;

    (void) state;
    begin("Select Process-5 Type s Wait+State Process-5 stopped\n"
          "Select Process-3 Type s Wait+State Process-3 started\n"
          "Mark \"\xe6\xbc\xa2 e\xcc\x81\" Type c Sleep 200ms Type c\n"
          "Wait+Screen /alive 1/ Screenshot screen.txt\n");
    harness = mptop_start(
        24, 80,
        WORDS(
            "--headless", "--size=80x24", "--tape=a.tape", "--record=a.cast",
            "--cast-version=2"),
        NULL);
    mptop_expect_status(harness, 0);
    mptop_check_nothing_left(harness);
    harness_free(harness);
    if (system("command -v asciinema >/dev/null 2>&1") != 0)
        skip(); /* asciinema, the reference player, is not here */
    screen = folder_read("screen.txt");
    assert_non_null(screen);
    harness =
        harness_start(24, 80, WORDS("asciinema", "cat", "a.cast"), environment);
    mptop_expect_status(harness, 0);
    expect_screen(harness, screen);
    free(screen);
    harness_free(harness);
}

/* Check that the recording's screen is that of a file. */
static void
check_screenshot(const struct emulator *emulator, const char *path)
{
    struct grid grid = { 0 };
    struct grid_area all;
    char *screen = folder_read(path);
    char *shown;
    int rows;
    int columns;

    assert_non_null(screen);
    emulator_size(emulator, &rows, &columns);
    assert_int_equal(grid_resize(&grid, rows, columns), 0);
    all = grid_all(&grid);
    emulator_draw(emulator, &all, false);
    shown = grid_text(&grid);
    assert_string_equal(shown, screen);
    free(shown);
    free(screen);
    grid_free(&grid);
}

/* Check the recording's screen at each Screenshot; returns how many. */
static int
check_screenshots(const char *path)
{
    static const char mark[] = "Screenshot ";
    struct cast_reader *reader = NULL;
    struct emulator *emulator = NULL;
    struct cast_event event;
    char error[256];
    int found = 0;

    assert_int_equal(
        cast_reader_open(&reader, fopen(path, "re"), path, error, sizeof error),
        0);
    assert_int_equal(
        emulator_new(
            &emulator, cast_reader_header(reader)->rows,
            cast_reader_header(reader)->columns),
        0);
    while (cast_reader_next(reader, &event, error, sizeof error) > 0) {
        if (event.code == 'o') {
            emulator_write(emulator, event.data, event.size);
        } else if (
            event.code == 'm' && strncmp(event.data, mark, strlen(mark)) == 0) {
            check_screenshot(emulator, event.data + strlen(mark));
            found++;
        }
    }
    emulator_free(emulator);
    cast_reader_close(reader);
    return found;
}

/* Play the tape on a terminal and record it, until its mark says done. */
static void
play_on_a_terminal(void)
{
    struct harness *harness =
        mptop_start(30, 110, WORDS("--tape=a.tape", "--record=a.cast"), NULL);

    harness_expect(harness, "\xe2\x97\x8f REC");
    harness_expect(harness, "done");
    harness_type(harness, "q");
    mptop_expect_status(harness, 0);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
screenshots_agree_on_a_terminal(void **state)
{
    (void) state;
    begin("Wait+Screen /Process-7 .*initial/ Screenshot one.txt\n"
          "Select Process-5 Type s Wait+State Process-5 started\n"
          "Screenshot two.txt\n"
          "Type \"?\" Wait+Screen /Help/ Screenshot three.txt Escape\n"
          "Wait+State Process-5 stopped Type c Screenshot four.txt Escape\n"
          "Mark done\n");
    play_on_a_terminal();
    assert_int_equal(check_screenshots("a.cast"), 4);
}

/* What is on the screen while a recording runs is not in it, nor after what it
 * left out, when all rows are looked at. */
static void
the_sign_is_not_recorded(void **state)
{
    char *text;

    (void) state;
    begin("Wait+Screen /Process-7 .*initial/\n"
          "Hide Type j Sleep 100ms Show Type j Sleep 100ms\n"
          "Hide Type k Sleep 100ms Show Type k Sleep 100ms\n"
          "Hide Type j Sleep 100ms Show Type j Sleep 100ms\n"
          "Mark done\n");
    play_on_a_terminal();
    text = folder_read("a.cast");
    assert_non_null(text);
    assert_non_null(strstr(text, "Process-3"));
    assert_null(strstr(text, "REC"));
    free(text);
}

static void
a_full_disk_ends_the_recording_only(void **state)
{
    struct harness *harness;

    (void) state;
    begin("");
    harness =
        mptop_start(24, 100, WORDS("--record=/dev/full", "--overwrite"), NULL);
    harness_expect(
        harness, "The recording ends: /dev/full: No space left on device");
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    mptop_finish(harness);
}

#define TEST(name) cmocka_unit_test_teardown(name, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_reference_player_shows_the_same_screen),
        TEST(screenshots_agree_on_a_terminal),
        TEST(the_sign_is_not_recorded),
        TEST(a_full_disk_ends_the_recording_only),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, mptop_setup, NULL);
}
