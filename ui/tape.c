#include "ui/tape.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/loop.h"
#include "ui/tape_parser.h"

/* VHS's own. */
#define TYPING_TIME (NANOSECONDS_PER_SECOND / 20)
#define WAIT_LIMIT (15 * NANOSECONDS_PER_SECOND)

/* Keep a file's name as long as the tape lives. */
static const char *
keep_name(struct tape *tape, const char *name)
{
    char **files =
        realloc(tape->files, (tape->file_count + 1) * sizeof(*files));

    if (!files) {
        return NULL;
    }
    tape->files = files;
    files[tape->file_count] = strdup(name);
    return files[tape->file_count] ? files[tape->file_count++] : NULL;
}

/* Read all of a file, at most one byte more than a tape may have; returns
 * -errno. */
static int
read_all(const char *path, char **text, size_t *size)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    int error = 0;

    if (!file) {
        return -errno;
    }
    *text = malloc(TAPE_SIZE_MOST + 1);
    errno = 0;
    *size = *text ? fread(*text, 1, TAPE_SIZE_MOST + 1, file) : 0;
    if (!*text || ferror(file)) {
        error = errno ? -errno : -EIO;
        free(*text);
    }
    if (file != stdin) {
        fclose(file);
    }
    return error;
}

/* Say what is wrong with a whole file. */
static void
say_of_file(struct tape *tape, const char *name, const char *what)
{
    free(tape->errors);
    tape->errors = NULL;
    if (asprintf(&tape->errors, "%s: %s\n", name, what) < 0) {
        tape->errors = NULL;
    }
    tape->error_count = 1;
}

int
tape_parse(struct tape **out, const char *name, const char *text, size_t size)
{
    struct tape *tape = calloc(1, sizeof(*tape));
    struct tape_parser parser = { .tape = tape,
                                  .typing_time = TYPING_TIME,
                                  .limit = WAIT_LIMIT };

    parser.file = tape ? keep_name(tape, name) : NULL;
    if (!parser.file) {
        tape_free(tape);
        return -ENOMEM;
    }
    tape_parser_run(&parser, text, size);
    free(parser.pattern);
    free(parser.clipboard);
    if (parser.no_memory) {
        tape_free(tape);
        return -ENOMEM;
    }
    *out = tape;
    return tape->error_count > 0 ? -EINVAL : 0;
}

int
tape_load(struct tape **out, const char *path)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    char *text = NULL;
    size_t size = 0;
    int error = read_all(path, &text, &size);
    int result;

    if (error == -ENOMEM) {
        return error;
    }
    result = tape_parse(out, name, text, error < 0 ? 0 : size);
    if (error < 0) {
        if (result == 0) {
            say_of_file(*out, name, strerror(-error));
            result = -EINVAL;
        }
        return result;
    }
    free(text);
    return result;
}

bool
tape_source(
    struct tape_parser *parser,
    const struct tape_token *token,
    const char *path)
{
    const char *slash = strrchr(parser->file, '/');
    int folder =
        path[0] == '/' || !slash ? 0 : (int) (slash + 1 - parser->file);
    struct tape_parser inner = *parser;
    char file[4096];
    char *text = NULL;
    size_t size;
    int error;

    if (parser->sourced) {
        return tape_wrong(
            parser, token, "a tape that was taken in takes in no other one");
    }
    snprintf(file, sizeof(file), "%.*s%s", folder, parser->file, path);
    error = read_all(file, &text, &size);
    if (error < 0) {
        return tape_wrong(parser, token, "%s: %s", file, strerror(-error));
    }
    inner.file = keep_name(parser->tape, file);
    inner.sourced = true;
    if (inner.file) {
        tape_parser_run(&inner, text, size);
    }
    free(text);
    parser->no_memory = inner.no_memory || !inner.file;
    parser->typing_time = inner.typing_time;
    parser->limit = inner.limit;
    parser->pattern = inner.pattern;
    parser->clipboard = inner.clipboard;
    return true;
}

/* Give back what a step holds. */
static void
free_step(struct tape_step *step)
{
    if (step->pattern) {
        regfree(step->pattern);
    }
    free(step->pattern);
    free(step->text);
}

void
tape_free(struct tape *tape)
{
    if (!tape) {
        return;
    }
    for (size_t i = 0; i < tape->step_count; i++) {
        free_step(&tape->steps[i]);
    }
    for (size_t i = 0; i < tape->worker_count; i++) {
        free(tape->workers[i].name);
    }
    for (size_t i = 0; i < tape->variable_count; i++) {
        free(tape->variables[i].name);
        free(tape->variables[i].value);
    }
    for (size_t i = 0; i < tape->file_count; i++) {
        free(tape->files[i]);
    }
    free(tape->steps);
    free(tape->workers);
    free(tape->variables);
    free(tape->files);
    free(tape->errors);
    free(tape->notes);
    free(tape);
}

const char *
tape_verb_name(enum tape_verb verb)
{
    static const char *const names[] = {
        [TAPE_KEY] = "a key",
        [TAPE_TYPE] = "Type",
        [TAPE_SLEEP] = "Sleep",
        [TAPE_WAIT_SCREEN] = "Wait+Screen",
        [TAPE_WAIT_STATE] = "Wait+State",
        [TAPE_SELECT] = "Select",
        [TAPE_MARK] = "Mark",
        [TAPE_SCREENSHOT] = "Screenshot",
        [TAPE_HIDE] = "Hide",
        [TAPE_SHOW] = "Show",
    };

    return names[verb];
}
