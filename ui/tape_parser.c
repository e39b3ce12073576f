#include "ui/tape_parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/loop.h"
#include "src/supervise/text.h"
#include "src/supervise/utf8.h"

/* Longest time that a tape can name: 100 days. */
#define SECONDS_MOST (100.0 * 86400.0)

struct tape_token
tape_take(struct tape_parser *parser)
{
    struct tape_token token = parser->token;

    parser->taken_line = token.line;
    parser->token = tape_lexer_next(&parser->lexer);
    return token;
}

bool
tape_take_sign(struct tape_parser *parser, char sign)
{
    if (parser->token.kind != TAPE_TOKEN_SIGN
        || parser->token.text[0] != sign) {
        return false;
    }
    tape_take(parser);
    return true;
}

/* Add a line to a list of errors or notes. */
static void
add_line(
    struct tape_parser *parser,
    char **list,
    int line,
    int column,
    const char *text)
{
    char *more = NULL;

    if (asprintf(
            &more, "%s%s:%d:%d: %s\n", *list ? *list : "", parser->file, line,
            column, text)
        < 0) {
        parser->no_memory = true;
        return;
    }
    free(*list);
    *list = more;
}

/* Say what is wrong at a place, unless enough was said. */
static void
wrong_at(struct tape_parser *parser, int line, int column, const char *text)
{
    struct tape *tape = parser->tape;

    if (tape->error_count < TAPE_ERRORS_MOST) {
        tape->error_count++;
        add_line(parser, &tape->errors, line, column, text);
    }
}

bool
tape_wrong(
    struct tape_parser *parser,
    const struct tape_token *token,
    const char *format,
    ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    wrong_at(parser, token->line, token->column, text);
    return false;
}

bool
tape_expected(struct tape_parser *parser, const char *what)
{
    const struct tape_token *token = &parser->token;
    char found[64];
    size_t size = token->size < 40 ? token->size : 40;

    if (token->kind == TAPE_TOKEN_END) {
        return tape_wrong(
            parser, token, "%s was expected, not the end of the tape", what);
    }
    text_sanitize(token->text, size, found, sizeof(found));
    return tape_wrong(parser, token, "%s was expected, not '%s'", what, found);
}

void
tape_note(
    struct tape_parser *parser,
    const struct tape_token *token,
    const char *what)
{
    add_line(parser, &parser->tape->notes, token->line, token->column, what);
}

char *
tape_copy(struct tape_parser *parser, const struct tape_token *token)
{
    char *copy = strndup(token->text, token->size);

    parser->no_memory |= !copy;
    return copy;
}

char *
tape_take_text(struct tape_parser *parser, const char *what)
{
    struct tape_token token;

    if (parser->token.kind == TAPE_TOKEN_PATTERN) {
        tape_wrong(
            parser, &parser->token,
            "%s was expected, in quotes where it begins with /", what);
        return NULL;
    }
    if (parser->token.kind != TAPE_TOKEN_STRING
        && parser->token.kind != TAPE_TOKEN_WORD) {
        tape_expected(parser, what);
        return NULL;
    }
    token = tape_take(parser);
    if (token.size == 0) {
        tape_wrong(parser, &token, "this is empty, %s was expected", what);
        return NULL;
    }
    return tape_copy(parser, &token);
}

/* Read a token's number; false when it is none, as "1.2.3" is. */
static bool
read_number(const struct tape_token *token, double *number)
{
    char text[32];
    char *end;

    if (token->kind != TAPE_TOKEN_NUMBER || token->size >= sizeof(text)) {
        return false;
    }
    memcpy(text, token->text, token->size);
    text[token->size] = '\0';
    *number = strtod(text, &end);
    return *end == '\0';
}

bool
tape_take_time(struct tape_parser *parser, int64_t *time)
{
    struct tape_token token = parser->token;
    double number;
    double unit = 1;

    if (!read_number(&token, &number)) {
        return tape_expected(parser, "a time such as 2, 500ms, 1.5s or 1m");
    }
    tape_take(parser);
    if (tape_token_is(&parser->token, "ms")) {
        unit = 0.001;
        tape_take(parser);
    } else if (tape_token_is(&parser->token, "m")) {
        unit = 60;
        tape_take(parser);
    } else if (tape_token_is(&parser->token, "s")) {
        tape_take(parser);
    }
    if (number * unit > SECONDS_MOST) {
        return tape_wrong(
            parser, &token,
            "this is too long, a time of at most 100 days was "
            "expected");
    }
    *time = (int64_t) (number * unit * (double) NANOSECONDS_PER_SECOND);
    return true;
}

bool
tape_take_number(struct tape_parser *parser, long most, long *number)
{
    double value;
    char what[64];

    snprintf(what, sizeof(what), "a whole number up to %ld", most);
    if (!read_number(&parser->token, &value) || value > (double) most
        || value != (double) (long) value) {
        return tape_expected(parser, what);
    }
    *number = (long) value;
    tape_take(parser);
    return true;
}

bool
tape_take_at(struct tape_parser *parser, int64_t *time)
{
    return !tape_take_sign(parser, '@') || tape_take_time(parser, time);
}

bool
tape_add_step(
    struct tape_parser *parser,
    const struct tape_token *token,
    const struct tape_step *step)
{
    struct tape *tape = parser->tape;
    size_t count = tape->step_count;
    struct tape_step *steps = tape->steps;

    if ((count & (count - 1)) == 0) {
        steps = realloc(steps, (count ? 2 * count : 1) * sizeof(*steps));
    }
    if (!steps) {
        if (step->pattern) {
            regfree(step->pattern);
        }
        free(step->pattern);
        free(step->text);
        parser->no_memory = true;
        return false;
    }
    tape->steps = steps;
    steps[count] = *step;
    steps[count].file = parser->file;
    steps[count].line = token->line;
    steps[count].column = token->column;
    tape->step_count++;
    return true;
}

/* Find bytes that no tape may have: others than UTF-8, or NUL. */
static bool
check_bytes(struct tape_parser *parser, const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *) text;
    size_t left = size;
    int line = 1;
    int column = 1;

    while (left > 0) {
        uint32_t character = 0;
        int taken = utf8_decode(at, left, &character);

        if (taken <= 0 || character == 0) {
            wrong_at(
                parser, line, column,
                taken > 0 ? "a NUL character, text was expected"
                          : "this is no UTF-8, text in UTF-8 was expected");
            return false;
        }
        column = character == '\n' ? 1 : column + 1;
        line += character == '\n';
        at += taken;
        left -= (size_t) taken;
    }
    return true;
}

/* Go on behind an error: to the next line that begins with a command. */
static void
recover(struct tape_parser *parser)
{
    int line = parser->taken_line;

    while (parser->token.kind != TAPE_TOKEN_END
           && (parser->token.line == line
               || !tape_begins_command(&parser->token))) {
        line = parser->token.line;
        tape_take(parser);
    }
}

void
tape_parser_run(struct tape_parser *parser, const char *text, size_t size)
{
    if (size > TAPE_SIZE_MOST) {
        wrong_at(parser, 1, 1, "the tape has more than 1 MiB");
        return;
    }
    if (!check_bytes(parser, text, size)) {
        return;
    }
    tape_lexer_init(&parser->lexer, text, size);
    parser->token = tape_lexer_next(&parser->lexer);
    parser->taken_line = parser->token.line;
    while (parser->token.kind != TAPE_TOKEN_END && !parser->no_memory) {
        if (!tape_command(parser)) {
            recover(parser);
        }
    }
}
