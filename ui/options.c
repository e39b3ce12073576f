#include "ui/options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/tutorial.h"
#include "ui/options_table.h"

/* First words that are no commands but will be something of their own. */
static const char *const later[] = { "ctl", "attach", "serve" };

/* More options than there are. */
enum {
    OPTIONS_MOST = 64
};

/* Find what getopt_long() returns for an option. */
static int
value_of(size_t row)
{
    char letter = options_rows[row].letter;

    return letter ? letter : UCHAR_MAX + 1 + (int) row;
}

/* List the options as getopt_long() wants them. */
static void
list_options(
    struct option longer[static OPTIONS_MOST],
    char shorter[static 4 * OPTIONS_MOST])
{
    static const int arguments[] = {
        [OPTIONS_ALONE] = no_argument,
        [OPTIONS_VALUE] = required_argument,
        [OPTIONS_EITHER] = optional_argument,
    };
    static const char *const colons[] = { "", ":", "::" };
    char *at = stpcpy(shorter, "-:");

    for (size_t i = 0; i < options_row_count && i < OPTIONS_MOST - 1; i++) {
        const struct options_row *row = &options_rows[i];

        longer[i] = (struct option){ row->name, arguments[row->given], NULL,
                                     value_of(i) };
        if (row->letter) {
            *at++ = row->letter;
            at = stpcpy(at, colons[row->given]);
        }
    }
}

/* Say what is wrong with the option that getopt_long() stumbled over. */
static int
bad_option(int found, char **argv, char *error, size_t size)
{
    const char *word = argv[optind - 1];

    if (found == ':' && optopt > 0 && optopt < 256 && word[1] != '-') {
        snprintf(error, size, "option '-%c' needs a value", optopt);
    } else if (found == ':') {
        snprintf(error, size, "option '%s' needs a value", word);
    } else if (optopt > 255 || (optopt && strncmp(word, "--", 2) == 0)) {
        snprintf(
            error, size, "option '%.*s' takes no value",
            (int) strcspn(word, "="), word);
    } else if (optopt) {
        snprintf(error, size, "unknown option '-%c'", optopt);
    } else {
        snprintf(
            error, size, "unknown option '%.*s'", (int) strcspn(word, "="),
            word);
    }
    return -EINVAL;
}

/* Tell whether a word is one of them. */
static bool
is_later(const char *word)
{
    for (size_t i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
        if (strcmp(later[i], word) == 0) {
            return true;
        }
    }
    return false;
}

/* Take in a word that is no option; the first may be a subcommand of later
 * versions, whose options nobody knows yet. */
static int
take_word(struct options *options, char *word, char *error, size_t size)
{
    options->commands[options->command_count++] = word;
    if (options->command_count == 1 && is_later(word)) {
        snprintf(error, size, "this version has no '%s' yet", word);
        return -EINVAL;
    }
    return 0;
}

/* Take in one of the options. */
static int
take_option(
    struct options *options,
    const struct options_row *row,
    char *error,
    size_t size)
{
    char *member = (char *) options + row->place;

    if (row->set) {
        return row->set(options, optarg, error, size);
    }
    if (row->flag) {
        *(bool *) member = true;
    } else {
        *(const char **) member = optarg;
    }
    return 0;
}

/* Take in one thing that getopt_long() found. */
static int
take(struct options *options, int found, char **argv, char *error, size_t size)
{
    if (found == 1) {
        return take_word(options, optarg, error, size);
    }
    for (size_t i = 0; i < options_row_count; i++) {
        if (found == value_of(i)) {
            return take_option(options, &options_rows[i], error, size);
        }
    }
    return bad_option(found, argv, error, size);
}

/* See whether the first word is a subcommand, and what is with it. */
static int
find_subcommand(struct options *options, char *error, size_t size)
{
    const char *first = options->command_count > 0 ? options->commands[0] : "";

    if (strcmp(first, "check") == 0) {
        options->mode = OPTIONS_CHECK;
        if (options->file && options->command_count == 1 && !options->program) {
            return 0;
        }
        snprintf(error, size, "check: -f FILE is expected, and nothing else");
        return -EINVAL;
    }
    if (strcmp(first, "play") == 0) {
        options->mode = OPTIONS_PLAY;
        options->play.path = options->commands[1];
        if (options->command_count == 2 && !options->program) {
            return 0;
        }
        snprintf(error, size, "play: one FILE.cast is expected");
        return -EINVAL;
    }
    if (strcmp(first, "tutorial") != 0) {
        return 0;
    }
    if (options->command_count != 2 || options->program) {
        snprintf(
            error, size,
            "tutorial: name one example: single, multiple, daemon-off or "
            "daemon-on");
        return -EINVAL;
    }
    if (!tutorial_has(options->commands[1])) {
        snprintf(
            error, size,
            "tutorial: no example '%s'; there are single, multiple, "
            "daemon-off and daemon-on",
            options->commands[1]);
        return -EINVAL;
    }
    options->mode = OPTIONS_TUTORIAL;
    options->example = options->commands[1];
    return 0;
}

/* Take in what follows "--", if it is there. */
static int
take_program(
    struct options *options, int argc, char **argv, char *error, size_t size)
{
    if (optind < argc) {
        options->program = argv + optind;
        return 0;
    }
    if (argc > 1 && optind == argc && strcmp(argv[argc - 1], "--") == 0) {
        snprintf(error, size, "'--' wants a program after it");
        return -EINVAL;
    }
    return 0;
}

/* Find a command with nothing in it. */
static int
check_commands(const struct options *options, char *error, size_t size)
{
    for (size_t i = 0; i < options->command_count; i++) {
        if (options->commands[i][strspn(options->commands[i], " \t\n")]
            == '\0') {
            snprintf(error, size, "a command is empty");
            return -EINVAL;
        }
    }
    if (options->program && !options->program[0][0]) {
        snprintf(error, size, "the program after '--' is empty");
        return -EINVAL;
    }
    return 0;
}

/* Find options that do not go together. */
static int
check_together(const struct options *options, char *error, size_t size)
{
    if (options->play.svg || options->play.speed > 0) {
        snprintf(
            error, size, "%s goes with mptop play FILE.cast only",
            options->play.svg ? "--svg" : "--speed");
        return -EINVAL;
    }
    if (options->once != OPTIONS_ONCE_NO
        && (options->headless || options->tape)) {
        snprintf(
            error, size, "--once goes neither with --headless nor with --tape");
        return -EINVAL;
    }
    if (options->record.path
        && (options->plain || options->once != OPTIONS_ONCE_NO
            || (options->headless && !options->tape))) {
        snprintf(
            error, size, "--record: nothing is drawn with %s",
            options->plain          ? "--plain"
                : options->headless ? "--headless, unless there is a --tape"
                                    : "--once");
        return -EINVAL;
    }
    return 0;
}

int
options_parse(
    struct options *options, int argc, char **argv, char *error, size_t size)
{
    struct option longer[OPTIONS_MOST] = { { NULL, 0, NULL, 0 } };
    char shorter[4 * OPTIONS_MOST];
    int found;
    int result = 0;

    list_options(longer, shorter);
    *options = (struct options){
        .delay = 1, .rows = 24, .columns = 80, .record.version = 3
    };
    options->commands = calloc((size_t) argc + 1, sizeof(*options->commands));
    if (!options->commands) {
        snprintf(error, size, "%s", strerror(ENOMEM));
        return -ENOMEM;
    }
    opterr = 0;
    optind = 0;
    while (result == 0
           && (found = getopt_long(argc, argv, shorter, longer, NULL)) != -1) {
        result = take(options, found, argv, error, size);
    }
    if (result == 0 && options->mode == OPTIONS_DASHBOARD) {
        result = take_program(options, argc, argv, error, size);
    }
    if (result == 0 && options->mode == OPTIONS_DASHBOARD) {
        result = check_commands(options, error, size);
    }
    if (result == 0 && options->mode == OPTIONS_DASHBOARD) {
        result = find_subcommand(options, error, size);
    }
    if (result == 0 && options->mode == OPTIONS_DASHBOARD) {
        result = check_together(options, error, size);
    }
    if (result < 0) {
        options_free(options);
    }
    return result;
}

void
options_free(struct options *options)
{
    free(options->commands);
    *options = (struct options){ 0 };
}
