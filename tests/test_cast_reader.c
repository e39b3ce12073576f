/* Reading recordings: good ones of both versions, and each kind of bad line. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/recording.h"
#include "ui/term/cast_lines.h"
#include "ui/term/cast_reader.h"

#define MILLISECOND INT64_C(1000000)

static char error[256];

static struct cast_reader *
open_reader(const char *text)
{
    struct cast_reader *reader = NULL;
    int result = cast_reader_open(
        &reader, recording_file(text), "a.cast", error, sizeof error);

    if (result < 0)
        fail_msg("%s", error);
    return reader;
}

/* Read an event and check it; data NULL: not looked at. */
static void
expect(struct cast_reader *reader, int64_t time, char code, const char *data)
{
    struct cast_event event;
    int result = cast_reader_next(reader, &event, error, sizeof error);

    if (result < 0)
        fail_msg("%s", error);
    assert_int_equal(result, 1);
    assert_int_equal(event.time, time);
    assert_int_equal(event.code, code);
    if (data) {
        assert_int_equal(event.size, strlen(data));
        assert_memory_equal(event.data, data, event.size);
    }
}

static void
expect_end(struct cast_reader *reader)
{
    struct cast_event event;

    assert_int_equal(cast_reader_next(reader, &event, error, sizeof error), 0);
    cast_reader_close(reader);
}

static void
version_2_counts_from_the_beginning(void **state)
{
    struct cast_reader *reader = open_reader(
        "{\"version\": 2, \"width\": 100, \"height\": 28, \"timestamp\": 5,"
        " \"title\": \"t\", \"idle_time_limit\": 1.5, \"env\": {}}\n"
        "[0.25, \"o\", \"\\u001b[1mA\"]\n"
        "[0.5, \"i\", \"x\"]\n"
        "[0.5, \"m\", \"\"]\n"
        "[0.4, \"o\", \"later lines are not earlier\"]\n"
        "[2, \"r\", \"80x24\"]\n");
    const struct cast_header *header = cast_reader_header(reader);

    (void) state;
    assert_int_equal(header->version, 2);
    assert_int_equal(header->columns, 100);
    assert_int_equal(header->rows, 28);
    assert_int_equal(header->idle_limit, 1500 * MILLISECOND);
    assert_string_equal(header->title, "t");
    assert_false(header->theme.given);
    expect(reader, 250 * MILLISECOND, 'o', "\033[1mA");
    expect(reader, 500 * MILLISECOND, 'i', "x");
    expect(reader, 500 * MILLISECOND, 'm', "");
    expect(reader, 500 * MILLISECOND, 'o', NULL);
    expect(reader, 2000 * MILLISECOND, 'r', NULL);
    expect_end(reader);
}

static void
version_3_counts_from_the_event_before(void **state)
{
    struct cast_reader *reader = open_reader(
        "{\"version\":3,\"term\":{\"cols\":20,\"rows\":4,\"theme\":{"
        "\"fg\":\"#010203\",\"bg\":\"#ffFFff\",\"palette\":"
        "\"#000000:#000001:#000002:#000003:#000004:#000005:#000006:#000007\"}}"
        "}\n"
        "# a comment\n"
        "\n"
        "[0.001, \"o\", \"a\"]\r\n"
        "[0.001, \"z\", {\"of\": \"a later version\"}]\n"
        "[1.5, \"m\", \"mark\"]\n"
        "[0, \"x\", \"0\"]"); /* and no newline */
    const struct cast_header *header = cast_reader_header(reader);

    (void) state;
    assert_int_equal(header->version, 3);
    assert_int_equal(header->columns, 20);
    assert_int_equal(header->rows, 4);
    assert_true(header->theme.given);
    assert_int_equal(header->theme.foreground, 0x010203);
    assert_int_equal(header->theme.background, 0xffffff);
    assert_int_equal(header->theme.palette[7], 7);
    assert_int_equal(header->theme.palette[15], 7);
    expect(reader, MILLISECOND, 'o', "a");
    expect(reader, 2 * MILLISECOND, 0, NULL);
    expect(reader, 1502 * MILLISECOND, 'm', "mark");
    expect(reader, 1502 * MILLISECOND, 'x', "0");
    assert_int_equal(cast_reader_rewind(reader), 0);
    expect(reader, MILLISECOND, 'o', "a");
    cast_reader_close(reader);
}

static void
a_last_line_that_breaks_off_is_the_end(void **state)
{
    struct cast_reader *reader =
        open_reader(RECORDING_3 "[1, \"o\", \"a\"]\n[0.5, \"o\", \"brok");

    (void) state;
    expect(reader, 1000 * MILLISECOND, 'o', "a");
    expect_end(reader);
}

/* A recording, and what is said of it. */
struct bad {
    const char *text;
    const char *error;
};

static void
headers_that_are_none(void **state)
{
    static const struct bad cases[] = {
        { "", "a.cast:1: this is no asciicast: its first line is no JSON" },
        { "hello\n", "a.cast:1: this is no asciicast" },
        { "[1]\n", "a.cast:1: this is no asciicast" },
        { "{}\n", "its first line has no \"version\"" },
        { "{\"version\":\"2\"}\n", "its first line has no \"version\"" },
        { "{\"version\":1,\"width\":1,\"height\":1}\n",
          "a.cast:1: version 1 of the format is neither 2 nor 3" },
        { "{\"version\":4}\n", "version 4" },
        { "{\"version\":2,\"height\":4}\n",
          "a.cast:1: width is no number from 1 to 1000" },
        { "{\"version\":2,\"width\":0,\"height\":4}\n", "width is no number" },
        { "{\"version\":2,\"width\":80,\"height\":1001}\n",
          "height is no number from 1 to 1000" },
        { "{\"version\":3,\"width\":80,\"height\":24}\n",
          "term.cols is no number" },
        { "{\"version\":3,\"term\":{\"cols\":80}}\n",
          "term.rows is no number" },
        { "{\"version\":2,\"width\":80,\"height\":24,"
          "\"idle_time_limit\":-1}\n",
          "idle_time_limit is no number of seconds above 0" },
        { "{\"version\":2,\"width\":80,\"height\":24,"
          "\"idle_time_limit\":\"2\"}\n",
          "idle_time_limit is no number" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cast_reader *reader = NULL;
        int result = cast_reader_open(
            &reader, recording_file(cases[i].text), "a.cast", error,
            sizeof error);

        assert_int_equal(result, -EINVAL);
        if (!strstr(error, cases[i].error))
            fail_msg("%s\nis said of\n%s", error, cases[i].text);
    }
}

static void
events_that_are_none(void **state)
{
    static const struct bad cases[] = {
        { "nonsense\n", "a.cast:3: this is no JSON: " },
        { "[1, \"o\", \"a\"\n", "this is no JSON: " },
        { "[1, \"o\", \"\\ud800\"]\n", "this is no JSON: " },
        { "[1, \"o\", \"\xff\"]\n", "this is no JSON: " },
        { "[1, \"o\", \"a\"] x\n", "this is no JSON: " },
        { "{\"version\":2}\n", "an event [time, code, data] was expected" },
        { "[1, \"o\"]\n", "an event [time, code, data] was expected" },
        { "[1, \"o\", \"a\", 1]\n", "an event [time, code, data]" },
        { "[\"1\", \"o\", \"a\"]\n", "the time, first in" },
        { "[-1, \"o\", \"a\"]\n", "the time, first in" },
        { "[1e300, \"o\", \"a\"]\n", "the time is beyond 1000000000 seconds" },
        { "[1, 1, \"a\"]\n", "the code, second in" },
        { "[1, \"\", \"a\"]\n", "the code, second in" },
        { "[1, \"o\", 1]\n", "the data, third in" },
        { "[1, \"m\", null]\n", "the data, third in" },
        { "[1, \"r\", \"80\"]\n", "'80' is no size COLSxROWS" },
        { "[1, \"r\", \"80x\"]\n", "'80x' is no size" },
        { "[1, \"r\", \"80x24 \"]\n", "'80x24 ' is no size" },
        { "[1, \"r\", \"0x24\"]\n", "'0x24' is no size" },
        { "[1, \"r\", \"80x1001\"]\n", "'80x1001' is no size" },
        { "[1, \"r\", \"80x24\\u0000\"]\n", "'80x24' is no size" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cast_reader *reader;
        struct cast_event event;
        char text[512];

        snprintf(
            text, sizeof text, "%s[1, \"o\", \"a\"]\n%s",
            i % 2 ? RECORDING_2 : RECORDING_3, cases[i].text);
        reader = open_reader(text);
        expect(reader, 1000 * MILLISECOND, 'o', "a");
        assert_int_equal(
            cast_reader_next(reader, &event, error, sizeof error), -EINVAL);
        if (!strstr(error, cases[i].error)
            || strncmp(error, "a.cast:3: ", 10) != 0)
            fail_msg("%s\nis said of\n%s", error, cases[i].text);
        cast_reader_close(reader);
    }
}

static void
a_line_without_end_is_refused(void **state)
{
    FILE *file = recording_file(RECORDING_3);
    struct cast_reader *reader = NULL;
    struct cast_event event;

    (void) state;
    fseek(file, 0, SEEK_END);
    fputs("[1, \"o\", \"", file);
    for (size_t i = 0; i < CAST_LINE_LONGEST; i++)
        putc('a', file);
    fputs("\"]\n", file);
    rewind(file);
    assert_int_equal(
        cast_reader_open(&reader, file, "a.cast", error, sizeof error), 0);
    assert_int_equal(
        cast_reader_next(reader, &event, error, sizeof error), -EINVAL);
    assert_string_equal(error, "a.cast:2: the line is longer than 8 MiB");
    cast_reader_close(reader);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version_2_counts_from_the_beginning),
        cmocka_unit_test(version_3_counts_from_the_event_before),
        cmocka_unit_test(a_last_line_that_breaks_off_is_the_end),
        cmocka_unit_test(headers_that_are_none),
        cmocka_unit_test(events_that_are_none),
        cmocka_unit_test(a_line_without_end_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
