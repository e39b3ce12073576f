#include "src/supervise/capture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A pipe that was found as full as pipes get by default grows, where the system
 * lets it: users have 64 MiB for all their pipes. */
#define PIPE_FULL ((ssize_t) 64 << 10)
#define PIPE_GROWN (512 << 10)

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
}

/* Read a pipe once and tell what it held, as the last thing that is done here:
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
    if (size >= PIPE_FULL && !stream->grown) {
        stream->grown = true;
        fcntl(stream->fd, F_SETPIPE_SZ, PIPE_GROWN);
    }
    capture->listener->output(
        capture->context, stream->which, buffer, (size_t) size);
    return (size_t) size;
}

/* Handler: a pipe holds something, or is at its end. */
static void
on_readable(void *context, int fd, uint32_t events)
{
    struct capture_stream *stream = context;
    struct capture *capture = stream->capture;

    (void) fd;
    (void) events;
    if (read_once(stream, CAPTURE_READ_SIZE) == 0
        && capture->streams[OUTPUT_STDOUT].fd < 0
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
    return loop_watch(capturer->loop, stream->fd, EPOLLIN, on_readable, stream);
}

int
capture_open(struct capture *capture)
{
    int result = 0;

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

void
capture_drain(struct capture *capture)
{
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
