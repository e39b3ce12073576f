/* request: what the fork server is asked for, and how it travels. */
#ifndef MULTIPROCESSING_REQUEST_H
#define MULTIPROCESSING_REQUEST_H

#include <stdbool.h>

#include "src/multiprocessing.h"
#include "src/multiprocessing/child.h"
#include "src/multiprocessing/parcel.h"

/* Descriptors that go with a request: the standard streams, then the pipe for
 * the report where there is one, then the lifeline where there is one. */
#define MP__REQUEST_STREAMS 3
#define MP__REQUEST_DESCRIPTORS 5

/**
 * Put all that a child needs of an object into a parcel.
 *
 * parcel   Borrowed; empty.
 * process  Borrowed; without pointers among its arguments.
 * setup    How the child stands in the system.
 */
void mp__request_pack(
    struct mp__parcel *parcel,
    const mp_process *process,
    const struct mp__child_setup *setup);

/**
 * Make the object anew, in the child.
 *
 * parcel  Borrowed; it must live as long as the object.
 * setup   Receives how the child stands in the system, but for the
 *         descriptors.
 *
 * Returns the object, or NULL without memory or from a broken parcel.
 */
mp_process *mp__request_unpack(
    struct mp__parcel *parcel, struct mp__child_setup *setup);

/**
 * Send a parcel with descriptors.
 *
 * socket  Connected stream socket.
 * parcel  Borrowed.
 * fds     count descriptors; they stay the caller's.
 * count   MP__REQUEST_STREAMS to MP__REQUEST_DESCRIPTORS.
 *
 * Returns 0 or -errno (-EPIPE: nobody is there).
 */
int mp__request_send(
    int socket, const struct mp__parcel *parcel, const int *fds, int count);

/**
 * Receive a parcel with descriptors.
 *
 * socket  Connected stream socket.
 * parcel  Receives the bytes; empty before.
 * fds     Receives MP__REQUEST_DESCRIPTORS descriptors, close-on-exec and the
 *         caller's, -1 where there is none.
 *
 * Returns 1, 0 at the end of the connection, or -errno.
 */
int mp__request_receive(int socket, struct mp__parcel *parcel, int *fds);

#endif
