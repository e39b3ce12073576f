/* A line that is edited: by characters as they are seen, and within bounds. */
#include <locale.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "ui/line.h"

#define CTRL(letter) ((letter) &0x1f)

static struct line line;

/* Start with a text, and the cursor at a byte of it. */
static void
start(const char *text, size_t cursor)
{
    line_set(&line, text);
    line.cursor = cursor;
}

/* Give a key, and say what must have become of the line. */
static void
expect(key code, enum line_result result, const char *text, size_t cursor)
{
    assert_int_equal(line_key(&line, code), result);
    assert_string_equal(line.text, text);
    assert_int_equal(line.size, strlen(text));
    assert_int_equal(line.cursor, cursor);
}

static void
typing_inserts(void **state)
{
    (void) state;
    start("", 0);
    expect('a', LINE_CHANGED, "a", 1);
    expect('c', LINE_CHANGED, "ac", 2);
    expect(KEYCODE_LEFT, LINE_SAME, "ac", 1);
    expect('b', LINE_CHANGED, "abc", 2);
    expect(0x6f22, LINE_CHANGED, "ab漢c", 5);
    expect(0x1f600, LINE_CHANGED, "ab漢😀c", 9);
    expect(' ', LINE_CHANGED, "ab漢😀 c", 10);
}

static void
other_keys_are_left_alone(void **state)
{
    static const key others[] = { KEYCODE_NONE,   KEYCODE_ENTER,
                                  KEYCODE_ESCAPE, KEYCODE_TAB,
                                  KEYCODE_UP,     KEYCODE_F1,
                                  0x85,           KEYCODE_ALT | 'x',
                                  KEYCODE_RESIZE, 1 << 20 | 1 << 19 };

    (void) state;
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        start("ab", 1);
        expect(others[i], LINE_IGNORED, "ab", 1);
    }
}

static void
moving(void **state)
{
    (void) state;
    start("one two", 7);
    expect(KEYCODE_RIGHT, LINE_SAME, "one two", 7);
    expect(CTRL('B'), LINE_SAME, "one two", 6);
    expect(CTRL('F'), LINE_SAME, "one two", 7);
    expect(CTRL('A'), LINE_SAME, "one two", 0);
    expect(KEYCODE_LEFT, LINE_SAME, "one two", 0);
    expect(CTRL('E'), LINE_SAME, "one two", 7);
    expect(KEYCODE_HOME, LINE_SAME, "one two", 0);
    expect(KEYCODE_END, LINE_SAME, "one two", 7);
    expect(KEYCODE_ALT | 'b', LINE_SAME, "one two", 4);
    expect(KEYCODE_ALT | 'b', LINE_SAME, "one two", 0);
    expect(KEYCODE_ALT | 'f', LINE_SAME, "one two", 3);
    expect(KEYCODE_ALT | 'f', LINE_SAME, "one two", 7);
}

static void
deleting(void **state)
{
    (void) state;
    start("abc", 2);
    expect(KEYCODE_BACKSPACE, LINE_CHANGED, "ac", 1);
    expect(KEYCODE_DELETE, LINE_CHANGED, "a", 1);
    expect(KEYCODE_DELETE, LINE_SAME, "a", 1);
    expect(CTRL('H'), LINE_CHANGED, "", 0);
    expect(KEYCODE_BACKSPACE, LINE_SAME, "", 0);
    start("one  two three", 9);
    expect(CTRL('W'), LINE_CHANGED, "one  three", 5);
    expect(CTRL('W'), LINE_CHANGED, "three", 0);
    expect(CTRL('W'), LINE_SAME, "three", 0);
    expect(KEYCODE_ALT | 'd', LINE_CHANGED, "", 0);
    start("one two", 3);
    expect(CTRL('K'), LINE_CHANGED, "one", 3);
    start("one two", 4);
    expect(CTRL('U'), LINE_CHANGED, "two", 0);
    expect(CTRL('D'), LINE_CHANGED, "wo", 0);
}

/* A letter and the marks on it are one; so are the bytes of a wide one. */
static void
characters_stay_whole(void **state)
{
    (void) state;
    start("e\u0301\u0323x", 5);
    expect(KEYCODE_LEFT, LINE_SAME, "e\u0301\u0323x", 0);
    expect(KEYCODE_RIGHT, LINE_SAME, "e\u0301\u0323x", 5);
    expect(KEYCODE_BACKSPACE, LINE_CHANGED, "x", 0);
    start("漢字", 6);
    expect(KEYCODE_BACKSPACE, LINE_CHANGED, "漢", 3);
    expect(KEYCODE_HOME, LINE_SAME, "漢", 0);
    expect(KEYCODE_DELETE, LINE_CHANGED, "", 0);
    start("\u0301", 2); /* a mark on nothing */
    expect(KEYCODE_BACKSPACE, LINE_CHANGED, "", 0);
}

static void
a_text_is_cleaned_and_cut(void **state)
{
    char longer[LINE_ROOM * 2];

    (void) state;
    line_set(&line, "a\tb\033[31mc\n\x80");
    assert_string_equal(line.text, "ab[31mc\uFFFD");
    memset(longer, 'x', sizeof(longer) - 1);
    longer[sizeof(longer) - 1] = '\0';
    line_set(&line, longer);
    assert_int_equal(line.size, LINE_ROOM - 1);
    assert_int_equal(strlen(line.text), LINE_ROOM - 1);
    assert_int_equal(line_key(&line, 'y'), LINE_SAME);
    assert_int_equal(line.size, LINE_ROOM - 1);
    line_key(&line, KEYCODE_BACKSPACE);
    assert_int_equal(line_key(&line, 0x6f22), LINE_SAME); /* three bytes */
    assert_int_equal(line.size, LINE_ROOM - 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_inserts),
        cmocka_unit_test(other_keys_are_left_alone),
        cmocka_unit_test(moving),
        cmocka_unit_test(deleting),
        cmocka_unit_test(characters_stay_whole),
        cmocka_unit_test(a_text_is_cleaned_and_cut),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
