#include "src/supervise/ring.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ROOM_FIRST ((size_t) 1024)

/* From this size on memory is mapped, and kept from children. */
#define ROOM_MAPPED ((size_t) 32 << 10)

/* A run put together; apart from the ring, which is only read then. */
struct ring_whole {
    char *bytes;
    size_t room;
};

/* Get memory for a ring. */
static char *
take_memory(size_t room)
{
    void *memory;

    if (room < ROOM_MAPPED) {
        return malloc(room);
    }
    memory = mmap(
        NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return NULL;
    }
    madvise(memory, room, MADV_DONTFORK);
    return memory;
}

/* Give memory of a ring back. */
static void
give_memory(char *memory, size_t room)
{
    if (room < ROOM_MAPPED) {
        free(memory);
    } else {
        munmap(memory, room);
    }
}

void
ring_free(struct ring *ring)
{
    if (ring->whole != NULL) {
        free(ring->whole->bytes);
        free(ring->whole);
    }
    give_memory(ring->bytes, ring->room);
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

/* Give a ring other memory, of a size that all it keeps has room in. */
static bool
move(struct ring *ring, size_t room)
{
    char *bytes = take_memory(room);

    if (bytes == NULL) {
        return false;
    }
    if (ring->room > 0) {
        copy_kept(ring, bytes, room);
    }
    give_memory(ring->bytes, ring->room);
    ring->bytes = bytes;
    ring->room = room;
    return true;
}

bool
ring_reserve(struct ring *ring, size_t size)
{
    size_t room = ring->room > 0 ? ring->room : ROOM_FIRST;

    if (ring->whole == NULL) {
        ring->whole = calloc(1, sizeof(*ring->whole));
    }
    while (room < ring_used(ring) + size) {
        room *= 2;
    }
    return room == ring->room || move(ring, room);
}

void
ring_halve(struct ring *ring)
{
    if (ring->room > ROOM_FIRST) {
        move(ring, ring->room / 2);
    }
}

void
ring_append(struct ring *ring, const char *bytes, size_t size)
{
    if (size > 0) { /* otherwise the ring may have no memory yet */
        write_around(ring->bytes, ring->room, ring->end, bytes, size);
        ring->end += size;
    }
}

void
ring_drop(struct ring *ring, size_t size)
{
    ring->begin += size;
}

size_t
ring_straight(const struct ring *ring, uint64_t place)
{
    size_t left = (size_t) (ring->end - place);
    size_t before_end = ring->room - (place & (ring->room - 1));

    return left < before_end ? left : before_end;
}

uint64_t
ring_find(const struct ring *ring, uint64_t place, char byte)
{
    while (place < ring->end) {
        const char *start = ring->bytes + (place & (ring->room - 1));
        size_t size = ring_straight(ring, place);
        const char *found = memchr(start, byte, size);

        if (found != NULL) {
            return place + (uint64_t) (found - start);
        }
        place += size;
    }
    return ring->end;
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
ring_get(const struct ring *ring, uint64_t place, size_t *size)
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
