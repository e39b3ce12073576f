/* ring: bytes of a stream, the newest of them, in a ring that grows by need, in
 * memory that children do not inherit where it is large.
 * The bytes of a stream are counted from 0 for ever; that number is a byte's
 * place. */
#ifndef SUPERVISE_RING_H
#define SUPERVISE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ring_whole;

/* Zero-initialised: empty.  Read it freely; only ring_...() change it. */
struct ring {
    char *bytes;
    size_t room;    /* 0 or a power of two; a byte lies at place & (room - 1) */
    uint64_t begin; /* place of the first byte that is kept */
    uint64_t end;   /* one past the last */
    struct ring_whole *whole; /* a run that lay around the end of the ring */
};

/**
 * Free what a ring holds.
 *
 * ring  Borrowed; not to be used any more.
 */
void ring_free(struct ring *ring);

/**
 * Count the bytes that are kept.
 *
 * ring  Borrowed.
 *
 * Returns how many.
 */
static inline size_t
ring_used(const struct ring *ring)
{
    return (size_t) (ring->end - ring->begin);
}

/**
 * Make room for more bytes.
 *
 * ring  Borrowed.
 * size  How many will be appended.
 *
 * Returns whether there is room for them; without memory the ring is as before.
 */
bool ring_reserve(struct ring *ring, size_t size);

/**
 * Give half of a ring's memory back.
 *
 * ring  Borrowed; at most half full.  Without memory it is as before.
 */
void ring_halve(struct ring *ring);

/**
 * Append bytes.
 *
 * ring   Borrowed.
 * bytes  size bytes; copied.  There is room for them.
 */
void ring_append(struct ring *ring, const char *bytes, size_t size);

/**
 * Drop the oldest bytes.
 *
 * ring  Borrowed.
 * size  How many, at most ring_used().
 */
void ring_drop(struct ring *ring, size_t size);

/**
 * Count the bytes that lie in one piece from a place on.
 *
 * ring   Borrowed.
 * place  One that is kept, or ring->end.
 *
 * Returns how many: up to the last byte, or to the end of the ring's memory.
 */
size_t ring_straight(const struct ring *ring, uint64_t place);

/**
 * Find a byte.
 *
 * ring   Borrowed.
 * place  Where to begin: one that is kept, or ring->end.
 * byte   What to look for.
 *
 * Returns the place of the first such byte, or ring->end.
 */
uint64_t ring_find(const struct ring *ring, uint64_t place, char byte);

/**
 * Get a run of bytes that are kept.
 *
 * ring   Borrowed.
 * place  Place of the first.
 * size   How many; without memory the first ones may be left out, and this
 *        receives how many are left.
 *
 * Returns them in one piece, the ring's; valid until bytes are appended, or
 * until the next call when they lay around the end of the ring.
 */
const char *ring_get(const struct ring *ring, uint64_t place, size_t *size);

#endif
