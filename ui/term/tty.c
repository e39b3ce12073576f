#include "ui/term/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* Ends a sequence that the terminal is in the middle of. */
#define CANCEL "\030"

/* How long tty_leave() waits for the terminal. */
#define PATIENCE_MS 1000

/* The terminal; read by signal handlers, which may interrupt anything here, and
 * by who gives it back when we are gone. */
struct tty {
    bool is_open;
    volatile sig_atomic_t entered;
    volatile sig_atomic_t partial;
    int output;             /* -1: not open */
    bool own_output;        /* our own open file, which does not block */
    struct termios before;  /* modes when it was opened */
    struct termios used;    /* ... and while we use it */
    volatile bool has_used; /* they are known */
    struct tty_strings strings;
};

static struct tty own = { .output = -1 };
static struct tty *tty = &own;

size_t
tty_state_size(void)
{
    return sizeof(*tty);
}

void
tty_share(void *memory)
{
    if (memory) {
        memcpy(memory, tty, sizeof(*tty));
        tty = memory;
    }
}

void
tty_keep_to_ourselves(void)
{
    own = *tty;
    tty = &own;
}

/* Open standard output's terminal anew, for an open file of our own: not to
 * block must not be set on one that is shared with a shell. */
static int
open_output(void)
{
    static const char *const paths[] = { "/proc/self/fd/1", "/dev/tty" };
    unsigned wanted, got;

    if (ioctl(STDOUT_FILENO, TIOCGDEV, &wanted) < 0) {
        return -1;
    }
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        int fd = open(paths[i], O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

        if (fd >= 0 && ioctl(fd, TIOCGDEV, &got) == 0 && got == wanted) {
            return fd;
        }
        if (fd >= 0) {
            close(fd);
        }
    }
    return -1;
}

int
tty_open(void)
{
    if (tty->is_open) {
        return -EBUSY;
    }
    if (!isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &tty->before) < 0) {
        return -ENOTTY;
    }
    tty->output = open_output();
    tty->own_output = tty->output >= 0;
    if (!tty->own_output) {
        tty->output = STDOUT_FILENO;
    }
    tty->is_open = true;
    tty->entered = tty->partial = tty->has_used = false;
    return 0;
}

void
tty_close(void)
{
    if (tty->own_output) {
        close(tty->output);
    }
    tty->output = -1;
    tty->is_open = tty->own_output = false;
    tty->entered = tty->partial = false;
}

void
tty_begin(const struct tty_strings *strings)
{
    tty->strings = *strings;
    tty->entered = true;
}

void
tty_set_modes(const char *modes)
{
    snprintf(tty->strings.modes, sizeof tty->strings.modes, "%s", modes);
}

void
tty_keep_modes(void)
{
    tty->has_used = tcgetattr(STDIN_FILENO, &tty->used) == 0;
    if (tty->has_used) {
        tty->used.c_cc[VMIN] = 0; /* not to wait where somebody was faster */
        tcsetattr(STDIN_FILENO, TCSANOW, &tty->used);
    }
    tty_write(tty->strings.modes, strlen(tty->strings.modes));
}

bool
tty_in_background(void)
{
    static pid_t group; /* our group, as seen last: nobody gives us another */
    pid_t foreground = tcgetpgrp(STDIN_FILENO);

    if (foreground < 0 || foreground == group) {
        return false;
    }
    group = getpgrp();
    return foreground != group;
}

bool
tty_is_entered(void)
{
    return tty->entered;
}

int
tty_output_fd(void)
{
    return tty->output;
}

bool
tty_size(int *rows, int *columns)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0
        || size.ws_col == 0) {
        return false;
    }
    *rows = size.ws_row;
    *columns = size.ws_col;
    return true;
}

long
tty_write(const char *bytes, size_t size)
{
    size_t done = 0;

    while (done < size) {
        struct pollfd room = { tty->output, POLLOUT, 0 };
        ssize_t count;

        if (!tty->own_output && poll(&room, 1, 0) <= 0) {
            break;
        }
        count = write(tty->output, bytes + done, size - done);
        if (count > 0) {
            done += (size_t) count;
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            return -EIO;
        }
    }
    return (long) done;
}

void
tty_set_partial(bool partial)
{
    tty->partial = partial;
}

static int64_t
milliseconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* Write all of a text, waiting for the terminal a while.  Returns whether it
 * took all. */
static bool
write_patiently(const char *text)
{
    size_t left = strlen(text);
    int64_t end = milliseconds_now() + PATIENCE_MS;

    while (left > 0) {
        struct pollfd room = { tty->output, POLLOUT, 0 };
        long count = tty_write(text, left);
        int64_t patience = end - milliseconds_now();

        if (count < 0 || (patience <= 0 && count == 0)) {
            return false;
        }
        text += count;
        left -= (size_t) count;
        if (left > 0 && patience > 0) {
            poll(&room, 1, (int) patience);
        }
    }
    return true;
}

void
tty_leave(void)
{
    if (!tty->entered || tty_in_background()) {
        return;
    }
    if ((tty->partial && !write_patiently(CANCEL))
        || !write_patiently(tty->strings.leave)) {
        tty_restore();
        return;
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &tty->before);
    tty->entered = tty->partial = false;
}

bool
tty_enter(void)
{
    bool was_entered = tty->entered;

    if (tty_in_background()) {
        return false;
    }
    if (tcsetattr(STDIN_FILENO, TCSANOW, &tty->used) < 0) {
        return false;
    }
    tty->entered = true;
    if (tty->partial) {
        write_patiently(CANCEL);
        tty->partial = false;
    }
    if (!was_entered) {
        write_patiently(tty->strings.screen);
    }
    write_patiently(tty->strings.modes);
    return true;
}

/* Write what gives the terminal back.  Returns whether it took all. */
static bool
write_leave(void)
{
    size_t size = strlen(tty->strings.leave);

    return (!tty->partial || write(tty->output, CANCEL, 1) == 1)
        && write(tty->output, tty->strings.leave, size) == (ssize_t) size;
}

void
tty_restore(void)
{
    int saved_errno = errno;
    int flags = -1;

    if (!tty->entered || tty_in_background()) {
        return;
    }
    tty->entered = false;
    if (!tty->own_output) {
        flags = fcntl(tty->output, F_GETFL);
        fcntl(tty->output, F_SETFL, flags | O_NONBLOCK);
    }
    if (!write_leave()) {
        tcflush(tty->output, TCOFLUSH);
        tty->partial = true;
        write_leave();
    }
    if (flags >= 0) {
        fcntl(tty->output, F_SETFL, flags);
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &tty->before);
    errno = saved_errno;
}

/* Tell whether two modes are the same. */
static bool
same_modes(const struct termios *one, const struct termios *two)
{
    return one->c_iflag == two->c_iflag && one->c_oflag == two->c_oflag
        && one->c_cflag == two->c_cflag && one->c_lflag == two->c_lflag
        && memcmp(one->c_cc, two->c_cc, sizeof one->c_cc) == 0;
}

void
tty_rescue(void)
{
    struct termios now;

    if (!tty->entered) {
        return;
    }
    tty->entered = false;
    tty->output = open_output();
    tty->own_output = tty->output >= 0;
    if (!tty->own_output) {
        return;
    }
    /* A shell that was faster has set the modes that it needs. */
    if (tcgetattr(STDIN_FILENO, &now) == 0
        && (!tty->has_used || same_modes(&now, &tty->used))) {
        tcsetattr(STDIN_FILENO, TCSANOW, &tty->before);
    }
    tty->partial = true; /* nobody knows */
    if (!write_leave()) {
        tcflush(tty->output, TCOFLUSH);
        write_leave();
    }
}

void
tty_stop(void)
{
    struct sigaction stop = { .sa_handler = SIG_DFL }, before;

    sigaction(SIGTSTP, NULL, &before);
    if (before.sa_handler == SIG_IGN) {
        return;
    }
    sigaction(SIGTSTP, &stop, NULL);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &before, NULL);
}
