#include "src/supervise/problems.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/text.h"

/* The longest text of a problem, and how many are printed. */
#define TEXT_SIZE 512
#define PRINTED_MOST 50

struct problem {
    struct place place;
    size_t number; /* order of finding */
    bool error;
    char *text;
};

/* Tell whether the last problem is the same: a part was looked at twice. */
static bool
is_known(const struct problems *problems, struct place place, const char *text)
{
    const struct problem *last;

    if (problems->count == 0) {
        return false;
    }
    last = &problems->list[problems->count - 1];
    return last->place.line == place.line && last->place.column == place.column
        && strcmp(last->text, text) == 0;
}

/* Note a problem; one that finds no memory is counted only. */
static void
add(struct problems *problems,
    struct place place,
    bool error,
    const char *format,
    va_list arguments)
{
    size_t room = problems->room > 0 ? problems->room * 2 : 8;
    char *text = NULL;

    if (vasprintf(&text, format, arguments) < 0) {
        problems->errors += error;
        return;
    }
    if (is_known(problems, place, text)) {
        free(text);
        return;
    }
    problems->errors += error;
    if (problems->count == problems->room) {
        struct problem *list = realloc(problems->list, room * sizeof(*list));

        if (list == NULL) {
            free(text);
            return;
        }
        problems->list = list;
        problems->room = room;
    }
    problems->list[problems->count] = (struct problem){
        .place = place,
        .number = problems->count,
        .error = error,
        .text = text,
    };
    problems->count++;
}

void
problems_error(
    struct problems *problems, struct place place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(problems, place, true, format, arguments);
    va_end(arguments);
}

void
problems_warn(
    struct problems *problems, struct place place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(problems, place, false, format, arguments);
    va_end(arguments);
}

/* Compare two problems by their places. */
static int
compare(const void *first, const void *second)
{
    const struct problem *one = first;
    const struct problem *two = second;

    if (one->place.line != two->place.line) {
        return one->place.line < two->place.line ? -1 : 1;
    }
    if (one->place.column != two->place.column) {
        return one->place.column < two->place.column ? -1 : 1;
    }
    return one->number < two->number ? -1 : one->number > two->number;
}

bool
problems_get(struct problems *problems, size_t index, char *text, size_t size)
{
    const struct problem *problem;
    const struct place *place;
    char line[TEXT_SIZE];
    int used;

    qsort(problems->list, problems->count, sizeof(*problems->list), compare);
    problem = &problems->list[index];
    place = &problem->place;
    used = snprintf(line, sizeof(line), "%s:", place->file);
    if (place->line > 0 && used < TEXT_SIZE) {
        used += snprintf(
            line + used, sizeof(line) - (size_t) used, "%zu:", place->line);
    }
    if (place->column > 0 && used < TEXT_SIZE) {
        used += snprintf(
            line + used, sizeof(line) - (size_t) used, "%zu:", place->column);
    }
    if (used < TEXT_SIZE) {
        snprintf(
            line + used, sizeof(line) - (size_t) used, " %s%s",
            problem->error ? "" : "warning: ", problem->text);
    }
    text_sanitize(line, strlen(line), text, size);
    return problem->error;
}

void
problems_print(struct problems *problems, FILE *out)
{
    char text[TEXT_SIZE];

    for (size_t i = 0; i < problems->count && i < PRINTED_MOST; i++) {
        problems_get(problems, i, text, sizeof(text));
        fprintf(out, "mptop: %s\n", text);
    }
    if (problems->count > PRINTED_MOST) {
        fprintf(out, "mptop: and %zu more\n", problems->count - PRINTED_MOST);
    }
}

void
problems_free(struct problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        free(problems->list[i].text);
    }
    free(problems->list);
    *problems = (struct problems){ 0 };
}
