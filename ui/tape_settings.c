/* The settings of a tape. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/tape_parser.h"

/* Settings of VHS that a running program has not. */
static const char *const passed_over[] = {
    "Shell",     "FontSize",      "FontFamily",    "Width",        "Height",
    "Padding",   "Margin",        "MarginFill",    "BorderRadius", "WindowBar",
    "Theme",     "WindowBarSize", "LetterSpacing", "LineHeight",   "LoopOffset",
    "Framerate", "PlaybackSpeed", "CursorBlink",
};

/* Tell whether a word is one of those. */
static bool
is_passed_over(const struct tape_token *token)
{
    for (size_t i = 0; i < sizeof(passed_over) / sizeof(passed_over[0]); i++) {
        if (tape_token_is(token, passed_over[i])) {
            return true;
        }
    }
    return false;
}

/* Pass over a setting's value. */
static bool
pass_over(struct tape_parser *parser, const struct tape_token *name)
{
    char text[96];
    struct tape_token value = parser->token;

    if (value.kind == TAPE_TOKEN_END || value.kind == TAPE_TOKEN_SIGN) {
        return tape_expected(parser, "a value");
    }
    tape_take(parser);
    if (value.kind == TAPE_TOKEN_NUMBER
        && (tape_token_is(&parser->token, "ms")
            || tape_token_is(&parser->token, "s")
            || tape_token_is(&parser->token, "m")
            || tape_token_is(&parser->token, "px"))) {
        tape_take(parser);
    } else if (value.kind == TAPE_TOKEN_NUMBER) {
        tape_take_sign(parser, '%');
    }
    snprintf(
        text, sizeof(text), "Set %.*s is passed over: it is the terminal's",
        (int) name->size, name->text);
    tape_note(parser, name, text);
    return true;
}

/* Set WaitPattern /re/ */
static bool
set_pattern(struct tape_parser *parser)
{
    struct tape_token token = parser->token;
    regex_t *pattern;

    if (token.kind != TAPE_TOKEN_PATTERN || !token.closed) {
        return tape_expected(parser, "a pattern between slashes");
    }
    tape_take(parser);
    free(parser->pattern);
    parser->pattern = tape_copy(parser, &token);
    if (!parser->pattern
        || !tape_compile(parser, &token, parser->pattern, &pattern)) {
        return false;
    }
    regfree(pattern);
    free(pattern);
    return true;
}

/* Tell whether the tape has a worker of a name. */
static bool
has_worker(const struct tape *tape, const char *name)
{
    for (size_t i = 0; i < tape->worker_count; i++) {
        if (strcmp(tape->workers[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Keep a worker. */
static bool
add_worker(
    struct tape_parser *parser,
    const struct tape_token *set,
    const struct tape_worker *worker)
{
    struct tape *tape = parser->tape;
    struct tape_worker *workers =
        realloc(tape->workers, (tape->worker_count + 1) * sizeof(*workers));

    if (!workers) {
        parser->no_memory = true;
        return false;
    }
    tape->workers = workers;
    workers[tape->worker_count++] = *worker;
    if (!tape->worker_file) {
        tape->worker_file = parser->file;
        tape->worker_line = set->line;
    }
    return true;
}

/* Set Worker NAME SECONDS [EXITCODE] */
static bool
set_worker(struct tape_parser *parser, const struct tape_token *set)
{
    struct tape_token token = parser->token;
    struct tape_worker worker = { 0 };
    struct tape_token code;
    int64_t time;
    long exitcode = 0;
    bool good;

    worker.name = tape_take_text(parser, "the name of a worker");
    good = worker.name && tape_take_time(parser, &time);
    code = parser->token;
    if (good && tape_take_sign(parser, '-')) {
        good = tape_wrong(
            parser, &code, "an exit code from 0 to 255 was expected");
    } else if (good && code.kind == TAPE_TOKEN_NUMBER) {
        good = tape_take_number(parser, 255, &exitcode);
    }
    if (good && has_worker(parser->tape, worker.name)) {
        good = tape_wrong(
            parser, &token,
            "there is a worker '%s' already, another name was "
            "expected",
            worker.name);
    }
    if (good && parser->tape->step_count > 0) {
        good = tape_wrong(
            parser, set,
            "Set Worker was expected before the first key or wait");
    }
    if (good) {
        worker.seconds = (double) time / 1e9;
        worker.exitcode = (int) exitcode;
        good = add_worker(parser, set, &worker);
    }
    if (!good) {
        free(worker.name);
    }
    return good;
}

bool
tape_setting(struct tape_parser *parser, const struct tape_token *set)
{
    struct tape_token name = parser->token;

    if (tape_token_is(&name, "TypingSpeed")) {
        tape_take(parser);
        return tape_take_time(parser, &parser->typing_time);
    }
    if (tape_token_is(&name, "WaitTimeout")) {
        tape_take(parser);
        return tape_take_time(parser, &parser->limit);
    }
    if (tape_token_is(&name, "WaitPattern")) {
        tape_take(parser);
        return set_pattern(parser);
    }
    if (tape_token_is(&name, "Worker")) {
        tape_take(parser);
        return set_worker(parser, set);
    }
    if (is_passed_over(&name)) {
        tape_take(parser);
        return pass_over(parser, &name);
    }
    return tape_expected(
        parser, "a setting such as TypingSpeed, WaitTimeout or Worker");
}
