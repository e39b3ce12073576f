#include "src/supervise/anchors.h"

#include <errno.h>
#include <stdlib.h>

int
anchors_init(struct anchors *anchors, size_t limit)
{
    *anchors = (struct anchors){
        .all = calloc(ANCHORS_FIRST, sizeof(*anchors->all)),
        .room = ANCHORS_FIRST,
        .limit = ANCHORS_FIRST,
    };
    if (anchors->all == NULL) {
        return -ENOMEM;
    }
    while (anchors->limit < limit) {
        anchors->limit *= 2;
    }
    return 0;
}

void
anchors_free(struct anchors *anchors)
{
    free(anchors->all);
}

/* Give a queue other memory, of a size that all of it has room in. */
static bool
move(struct anchors *anchors, size_t room)
{
    struct anchor *all = malloc(room * sizeof(*all));

    if (all == NULL) {
        return false;
    }
    for (size_t i = anchors->first; i < anchors->end; i++) {
        all[i & (room - 1)] = *anchors_at(anchors, i);
    }
    free(anchors->all);
    anchors->all = all;
    anchors->room = room;
    return true;
}

bool
anchors_reserve(struct anchors *anchors, size_t count)
{
    size_t room = anchors->room;

    while (room < anchors_count(anchors) + count) {
        room *= 2;
    }
    return room == anchors->room
        || (room <= anchors->limit && move(anchors, room));
}

void
anchors_push(struct anchors *anchors, const struct anchor *anchor)
{
    *anchors_at(anchors, anchors->end++) = *anchor;
}

void
anchors_pop(struct anchors *anchors)
{
    anchors->first++;
}

void
anchors_halve(struct anchors *anchors)
{
    if (anchors->room > ANCHORS_FIRST) {
        move(anchors, anchors->room / 2);
    }
}

size_t
anchors_find(const struct anchors *anchors, uint64_t line)
{
    size_t before = anchors->first;
    size_t after = anchors->end;

    while (after - before > 1) {
        size_t middle = before + (after - before) / 2;

        if (anchors_at(anchors, middle)->line <= line) {
            before = middle;
        } else {
            after = middle;
        }
    }
    return before;
}
