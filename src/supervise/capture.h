/* capture: takes what processes write to stdout and stderr, through pipes or a
 * terminal, to which it writes what they read. */
#ifndef SUPERVISE_CAPTURE_H
#define SUPERVISE_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "src/supervise/loop.h"
#include "src/supervise/output.h"
#include "src/supervise/pty.h"

#define CAPTURE_STREAMS 2

/* What is read of one pipe before the others have their turn, in bytes. */
#define CAPTURE_READ_SIZE ((size_t) 256 << 10)

/* The most that waits for a process that does not read its terminal. */
#define CAPTURE_WRITE_SIZE ((size_t) 64 << 10)

/* What all captures have in common. */
struct capturer {
    struct loop *loop; /* borrowed */
    int null;
    /* The descriptors that every process takes its stdout and stderr from:
     * from capture_open() to capture_release_slots() they lead to the pipes or
     * the terminal of one process, else to /dev/null. */
    int slots[CAPTURE_STREAMS];
    char buffer[CAPTURE_READ_SIZE];
};

/* Who is told; called from loop_turn() and capture_drain().  Either may close
 * the capture. */
struct capture_listener {
    void (*output)(
        void *context,
        enum output_stream stream,
        const char *bytes,
        size_t size);
    /* All are at their end; told once, from loop_turn() only. */
    void (*closed)(void *context);
};

struct capture;

/* The reading end of a pipe, or of a terminal: that is stdout's. */
struct capture_stream {
    struct capture *capture;
    enum output_stream which;
    int fd; /* -1: at its end */
    bool grown;
};

/* What one process writes. */
struct capture {
    struct capturer *capturer;
    const struct capture_listener *listener;
    void *context;
    struct capture_stream streams[CAPTURE_STREAMS];
    bool terminal;   /* else pipes */
    char *unwritten; /* what the terminal had no room for yet, or NULL */
    size_t unwritten_size;
};

/**
 * Make what captures have in common.
 *
 * out   Receives it, to be freed with capturer_free().
 * loop  Borrowed; must outlive it.
 *
 * Returns 0 or -errno.
 */
int capturer_new(struct capturer **out, struct loop *loop);

/**
 * Free what captures have in common, after the captures.
 *
 * capturer  Taken; NULL does nothing.
 */
void capturer_free(struct capturer *capturer);

/**
 * Fill in a capture that holds nothing yet.
 *
 * capture   Receives it.
 * capturer  Borrowed; must outlive the capture.
 * listener  Borrowed; called with context.
 * context   Its first argument.
 */
void capture_init(
    struct capture *capture,
    struct capturer *capturer,
    const struct capture_listener *listener,
    void *context);

/**
 * Make the pipes, or a terminal, and lay their other ends into the slots, to be
 * passed on to a process.  capture_release_slots() must follow.
 *
 * capture  Borrowed; closed.
 * size     Of the terminal; no rows: pipes.
 *
 * Returns 0 or -errno; the capture is then to be closed.  -ENOTTY: there is no
 * terminal left.
 */
int capture_open(struct capture *capture, struct pty_size size);

/**
 * Write to the terminal, as if it were typed there.  Never waits: what finds no
 * room follows when there is some.
 *
 * capture  Borrowed.
 * bytes    size bytes; copied.
 *
 * Returns 0.
 *
 * Errors: -ENOTTY  it has no terminal (any more).
 *         -EAGAIN  too much waits already: nothing was written.
 *         -ENOMEM
 */
int capture_write(struct capture *capture, const char *bytes, size_t size);

/**
 * Give the terminal another size.
 *
 * capture  Borrowed; one without a terminal is left alone.
 * size     The size.
 */
void capture_resize(struct capture *capture, struct pty_size size);

/**
 * Let the slots lead to /dev/null again.
 *
 * capturer  Borrowed.
 */
void capture_release_slots(struct capturer *capturer);

/**
 * Read what is in the pipes now, and no more: others may go on writing.
 *
 * capture  Borrowed; must not be freed by the listener.
 */
void capture_drain(struct capture *capture);

/**
 * Stop reading; nothing more is told.
 *
 * capture  Borrowed; a closed one is left alone.
 */
void capture_close(struct capture *capture);

#endif
