/* Keys: their names, and what a terminal sends for them. */
#include <stdio.h>
#include <string.h>

#include "tests/support/cmocka.h"
#include "ui/term/input.h"
#include "ui/term/key.h"
#include "ui/term/mouse.h"

static void
keys_have_names(void **state)
{
    static const struct {
        key code;
        const char *name;
    } cases[] = {
        { 's', "s" },
        { 'S', "S" },
        { '?', "?" },
        { KEYCODE_SPACE, "Space" },
        { KEYCODE_ENTER, "Enter" },
        { KEYCODE_TAB, "Tab" },
        { KEYCODE_BACK_TAB, "Shift+Tab" },
        { KEYCODE_ESCAPE, "Escape" },
        { KEYCODE_BACKSPACE, "Backspace" },
        { KEYCODE_CTRL_C, "Ctrl+C" },
        { KEYCODE_CTRL_L, "Ctrl+L" },
        { KEYCODE_CTRL_Z, "Ctrl+Z" },
        { 1, "Ctrl+A" },
        { 31, "Ctrl+_" },
        { KEYCODE_UP, "Up" },
        { KEYCODE_PAGE_DOWN, "PageDown" },
        { KEYCODE_DELETE, "Delete" },
        { KEYCODE_F1, "F1" },
        { KEYCODE_F1 + 8, "F9" },
        { KEYCODE_F12, "F12" },
        { 0xe9, "\xc3\xa9" },
        { 0x1f40d, "\xf0\x9f\x90\x8d" },
        { 0x9b, "U+009B" },
        { KEYCODE_ALT | 'x', "Alt+x" },
        { KEYCODE_ALT | KEYCODE_BACK_TAB, "Alt+Shift+Tab" },
        { KEYCODE_ALT | KEYCODE_F12, "Alt+F12" },
        { KEYCODE_NONE, "None" },
    };
    char text[16];

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(text, 'z', sizeof text);
        assert_ptr_equal(keycode_name(cases[i].code, text, sizeof text), text);
        assert_string_equal(text, cases[i].name);
        if (cases[i].code != 0x9b) {
            assert_int_equal(keycode_find(text), cases[i].code);
        }
    }
    assert_int_equal(keycode_find(""), KEYCODE_NONE);
    assert_int_equal(keycode_find("ab"), KEYCODE_NONE);
    assert_int_equal(keycode_find("Alt+"), KEYCODE_NONE);
    assert_int_equal(keycode_find("Resize"), KEYCODE_NONE);
    assert_int_equal(keycode_find("F13"), KEYCODE_NONE);
    assert_int_equal(keycode_find("\xff"), KEYCODE_NONE);
    assert_string_equal(keycode_name(KEYCODE_PAGE_DOWN, text, 5), "Page");
}

/* What comes from the terminal: up to a pause, marked by '|'. */
struct typed {
    const char *at;
};

static struct input_item
next_typed(void *context)
{
    struct typed *typed = context;
    unsigned char byte = (unsigned char) *typed->at;

    if (byte == '\0') {
        return (struct input_item){ INPUT_NONE, 0 };
    }
    typed->at++;
    if (byte == '|') {
        return (struct input_item){ INPUT_NONE, 0 };
    }
    if (byte == 0xf5) { /* a key that curses knew by its sequence */
        return (struct input_item){ INPUT_KEY, KEYCODE_F12 };
    }
    if (byte == 0xf6) { /* likewise, one that means nothing to us */
        return (struct input_item){ INPUT_KEY, KEYCODE_NONE };
    }
    return (struct input_item){ INPUT_CHARACTER, byte };
}

/* Read all keys of what was typed, as names with blanks between. */
static const char *
names_of(const char *bytes, char *names, size_t size)
{
    struct input input = { .state = INPUT_GROUND };
    struct typed typed = { bytes };
    size_t used = 0;

    names[0] = '\0';
    do {
        key code = input_read(&input, next_typed, &typed);
        char name[16];

        if (code != KEYCODE_NONE) {
            used += (size_t) snprintf(
                names + used, size - used, "%s%s", used > 0 ? " " : "",
                keycode_name(code, name, sizeof name));
        }
    } while (*typed.at);
    assert_true(used < size);
    return names;
}

static void
sequences_are_keys(void **state)
{
    static const struct {
        const char *typed;
        const char *keys;
    } cases[] = {
        { "ab", "a b" },
        { "\r\t\x7f\x03", "Enter Tab Backspace Ctrl+C" },
        { "\033|", "Escape" },
        { "\033|q", "Escape q" },
        { "\033q", "Alt+q" },
        { "\033\033|", "Escape Escape" },
        { "\033\033q", "Escape Alt+q" },
        { "\033\033[A", "Escape Up" },
        { "\033\r", "Alt+Enter" },
        { "\033[|", "Alt+[" },
        { "\033O|", "Alt+O" },
        { "\033]|x", "Alt+] x" },
        { "\033P|", "Alt+P" },
        { "\xf5\033\xf5", "F12 Alt+F12" },
        { "\xf6q\033\xf6q", "q q" },
        /* as terminals send what their entry does not name */
        { "\033[A\033[B\033[C\033[D", "Up Down Right Left" },
        { "\033OA\033OB\033OC\033OD", "Up Down Right Left" },
        { "\033[H\033[F\033OH\033OF", "Home End Home End" },
        { "\033[1~\033[4~\033[7~\033[8~", "Home End Home End" },
        { "\033[2~\033[3~\033[5~\033[6~", "Insert Delete PageUp PageDown" },
        { "\033[Z", "Shift+Tab" },
        { "\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4" },
        { "\033[11~\033[15~\033[17~\033[21~\033[24~", "F1 F5 F6 F10 F12" },
        { "\033OM\033Op\033Oy\033Ok", "Enter 0 9 +" },
        /* modifiers: Shift 2, Alt 3, Ctrl 5, Ctrl+Alt 7 */
        { "\033[1;2A\033[1;3A\033[1;5A\033[1;7A", "Up Alt+Up Up Alt+Up" },
        { "\033[5;3~\033[1;3P", "Alt+PageUp Alt+F1" },
        { "\033[1;A\033[;A", "Up Up" },
        /* the mouse */
        { "\033[<64;20;3M\033[<65;200;60M", "WheelUp WheelDown" },
        { "\033[<0;20;3M\033[<0;20;3mq\033[<64;20;3mx", "Press q x" },
        { "\033[<4;1;1M\033[<24;1;1M\033[<80;1;1M", "Press Press WheelUp" },
        { "\033[<1;1;1M\033[<2;1;1M\033[<32;1;1M\033[<66;1;1Mq", "q" },
        { "\033[<0;20M\033[<0;;3M\033[<;20;3M\033[<M\033[<0;1;1;1Mq", "q" },
        { "\033[<0;0;3M\033[<0;20;0M\033[<-1;1;1M\033[<0;?;1M q", "Space q" },
        { "\033[<0;123456;1M\033[<99999999999;1;1Mq", "q" },
        { "\033[M !!q", "q" },
        /* what means nothing is passed over whole */
        { "\033[27;5;65~q", "q" },
        { "\033[99~\033[0~\033[16~q", "q" },
        { "\033[97;5uq", "q" },
        { "\033[Iq\033[Ox", "q x" },
        { "\033[200~q\033[201~", "Paste q PasteEnd" },
        { "\033[[Aq", "q" },
        { "\033[?1;2cq", "q" },
        { "\033[>0;276;0cq", "q" },
        { "\033[?2026;2$yq", "q" },
        { "\033Oaq", "q" },
        { "\033]0;K\007q", "q" },
        { "\033]11;rgb:0000/0000/0000\033\\q", "q" },
        { "\033P1$r0m\033\\q\033_K\033\\w\033^K\033\\e\033XK\033\\r",
          "q w e r" },
        /* in pieces */
        { "\033[1|;5|A|q", "Up q" },
        { "\033[<|0;2|0;3|Mq", "Press q" },
        { "\033|[<0;20;3Mq", "Escape Press q" },
        { "\033[|<0;20;3Mq", "Alt+[ Press q" },
        { "\033|[|<0;20;3Mq", "Escape [ Press q" },
        { "\033[|<|0", "Alt+[ < 0" },
        { "\033|[|s<0;", "Escape [ s < 0 ;" },
        { "\033|[A", "Escape Up" },
        { "\033]11;rgb:00|00/0000/0000|\033\\q", "q" },
        { "\033]0;K|K|\007q", "q" },
        /* broken off: the next one counts */
        { "\033[12\003", "Ctrl+C" },
        { "\033[12\033[A", "Up" },
        { "\033[12\xf5q", "F12 q" },
        { "\033]0;text\003q", "Ctrl+C q" },
        { "\033]0;text\033[Aq", "Up q" },
        { "\033]0;text\xf5q", "F12 q" },
        { "\033[\xe9q", "q" },
    };
    char names[256];

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *names_now = names_of(cases[i].typed, names, sizeof names);

        if (strcmp(names_now, cases[i].keys) != 0) {
            fail_msg(
                "case %zu: \"%s\" instead of \"%s\"", i, names_now,
                cases[i].keys);
        }
    }
}

static void
the_mouse_has_a_place(void **state)
{
    static const struct {
        const char *report;
        struct mouse mouse;
    } cases[] = {
        { "0;20;3", { KEYCODE_PRESS, 2, 19 } },
        { "64;1;1", { KEYCODE_WHEEL_UP, 0, 0 } },
        { "93;300;200", { KEYCODE_WHEEL_DOWN, 199, 299 } },
    };
    static const char *const wrong[] = { "",          "0",      "0;1",
                                         "0;1;1;",    "0;1;1 ", "0;0;1",
                                         "3;1;1",     " 0;1;1", "0;1;+1",
                                         "0;1;100000" };
    struct mouse mouse = { KEYCODE_PRESS, 7, 8 };

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(mouse_read(&mouse, wrong[i]));
        assert_int_equal(mouse.row, 7);
        assert_int_equal(mouse.column, 8);
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(mouse_read(&mouse, cases[i].report));
        assert_int_equal(mouse.what, cases[i].mouse.what);
        assert_int_equal(mouse.row, cases[i].mouse.row);
        assert_int_equal(mouse.column, cases[i].mouse.column);
    }
}

/* A string that never ends does not swallow keys for ever. */
static void
endless_sequences_end(void **state)
{
    static const char *const starts[] = { "\033]0;", "\033[1", "\033P" };
    char typed[8192], names[8192 * 2];

    (void) state;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t count = strlen(starts[i]);

        memcpy(typed, starts[i], count);
        memset(typed + count, '1', sizeof typed - count - 2);
        typed[sizeof typed - 2] = 'q';
        typed[sizeof typed - 1] = '\0';
        names_of(typed, names, sizeof names);
        assert_string_equal(names + strlen(names) - 2, " q");
    }
}

static void
background_is_read(void **state)
{
    static const struct {
        const char *answer;
        int32_t color; /* -1: none */
    } cases[] = {
        { "\033]11;rgb:1414/1414/1414\033\\", 0x141414 },
        { "\033]11;rgb:ffff/8080/0000\007", 0xff8000 },
        { "\033]11;rgb:ff/80/00\007", 0xff8000 },
        { "\033]11;rgb:f/0/f\007", 0xff00ff },
        { "\033]11;rgba:ffff/ffff/0000/8000\007", 0xffff00 },
        { "\033]11;rgb:fff/000/800\007", 0xff007f },
        { "\033]10;rgb:ffff/ffff/ffff\007", -1 },
        { "\033]11;rgb:ffff/ffff\007", -1 },
        { "\033]11;rgb:/ff/ff\007", -1 },
        { "\033]11;rgb:fffff/ff/ff\007", -1 },
        { "\033]11;rgb:ff-ff-ff\007", -1 },
        { "\033]11;white\007", -1 },
        { "\033P11;rgb:ff/ff/ff\033\\", -1 },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct input input = { .state = INPUT_GROUND };
        struct typed typed = { cases[i].answer };

        assert_int_equal(input_read(&input, next_typed, &typed), KEYCODE_NONE);
        assert_int_equal(input.told_background, cases[i].color >= 0);
        if (cases[i].color >= 0) {
            assert_int_equal(input.background, cases[i].color);
        }
        assert_false(input.told_attributes);
        typed.at = "\033[?62;22c";
        assert_int_equal(input_read(&input, next_typed, &typed), KEYCODE_NONE);
        assert_true(input.told_attributes);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_have_names),
        cmocka_unit_test(sequences_are_keys),
        cmocka_unit_test(the_mouse_has_a_place),
        cmocka_unit_test(endless_sequences_end),
        cmocka_unit_test(background_is_read),
    };

    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
