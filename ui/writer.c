#include "ui/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static void flush(struct writer *writer);

/* Handler: there is room again, or the reader is gone. */
static void
on_ready(void *context, int fd, uint32_t events)
{
    struct writer *writer = context;

    (void) fd;
    if (events & EPOLLERR) {
        writer->gone = true;
    }
    flush(writer);
}

/* Watch for room while something waits, and for the reader's end always. */
static void
watch(struct writer *writer)
{
    if (writer->watched) {
        loop_unwatch(writer->loop, writer->fd);
        writer->watched = false;
    }
    if (!writer->gone) {
        writer->watched = loop_watch(
                              writer->loop, writer->fd,
                              writer->size > 0 ? EPOLLOUT : 0, on_ready, writer)
            == 0;
    }
}

/* Write some of what waits without blocking; returns as write() does. */
static ssize_t
write_some(const struct writer *writer)
{
    struct pollfd room = { .fd = writer->fd, .events = POLLOUT };
    size_t size = writer->size;
    ssize_t written;

    if (writer->own) {
        return write(writer->fd, writer->bytes, size);
    }
    written =
        send(writer->fd, writer->bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (written >= 0 || errno != ENOTSOCK) {
        return written;
    }
    if (poll(&room, 1, 0) == 0) {
        errno = EAGAIN;
        return -1;
    }
    return write(writer->fd, writer->bytes, size < PIPE_BUF ? size : PIPE_BUF);
}

/* Write what waits, as far as it goes. */
static void
flush(struct writer *writer)
{
    size_t waited = writer->size;
    bool full = false;

    while (writer->size > 0 && !writer->gone && !full) {
        ssize_t written = write_some(writer);

        if (written > 0) {
            writer->size -= (size_t) written;
            memmove(writer->bytes, writer->bytes + written, writer->size);
        } else if (written < 0 && errno == EAGAIN) {
            full = true;
        } else if (written < 0 && errno != EINTR) {
            writer->gone = true;
            writer->error = errno;
        }
    }
    if (writer->gone) {
        writer->size = 0;
        watch(writer);
    } else if ((waited > 0) != (writer->size > 0) || full) {
        watch(writer);
    }
}

void
writer_open(struct writer *writer, struct loop *loop, int fd)
{
    struct stat status;
    char path[32];
    int own = -1;

    *writer = (struct writer){ .loop = loop, .fd = fd };
    /* O_NONBLOCK would hold for all that share the descriptor: a pipe or a
     * terminal is opened anew. */
    if (fstat(fd, &status) == 0
        && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode))) {
        snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
        own = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    }
    if (own >= 0) {
        writer->fd = own;
        writer->own = true;
    }
    watch(writer);
}

void
writer_close(struct writer *writer)
{
    if (writer->watched) {
        loop_unwatch(writer->loop, writer->fd);
    }
    if (writer->own) {
        close(writer->fd);
    }
    free(writer->bytes);
    *writer = (struct writer){ .fd = -1 };
}

bool
writer_has_room(const struct writer *writer, size_t size)
{
    return writer->size == 0 || writer->size + size < WRITER_ROOM;
}

void
writer_line(struct writer *writer, char *line)
{
    size_t size = line ? strlen(line) + 1 : 0;

    if (size == 0 || writer->gone) {
        free(line);
        return;
    }
    if (writer->size + size > writer->room) {
        size_t room = (writer->size + size) * 2;
        char *bytes = realloc(writer->bytes, room);

        if (!bytes) {
            free(line);
            return;
        }
        writer->bytes = bytes;
        writer->room = room;
    }
    memcpy(writer->bytes + writer->size, line, size - 1);
    writer->bytes[writer->size + size - 1] = '\n';
    writer->size += size;
    free(line);
    if (writer->size == size) { /* nothing waited before it */
        flush(writer);
    }
}
