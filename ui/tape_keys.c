/* The keys of a tape: what their words mean. */
#include <string.h>

#include "ui/tape_parser.h"
#include "ui/term/utf8.h"

/* Most repetitions of a key. */
#define COUNT_MOST 100000

static const struct {
    const char *word;
    key code;
} keys[] = {
    { "Enter", KEYCODE_ENTER },
    { "Space", KEYCODE_SPACE },
    { "Tab", KEYCODE_TAB },
    { "Escape", KEYCODE_ESCAPE },
    { "Backspace", KEYCODE_BACKSPACE },
    { "Delete", KEYCODE_DELETE },
    { "Insert", KEYCODE_INSERT },
    { "Up", KEYCODE_UP },
    { "Down", KEYCODE_DOWN },
    { "Left", KEYCODE_LEFT },
    { "Right", KEYCODE_RIGHT },
    { "PageUp", KEYCODE_PAGE_UP },
    { "PageDown", KEYCODE_PAGE_DOWN },
    { "ScrollUp", KEYCODE_UP },
    { "ScrollDown", KEYCODE_DOWN },
};

/* What is held down with a key. */
struct modifiers {
    bool control;
    bool alt;
    bool shift;
};

/* Find a key that has a word; KEYCODE_NONE: there is none. */
static key
find_key(const struct tape_token *token)
{
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (tape_token_is(token, keys[i].word)) {
            return keys[i].code;
        }
    }
    return KEYCODE_NONE;
}

bool
tape_is_key(const struct tape_token *token)
{
    return find_key(token) != KEYCODE_NONE || tape_token_is(token, "Ctrl")
        || tape_token_is(token, "Alt") || tape_token_is(token, "Shift");
}

/* Take what is pressed with the modifiers: one character or a key's word. */
static bool
take_character(struct tape_parser *parser, key *code)
{
    static const char what[] = "one character or a key such as Enter";
    const struct tape_token *token = &parser->token;
    char text[8] = "";
    const char *end = text;

    *code = find_key(token);
    if (*code == KEYCODE_NONE && token->size > 0 && token->size < sizeof(text)
        && token->kind != TAPE_TOKEN_PATTERN) {
        memcpy(text, token->text, token->size);
        *code = utf8_next(&end);
        if (*end) {
            *code = KEYCODE_NONE;
        }
    }
    if (*code == KEYCODE_NONE) {
        return tape_expected(parser, what);
    }
    tape_take(parser);
    return true;
}

/* Make the code that a terminal gives with Ctrl held; KEYCODE_NONE: none. */
static key
with_control(key code)
{
    if (code >= 'a' && code <= 'z') {
        return code - 'a' + 1;
    }
    if (code > '@' && code <= '_') {
        return code - '@';
    }
    if (code == KEYCODE_BACKSPACE) {
        return 'h' - 'a' + 1;
    }
    if (code == '-') {
        return '_' - '@';
    }
    return code == KEYCODE_ENTER || code >= KEYCODE_UP ? code : KEYCODE_NONE;
}

/* Make the code that a terminal gives with Shift held. */
static key
with_shift(key code)
{
    if (code >= 'a' && code <= 'z') {
        return code - 'a' + 'A';
    }
    return code == KEYCODE_TAB ? (key) KEYCODE_BACK_TAB : code;
}

/* Take "+Alt", "+Shift" as often as they come, then "+" and a character. */
static bool
take_combination(
    struct tape_parser *parser,
    const struct tape_token *word,
    struct modifiers held,
    key *code)
{
    do {
        if (!tape_take_sign(parser, '+')) {
            return tape_expected(parser, "'+' and a key");
        }
        if (tape_token_is(&parser->token, "Alt")) {
            held.alt = true;
        } else if (tape_token_is(&parser->token, "Shift")) {
            held.shift = true;
        } else {
            break;
        }
        tape_take(parser);
    } while (true);
    if (!take_character(parser, code)) {
        return false;
    }
    if (held.shift) {
        *code = with_shift(*code);
    }
    if (held.control) {
        *code = with_control(*code);
    }
    if (*code == KEYCODE_NONE) {
        return tape_wrong(
            parser, word,
            "a terminal has no such key, a letter or one of [ \\ ] ^ - was "
            "expected after Ctrl");
    }
    *code |= held.alt ? KEYCODE_ALT : 0;
    return true;
}

bool
tape_key_command(struct tape_parser *parser, const struct tape_token *word)
{
    struct tape_step step = { .verb = TAPE_KEY,
                              .code = find_key(word),
                              .count = 1,
                              .time = parser->typing_time };
    long count;

    if (step.code == KEYCODE_NONE) {
        struct modifiers held = { tape_token_is(word, "Ctrl"),
                                  tape_token_is(word, "Alt"),
                                  tape_token_is(word, "Shift") };

        return take_combination(parser, word, held, &step.code)
            && tape_add_step(parser, word, &step);
    }
    if (!tape_take_at(parser, &step.time)) {
        return false;
    }
    if (parser->token.kind == TAPE_TOKEN_NUMBER) {
        if (!tape_take_number(parser, COUNT_MOST, &count)) {
            return false;
        }
        step.count = (unsigned) count;
    }
    return tape_add_step(parser, word, &step);
}
