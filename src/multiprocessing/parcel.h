/* parcel: a growing block of bytes that values are put into and taken from, to
 * be sent between two processes of one program. */
#ifndef MULTIPROCESSING_PARCEL_H
#define MULTIPROCESSING_PARCEL_H

#include <stddef.h>

#include "src/multiprocessing.h"

/* Zero-initialised: empty.  Putting and taking go on doing nothing once an
 * error has come up: look at it at the end. */
struct mp__parcel {
    char *bytes;
    size_t size; /* put so far, or received */
    size_t room;
    size_t taken;
    int error; /* 0, -ENOMEM, or -EPROTO: it ended too soon */
};

/**
 * Free a parcel's bytes.
 *
 * parcel  Borrowed; zeroed.
 */
void mp__parcel_free(struct mp__parcel *parcel);

/**
 * Make room for bytes that are to be received, as the parcel's whole content.
 *
 * parcel  Borrowed; empty.
 * size    Bytes.
 *
 * Returns where they go, or NULL without memory.
 */
char *mp__parcel_reserve(struct mp__parcel *parcel, size_t size);

/**
 * Put bytes in.
 *
 * parcel  Borrowed.
 * bytes   size bytes, copied.
 * size    May be 0.
 */
void mp__parcel_put(struct mp__parcel *parcel, const void *bytes, size_t size);

/**
 * Take bytes out, in the order in which they were put in.
 *
 * parcel  Borrowed.
 * bytes   Receives size bytes; zeroes after an error.
 * size    May be 0.
 */
void mp__parcel_take(struct mp__parcel *parcel, void *bytes, size_t size);

/**
 * Put a text or bytes in, or that there are none.
 *
 * parcel  Borrowed.
 * bytes   size bytes, copied, or NULL.
 * size    May be 0.
 */
void mp__parcel_put_block(
    struct mp__parcel *parcel, const void *bytes, size_t size);

/**
 * Take a text or bytes out.
 *
 * parcel  Borrowed; it must outlive the result.
 * size    Receives the size; may be NULL.
 *
 * Returns the bytes, in the parcel, followed by a NUL, or NULL for none.
 */
const char *mp__parcel_take_block(struct mp__parcel *parcel, size_t *size);

/**
 * Put a value in.
 *
 * parcel  Borrowed.
 * value   Any but a pointer.
 */
void mp__parcel_put_value(struct mp__parcel *parcel, const mp_value *value);

/**
 * Take a value out.
 *
 * parcel  Borrowed; it must outlive what the value borrows.
 *
 * Returns the value; None after an error.
 */
mp_value mp__parcel_take_value(struct mp__parcel *parcel);

#endif
