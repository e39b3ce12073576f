#include "src/supervise/describe.h"

#include <stdio.h>
#include <string.h>

#include "src/supervise/text.h"

/* Find the first word of a shell's text that is no assignment; returns its
 * length. */
static size_t
first_word(const char **text)
{
    static const char ends[] = " \t\r\n;&|<>()'\"`";
    const char *word = *text;

    for (;;) {
        size_t size, name;

        word += strspn(word, ends);
        size = strcspn(word, ends);
        name = strspn(
            word,
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
            "0123456789_");
        if (size == 0 || name == 0 || word[name] != '=') {
            *text = word;
            return size;
        }
        word += size;
    }
}

const char *
describe_name(const struct worker_spec *spec, char *name)
{
    const char *word = spec->shell;
    size_t size;

    if (word != NULL) {
        size = first_word(&word);
    } else {
        word = spec->command[0];
        size = strlen(word);
    }
    while (size > 1 && word[size - 1] == '/') {
        size--;
    }
    for (size_t i = size; i > 1; i--) {
        if (word[i - 2] == '/') {
            word += i - 1;
            size -= i - 1;
            break;
        }
    }
    text_sanitize(word, size, name, DESCRIBE_NAME_SIZE);
    if (name[0] == '\0') {
        snprintf(name, DESCRIBE_NAME_SIZE, "command");
    }
    return name;
}

const char *
describe_target(const struct worker_spec *spec, char *target)
{
    char text[DESCRIBE_TARGET_SIZE];
    size_t size = 0;

    if (spec->target != NULL) {
        snprintf(text, sizeof(text), "%s", spec->target);
    } else if (spec->function != NULL) {
        snprintf(
            text, sizeof(text), "%s(%.6g)",
            spec->function_name != NULL ? spec->function_name : "target",
            spec->seconds);
    } else if (spec->shell != NULL) {
        snprintf(text, sizeof(text), "%s", spec->shell);
    } else {
        for (size_t i = 0; spec->command[i] != NULL && size < sizeof(text);
             i++) {
            size += (size_t) snprintf(
                text + size, sizeof(text) - size, "%s%s", i > 0 ? " " : "",
                spec->command[i]);
        }
    }
    text_sanitize(text, strlen(text), target, DESCRIBE_TARGET_SIZE);
    return target;
}
