#include "src/supervise/capture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A pipe that was found as full as pipes get by default grows, where the system
 * lets it: users have 64 MiB for all their pipes. */
#define PIPE_FULL ((ssize_t) 64 << 10)
#define PIPE_GROWN (1 << 20)

/* What is read of a pipe in one turn, while there is always more.  A terminal
 * gives 4 KiB at once, and what comes next takes its time: keys go first. */
#define PIPE_TURN_SIZE (4 * CAPTURE_READ_SIZE)

int
capturer_new(struct capturer **out, struct loop *loop)
{
    struct capturer *capturer = malloc(sizeof(*capturer));
    int result = 0;

    if (capturer == NULL) {
        return -ENOMEM;
    }
    capturer->loop = loop;
    capturer->null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (capturer->null < 0) {
        result = -errno;
    }
    for (int i = 0; i < CAPTURE_STREAMS; i++) {
        /* Above the standard streams, which the child lays over. */
        capturer->slots[i] = result < 0
            ? -1
            : fcntl(capturer->null, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        if (result == 0 && capturer->slots[i] < 0) {
            result = -errno;
        }
    }
    if (result < 0) {
        capturer_free(capturer);
        return result;
    }
    *out = capturer;
    return 0;
}

void
capturer_free(struct capturer *capturer)
{
    if (capturer == NULL) {
        return;
    }
    for (int i = 0; i < CAPTURE_STREAMS; i++) {
        if (capturer->slots[i] >= 0) {
            close(capturer->slots[i]);
        }
    }
    if (capturer->null >= 0) {
        close(capturer->null);
    }
    free(capturer);
}

void
capture_init(
    struct capture *capture,
    struct capturer *capturer,
    const struct capture_listener *listener,
    void *context)
{
    capture->capturer = capturer;
    capture->listener = listener;
    capture->context = context;
    capture->terminal = false;
    capture->unwritten = NULL;
    capture->unwritten_size = 0;
    for (int i = 0; i < CAPTURE_STREAMS; i++) {
        capture->streams[i] = (struct capture_stream){
            .capture = capture,
            .which = (enum output_stream) i,
            .fd = -1,
        };
    }
}

/* Stop reading one pipe. */
static void
close_stream(struct capture_stream *stream)
{
    if (stream->fd >= 0) {
        loop_unwatch(stream->capture->capturer->loop, stream->fd);
        close(stream->fd);
        stream->fd = -1;
    }
}

void
capture_close(struct capture *capture)
{
    for (int i = 0; i < CAPTURE_STREAMS; i++) {
        close_stream(&capture->streams[i]);
    }
    free(capture->unwritten);
    capture->unwritten = NULL;
    capture->unwritten_size = 0;
}

/* Read once and tell what it held, as the last thing that is done here:
 * the listener may free the capture.  Returns how much that was: 0 at the end,
 * and when nothing is there now. */
static size_t
read_once(struct capture_stream *stream, size_t most)
{
    struct capture *capture = stream->capture;
    char *buffer = capture->capturer->buffer;
    ssize_t size = read(stream->fd, buffer, most);

    if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR)) {
        close_stream(stream);
    }
    if (size <= 0) {
        return 0;
    }
    if (size >= PIPE_FULL && !stream->grown && !capture->terminal) {
        stream->grown = true;
        fcntl(stream->fd, F_SETPIPE_SZ, PIPE_GROWN);
    }
    capture->listener->output(
        capture->context, stream->which, buffer, (size_t) size);
    return (size_t) size;
}

static void on_ready(void *context, int fd, uint32_t events);

/* Watch a terminal for what is written there, and for room if that is waited
 * for. */
static int
watch_terminal(struct capture_stream *stream)
{
    struct capture *capture = stream->capture;
    uint32_t room = capture->unwritten_size > 0 ? EPOLLOUT : 0;

    return loop_watch(
        capture->capturer->loop, stream->fd, EPOLLIN | room, on_ready, stream);
}

/* Write what there is room for; returns how much, or -ENOTTY: nobody is there
 * any more. */
static ssize_t
write_some(int fd, const char *bytes, size_t size)
{
    ssize_t written = 0;

    do {
        written = write(fd, bytes, size);
    } while (written < 0 && errno == EINTR);
    if (written < 0 && errno != EAGAIN) {
        return -ENOTTY;
    }
    return written < 0 ? 0 : written;
}

/* The terminal has room again. */
static void
write_rest(struct capture_stream *stream)
{
    struct capture *capture = stream->capture;
    ssize_t written =
        write_some(stream->fd, capture->unwritten, capture->unwritten_size);

    if (written < 0) {
        written = (ssize_t) capture->unwritten_size;
    }
    capture->unwritten_size -= (size_t) written;
    memmove(
        capture->unwritten, capture->unwritten + written,
        capture->unwritten_size);
    if (capture->unwritten_size == 0) {
        free(capture->unwritten);
        capture->unwritten = NULL;
        loop_unwatch(capture->capturer->loop, stream->fd);
        if (watch_terminal(stream) < 0) {
            close(stream->fd); /* nobody could hear of it any more */
            stream->fd = -1;
        }
    }
}

/* Keep what the terminal has no room for. */
static int
keep_rest(struct capture *capture, const char *bytes, size_t size)
{
    struct capture_stream *stream = &capture->streams[OUTPUT_STDOUT];
    bool first = capture->unwritten_size == 0;
    char *kept = realloc(capture->unwritten, capture->unwritten_size + size);

    if (kept == NULL) {
        return -ENOMEM;
    }
    memcpy(kept + capture->unwritten_size, bytes, size);
    capture->unwritten = kept;
    capture->unwritten_size += size;
    if (!first) {
        return 0;
    }
    loop_unwatch(capture->capturer->loop, stream->fd);
    return watch_terminal(stream);
}

int
capture_write(struct capture *capture, const char *bytes, size_t size)
{
    int fd = capture->streams[OUTPUT_STDOUT].fd;
    ssize_t written = 0;

    if (!capture->terminal || fd < 0) {
        return -ENOTTY;
    }
    if (capture->unwritten_size + size > CAPTURE_WRITE_SIZE) {
        return -EAGAIN;
    }
    if (capture->unwritten_size == 0) {
        written = write_some(fd, bytes, size);
    }
    if (written < 0 || (size_t) written == size) {
        return written < 0 ? (int) written : 0;
    }
    return keep_rest(capture, bytes + written, size - (size_t) written);
}

void
capture_resize(struct capture *capture, struct pty_size size)
{
    if (capture->terminal && capture->streams[OUTPUT_STDOUT].fd >= 0) {
        pty_resize(capture->streams[OUTPUT_STDOUT].fd, size);
    }
}

/* Handler: a pipe or a terminal holds something, is at its end, or has room. */
static void
on_ready(void *context, int fd, uint32_t events)
{
    struct capture_stream *stream = context;
    struct capture *capture = stream->capture;
    size_t total = 0;
    size_t size;

    (void) fd;
    if (events & EPOLLOUT && capture->unwritten_size > 0) {
        write_rest(stream);
    }
    if (!(events & ~(uint32_t) EPOLLOUT) || stream->fd < 0) {
        return;
    }
    do {
        size = read_once(stream, CAPTURE_READ_SIZE);
        total += size;
    } while (size == CAPTURE_READ_SIZE && total < PIPE_TURN_SIZE
             && stream->fd >= 0);
    if (size == 0 && capture->streams[OUTPUT_STDOUT].fd < 0
        && capture->streams[OUTPUT_STDERR].fd < 0) {
        capture->listener->closed(capture->context);
    }
}

/* Make one pipe. */
static int
open_stream(struct capture_stream *stream)
{
    struct capturer *capturer = stream->capture->capturer;
    int result = 0;
    int fds[2];

    if (pipe2(fds, O_CLOEXEC) < 0) {
        return -errno;
    }
    stream->fd = fds[0];
    if (fcntl(fds[0], F_SETFL, O_NONBLOCK) < 0
        || dup3(fds[1], capturer->slots[stream->which], O_CLOEXEC) < 0) {
        result = -errno;
    }
    close(fds[1]);
    if (result < 0) {
        return result;
    }
    return loop_watch(capturer->loop, stream->fd, EPOLLIN, on_ready, stream);
}

/* Make a terminal, which is all three standard streams. */
static int
open_terminal(struct capture *capture, struct pty_size size)
{
    struct capture_stream *stream = &capture->streams[OUTPUT_STDOUT];
    int slave;
    int result = pty_open(&stream->fd, &slave, size);

    for (int i = 0; i < CAPTURE_STREAMS && result == 0; i++) {
        if (dup3(slave, capture->capturer->slots[i], O_CLOEXEC) < 0) {
            result = -errno;
        }
    }
    if (slave >= 0) {
        close(slave);
    }
    return result == 0 ? watch_terminal(stream) : result;
}

int
capture_open(struct capture *capture, struct pty_size size)
{
    int result = 0;

    capture->terminal = size.rows > 0;
    if (capture->terminal) {
        return open_terminal(capture, size);
    }
    for (int i = 0; i < CAPTURE_STREAMS && result == 0; i++) {
        result = open_stream(&capture->streams[i]);
    }
    return result;
}

void
capture_release_slots(struct capturer *capturer)
{
    for (int i = 0; i < CAPTURE_STREAMS; i++) {
        while (dup3(capturer->null, capturer->slots[i], O_CLOEXEC) < 0
               && errno == EINTR) {
        }
    }
}

/* Read what was written to a terminal until now: the kernel does not say how
 * much that is, but it is less than this. */
static void
drain_terminal(struct capture_stream *stream)
{
    size_t left = 2 * CAPTURE_READ_SIZE;

    while (left > 0 && stream->fd >= 0) {
        size_t size = read_once(stream, CAPTURE_READ_SIZE);

        if (size == 0) {
            return;
        }
        left -= size < left ? size : left;
    }
}

void
capture_drain(struct capture *capture)
{
    if (capture->terminal) {
        drain_terminal(&capture->streams[OUTPUT_STDOUT]);
        return;
    }
    for (int i = 0; i < CAPTURE_STREAMS; i++) {
        struct capture_stream *stream = &capture->streams[i];
        int left = 0;

        if (stream->fd < 0 || ioctl(stream->fd, FIONREAD, &left) < 0) {
            continue;
        }
        while (left > 0 && stream->fd >= 0) {
            size_t most = (size_t) left;
            size_t size = read_once(
                stream, most < CAPTURE_READ_SIZE ? most : CAPTURE_READ_SIZE);

            if (size == 0) {
                break;
            }
            left -= (int) size;
        }
    }
}
