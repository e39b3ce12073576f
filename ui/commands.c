#include "ui/commands.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/supervise/script.h"
#include "src/supervise/tutorial.h"

/* Tell whether a word names a program: by its path, or in PATH. */
static bool
is_program(const char *word)
{
    const char *path = getenv("PATH");
    char file[4096];

    if (strchr(word, '/')) {
        return access(word, X_OK) == 0;
    }
    while (path && *path) {
        size_t size = strcspn(path, ":");

        snprintf(file, sizeof(file), "%.*s/%s", (int) size, path, word);
        if (access(file, X_OK) == 0) {
            return true;
        }
        path += size;
        path += *path == ':';
    }
    return false;
}

/* Tell whether the shell does a word itself.  Of those that are programs too
 * some differ. */
static bool
is_builtin(const char *word, size_t size)
{
    static const char builtins[] =
        " . : [ alias bg break case cd chdir command continue do done echo elif"
        " else esac eval exec exit export false fg fi for getopts hash if jobs"
        " kill local printf pwd read readonly return set shift test then times"
        " trap true type ulimit umask unalias unset until wait while ";
    char padded[32];

    if (size > sizeof(padded) - 3) {
        return false;
    }
    snprintf(padded, sizeof(padded), " %.*s ", (int) size, word);
    return strstr(builtins, padded) != NULL;
}

/* Split a command into words where it needs no shell: nothing in it has a
 * meaning to one, and its first word is a program.  Then the worker is the
 * program itself, and not a shell that waits for it.  The words lie in *copy;
 * both are to be freed.  NULL: it needs a shell, or there is no memory. */
static char **
split(const char *command, char **copy)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        "+-_.,:/@% \t=";
    size_t size = strlen(command);
    char *rest;
    char **words;
    size_t count = 0;

    command += strspn(command, " \t");
    if (command[strspn(command, plain)] != '\0'
        || memchr(command, '=', strcspn(command, " \t"))
        || is_builtin(command, strcspn(command, " \t"))) {
        return NULL;
    }
    *copy = rest = strdup(command);
    words = calloc(size / 2 + 2, sizeof(*words));
    for (char *word; rest && words && (word = strsep(&rest, " \t"));) {
        if (word[0]) {
            words[count++] = word;
        }
    }
    if (count == 0 || !is_program(words[0])) {
        free(words);
        free(*copy);
        return NULL;
    }
    return words;
}

/* Add a worker for a command. */
static int
add_command(struct supervisor *supervisor, const char *command)
{
    struct worker_spec spec = { .target = command, .daemon = true };
    char *copy = NULL;
    char **words = split(command, &copy);
    int result;

    if (words) {
        spec.command = (const char *const *) words;
    } else {
        spec.shell = command;
    }
    result = supervisor_add(supervisor, &spec, NULL);
    if (words) {
        free(copy);
        free(words);
    }
    return result;
}

int
commands_add(struct supervisor *supervisor, const struct options *options)
{
    int result = 0;

    if (options->command_count == 0 && !options->program) {
        return tutorial_add(supervisor);
    }
    for (size_t i = 0; i < options->command_count && result == 0; i++) {
        result = add_command(supervisor, options->commands[i]);
    }
    if (options->program && result == 0) {
        result = supervisor_add(
            supervisor,
            &(struct worker_spec){ .command =
                                       (const char *const *) options->program,
                                   .daemon = true },
            NULL);
    }
    return result;
}

int
commands_check_simulated(
    const struct options *options, char *error, size_t size)
{
    const char *const prefix = "--simulate: ";
    size_t used = (size_t) snprintf(error, size, "%s", prefix);
    int result = 0;

    for (size_t i = 0; i <= options->command_count && result == 0; i++) {
        const char *const shell[] = { "/bin/sh", "-c", options->commands[i],
                                      NULL };
        const char *const *command = i < options->command_count
            ? shell
            : (const char *const *) options->program;
        struct script script = { 0 };

        if (command) {
            result =
                script_of_command(&script, command, error + used, size - used);
        }
        script_free(&script);
    }
    return result;
}

/* Tell whether a word is one word, and of no meaning to the shell alone. */
static bool
is_single_word(const char *word)
{
    return word[strcspn(word, " \t\n;&|<>()'\"`$")] == '\0';
}

const char *
commands_hint(const struct options *options, char *text, size_t size)
{
    size_t used;

    text[0] = '\0';
    if (options->command_count < 2 || options->program
        || !is_single_word(options->commands[0])
        || !is_program(options->commands[0])) {
        return text;
    }
    for (size_t i = 1; i < options->command_count; i++) {
        if (!is_single_word(options->commands[i])
            || is_program(options->commands[i])) {
            return text;
        }
    }
    used = (size_t) snprintf(
        text, size, "each word is a worker; for one command line: mptop --");
    for (size_t i = 0; i < options->command_count && used < size; i++) {
        used += (size_t) snprintf(
            text + used, size - used, " %s", options->commands[i]);
    }
    return text;
}
