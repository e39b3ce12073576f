/* A recording of ours against each rule of the format's page for version 3
 * (docs.asciinema.org/manual/asciicast/v3), and of that for version 2. */
#include <jansson.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "ui/term/cast.h"

#define MILLISECOND INT64_C(1000000)
#define SECOND (1000 * MILLISECOND)

/* Record all that can be recorded; the text is to be freed. */
static char *
record(int version)
{
    const struct cast_options options = {
        .version = version,
        .title = "rules \xe6\xbc\xa2",
        .wall = 77 * SECOND,
        .themed = true,
    };
    struct grid grid = { 0 };
    struct grid_area all;
    struct cast *cast = NULL;
    int fd = memfd_create("cast", 0);
    off_t size;
    char *text;

    assert_int_equal(grid_resize(&grid, 4, 20), 0);
    assert_int_equal(cast_open(&cast, dup(fd), &options, 4, 20, 0), 0);
    for (int i = 0; i < 50; i++) {
        const struct grid_style style = { i, 255 - i, (unsigned) i & 15 };
        char line[64];

        all = grid_all(&grid);
        snprintf(
            line, sizeof line, "%d \xe6\xbc\xa2\xf0\x9f\x98\x80 e\xcc\x81 \"\\",
            i);
        grid_write(&all, i % 4, i % 9, line, style);
        assert_int_equal(
            cast_frame(cast, &grid, NULL, i * (SECOND / 3) + 777777), 0);
        assert_int_equal(cast_key(cast, KEYCODE_UP, i * (SECOND / 3)), 0);
        if (i % 10 == 5) {
            assert_int_equal(grid_resize(&grid, 4 + i, 20 + i), 0);
            assert_int_equal(
                cast_mark(cast, "a \"mark\"\n", i * (SECOND / 3)), 0);
        }
    }
    assert_int_equal(cast_close(cast, 3, 60 * SECOND), 0);
    grid_free(&grid);
    size = lseek(fd, 0, SEEK_END);
    text = calloc(1, (size_t) size + 1);
    assert_int_equal(pread(fd, text, (size_t) size, 0), size);
    close(fd);
    return text;
}

/* Check that an object has no other keys than these. */
static void
check_keys(json_t *object, const char *known)
{
    const char *name;
    json_t *value;

    assert_true(json_is_object(object));
    json_object_foreach(object, name, value)
    {
        char word[40];

        snprintf(word, sizeof word, " %s ", name);
        if (!strstr(known, word))
            fail_msg("the format has no '%s'", name);
    }
}

/* A theme has fg, bg "#rrggbb", and a palette of 8 or 16 of them. */
static void
check_theme(json_t *theme)
{
    const char *palette = json_string_value(json_object_get(theme, "palette"));

    check_keys(theme, " fg bg palette ");
    assert_int_equal(
        json_string_length(json_object_get(theme, "fg")), strlen("#rrggbb"));
    assert_int_equal(
        json_string_length(json_object_get(theme, "bg")), strlen("#rrggbb"));
    assert_int_equal(strlen(palette), 16 * strlen("#rrggbb:") - 1);
    for (int i = 0; i < 16; i++) {
        assert_int_equal(palette[8 * i], '#');
        assert_int_equal(strspn(palette + 8 * i + 1, "0123456789abcdef"), 6);
        assert_int_equal(palette[8 * i + 7], i < 15 ? ':' : '\0');
    }
}

static void
check_header(json_t *header, int version)
{
    json_t *terminal = version == 3 ? json_object_get(header, "term") : header;

    check_keys(
        header,
        version == 3 ? " version term timestamp idle_time_limit command title "
                       "env tags "
                     : " version width height timestamp duration "
                       "idle_time_limit command title env theme ");
    assert_int_equal(
        json_integer_value(json_object_get(header, "version")), version);
    assert_true(json_is_integer(
        json_object_get(terminal, version == 3 ? "cols" : "width")));
    assert_true(json_is_integer(
        json_object_get(terminal, version == 3 ? "rows" : "height")));
    assert_true(json_is_integer(json_object_get(header, "timestamp")));
    assert_true(json_is_string(json_object_get(header, "title")));
    if (version == 3) {
        check_keys(terminal, " cols rows type version theme ");
        assert_true(json_is_string(json_object_get(terminal, "type")));
    } else {
        check_keys(json_object_get(header, "env"), " SHELL TERM ");
    }
    check_theme(json_object_get(terminal, "theme"));
}

/* Check an event; returns its code. */
static char
check_event(json_t *event)
{
    const char *code = json_string_value(json_array_get(event, 1));
    json_t *data = json_array_get(event, 2);
    int columns;
    int rows;
    int end = 0;

    assert_int_equal(json_array_size(event), 3);
    assert_true(json_is_number(json_array_get(event, 0)));
    assert_true(json_number_value(json_array_get(event, 0)) >= 0);
    assert_non_null(code);
    assert_int_equal(strlen(code), 1);
    assert_non_null(strchr("oimrx", code[0]));
    assert_true(json_is_string(data));
    if (code[0] == 'r') {
        assert_int_equal(
            sscanf(json_string_value(data), "%dx%d%n", &columns, &rows, &end),
            2);
        assert_int_equal(json_string_length(data), end);
    } else if (code[0] == 'x') {
        assert_string_equal(json_string_value(data), "3");
    }
    return code[0];
}

/* Check a recording line by line. */
static void
check(int version)
{
    char *text = record(version);
    double time = 0;
    char code = 0;
    int lines = 0;
    int counts[256] = { 0 };

    for (const char *at = text; *at; lines++) {
        size_t size = strcspn(at, "\n");
        json_t *line = json_loadb(at, size, 0, NULL); /* UTF-8, or NULL */

        assert_non_null(line);
        assert_int_equal(at[size], '\n');
        if (lines == 0) {
            check_header(line, version);
        } else {
            double number = json_number_value(json_array_get(line, 0));

            assert_int_not_equal(code, 'x'); /* is the last */
            code = check_event(line);
            counts[(unsigned char) code]++;
            assert_true(version == 3 || number >= time);
            time = version == 3 ? time + number : number;
        }
        json_decref(line);
        at += size + 1;
    }
    assert_int_equal(code, version == 3 ? 'x' : 'o');
    assert_float_equal(time, 60, 0.002); /* roundings do not add up */
    assert_int_equal(counts['i'], 50);
    assert_int_equal(counts['m'], 5);
    assert_int_equal(counts['r'], 5);
    assert_int_equal(counts['o'], 50 + 2);
    free(text);
}

static void
version_3(void **state)
{
    (void) state;
    check(3);
}

static void
version_2(void **state)
{
    (void) state;
    check(2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version_3),
        cmocka_unit_test(version_2),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
