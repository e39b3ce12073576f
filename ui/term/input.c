#include "ui/term/input.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/mouse.h"

enum {
    BELL = 7,
    ESCAPE = 27,
    STRING_END = 0x9c,
    PASTE_BEGINS = 200,
    PASTE_ENDS = 201,
    /* Longer than any answer of a terminal. */
    LONGEST_STRING = 4096
};

/* Keys by the last character of their sequence. */
static const struct {
    char final;
    key code;
} final_keys[] = {
    { 'A', KEYCODE_UP },     { 'B', KEYCODE_DOWN },     { 'C', KEYCODE_RIGHT },
    { 'D', KEYCODE_LEFT },   { 'H', KEYCODE_HOME },     { 'F', KEYCODE_END },
    { 'P', KEYCODE_F1 },     { 'Q', KEYCODE_F1 + 1 },   { 'R', KEYCODE_F1 + 2 },
    { 'S', KEYCODE_F1 + 3 }, { 'Z', KEYCODE_BACK_TAB },
};

/* Keys by the number before the "~" that ends their sequence. */
static const key number_keys[] = {
    [1] = KEYCODE_HOME,     [2] = KEYCODE_INSERT,  [3] = KEYCODE_DELETE,
    [4] = KEYCODE_END,      [5] = KEYCODE_PAGE_UP, [6] = KEYCODE_PAGE_DOWN,
    [7] = KEYCODE_HOME,     [8] = KEYCODE_END,     [11] = KEYCODE_F1,
    [12] = KEYCODE_F1 + 1,  [13] = KEYCODE_F1 + 2, [14] = KEYCODE_F1 + 3,
    [15] = KEYCODE_F1 + 4,  [17] = KEYCODE_F1 + 5, [18] = KEYCODE_F1 + 6,
    [19] = KEYCODE_F1 + 7,  [20] = KEYCODE_F1 + 8, [21] = KEYCODE_F1 + 9,
    [23] = KEYCODE_F1 + 10, [24] = KEYCODE_F12,
};

static key
find_final(uint32_t final)
{
    for (size_t i = 0; i < sizeof final_keys / sizeof *final_keys; i++) {
        if ((unsigned char) final_keys[i].final == final) {
            return final_keys[i].code;
        }
    }
    return KEYCODE_NONE;
}

/* Find the key of a whole control sequence: "NUMBER;1 + MODIFIERS" and its last
 * character.  Of the modifiers, Alt counts. */
static key
control_key(struct input *input, uint32_t final)
{
    unsigned long number, modifiers = 1;
    key code;
    char *end;

    if (input->count >= sizeof input->text) {
        return KEYCODE_NONE;
    }
    input->text[input->count] = '\0';
    if (input->text[0] == '<') {
        return final == 'M' && mouse_read(&input->mouse, input->text + 1)
            ? input->mouse.what
            : KEYCODE_NONE;
    }
    if (input->text[0] == '?') {
        input->told_attributes |= final == 'c';
        return KEYCODE_NONE;
    }
    number = strtoul(input->text, &end, 10);
    if (*end == ';') {
        modifiers = strtoul(end + 1, &end, 10);
    }
    if (*end != '\0') {
        return KEYCODE_NONE;
    }
    if (final == '~' && (number == PASTE_BEGINS || number == PASTE_ENDS)) {
        return number == PASTE_BEGINS ? KEYCODE_PASTE : KEYCODE_PASTE_END;
    }
    code = find_final(final);
    if (final == '~' && number < sizeof number_keys / sizeof *number_keys) {
        code = number_keys[number];
    }
    return code != KEYCODE_NONE && modifiers > 0 && ((modifiers - 1) & 2)
        ? code | KEYCODE_ALT
        : code;
}

/* Find the key of ESC O and a character: also the numeric keypad's. */
static key
single_shift_key(uint32_t final)
{
    if (final == 'M') {
        return KEYCODE_ENTER;
    }
    if (final >= 'j' && final <= 'y') {
        return final - 'j' + '*';
    }
    return find_final(final);
}

/* Read a colour's part: one to four hexadecimal digits.  Returns 0 to 255. */
static int32_t
color_part(const char *digits, size_t count)
{
    char part[5] = "";
    unsigned long value;

    memcpy(part, digits, count);
    value = strtoul(part, NULL, 16);
    return (int32_t) (value * 255 / ((1UL << 4 * count) - 1));
}

/* Read the terminal's answer to "which is your background?". */
static void
end_string(struct input *input)
{
    const char *at = input->text;
    int32_t color = 0;

    input->state = INPUT_GROUND;
    if (input->introducer != ']' || input->count >= sizeof input->text) {
        return;
    }
    input->text[input->count] = '\0';
    if (strncmp(at, "11;rgb", 6) != 0) {
        return;
    }
    at += at[6] == 'a' ? 7 : 6;
    for (int i = 0; i < 3; i++) {
        size_t count = strspn(++at, "0123456789abcdefABCDEF");

        if (at[-1] != (i == 0 ? ':' : '/') || count < 1 || count > 4) {
            return;
        }
        color = color << 8 | color_part(at, count);
        at += count;
    }
    input->background = color;
    input->told_background = true;
}

/* Begin a sequence, or find the key that ESC and a character are. */
static key
step_escape(struct input *input, uint32_t character)
{
    input->introducer = character;
    input->count = 0;
    input->given = 0;
    switch (character) {
    case ESCAPE: /* the one before stands alone */
        return KEYCODE_ESCAPE;
    case '[':
        input->state = INPUT_CONTROL;
        return KEYCODE_NONE;
    case 'O':
        input->state = INPUT_SINGLE_SHIFT;
        return KEYCODE_NONE;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        input->state = INPUT_STRING;
        return KEYCODE_NONE;
    default:
        input->state = INPUT_GROUND;
        return KEYCODE_ALT | character;
    }
}

static void
keep(struct input *input, uint32_t character)
{
    if (input->count < sizeof input->text) {
        input->text[input->count] = character < 0x80 ? (char) character : '?';
    }
    input->count++;
}

/* Skip characters that belong to a sequence of another form. */
static void
skip(struct input *input, unsigned count)
{
    input->state = INPUT_SKIP;
    input->count = count;
}

static key
step_control(struct input *input, uint32_t character)
{
    if (character < '@' || character > '~') {
        keep(input, character);
        if (character > '~' || input->count > LONGEST_STRING) {
            input->state = INPUT_GROUND;
        }
        return KEYCODE_NONE;
    }
    input->state = INPUT_GROUND;
    input->given = 0;
    if (input->count == 0 && character == '[') { /* the console's F1 to F5 */
        skip(input, 1);
    } else if (input->count == 0 && character == 'M') { /* an older mouse */
        skip(input, 3);
    } else {
        return control_key(input, character);
    }
    return KEYCODE_NONE;
}

static void
step_string(struct input *input, uint32_t character)
{
    if (character == BELL || character == STRING_END) {
        end_string(input);
    } else if (character == ESCAPE) {
        input->state = INPUT_STRING_ESCAPE;
    } else {
        keep(input, character);
        if (input->count > LONGEST_STRING) {
            input->state = INPUT_GROUND;
        }
    }
}

/* Tell whether an item cannot be a part of the sequence that we are in. */
static bool
breaks_off(const struct input *input, struct input_item item)
{
    bool is_control = item.kind == INPUT_CHARACTER && item.code < ' ';

    switch (input->state) {
    case INPUT_CONTROL:
    case INPUT_SINGLE_SHIFT:
        return item.kind == INPUT_KEY || is_control;
    case INPUT_STRING:
        return item.kind == INPUT_KEY
            || (is_control && item.code != BELL && item.code != ESCAPE);
    case INPUT_STRING_ESCAPE:
        return item.kind == INPUT_KEY || item.code != '\\';
    default:
        return false;
    }
}

/* Deal with a character that is in no sequence; but one that came late, when
 * its start had been taken for keys already, goes on from there. */
static key
step_ground(struct input *input, uint32_t character)
{
    if (character == ESCAPE) {
        input->state = INPUT_ESCAPE;
        return KEYCODE_NONE;
    }
    if ((input->given == 1 && character == '[')
        || (input->given == 2 && character == '<')) {
        input->state = INPUT_CONTROL;
        input->introducer = '[';
        input->count = 0;
        if (character == '<') {
            keep(input, character);
        }
        return KEYCODE_NONE;
    }
    input->given = 0;
    return character;
}

/* Deal with an item.  Returns the key that it ends, if any. */
static key
step(struct input *input, struct input_item item)
{
    if (breaks_off(input, item)) {
        input->state =
            input->state == INPUT_STRING_ESCAPE ? INPUT_ESCAPE : INPUT_GROUND;
    }
    if (item.kind == INPUT_KEY) {
        key alt = input->state == INPUT_ESCAPE ? KEYCODE_ALT : 0;

        input->state = INPUT_GROUND;
        return item.code == KEYCODE_NONE ? KEYCODE_NONE : item.code | alt;
    }
    switch (input->state) {
    case INPUT_ESCAPE:
        return step_escape(input, item.code);
    case INPUT_CONTROL:
        return step_control(input, item.code);
    case INPUT_SINGLE_SHIFT:
        input->state = INPUT_GROUND;
        return single_shift_key(item.code);
    case INPUT_STRING:
        step_string(input, item.code);
        return KEYCODE_NONE;
    case INPUT_STRING_ESCAPE:
        end_string(input);
        return KEYCODE_NONE;
    case INPUT_SKIP:
        if (--input->count == 0) {
            input->state = INPUT_GROUND;
        }
        return KEYCODE_NONE;
    default:
        return step_ground(input, item.code);
    }
}

/* Nothing more comes at once after ESC [.  Returns the key that this was, or
 * what of it has not been given as a key yet. */
static key
pause_control(struct input *input)
{
    unsigned given = input->given;

    if (input->count == 0) {
        input->state = INPUT_GROUND;
        input->given = 2;
        return given == 1 ? '[' : KEYCODE_ALT | '[';
    }
    if (given == 2 && input->count == 1 && input->text[0] == '<') {
        input->state = INPUT_GROUND;
        input->given = 0;
        return '<';
    }
    return KEYCODE_NONE;
}

/* Nothing more comes at once: what was the beginning of a sequence was a key
 * with Alt, or Escape. */
static key
pause_input(struct input *input)
{
    enum input_state state = input->state;

    if (state == INPUT_ESCAPE) {
        input->state = INPUT_GROUND;
        input->given = 1;
        return KEYCODE_ESCAPE;
    }
    if (state == INPUT_CONTROL) {
        return pause_control(input);
    }
    if (state == INPUT_SINGLE_SHIFT
        || (state == INPUT_STRING && input->count == 0)) {
        input->state = INPUT_GROUND;
        return KEYCODE_ALT | input->introducer;
    }
    return KEYCODE_NONE;
}

key
input_read(struct input *input, input_source *source, void *context)
{
    for (;;) {
        struct input_item item = source(context);
        key code;

        if (item.kind == INPUT_NONE) {
            return pause_input(input);
        }
        code = step(input, item);
        if (code != KEYCODE_NONE) {
            return code;
        }
    }
}
