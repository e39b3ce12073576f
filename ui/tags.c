#include "ui/tags.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void
tags_free(struct tags *tags)
{
    free(tags->ids);
    *tags = (struct tags){ 0 };
}

/* Find the place of an id, or where it would stand. */
static size_t
find(const struct tags *tags, uint64_t id)
{
    size_t low = 0;
    size_t high = tags->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tags->ids[middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool
tags_has(const struct tags *tags, uint64_t id)
{
    size_t place = find(tags, id);

    return place < tags->count && tags->ids[place] == id;
}

int
tags_add(struct tags *tags, uint64_t id)
{
    size_t place = find(tags, id);

    if (place < tags->count && tags->ids[place] == id) {
        return 0;
    }
    if (tags->count == tags->room) {
        size_t room = tags->room ? tags->room * 2 : 16;
        uint64_t *ids = reallocarray(tags->ids, room, sizeof(*ids));

        if (!ids) {
            return -ENOMEM;
        }
        tags->ids = ids;
        tags->room = room;
    }
    memmove(
        tags->ids + place + 1, tags->ids + place,
        (tags->count - place) * sizeof(*tags->ids));
    tags->ids[place] = id;
    tags->count++;
    return 0;
}

void
tags_remove(struct tags *tags, uint64_t id)
{
    size_t place = find(tags, id);

    if (place == tags->count || tags->ids[place] != id) {
        return;
    }
    tags->count--;
    memmove(
        tags->ids + place, tags->ids + place + 1,
        (tags->count - place) * sizeof(*tags->ids));
}

void
tags_clear(struct tags *tags)
{
    tags->count = 0;
}
