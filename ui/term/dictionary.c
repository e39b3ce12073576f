#include "ui/term/dictionary.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Hash bytes (FNV-1a). */
static uint64_t
hash_of(const void *bytes, size_t size)
{
    const unsigned char *byte = bytes;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    while (size-- > 0) {
        hash = (hash ^ *byte++) * UINT64_C(0x100000001b3);
    }
    return hash;
}

/* Find the place where a byte string's number is, or is to be. */
static uint32_t *
find_place(
    const struct dictionary *dictionary,
    const void *bytes,
    size_t size,
    uint64_t hash)
{
    size_t mask = dictionary->place_count - 1;
    size_t place = (size_t) hash & mask;

    while (dictionary->places[place] != 0) {
        const struct dictionary_entry *entry =
            &dictionary->entries[dictionary->places[place] - 1];

        if (entry->hash == hash && entry->size == size
            && memcmp(entry->bytes, bytes, size) == 0) {
            break;
        }
        place = (place + 1) & mask;
    }
    return &dictionary->places[place];
}

/* Make room for another one: half of the places are always free. */
static int
grow(struct dictionary *dictionary)
{
    size_t count = dictionary->place_count ? dictionary->place_count * 2 : 64;
    uint32_t *places;
    struct dictionary_entry *entries;

    if (dictionary->count < dictionary->place_count / 2) {
        return 0;
    }
    entries = realloc(dictionary->entries, count / 2 * sizeof(*entries));
    if (!entries) {
        return -ENOMEM;
    }
    dictionary->entries = entries;
    places = calloc(count, sizeof(*places));
    if (!places) {
        return -ENOMEM;
    }
    free(dictionary->places);
    dictionary->places = places;
    dictionary->place_count = count;
    for (size_t i = 0; i < dictionary->count; i++) {
        const struct dictionary_entry *entry = &entries[i];

        *find_place(dictionary, entry->bytes, entry->size, entry->hash) =
            (uint32_t) i + 1;
    }
    return 0;
}

long
dictionary_add(
    struct dictionary *dictionary, const void *bytes, size_t size, bool *added)
{
    uint64_t hash = hash_of(bytes, size);
    uint32_t *place;
    char *copy;

    *added = false;
    if (grow(dictionary) < 0) {
        return -ENOMEM;
    }
    place = find_place(dictionary, bytes, size, hash);
    if (*place == 0) {
        copy = malloc(size > 0 ? size : 1);
        if (!copy) {
            return -ENOMEM;
        }
        memcpy(copy, bytes, size);
        dictionary->entries[dictionary->count++] =
            (struct dictionary_entry){ hash, size, copy };
        *place = (uint32_t) dictionary->count;
        *added = true;
    }
    return (long) *place;
}

void
dictionary_free(struct dictionary *dictionary)
{
    for (size_t i = 0; i < dictionary->count; i++) {
        free(dictionary->entries[i].bytes);
    }
    free(dictionary->entries);
    free(dictionary->places);
    *dictionary = (struct dictionary){ 0 };
}
