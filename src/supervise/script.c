#include "src/supervise/script.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/clock.h"
#include "src/supervise/tutorial.h"

/* How often the worker of example 1 tells the time. */
#define TIMES 6

/* What is being read. */
struct reader {
    struct script *script;
    const char *at; /* what is left of a text for the shell */
    char **words;   /* of the command that is being read */
    bool *quoted;   /* whether something in the word was quoted */
    size_t count;
    char *error;
    size_t error_size;
};

void
script_free(struct script *script)
{
    for (size_t i = 0; i < script->count; i++) {
        free(script->steps[i].text);
    }
    free(script->steps);
    *script = (struct script){ 0 };
}

/* Add a step; its text is taken, also where there is no memory. */
static int
add(struct script *script, struct script_step step)
{
    if (script->count == script->room) {
        size_t room = script->room > 0 ? script->room * 2 : 4;
        struct script_step *steps =
            realloc(script->steps, room * sizeof(*steps));

        if (steps == NULL) {
            free(step.text);
            return -ENOMEM;
        }
        script->steps = steps;
        script->room = room;
    }
    script->steps[script->count++] = step;
    return 0;
}

/* Add the telling of the time. */
static int
add_time(struct script *script, const char *what)
{
    char *text = strdup(what);

    if (text == NULL) {
        return -ENOMEM;
    }
    return add(script, (struct script_step){ SCRIPT_TIME, .text = text });
}

static int
add_sleep(struct script *script, double seconds)
{
    return add(
        script,
        (struct script_step){ SCRIPT_SLEEP,
                              .duration = clock_from_seconds(seconds) });
}

int
script_of_function(struct script *script, mp_target *function, double seconds)
{
    bool ends = function == tutorial_daemon_worker;
    int times = function == tutorial_worker ? TIMES : 1;
    int result = 0;

    *script = (struct script){ 0 };
    if (!ends && function != tutorial_worker && function != tutorial_worker1
        && function != tutorial_worker2 && function != tutorial_worker3
        && function != tutorial_worker4) {
        return -EINVAL;
    }
    for (int i = 0; i < times && result == 0; i++) {
        result = add_time(script, ends ? "start time" : "time");
        if (result == 0) {
            result = add_sleep(script, seconds > 0 ? seconds : 0);
        }
    }
    if (ends && result == 0) {
        result = add_time(script, "end time");
    }
    return result;
}

/* Say what is not understood. */
static int
refuse(const struct reader *reader, const char *what, const char *word)
{
    if (reader->error_size > 0) {
        snprintf(
            reader->error, reader->error_size, "cannot simulate %s%s%s%s", what,
            *word ? " '" : "", word, *word ? "'" : "");
    }
    return -EINVAL;
}

/* Join the words of an echo. */
static char *
join_words(const struct reader *reader)
{
    size_t size = 1;
    char *text;
    char *end;

    for (size_t i = 1; i < reader->count; i++) {
        size += strlen(reader->words[i]) + 1;
    }
    text = end = malloc(size);
    if (text == NULL) {
        return NULL;
    }
    *end = '\0';
    for (size_t i = 1; i < reader->count; i++) {
        end = stpcpy(end, i > 1 ? " " : "");
        end = stpcpy(end, reader->words[i]);
    }
    return text;
}

/* Read the number that a command has as its one argument. */
static bool
read_number(const struct reader *reader, double most, double *number)
{
    const char *word = reader->count == 2 ? reader->words[1] : "";
    char *end;

    if (word[strspn(word, "0123456789.")] != '\0') {
        return false;
    }
    *number = strtod(word, &end);
    return end != word && *end == '\0' && *number <= most;
}

/* Make steps of sleep and exit, which have a number. */
static int
take_number(const struct reader *reader)
{
    const char *word = reader->words[0];
    double number = -1;

    if (strcmp(word, "sleep") == 0) {
        if (!read_number(reader, 1e9, &number)) {
            return refuse(reader, "sleep without a number of seconds", "");
        }
        return add_sleep(reader->script, number);
    }
    if (reader->count > 1
        && (!read_number(reader, 255, &number) || number != floor(number))) {
        return refuse(reader, "exit with anything but 0 to 255", "");
    }
    return add(
        reader->script,
        (struct script_step){ SCRIPT_EXIT, .code = (int) number });
}

/* Make steps of a command that writes. */
static int
take_writing(struct reader *reader)
{
    struct script_step step = { SCRIPT_ECHO };
    size_t last = reader->count - 1;

    if (last > 0 && !reader->quoted[last]
        && strcmp(reader->words[last], ">&2") == 0) {
        step.stream = OUTPUT_STDERR;
        free(reader->words[last]);
        reader->count--;
    }
    if (strcmp(reader->words[0], "date") == 0) {
        if (reader->count > 1) {
            return refuse(reader, "date with arguments", "");
        }
        step.verb = SCRIPT_DATE;
        return add(reader->script, step);
    }
    step.text = join_words(reader);
    return step.text == NULL ? -ENOMEM : add(reader->script, step);
}

/* Make steps of the words of one command. */
static int
take_command(struct reader *reader)
{
    const char *word = reader->count > 0 ? reader->words[0] : NULL;
    bool succeeds;
    int result;

    if (word == NULL) {
        return 0;
    }
    if (strcmp(word, "exit") == 0) {
        return take_number(reader);
    }
    if (strcmp(word, "sleep") == 0) {
        result = take_number(reader);
        succeeds = true;
    } else if (strcmp(word, "echo") == 0 || strcmp(word, "date") == 0) {
        result = take_writing(reader);
        succeeds = true;
    } else {
        succeeds = strcmp(word, "true") == 0 || strcmp(word, ":") == 0;
        if (!succeeds && strcmp(word, "false") != 0) {
            return refuse(reader, "", word);
        }
        result = 0;
    }
    if (result < 0) {
        return result;
    }
    return add(
        reader->script,
        (struct script_step){ SCRIPT_STATUS, .code = !succeeds });
}

/* Forget the words of a command. */
static void
forget_words(struct reader *reader)
{
    while (reader->count > 0) {
        free(reader->words[--reader->count]);
    }
}

/* Read the next word of a text for the shell into room that suffices; false:
 * something in it is more than we know. */
static bool
read_word(struct reader *reader, char *word, bool *quoted)
{
    char quote = '\0';

    for (;; reader->at++) {
        char c = *reader->at;

        if (c == '\0') {
            break;
        }
        if (quote != '\0' ? c == quote : c == '\'' || c == '"') {
            quote = quote == '\0' ? c : '\0';
            *quoted = true;
        } else if (quote == '\0' && strchr(" \t\n;", c) != NULL) {
            break;
        } else if (
            quote != '\'' && strchr(quote ? "$`\\" : "$`\\&|<>()*?[#~=", c)) {
            if (quote || strncmp(reader->at, ">&2", 3) != 0) {
                return false;
            }
            word = stpcpy(word, ">&2");
            reader->at += 2;
        } else {
            *word++ = c;
        }
    }
    *word = '\0';
    return quote == '\0';
}

/* Read the words of one command of a text for the shell. */
static int
read_command(struct reader *reader, char *word)
{
    for (;;) {
        bool quoted = false;
        const char *begin;

        reader->at += strspn(reader->at, " \t");
        if (*reader->at == '\0' || *reader->at == ';' || *reader->at == '\n') {
            return 0;
        }
        begin = reader->at;
        if (!read_word(reader, word, &quoted)) {
            return refuse(reader, "", begin);
        }
        reader->quoted[reader->count] = quoted;
        reader->words[reader->count] = strdup(word);
        if (reader->words[reader->count] == NULL) {
            return -ENOMEM;
        }
        reader->count++;
    }
}

/* Make steps of a text for the shell. */
static int
read_text(struct reader *reader, char *word)
{
    for (;;) {
        int result = read_command(reader, word);

        if (result == 0) {
            result = take_command(reader);
        }
        if (result < 0 || *reader->at == '\0') {
            return result;
        }
        reader->at++;
        forget_words(reader);
    }
}

/* Take the words of a program with its arguments as they are. */
static int
copy_words(struct reader *reader, const char *const *command)
{
    for (; *command != NULL; command++) {
        reader->quoted[reader->count] = true;
        reader->words[reader->count] = strdup(*command);
        if (reader->words[reader->count] == NULL) {
            return -ENOMEM;
        }
        reader->count++;
    }
    return take_command(reader);
}

int
script_of_command(
    struct script *script, const char *const *command, char *error, size_t size)
{
    bool is_text = strcmp(command[0], "/bin/sh") == 0 && command[1] != NULL
        && strcmp(command[1], "-c") == 0 && command[2] != NULL;
    struct reader reader = {
        .script = script,
        .at = is_text ? command[2] : "",
        .error = error,
        .error_size = size,
    };
    size_t room = strlen(reader.at) + 1;
    char *word = malloc(room);
    int result = -ENOMEM;

    *script = (struct script){ 0 };
    for (size_t i = 0; !is_text && command[i] != NULL; i++) {
        room++;
    }
    reader.words = calloc(room, sizeof(*reader.words));
    reader.quoted = calloc(room, sizeof(*reader.quoted));
    if (word != NULL && reader.words != NULL && reader.quoted != NULL) {
        result =
            is_text ? read_text(&reader, word) : copy_words(&reader, command);
    }
    forget_words(&reader);
    free(reader.words);
    free(reader.quoted);
    free(word);
    return result;
}
