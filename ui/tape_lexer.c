#include "ui/tape_lexer.h"

#include <string.h>

void
tape_lexer_init(struct tape_lexer *lexer, const char *text, size_t size)
{
    *lexer = (struct tape_lexer){ text, text + size, 1, text, 1 };
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Tell whether a character may stand inside of a word. */
static bool
is_in_word(char c)
{
    return is_letter(c) || is_digit(c) || (c && strchr("._/%-", c));
}

/* Note that a line begins here. */
static void
begin_line(struct tape_lexer *lexer)
{
    lexer->line++;
    lexer->counted = lexer->at;
    lexer->column = 1;
}

/* Count the characters of the line up to here. */
static int
count_column(struct tape_lexer *lexer)
{
    while (lexer->counted < lexer->at) {
        lexer->column += ((unsigned char) *lexer->counted++ & 0xc0) != 0x80;
    }
    return lexer->column;
}

/* Pass over blanks, ends of lines and comments. */
static void
skip_blanks(struct tape_lexer *lexer)
{
    while (lexer->at < lexer->end) {
        if (*lexer->at == '\n') {
            lexer->at++;
            begin_line(lexer);
        } else if (*lexer->at == '#') {
            while (lexer->at < lexer->end && *lexer->at != '\n') {
                lexer->at++;
            }
        } else if (is_blank(*lexer->at)) {
            lexer->at++;
        } else {
            return;
        }
    }
}

/* Take a string: to the same quote or the line's end; nothing is escaped. */
static void
take_string(struct tape_lexer *lexer, struct tape_token *token)
{
    char quote = *lexer->at++;

    token->kind = TAPE_TOKEN_STRING;
    token->text = lexer->at;
    while (lexer->at < lexer->end && *lexer->at != quote
           && *lexer->at != '\n') {
        lexer->at++;
    }
    token->size = (size_t) (lexer->at - token->text);
    token->closed = lexer->at < lexer->end && *lexer->at == quote;
    lexer->at += token->closed;
}

/* Take a pattern: to the next slash without a backslash before it. */
static void
take_pattern(struct tape_lexer *lexer, struct tape_token *token)
{
    token->kind = TAPE_TOKEN_PATTERN;
    token->text = ++lexer->at;
    while (lexer->at < lexer->end && *lexer->at != '/' && *lexer->at != '\n') {
        lexer->at += *lexer->at == '\\' && lexer->at + 1 < lexer->end
            && lexer->at[1] != '\n';
        lexer->at++;
    }
    token->size = (size_t) (lexer->at - token->text);
    token->closed = lexer->at < lexer->end && *lexer->at == '/';
    lexer->at += token->closed;
}

/* Take what stands in braces, to the first closing one. */
static void
take_json(struct tape_lexer *lexer, struct tape_token *token)
{
    token->kind = TAPE_TOKEN_JSON;
    token->text = lexer->at;
    while (lexer->at < lexer->end && *lexer->at != '}') {
        if (*lexer->at++ == '\n') {
            begin_line(lexer);
        }
    }
    token->closed = lexer->at < lexer->end;
    lexer->at += token->closed;
    token->size = (size_t) (lexer->at - token->text);
}

/* Take a word, a number, or a single character with all its bytes. */
static void
take_plain(struct tape_lexer *lexer, struct tape_token *token)
{
    char first = *lexer->at++;
    char second = lexer->at < lexer->end ? *lexer->at : '\0';

    token->closed = true;
    if (is_digit(first) || (first == '.' && is_digit(second))) {
        token->kind = TAPE_TOKEN_NUMBER;
        while (lexer->at < lexer->end
               && (is_digit(*lexer->at) || *lexer->at == '.')) {
            lexer->at++;
        }
    } else if (is_letter(first) || first == '.') {
        token->kind = TAPE_TOKEN_WORD;
        while (lexer->at < lexer->end && is_in_word(*lexer->at)) {
            lexer->at++;
        }
    } else {
        token->kind = TAPE_TOKEN_SIGN;
        while (lexer->at < lexer->end
               && ((unsigned char) *lexer->at & 0xc0) == 0x80) {
            lexer->at++;
        }
    }
    token->size = (size_t) (lexer->at - token->text);
}

struct tape_token
tape_lexer_next(struct tape_lexer *lexer)
{
    struct tape_token token = { .kind = TAPE_TOKEN_END };

    skip_blanks(lexer);
    token.text = lexer->at;
    token.line = lexer->line;
    token.column = count_column(lexer);
    if (lexer->at == lexer->end) {
        return token;
    }
    switch (*lexer->at) {
    case '"':
    case '\'':
    case '`':
        take_string(lexer, &token);
        break;
    case '/':
        take_pattern(lexer, &token);
        break;
    case '{':
        take_json(lexer, &token);
        break;
    default:
        take_plain(lexer, &token);
        break;
    }
    return token;
}

bool
tape_token_is(const struct tape_token *token, const char *word)
{
    return token->kind == TAPE_TOKEN_WORD && token->size == strlen(word)
        && memcmp(token->text, word, token->size) == 0;
}
