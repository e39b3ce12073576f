#include "src/supervise/names.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST 64

/* The longest "-N". */
#define SUFFIX 12

/* A name that is taken, in a table with open addressing. */
struct names_entry {
    const char *name;   /* NULL: a free place */
    unsigned next_copy; /* what its next copy is called: -N; 0: -2 */
};

/* Spread names over the table (FNV-1a). */
static size_t
hash(const char *name)
{
    uint64_t value = 14695981039346656037u;

    for (; *name != '\0'; name++) {
        value = (value ^ (unsigned char) *name) * 1099511628211u;
    }
    return (size_t) (value ^ value >> 32);
}

/* Find the entry of a name, or the free place for it; there is one. */
static struct names_entry *
find(const struct names *names, const char *name)
{
    size_t place = hash(name);

    for (;; place++) {
        struct names_entry *entry = &names->entries[place & (names->room - 1)];

        if (entry->name == NULL || strcmp(entry->name, name) == 0) {
            return entry;
        }
    }
}

void
names_free(struct names *names)
{
    free(names->entries);
}

bool
names_has(const struct names *names, const char *name)
{
    return names->room > 0 && find(names, name)->name != NULL;
}

/* Make the table twice as large. */
static int
grow(struct names *names)
{
    struct names larger = { .count = names->count };

    larger.room = names->room > 0 ? names->room * 2 : ROOM_FIRST;
    larger.entries = calloc(larger.room, sizeof(*larger.entries));
    if (larger.entries == NULL) {
        return -ENOMEM;
    }
    for (size_t i = 0; i < names->room; i++) {
        if (names->entries[i].name != NULL) {
            *find(&larger, names->entries[i].name) = names->entries[i];
        }
    }
    free(names->entries);
    *names = larger;
    return 0;
}

int
names_add(struct names *names, const char *name)
{
    if (names->count >= names->room / 2) {
        int result = grow(names);

        if (result < 0) {
            return result;
        }
    }
    find(names, name)->name = name;
    names->count++;
    return 0;
}

void
names_remove(struct names *names, const char *name)
{
    size_t mask = names->room - 1;
    struct names_entry *hole;
    size_t place;

    if (!names_has(names, name)) {
        return;
    }
    hole = find(names, name);
    *hole = (struct names_entry){ NULL, 0 };
    names->count--;
    /* Those behind it, up to the next free place, may have stood there only
       because it was taken. */
    place = (size_t) (hole - names->entries);
    for (;;) {
        struct names_entry moved;

        place = (place + 1) & mask;
        moved = names->entries[place];
        if (moved.name == NULL) {
            return;
        }
        names->entries[place] = (struct names_entry){ NULL, 0 };
        *find(names, moved.name) = moved;
    }
}

void
names_find_free(
    struct names *names, const char *wanted, char *text, size_t size)
{
    struct names_entry *entry;
    unsigned copy;

    snprintf(text, size, "%s", wanted);
    if (!names_has(names, text)) {
        return;
    }
    entry = find(names, text);
    copy = entry->next_copy > 0 ? entry->next_copy : 2;
    do {
        snprintf(
            text, size, "%.*s-%u", (int) (size - SUFFIX), entry->name, copy++);
    } while (names_has(names, text));
    entry->next_copy = copy;
}

/* Find how long the name is that a copy was made of: without its "-N", where
 * that other one is taken. */
static size_t
base_size(const struct names *names, const char *name)
{
    const char *dash = strrchr(name, '-');
    char *base;
    bool taken;

    if (dash == NULL || dash == name || dash[1] < '1' || dash[1] > '9'
        || dash[1 + strspn(dash + 1, "0123456789")] != '\0') {
        return strlen(name);
    }
    base = strndup(name, (size_t) (dash - name));
    taken = base != NULL && names_has(names, base);
    free(base);
    return taken ? (size_t) (dash - name) : strlen(name);
}

void
names_find_copy(
    struct names *names, const char *original, char *text, size_t size)
{
    char *base = strndup(original, base_size(names, original));

    names_find_free(names, base != NULL ? base : original, text, size);
    free(base);
}
