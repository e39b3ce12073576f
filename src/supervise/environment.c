#include "src/supervise/environment.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Count the texts of a list. */
static size_t
count_texts(const char *const *list)
{
    size_t count = 0;

    while (list[count] != NULL) {
        count++;
    }
    return count;
}

/* Tell whether two variables bear the same name. */
static bool
same_name(const char *first, const char *second)
{
    size_t size = strcspn(first, "=");

    return size == strcspn(second, "=") && strncmp(first, second, size) == 0;
}

/* Find a variable among the first of a list; count: it is not there. */
static size_t
find(const char *const *list, size_t count, const char *variable)
{
    size_t i = 0;

    while (i < count && !same_name(list[i], variable)) {
        i++;
    }
    return i;
}

/* Change one variable of a list; returns how many there are then. */
static size_t
change(const char **list, size_t count, const char *variable)
{
    size_t place = find(list, count, variable);

    if (strchr(variable, '=') != NULL) {
        list[place] = variable;
        count += place == count;
    } else if (place < count) {
        list[place] = list[--count];
    }
    return count;
}

int
environment_make(
    const char *const *changes, const char *last, const char ***out)
{
    static const char *const empty[] = { NULL };
    const char *const *inherited =
        environ != NULL ? (const char *const *) environ : empty;
    size_t count = count_texts(inherited);
    size_t room = count + (changes != NULL ? count_texts(changes) : 0) + 2;
    const char **list = calloc(room, sizeof(*list));

    if (list == NULL) {
        return -ENOMEM;
    }
    memcpy(list, inherited, count * sizeof(*list));
    for (; changes != NULL && *changes != NULL; changes++) {
        count = change(list, count, *changes);
    }
    if (last != NULL) {
        count = change(list, count, last);
    }
    list[count] = NULL;
    *out = list;
    return 0;
}
