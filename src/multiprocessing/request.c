#include "config.h"

#include "src/multiprocessing/request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "src/multiprocessing/process.h"

#define PUT(parcel, field) mp__parcel_put(parcel, &(field), sizeof(field))
#define TAKE(parcel, field) mp__parcel_take(parcel, &(field), sizeof(field))

/* Put a text in, or that there is none. */
static void
put_text(struct mp__parcel *parcel, const char *text)
{
    mp__parcel_put_block(parcel, text, text != NULL ? strlen(text) : 0);
}

/* Put the environment in, or that it is inherited. */
static void
put_environment(struct mp__parcel *parcel, const char *const *environment)
{
    bool there = environment != NULL;

    PUT(parcel, there);
    if (there) {
        for (; *environment != NULL; environment++) {
            put_text(parcel, *environment);
        }
        put_text(parcel, NULL);
    }
}

/* Put the target and its arguments in; code lies at the same address in every
 * process that was forked from one. */
static void
put_work(struct mp__parcel *parcel, const mp_process *process)
{
    PUT(parcel, process->target);
    PUT(parcel, process->run);
    PUT(parcel, process->args.count);
    for (size_t i = 0; i < process->args.count; i++) {
        mp__parcel_put_value(parcel, &process->args.items[i]);
    }
    PUT(parcel, process->kwargs.count);
    for (size_t i = 0; i < process->kwargs.count; i++) {
        put_text(parcel, process->kwargs.items[i].name);
        mp__parcel_put_value(parcel, &process->kwargs.items[i].value);
    }
}

void
mp__request_pack(
    struct mp__parcel *parcel,
    const mp_process *process,
    const struct mp__child_setup *setup)
{
    PUT(parcel, process->identity_length);
    mp__parcel_put(
        parcel, process->identity, process->identity_length * sizeof(int));
    PUT(parcel, process->creator);
    PUT(parcel, process->daemon);
    put_text(parcel, process->class_name);
    put_text(parcel, process->name);
    put_text(parcel, process->parent_name);
    mp__parcel_put_block(parcel, process->authkey, process->authkey_size);
    PUT(parcel, setup->flags);
    PUT(parcel, setup->die_with_parent);
    PUT(parcel, setup->parent);
    put_text(parcel, setup->cwd);
    put_environment(parcel, process->child.environment);
    put_work(parcel, process);
}

/* Take the environment out. */
static char **
take_environment(struct mp__parcel *parcel)
{
    char **environment = NULL;
    size_t count = 0;
    bool there;

    TAKE(parcel, there);
    while (there && parcel->error == 0) {
        const char *text = mp__parcel_take_block(parcel, NULL);
        char **longer =
            realloc(environment, (count + 1) * sizeof(*environment));

        if (longer == NULL) {
            parcel->error = -ENOMEM;
            return environment;
        }
        environment = longer;
        environment[count++] = (char *) text;
        there = text != NULL;
    }
    return environment;
}

/* Take the target and its arguments out. */
static void
take_work(struct mp__parcel *parcel, mp_process *process)
{
    mp_value *values = NULL;
    mp_kwarg *pairs = NULL;
    size_t count;

    TAKE(parcel, process->target);
    TAKE(parcel, process->run);
    TAKE(parcel, count);
    values = calloc(count + 1, sizeof(*values));
    for (size_t i = 0; i < count && values != NULL; i++) {
        values[i] = mp__parcel_take_value(parcel);
    }
    process->args = (mp_args){ values, count };
    TAKE(parcel, count);
    pairs = calloc(count + 1, sizeof(*pairs));
    for (size_t i = 0; i < count && pairs != NULL; i++) {
        pairs[i].name = mp__parcel_take_block(parcel, NULL);
        pairs[i].value = mp__parcel_take_value(parcel);
    }
    process->kwargs = (mp_kwargs){ pairs, count };
    if (values == NULL || pairs == NULL) {
        parcel->error = -ENOMEM;
    }
}

mp_process *
mp__request_unpack(struct mp__parcel *parcel, struct mp__child_setup *setup)
{
    mp_process *process;
    size_t length;

    TAKE(parcel, length);
    process = calloc(1, sizeof(*process) + length * sizeof(int));
    if (process == NULL) {
        return NULL;
    }
    mp__parcel_take(parcel, process->identity, length * sizeof(int));
    process->identity_length = length;
    process->kind = MP__CHILD;
    process->references = 1;
    process->sentinel = (struct mp__sentinel) MP__SENTINEL_NONE;
    TAKE(parcel, process->creator);
    TAKE(parcel, process->daemon);
    process->class_name = mp__parcel_take_block(parcel, NULL);
    process->name = mp__parcel_take_block(parcel, NULL);
    process->parent_name = mp__parcel_take_block(parcel, NULL);
    process->authkey = mp__parcel_take_block(parcel, &process->authkey_size);
    TAKE(parcel, setup->flags);
    TAKE(parcel, setup->die_with_parent);
    TAKE(parcel, setup->parent);
    setup->cwd = mp__parcel_take_block(parcel, NULL);
    process->child.environment = (const char *const *) take_environment(parcel);
    take_work(parcel, process);
    /* what was taken stays: the child ends when this fails */
    return parcel->error == 0 ? process : NULL;
}

/* Send all bytes; a peer that is gone is an error, not a signal. */
static int
send_all(int socket, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(socket, bytes, size, MSG_NOSIGNAL);

        if (sent < 0 && errno != EINTR) {
            return -errno;
        }
        bytes += sent > 0 ? sent : 0;
        size -= sent > 0 ? (size_t) sent : 0;
    }
    return 0;
}

int
mp__request_send(
    int socket, const struct mp__parcel *parcel, const int *fds, int count)
{
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(MP__REQUEST_DESCRIPTORS * sizeof(int))];
    } control = { .room = { 0 } };
    size_t size = parcel->size;
    struct iovec start = { &size, sizeof(size) };
    size_t fds_size = (size_t) count * sizeof(int);
    struct msghdr message = {
        .msg_iov = &start,
        .msg_iovlen = 1,
        .msg_control = control.room,
        .msg_controllen = CMSG_SPACE(fds_size),
    };
    struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
    ssize_t sent;

    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(fds_size);
    memcpy(CMSG_DATA(rights), fds, fds_size);
    do {
        sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    if (sent != (ssize_t) sizeof(size)) {
        return sent < 0 ? -errno : -EPIPE;
    }
    return send_all(socket, parcel->bytes, parcel->size);
}

/* Receive all bytes that are announced. */
static int
receive_all(int socket, char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t received = recv(socket, bytes, size, 0);

        if (received == 0) {
            return -EPIPE;
        }
        if (received < 0 && errno != EINTR) {
            return -errno;
        }
        bytes += received > 0 ? received : 0;
        size -= received > 0 ? (size_t) received : 0;
    }
    return 0;
}

/* Take the descriptors out of a message. */
static void
take_descriptors(struct msghdr *message, int *fds)
{
    const struct cmsghdr *rights = CMSG_FIRSTHDR(message);

    for (int i = 0; i < MP__REQUEST_DESCRIPTORS; i++) {
        fds[i] = -1;
    }
    if (rights != NULL && rights->cmsg_type == SCM_RIGHTS
        && rights->cmsg_len
            <= CMSG_LEN(MP__REQUEST_DESCRIPTORS * sizeof(int))) {
        memcpy(fds, CMSG_DATA(rights), rights->cmsg_len - CMSG_LEN(0));
    }
}

int
mp__request_receive(int socket, struct mp__parcel *parcel, int *fds)
{
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(MP__REQUEST_DESCRIPTORS * sizeof(int))];
    } control;
    size_t size;
    struct iovec start = { &size, sizeof(size) };
    struct msghdr message = {
        .msg_iov = &start,
        .msg_iovlen = 1,
        .msg_control = control.room,
        .msg_controllen = sizeof(control.room),
    };
    ssize_t received;
    int result;

    do {
        received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
    } while (received < 0 && errno == EINTR);
    if (received <= 0) {
        return received < 0 ? -errno : 0;
    }
    take_descriptors(&message, fds);
    if (received != (ssize_t) sizeof(size)
        || mp__parcel_reserve(parcel, size) == NULL) {
        return parcel->error < 0 ? parcel->error : -EPROTO;
    }
    result = receive_all(socket, parcel->bytes, size);
    return result < 0 ? result : 1;
}
