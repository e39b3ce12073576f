/* tape_lexer: splits the text of a tape into tokens, as VHS does. */
#ifndef UI_TAPE_LEXER_H
#define UI_TAPE_LEXER_H

#include <stdbool.h>
#include <stddef.h>

enum tape_token_kind {
    TAPE_TOKEN_END,     /* of the text */
    TAPE_TOKEN_WORD,    /* Type, Process-1, demo.txt */
    TAPE_TOKEN_NUMBER,  /* 12, .5 */
    TAPE_TOKEN_STRING,  /* between quotes, without them */
    TAPE_TOKEN_PATTERN, /* between slashes, without them */
    TAPE_TOKEN_JSON,    /* { ... }, with them */
    TAPE_TOKEN_SIGN     /* any other character */
};

/* A piece of the tape's text, which it points into. */
struct tape_token {
    enum tape_token_kind kind;
    const char *text;
    size_t size;
    int line;    /* from 1 */
    int column;  /* from 1, in characters */
    bool closed; /* its closing quote, slash or brace is there */
};

struct tape_lexer {
    const char *at;
    const char *end;
    int line;
    const char *counted; /* up to where columns were counted ... */
    int column;          /* ... and the column there */
};

/**
 * Begin at the start of a text.
 *
 * lexer  Receives the place.
 * text   Borrowed as long as tokens are used; any bytes.
 * size   How many.
 */
void tape_lexer_init(struct tape_lexer *lexer, const char *text, size_t size);

/**
 * Get the next token.
 *
 * lexer  Borrowed.
 *
 * Returns the token; TAPE_TOKEN_END at the end, as often as asked.
 */
struct tape_token tape_lexer_next(struct tape_lexer *lexer);

/**
 * Tell whether a token is a certain word.
 *
 * token  Borrowed.
 * word   NUL-terminated.
 *
 * Returns whether it is.
 */
bool tape_token_is(const struct tape_token *token, const char *word);

#endif
