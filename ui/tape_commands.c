/* The commands of a tape. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/tape_parser.h"

/* Most bytes that one Type may have. */
#define TYPE_SIZE_MOST 65536

typedef bool command_function(
    struct tape_parser *parser, const struct tape_token *word);

/* Add a step that has nothing but a text; NULL: it has been said why not. */
static bool
add_text_step(
    struct tape_parser *parser,
    const struct tape_token *word,
    enum tape_verb verb,
    char *text)
{
    return text
        && tape_add_step(
               parser, word, &(struct tape_step){ .verb = verb, .text = text });
}

/* Tell whether a token is text to be typed. */
static bool
is_typed(const struct tape_token *token)
{
    return token->kind == TAPE_TOKEN_STRING
        || (token->kind == TAPE_TOKEN_WORD && !tape_begins_command(token));
}

/* Type[@time] STRING... */
static bool
read_type(struct tape_parser *parser, const struct tape_token *word)
{
    struct tape_step step = { .verb = TAPE_TYPE, .time = parser->typing_time };
    size_t size = 0;

    if (!tape_take_at(parser, &step.time)) {
        return false;
    }
    if (!is_typed(&parser->token)) {
        return tape_expected(parser, "a string to type");
    }
    step.text = malloc(TYPE_SIZE_MOST);
    while (step.text && is_typed(&parser->token)) {
        struct tape_token token = tape_take(parser);

        if (size + token.size + 2 > TYPE_SIZE_MOST) {
            free(step.text);
            return tape_wrong(
                parser, &token,
                "this is too long, at most 64 KiB to type were "
                "expected");
        }
        if (size > 0) {
            step.text[size++] = ' ';
        }
        memcpy(step.text + size, token.text, token.size);
        size += token.size;
    }
    if (!step.text) {
        parser->no_memory = true;
        return false;
    }
    step.text[size] = '\0';
    step.text = realloc(step.text, size + 1);
    return tape_add_step(parser, word, &step);
}

static bool
read_sleep(struct tape_parser *parser, const struct tape_token *word)
{
    struct tape_step step = { .verb = TAPE_SLEEP };

    return tape_take_time(parser, &step.time)
        && tape_add_step(parser, word, &step);
}

/* Wait+Screen[@time] [/pattern/] */
static bool
read_wait_screen(struct tape_parser *parser, const struct tape_token *word)
{
    struct tape_step step = { .verb = TAPE_WAIT_SCREEN, .time = parser->limit };
    struct tape_token token;

    if (!tape_take_at(parser, &step.time)) {
        return false;
    }
    token = parser->token;
    if (token.kind == TAPE_TOKEN_PATTERN && token.closed && token.size > 0) {
        tape_take(parser);
        step.text = tape_copy(parser, &token);
    } else if (token.kind == TAPE_TOKEN_PATTERN || !parser->pattern) {
        return tape_expected(parser, "a pattern between slashes");
    } else {
        step.text = strdup(parser->pattern);
        parser->no_memory |= !step.text;
    }
    if (!step.text || !tape_compile(parser, &token, step.text, &step.pattern)) {
        free(step.text);
        return false;
    }
    return tape_add_step(parser, word, &step);
}

/* Find a state by its name; -1: there is none. */
static int
find_state(const struct tape_token *token)
{
    for (int i = WORKER_INITIAL; i <= WORKER_CLOSED; i++) {
        if (tape_token_is(token, worker_state_name((enum worker_state) i))) {
            return i;
        }
    }
    return -1;
}

/* Wait+State[@time] NAME STATE */
static bool
read_wait_state(struct tape_parser *parser, const struct tape_token *word)
{
    struct tape_step step = { .verb = TAPE_WAIT_STATE, .time = parser->limit };
    int state;

    if (!tape_take_at(parser, &step.time)) {
        return false;
    }
    step.text = tape_take_text(parser, "the name of a worker");
    if (!step.text) {
        return false;
    }
    state = find_state(&parser->token);
    if (state < 0) {
        free(step.text);
        return tape_expected(
            parser,
            "a state (initial, waiting, started, joining, stopping, "
            "stopped, lost, closed)");
    }
    tape_take(parser);
    step.state = (enum worker_state) state;
    return tape_add_step(parser, word, &step);
}

static bool
read_wait(struct tape_parser *parser, const struct tape_token *word)
{
    if (tape_take_sign(parser, '+')) {
        if (tape_token_is(&parser->token, "Screen")) {
            tape_take(parser);
            return read_wait_screen(parser, word);
        }
        if (tape_token_is(&parser->token, "State")) {
            tape_take(parser);
            return read_wait_state(parser, word);
        }
        return tape_expected(parser, "Screen or State");
    }
    return tape_wrong(
        parser, word,
        "a bare Wait waits for a shell's prompt, Wait+Screen /pattern/ or "
        "Wait+State NAME STATE was expected");
}

static bool
read_select(struct tape_parser *parser, const struct tape_token *word)
{
    return add_text_step(
        parser, word, TAPE_SELECT,
        tape_take_text(parser, "the name of a worker"));
}

static bool
read_mark(struct tape_parser *parser, const struct tape_token *word)
{
    return add_text_step(
        parser, word, TAPE_MARK, tape_take_text(parser, "the text of a mark"));
}

/* Screenshot FILE.txt; pictures of VHS are passed over. */
static bool
read_screenshot(struct tape_parser *parser, const struct tape_token *word)
{
    struct tape_token token = parser->token;
    char *file = tape_take_text(parser, "the name of a file.txt");
    size_t size = file ? strlen(file) : 0;

    if (size > 4 && strcmp(file + size - 4, ".txt") == 0) {
        return add_text_step(parser, word, TAPE_SCREENSHOT, file);
    }
    if (size > 4 && strcmp(file + size - 4, ".png") == 0) {
        free(file);
        tape_note(
            parser, word,
            "Screenshot is passed over: only FILE.txt can be written");
        return true;
    }
    free(file);
    return size > 0
        && tape_wrong(
               parser, &token,
               "a screen is written as text, a name that ends in .txt was "
               "expected");
}

static bool
read_hide(struct tape_parser *parser, const struct tape_token *word)
{
    return tape_add_step(
        parser, word,
        &(struct tape_step){ .verb = tape_token_is(word, "Hide") ? TAPE_HIDE
                                                                 : TAPE_SHOW });
}

static bool
read_source(struct tape_parser *parser, const struct tape_token *word)
{
    struct tape_token token = parser->token;
    char *path = tape_take_text(parser, "the name of a tape");
    bool good = path && tape_source(parser, &token, path);

    (void) word;
    free(path);
    return good;
}

/* Env NAME "value" */
static bool
read_env(struct tape_parser *parser, const struct tape_token *word)
{
    struct tape *tape = parser->tape;
    struct tape_token token = parser->token;
    struct tape_variable *variables;
    char *name = tape_take_text(parser, "the name of a variable");
    char *value = NULL;

    (void) word;
    if (name && strchr(name, '=')) {
        free(name);
        return tape_wrong(
            parser, &token, "a variable's name without '=' was expected");
    }
    if (name && parser->token.kind != TAPE_TOKEN_STRING) {
        free(name);
        return tape_expected(parser, "a string");
    }
    if (!name) {
        return false;
    }
    token = tape_take(parser);
    value = tape_copy(parser, &token);
    variables = realloc(
        tape->variables, (tape->variable_count + 1) * sizeof(*variables));
    tape->variables = variables ? variables : tape->variables;
    if (!variables || !value) {
        parser->no_memory = true;
        free(name);
        free(value);
        return false;
    }
    variables[tape->variable_count++] = (struct tape_variable){ name, value };
    return true;
}

static bool
read_copy(struct tape_parser *parser, const struct tape_token *word)
{
    char *text = tape_take_text(parser, "a string to copy");

    (void) word;
    if (!text) {
        return false;
    }
    free(parser->clipboard);
    parser->clipboard = text;
    return true;
}

static bool
read_paste(struct tape_parser *parser, const struct tape_token *word)
{
    char *text;

    if (!parser->clipboard) {
        return tape_wrong(
            parser, word,
            "nothing was copied, Copy \"text\" was expected "
            "before Paste");
    }
    text = strdup(parser->clipboard);
    parser->no_memory |= !text;
    return add_text_step(parser, word, TAPE_TYPE, text);
}

/* Output and Require: of VHS only. */
static bool
read_passed_over(struct tape_parser *parser, const struct tape_token *word)
{
    bool output = tape_token_is(word, "Output");

    if (parser->token.kind == TAPE_TOKEN_PATTERN) { /* a path from the root */
        while (parser->token.line == word->line
               && parser->token.kind != TAPE_TOKEN_END) {
            tape_take(parser);
        }
    } else {
        char *text = tape_take_text(
            parser, output ? "the name of a file" : "the name of a program");

        if (!text) {
            return false;
        }
        free(text);
    }
    tape_note(
        parser, word,
        output ? "Output is passed over: --record FILE.cast makes a recording"
               : "Require is passed over");
    return true;
}

static bool
read_set(struct tape_parser *parser, const struct tape_token *word)
{
    return tape_setting(parser, word);
}

static const struct {
    const char *word;
    command_function *read;
} commands[] = {
    { "Type", read_type },
    { "Sleep", read_sleep },
    { "Wait", read_wait },
    { "Select", read_select },
    { "Mark", read_mark },
    { "Screenshot", read_screenshot },
    { "Hide", read_hide },
    { "Show", read_hide },
    { "Source", read_source },
    { "Set", read_set },
    { "Env", read_env },
    { "Copy", read_copy },
    { "Paste", read_paste },
    { "Output", read_passed_over },
    { "Require", read_passed_over },
};

/* Find a command by its word. */
static command_function *
find_command(const struct tape_token *token)
{
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (tape_token_is(token, commands[i].word)) {
            return commands[i].read;
        }
    }
    return tape_is_key(token) ? tape_key_command : NULL;
}

bool
tape_begins_command(const struct tape_token *token)
{
    return find_command(token) != NULL;
}

bool
tape_command(struct tape_parser *parser)
{
    command_function *read = find_command(&parser->token);
    struct tape_token word = parser->token;

    if (!read) {
        return tape_expected(
            parser, "a command such as Type, Enter, Sleep or Wait+Screen");
    }
    tape_take(parser);
    return read(parser, &word);
}
