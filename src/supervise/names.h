/* names: the names that are taken, and new ones that are not. */
#ifndef SUPERVISE_NAMES_H
#define SUPERVISE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names_entry;

/* A set of names.  Zero-initialised: empty. */
struct names {
    struct names_entry *entries;
    size_t room; /* 0 or a power of two */
    size_t count;
};

/**
 * Free what a set holds.
 *
 * names  Borrowed; not to be used any more.
 */
void names_free(struct names *names);

/**
 * Tell whether a name is taken.
 *
 * names  Borrowed.
 * name   Any text.
 *
 * Returns whether it is.
 */
bool names_has(const struct names *names, const char *name);

/**
 * Take a name.
 *
 * names  Borrowed.
 * name   Not taken yet; borrowed until the set is freed.
 *
 * Returns 0 or -ENOMEM.
 */
int names_add(struct names *names, const char *name);

/**
 * Give a name back; one that is not taken changes nothing.
 *
 * names  Borrowed.
 * name   Any text.
 */
void names_remove(struct names *names, const char *name);

/**
 * Find a name that is not taken: the one wanted, or else with -2, -3...
 *
 * names   Borrowed.
 * wanted  Any text.
 * text    Receives the name; wanted is cut to fit.
 * size    Bytes at text, at least 32.
 */
void names_find_free(
    struct names *names, const char *wanted, char *text, size_t size);

/**
 * Find a name for a copy: -2, -3... behind the original's, or behind that of
 * which the original is such a copy itself, as long as that one is taken.
 *
 * names     Borrowed.
 * original  Any text.
 * text      Receives the name; the original's is cut to fit.
 * size      Bytes at text, at least 32.
 */
void names_find_copy(
    struct names *names, const char *original, char *text, size_t size);

#endif
