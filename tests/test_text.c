/* Text: whatever bytes come, nothing in the result can act on a terminal. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/text.h"
#include "src/supervise/utf8.h"
#include "tests/support/cmocka.h"

#define FFFD "\xef\xbf\xbd"

/* Bytes and the text that they make. */
struct sample {
    const char *bytes;
    const char *text;
};

static void
check(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct sample *sample = &samples[i];
        char text[256];
        size_t length = text_sanitize(
            sample->bytes, strlen(sample->bytes), text, sizeof(text));

        assert_string_equal(text, sample->text);
        assert_int_equal(length, strlen(sample->text));
    }
}

#define CHECK(...)                                                             \
    do {                                                                       \
        static const struct sample samples[] = { __VA_ARGS__ };                \
        check(samples, sizeof(samples) / sizeof(*samples));                    \
    } while (0)

static void
test_plain(void **state)
{
    (void) state;
    CHECK(
        { "", "" }, { "time is 02:11:03", "time is 02:11:03" },
        { "naïve 漢字 🐢 e\xcc\x81", "naïve 漢字 🐢 e\xcc\x81" },
        { " \x21~", " !~" });
}

static void
test_layout(void **state)
{
    (void) state;
    CHECK(
        { "a\tb", "a       b" }, { "\t|", "        |" },
        { "1234567\tb", "1234567 b" }, { "12345678\tb", "12345678        b" },
        { "漢\tb", "漢      b" }, { "\033[31ma\tb", "a       b" },
        /* A carriage return starts anew, once something comes. */
        { "10%\r20%", "20%" }, { "10%\r20%\r", "20%" },
        { "windows\r", "windows" }, { "a\r\r\rb", "b" },
        { "longer\rab\tc", "ab      c" }, { "50%\r\033[K", "50%" },
        /* A backspace takes a character back, with its marks. */
        { "ab\bc", "ac" }, { "\b\bx", "x" }, { "漢\bx", "x" },
        { "ae\xcc\x81\bx", "ax" }, { "a\r\bx", "x" }, { "N\bNA\bA", "NA" },
        { "12\t\b|", "12     |" }, { "a\nb\vc\fd", "a b c d" });
}

static void
test_controls(void **state)
{
    char text[8];

    (void) state;
    assert_int_equal(text_sanitize("a\0b", 3, text, sizeof(text)), 2);
    assert_string_equal(text, "ab");
    CHECK(
        { "a\ab\x0e\x0f\x7f\x05z", "abz" },
        { "a\x18\x1a\x19\x1c\x1d\x1e\x1f"
          "b",
          "ab" });
    /* C1 as UTF-8: gone.  Line and paragraph separators are blanks. */
    CHECK(
        { "a\xc2\x80\xc2\x85\xc2\x8d\xc2\x99z", "az" },
        { "a\xe2\x80\xa8"
          "b\xe2\x80\xa9"
          "c",
          "a b c" });
    /* What turns the direction, joins or tags: gone. */
    CHECK(
        { "a\xe2\x80\xae"
          "b\xe2\x81\xa6"
          "c\xd8\x9c"
          "d\xe2\x80\x8f"
          "e\xef\xbb\xbf"
          "f\xf3\xa0\x81\x81g",
          "abcdefg" },
        { "\xe2\x9d\xa4\xef\xb8\x8f|", "\xe2\x9d\xa4|" },
        { "👩\xe2\x80\x8d🚀", "👩🚀" });
}

static void
test_escape_sequences(void **state)
{
    (void) state;
    CHECK(
        { "\033[31mred\033[0m", "red" }, { "\033[38;2;1;2;3mx", "x" },
        { "\033[?1049h\033[2J\033[10;20Hx", "x" }, { "\033[ qx", "x" },
        { "\033[>0;1$yx", "x" }, { "a\033[31", "a" }, { "a\033[", "a" },
        { "a\033", "a" }, { "\033\033[1mx", "x" }, { "\033[3\033[1mx", "x" },
        { "\033[3\x18x", "x" }, { "\033[3\n1mx", "x" },
        { "\033[3\xc3\xa9x", "éx" }, { "\0337\0338\033cx", "x" },
        { "\033(Bx\033)0y", "xy" }, { "\033#8x", "x" }, { "\033%Gx", "x" },
        { "\033Mx\033=y\033>z", "xyz" }, { "\033\tx", "        x" });
}

static void
test_strings(void **state)
{
    (void) state;
    CHECK(
        { "\033]0;title\ax", "x" }, { "\033]0;title\033\\x", "x" },
        { "\033]8;;http://x\033\\link\033]8;;\033\\", "link" },
        { "\033]52;c;aGk=\ax", "x" }, { "\033P1$r0m\033\\x", "x" },
        { "\033Xsos\033\\x", "x" }, { "\033^pm\033\\x", "x" },
        { "\033_apc\033\\x", "x" }, { "a\033]0;never ends", "a" },
        { "\033]0;t\x18x", "x" }, { "\033]0;t\033[1mx", "x" },
        { "\033]0;t\xc2\x9cx", "x" }, { "\033]0;t\x9cx", "x" },
        /* The bytes of a character do not end a string. */
        { "\033]0;\xe2\x9c\x9c\ax", "x" });
}

static void
test_eight_bit_introducers(void **state)
{
    (void) state;
    CHECK(
        { "\xc2\x9b"
          "31mred",
          "red" },
        { "\x9b"
          "31mred",
          "red" },
        { "\xc2\x9d"
          "0;t\ax",
          "x" },
        { "\x9d"
          "0;t\ax",
          "x" },
        { "\x90q\x9cx", "x" }, { "\x98q\x9cx", "x" }, { "\x9eq\x9cx", "x" },
        { "\x9fq\x9cx", "x" }, { "a\xc2\x9d rest", "a" },
        /* Bare bytes that introduce nothing whole are only invalid. */
        { "a\x9d rest", "a" FFFD " rest" }, { "\x9b\xe6\xbc\xa2", FFFD "漢" },
        { "\x9b", FFFD }, { "\x9c\x84x", FFFD FFFD "x" });
}

static void
test_invalid(void **state)
{
    (void) state;
    CHECK(
        { "a\xff"
          "b\xc0\x80z",
          "a" FFFD "b" FFFD FFFD "z" },
        { "\xe6\xbc", FFFD }, { "\xe6\xbcz", FFFD "z" },
        { "\xf0\x9f\x90", FFFD }, { "\xc3", FFFD },
        { "\xed\xa0\x80", FFFD FFFD FFFD },          /* a surrogate */
        { "\xf4\x90\xa0\xa0", FFFD FFFD FFFD FFFD }, /* beyond U+10FFFF */
        { "\xe0\xa0", FFFD }, { "\xe0\x9f\xbfz", FFFD FFFD FFFD "z" },
        { "\xef\xbf\xbe", FFFD }, { "\xef\xb7\x90", FFFD });
}

/* Every character of the result is one that cannot act on a terminal. */
static void
assert_safe(const char *text, size_t length, size_t room)
{
    const unsigned char *at = (const unsigned char *) text;
    size_t left = length;

    assert_true(length < room);
    assert_int_equal(strlen(text), length);
    while (left > 0) {
        uint32_t character;
        int size = utf8_decode(at, left, &character);

        assert_true(size > 0);
        assert_true(character >= 0x20 && character != 0x7f);
        assert_true(character < 0x80 || character >= 0xa0);
        assert_true(character < 0x202a || character > 0x202e);
        assert_true(character < 0x2066 || character > 0x2069);
        assert_true(character != 0x200e && character != 0x200f);
        at += size;
        left -= (size_t) size;
    }
}

static void
sanitize_safely(const unsigned char *bytes, size_t size)
{
    char text[128];

    for (size_t room = 1; room <= sizeof(text);
         room = room < 12 ? room + 1 : room * 2) {
        size_t length = text_sanitize((const char *) bytes, size, text, room);

        assert_safe(text, length, room);
    }
}

/* All bytes, alone, in twos, and behind what may introduce a sequence. */
static void
test_every_byte(void **state)
{
    static const char *const before[] = {
        "",         "\033",         "\033[",       "\033[1;", "\033]",
        "\033P",    "\033(",        "\x9b",        "\x9d",    "\xc2",
        "\xe2\x80", "\xf3\xa0\x80", "\033]0;x\033"
    };
    unsigned char bytes[16];

    (void) state;
    for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
        size_t size = strlen(before[i]);

        memcpy(bytes, before[i], size);
        for (unsigned two = 0; two < 0x10000; two++) {
            bytes[size] = two >> 8;
            bytes[size + 1] = two & 0xff;
            sanitize_safely(bytes, size + (two < 0x100 ? 1 : 2));
        }
    }
}

/* Random bytes, with many that mean something. */
static void
test_random_bytes(void **state)
{
    static const char often[] = "\033\033[]P\\;0m\a\x9b\x9c\x9d\xc2\xe2\t\r\b";

    (void) state;
    srandom(11);
    for (int i = 0; i < 100000; i++) {
        unsigned char bytes[40];
        size_t size = (size_t) random() % sizeof(bytes);

        for (size_t j = 0; j < size; j++) {
            bytes[j] = random() % 2 == 0
                ? (unsigned char) random()
                : (unsigned char) often[(size_t) random() % sizeof(often)];
        }
        sanitize_safely(bytes, size);
    }
}

/* A result that does not fit ends at a character; what comes after a carriage
 * return has all the room again. */
static void
test_room(void **state)
{
    char text[8];

    (void) state;
    assert_int_equal(text_sanitize("abcdefghij", 10, text, 8), 7);
    assert_string_equal(text, "abcdefg");
    assert_int_equal(text_sanitize("abcdef漢", 9, text, 8), 6);
    assert_string_equal(text, "abcdef");
    assert_int_equal(text_sanitize("abcdef漢x", 10, text, 8), 6);
    assert_int_equal(text_sanitize("abcdefghij\rxyz", 14, text, 8), 3);
    assert_string_equal(text, "xyz");
    assert_int_equal(text_sanitize("abcdefghij\b\b\b\bx", 15, text, 8), 7);
    assert_string_equal(text, "abcdefx");
    assert_int_equal(text_sanitize("a\tb", 3, text, 8), 7);
    assert_int_equal(text_sanitize("abc", 3, text, 1), 0);
    assert_string_equal(text, "");
}

/* A line of introducers whose strings never end takes one look, not one each:
 * otherwise this would not end in a lifetime. */
static void
test_takes_linear_time(void **state)
{
    enum {
        SIZE = 8 << 20
    };
    char *bytes = malloc(SIZE);
    char text[64];

    (void) state;
    memset(bytes, '\x9d', SIZE);
    assert_int_equal(text_sanitize(bytes, SIZE, text, sizeof(text)), 63);
    memset(bytes, '\033', SIZE);
    assert_int_equal(text_sanitize(bytes, SIZE, text, sizeof(text)), 0);
    free(bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_controls),
        cmocka_unit_test(test_escape_sequences),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_eight_bit_introducers),
        cmocka_unit_test(test_invalid),
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_room),
        cmocka_unit_test(test_takes_linear_time),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
