/* tape_parser: what the commands of a tape are read with: the next token, what
 * is wrong, and the steps made so far. */
#ifndef UI_TAPE_PARSER_H
#define UI_TAPE_PARSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/tape.h"
#include "ui/tape_lexer.h"

struct tape_parser {
    struct tape *tape;
    const char *file; /* the tape's */
    struct tape_lexer lexer;
    struct tape_token token; /* not taken yet */
    int taken_line;          /* of the token taken last */
    bool sourced;            /* this tape was taken in by another one */
    bool no_memory;
    int64_t typing_time; /* nanoseconds after each key */
    int64_t limit;       /* nanoseconds that waits last at most */
    char *pattern;       /* Set WaitPattern, or NULL */
    char *clipboard;     /* Copy, or NULL */
};

/**
 * Read a text's commands into the parser's tape.
 *
 * parser  Borrowed; tape, file and settings filled in.
 * text    Borrowed.
 * size    Bytes of text.
 */
void tape_parser_run(struct tape_parser *parser, const char *text, size_t size);

/**
 * Take the next token.
 *
 * parser  Borrowed.
 *
 * Returns it.
 */
struct tape_token tape_take(struct tape_parser *parser);

/**
 * Take the next token if it is a certain sign.
 *
 * parser  Borrowed.
 * sign    The character.
 *
 * Returns whether it was.
 */
bool tape_take_sign(struct tape_parser *parser, char sign);

/**
 * Say what is wrong at a token.
 *
 * parser  Borrowed.
 * token   Borrowed; where.
 * format  As printf, followed by what it asks for.
 *
 * Returns false.
 */
bool tape_wrong(
    struct tape_parser *parser,
    const struct tape_token *token,
    const char *format,
    ...) __attribute__((format(printf, 3, 4)));

/**
 * Say that the next token should be something else.
 *
 * parser  Borrowed.
 * what    Such as "a time (500ms, 2s, 1m)".
 *
 * Returns false.
 */
bool tape_expected(struct tape_parser *parser, const char *what);

/**
 * Say that something is passed over.
 *
 * parser  Borrowed.
 * token   Borrowed; where.
 * what    A sentence without a full stop.
 */
void tape_note(
    struct tape_parser *parser,
    const struct tape_token *token,
    const char *what);

/**
 * Take a text: a string, or a word where that is clear enough.
 *
 * parser  Borrowed.
 * what    What is expected, such as "the name of a worker".
 *
 * Returns the text, to be freed by the caller; NULL: something is wrong, which
 * has been said.
 */
char *tape_take_text(struct tape_parser *parser, const char *what);

/**
 * Take a time: a number of seconds, or one with ms, s or m.
 *
 * parser  Borrowed.
 * time    Receives nanoseconds.
 *
 * Returns whether there was one; otherwise it has been said.
 */
bool tape_take_time(struct tape_parser *parser, int64_t *time);

/**
 * Take a whole number.
 *
 * parser  Borrowed.
 * most    Largest that is allowed.
 * number  Receives it.
 *
 * Returns whether there was one; otherwise it has been said.
 */
bool tape_take_number(struct tape_parser *parser, long most, long *number);

/**
 * Take "@" and a time, if they come.
 *
 * parser  Borrowed.
 * time    Receives nanoseconds; left as it is where none comes.
 *
 * Returns false when something is wrong, which has been said.
 */
bool tape_take_at(struct tape_parser *parser, int64_t *time);

/**
 * Copy a token's text.
 *
 * parser  Borrowed; notes it when there is no memory.
 * token   Borrowed.
 *
 * Returns the copy, to be freed by the caller, or NULL.
 */
char *tape_copy(struct tape_parser *parser, const struct tape_token *token);

/**
 * Add a step.
 *
 * parser  Borrowed.
 * token   Borrowed; where it stands.
 * step    Borrowed; its text and pattern are taken over, also on failure.
 *
 * Returns whether there was memory for it.
 */
bool tape_add_step(
    struct tape_parser *parser,
    const struct tape_token *token,
    const struct tape_step *step);

/**
 * Read one command.
 *
 * parser  Borrowed; its next token begins the command.
 *
 * Returns whether all was well; otherwise it has been said.
 */
bool tape_command(struct tape_parser *parser);

/**
 * Tell whether a token begins a command.
 *
 * token  Borrowed.
 *
 * Returns whether it does.
 */
bool tape_begins_command(const struct tape_token *token);

/**
 * Read what follows Set.
 *
 * parser  Borrowed.
 * set     Borrowed; the word Set.
 *
 * Returns whether all was well; otherwise it has been said.
 */
bool tape_setting(struct tape_parser *parser, const struct tape_token *set);

/**
 * Read what follows the word of a key, and add its step.
 *
 * parser  Borrowed.
 * word    Borrowed; a word such as Enter, Ctrl or Alt.
 *
 * Returns whether all was well; otherwise it has been said.
 */
bool tape_key_command(
    struct tape_parser *parser, const struct tape_token *word);

/**
 * Tell whether a word begins a key.
 *
 * token  Borrowed.
 *
 * Returns whether it does.
 */
bool tape_is_key(const struct tape_token *token);

/**
 * Make a regular expression of a pattern's text.
 *
 * parser   Borrowed.
 * token    Borrowed; where it stands.
 * text     POSIX extended; \/ is a slash.
 * pattern  Receives it, to be freed by the tape.
 *
 * Returns whether it is one; otherwise it has been said.
 */
bool tape_compile(
    struct tape_parser *parser,
    const struct tape_token *token,
    const char *text,
    regex_t **pattern);

/**
 * Take in another tape.
 *
 * parser  Borrowed.
 * token   Borrowed; the token that names it.
 * path    As the tape has it.
 *
 * Returns whether it could be read; otherwise it has been said.
 */
bool tape_source(
    struct tape_parser *parser,
    const struct tape_token *token,
    const char *path);

#endif
