/* dictionary: numbers for byte strings, the same one for the same bytes. */
#ifndef UI_TERM_DICTIONARY_H
#define UI_TERM_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A byte string that has a number. */
struct dictionary_entry {
    uint64_t hash;
    size_t size;
    char *bytes;
};

/* Zero-initialised: empty. */
struct dictionary {
    struct dictionary_entry *entries; /* by number from 1 */
    size_t count;
    uint32_t *places;   /* by hash: numbers; 0: free */
    size_t place_count; /* 0 or a power of 2 */
};

/**
 * Get the number of a byte string.
 *
 * dictionary  Borrowed; gets it where it is new.
 * bytes       Borrowed; copied.
 * size        How many.
 * added       Receives whether it is new.
 *
 * Returns its number, from 1 in the order of their coming, or -ENOMEM.
 */
long dictionary_add(
    struct dictionary *dictionary, const void *bytes, size_t size, bool *added);

/**
 * Free its memory.
 *
 * dictionary  Borrowed; empty then.
 */
void dictionary_free(struct dictionary *dictionary);

#endif
