#include "src/supervise/ring.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST ((size_t) 1024)

/* A run put together; apart from the ring, which is only read then. */
struct ring_whole {
    char *bytes;
    size_t room;
};

void
ring_free(struct ring *ring)
{
    if (ring->whole != NULL) {
        free(ring->whole->bytes);
        free(ring->whole);
    }
    free(ring->bytes);
}

/* Write bytes into a ring's memory from a place on, around its end. */
static void
write_around(
    char *memory, size_t room, uint64_t place, const char *bytes, size_t size)
{
    size_t at = place & (room - 1);
    size_t before_end = room - at < size ? room - at : size;

    memcpy(memory + at, bytes, before_end);
    memcpy(memory, bytes + before_end, size - before_end);
}

/* Copy all that is kept into another ring's memory. */
static void
copy_kept(const struct ring *ring, char *memory, size_t room)
{
    size_t used = ring_used(ring);
    size_t at = ring->begin & (ring->room - 1);
    size_t before_end = ring->room - at < used ? ring->room - at : used;

    write_around(memory, room, ring->begin, ring->bytes + at, before_end);
    write_around(
        memory, room, ring->begin + before_end, ring->bytes, used - before_end);
}

bool
ring_reserve(struct ring *ring, size_t size)
{
    size_t room = ring->room > 0 ? ring->room : ROOM_FIRST;
    char *bytes;

    if (ring->whole == NULL) {
        ring->whole = calloc(1, sizeof(*ring->whole));
    }
    while (room < ring_used(ring) + size) {
        room *= 2;
    }
    if (room == ring->room) {
        return true;
    }
    bytes = malloc(room);
    if (bytes == NULL) {
        return false;
    }
    if (ring->room > 0) {
        copy_kept(ring, bytes, room);
    }
    free(ring->bytes);
    ring->bytes = bytes;
    ring->room = room;
    return true;
}

void
ring_append(struct ring *ring, const char *bytes, size_t size)
{
    write_around(ring->bytes, ring->room, ring->end, bytes, size);
    ring->end += size;
}

void
ring_drop(struct ring *ring, size_t size)
{
    ring->begin += size;
}

/* Make room for a run that is put together. */
static bool
reserve_whole(struct ring_whole *whole, size_t size)
{
    char *bytes;

    if (whole == NULL) {
        return false;
    }
    if (whole->room >= size) {
        return true;
    }
    bytes = realloc(whole->bytes, size);
    if (bytes == NULL) {
        return false;
    }
    whole->bytes = bytes;
    whole->room = size;
    return true;
}

const char *
ring_get(const struct ring *ring, uint32_t place, size_t *size)
{
    size_t at, before_end;

    if (*size == 0) {
        return "";
    }
    at = place & (ring->room - 1);
    before_end = ring->room - at;
    if (before_end >= *size) {
        return ring->bytes + at;
    }
    if (!reserve_whole(ring->whole, *size)) {
        *size -= before_end;
        return ring->bytes;
    }
    memcpy(ring->whole->bytes, ring->bytes + at, before_end);
    memcpy(ring->whole->bytes + before_end, ring->bytes, *size - before_end);
    return ring->whole->bytes;
}
