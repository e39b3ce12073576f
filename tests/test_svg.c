/* Pictures of recordings: what is in them, that they are XML, and that they are
 * the same each time. */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/recording.h"
#include "ui/term/svg.h"

static char *picture;

/* Make a picture of a recording. */
static const char *
draw(const char *recording, double speed)
{
    struct cast_player *player = NULL;
    size_t size = 0;
    char error[256];
    FILE *out;

    free(picture);
    picture = NULL;
    if (cast_player_open(
            &player, recording_file(recording), "a.cast", 0, error,
            sizeof error)
        < 0)
        fail_msg("%s", error);
    out = open_memstream(&picture, &size);
    assert_non_null(out);
    assert_int_equal(svg_write(out, player, speed), 0);
    assert_int_equal(fclose(out), 0);
    cast_player_close(player);
    return picture;
}

static int
finish(void **state)
{
    (void) state;
    free(picture);
    picture = NULL;
    folder_remove();
    return 0;
}

/* Count how often a text stands in the picture. */
static int
count(const char *text)
{
    int found = 0;

    for (const char *at = picture; (at = strstr(at, text)); at++)
        found++;
    return found;
}

static void
expect(const char *text)
{
    if (!strstr(picture, text))
        fail_msg("%s\nis not in\n%s", text, picture);
}

static void
has_size_title_and_theme(void **state)
{
    (void) state;
    draw(
        "{\"version\":3,\"title\":\"<a> & b\\u0000\",\"term\":{\"cols\":20,"
        "\"rows\":4,\"theme\":{\"fg\":\"#111213\",\"bg\":\"#212223\","
        "\"palette\":\"#300000:#310000:#320000:#330000:#340000:#350000:#360000:"
        "#370000\"}}}\n"
        "[0, \"o\", \"\\u001b[31mred\\u001b[m \\u001b[1;4mloud\"]\n",
        1);
    expect("width=\"204\" height=\"96\" viewBox=\"0 0 204 96\"");
    expect("<title>&lt;a&gt; &amp; b</title>");
    expect("fill=\"#212223\"/>");
    expect("fill=\"#111213\"");
    expect("<text x=\"0\" y=\"14\" textLength=\"27\" class=\"a\">red</text>");
    expect("<text x=\"36\" y=\"14\" textLength=\"36\" class=\"b\">loud</text>");
    expect(".a{fill:#310000}\n");
    expect(".b{fill:#111213;font-weight:700;text-decoration:underline}\n");
    assert_int_equal(count("animation"), 0); /* nothing moves */
}

static void
draws_backgrounds_rules_and_blocks(void **state)
{
    (void) state;
    draw(
        RECORDING_3
        "[0, \"o\", \"\\u001b[44m  x\\u001b[m\\r\\n\xe2\x94\x80\xe2\x94\x80"
        "\xe2\x94\x80 a\xe2\x86\x92 b\\r\\n\xe2\x96\x88\xe2\x96\x8c"
        "\\u001b[7mr\"]\n",
        1);
    expect("<rect x=\"0\" y=\"0\" width=\"27\" height=\"18\" class=\"");
    expect("<rect x=\"0\" y=\"27\" width=\"27\" height=\"1\"/>");
    expect("<rect x=\"0\" y=\"36\" width=\"9\" height=\"18\"/>");
    expect("<rect x=\"9\" y=\"36\" width=\"4.5\" height=\"18\"/>");
    expect("<text x=\"36\" y=\"32\">a</text>");
    expect("<text x=\"45\" y=\"32\">\xe2\x86\x92</text>");
    expect("<rect x=\"18\" y=\"36\" width=\"9\" height=\"18\"/>");
    expect(">r</text>");
}

static void
each_frame_and_each_row_is_there_once(void **state)
{
    (void) state;
    draw(
        RECORDING_3
        "[0, \"o\", \"same\\r\\none\"]\n"
        "[1, \"o\", \"\\rtwo\"]\n"
        "[1, \"o\", \"\\r\\u001b[3mtwo\"]\n" /* nothing that is seen changes */
        "[1, \"o\", \"\\rone\"]\n"
        "[1, \"m\", \"mark\"]\n",
        1);
    assert_int_equal(count("<g transform=\"translate("), 1 + 2);
    assert_int_equal(count(">same<"), 1);
    assert_int_equal(count(">one<"), 1);
    assert_int_equal(count(">two<"), 1);
    expect("<use href=\"#r1\"/>");
    expect("#f{animation:play 7.000s step-end infinite}");
    expect("0.000%{transform:translate(-0px)}\n"
           "14.286%{transform:translate(-204px)}\n"
           "42.857%{transform:translate(-0px)}\n}\n");
}

static void
what_follows_too_soon_is_one_frame(void **state)
{
    (void) state;
    draw(
        RECORDING_3 "[0, \"o\", \"a\"]\n[0.001, \"o\", \"b\"]\n"
                    "[0.001, \"o\", \"c\"]\n[1, \"o\", \"d\"]\n",
        2);
    assert_int_equal(count("<g transform=\"translate("), 1 + 3);
    expect(">a</text>");
    expect(">abc</text>");
    expect(">abcd</text>");
    expect("play 3.501s");
}

static void
a_picture_is_xml_and_the_same_again(void **state)
{
    static const char recording[] =
        "{\"version\":2,\"width\":9,\"height\":3,\"title\":\"\\u0001<\\\"\"}\n"
        "[0, \"o\", \"<&>\\\"' \\ufffe\\u0080\\u001b[7m\xf0\x9f\x98\x80\"]\n"
        "[1, \"r\", \"40x9\"]\n"
        "[2, \"o\", \"\\u001b[38;2;1;2;3;48;5;200m]]>-->\"]\n";
    char command[256];
    const char *path;
    char *first;

    (void) state;
    first = strdup(draw(recording, 1));
    assert_string_equal(first, draw(recording, 1));
    free(first);
    folder_make();
    path = folder_write("picture.svg", picture);
    if (system("command -v xmllint >/dev/null 2>&1") == 0) {
        snprintf(command, sizeof command, "xmllint --noout %s", path);
    } else if (system("command -v python3 >/dev/null 2>&1") == 0) {
        snprintf(
            command, sizeof command,
            "python3 -c 'import sys, xml.etree.ElementTree as t;"
            "t.parse(sys.argv[1])' %s",
            path);
    } else {
        skip(); /* neither xmllint nor python3 is here */
    }
    assert_int_equal(system(command), 0);
}

static void
a_full_disk_is_told(void **state)
{
    struct cast_player *player = NULL;
    FILE *file = tmpfile();
    FILE *out = fopen("/dev/full", "we");
    char error[256];

    (void) state;
    assert_non_null(file);
    fputs("{\"version\":2,\"width\":1000,\"height\":200}\n", file);
    for (int i = 0; i < 100; i++)
        fprintf(file, "[%d, \"o\", \"%0*d\"]\n", i, 5000, i);
    rewind(file);
    assert_int_equal(
        cast_player_open(&player, file, "a.cast", 0, error, sizeof error), 0);
    assert_int_equal(svg_write(out, player, 1), -EIO);
    cast_player_close(player);
    fclose(out);
}

#define TEST(name) cmocka_unit_test_teardown(name, finish)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(has_size_title_and_theme),
        TEST(draws_backgrounds_rules_and_blocks),
        TEST(each_frame_and_each_row_is_there_once),
        TEST(what_follows_too_soon_is_one_frame),
        TEST(a_picture_is_xml_and_the_same_again),
        TEST(a_full_disk_is_told),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
