/* tags: a set of worker ids. */
#ifndef UI_TAGS_H
#define UI_TAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised: empty. */
struct tags {
    uint64_t *ids; /* in rising order */
    size_t count;
    size_t room;
};

/**
 * Give back a set's memory; it is empty then.
 *
 * tags  Borrowed.
 */
void tags_free(struct tags *tags);

/**
 * Tell whether an id is in the set.
 *
 * tags  Borrowed.
 * id    Any id.
 *
 * Returns whether it is.
 */
bool tags_has(const struct tags *tags, uint64_t id);

/**
 * Put an id into the set; one that is in it changes nothing.
 *
 * tags  Borrowed.
 * id    Any id.
 *
 * Returns 0 or -ENOMEM.
 */
int tags_add(struct tags *tags, uint64_t id);

/**
 * Take an id out of the set; one that is not in it changes nothing.
 *
 * tags  Borrowed.
 * id    Any id.
 */
void tags_remove(struct tags *tags, uint64_t id);

/**
 * Empty the set.
 *
 * tags  Borrowed.
 */
void tags_clear(struct tags *tags);

#endif
