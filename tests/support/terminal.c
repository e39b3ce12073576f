#include "tests/support/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "tests/support/cmocka.h"
#include "tests/support/orphans.h"

/* All that were started and not freed yet. */
static struct harness *living;

double
harness_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Turns a time limit into what poll() takes, rounded up. */
static int
milliseconds(double seconds)
{
    return seconds > 0 ? (int) (seconds * 1e3) + 1 : 0;
}

static void
write_all(struct harness *harness, const char *bytes, size_t count)
{
    double end = harness_now() + HARNESS_DEADLINE;

    while (count > 0 && harness->master >= 0 && harness_now() < end) {
        ssize_t written = write(harness->master, bytes, count);

        if (written > 0) {
            bytes += written;
            count -= (size_t) written;
        } else if (errno == EAGAIN) {
            struct pollfd wait = { harness->master, POLLIN | POLLOUT, 0 };

            poll(&wait, 1, 100);
            harness_pump(harness, 0);
        } else if (errno != EINTR) {
            return;
        }
    }
}

/* Sends keys, and the terminal's answers to questions, to the program. */
static void
on_output(const char *bytes, size_t count, void *user)
{
    write_all(user, bytes, count);
}

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
    struct harness *harness = user;

    switch (property) {
    case VTERM_PROP_ALTSCREEN:
        harness->alternate_screen = value->boolean;
        break;
    case VTERM_PROP_CURSORVISIBLE:
        harness->cursor_visible = value->boolean;
        break;
    case VTERM_PROP_REVERSE:
        harness->reverse_screen = value->boolean;
        break;
    case VTERM_PROP_MOUSE:
        harness->mouse = value->number;
        break;
    case VTERM_PROP_CURSORSHAPE:
        harness->cursor_shape = value->number;
        break;
    case VTERM_PROP_TITLE:
    case VTERM_PROP_ICONNAME:
        free(harness->title);
        harness->title = strdup(value->string);
        break;
    default:
        break;
    }
    return 1;
}

static int
on_bell(void *user)
{
    struct harness *harness = user;

    harness->bells++;
    return 1;
}

static const VTermScreenCallbacks screen_callbacks = {
    .settermprop = on_property,
    .bell = on_bell,
};

/* Makes the screen that shows what the program writes. */
static void
open_screen(struct harness *harness)
{
    harness->vterm = vterm_new(harness->rows, harness->columns);
    vterm_set_utf8(harness->vterm, 1);
    vterm_output_set_callback(harness->vterm, on_output, harness);
    harness->screen = vterm_obtain_screen(harness->vterm);
    /* Before the reset, or the alternate screen would be ignored. */
    vterm_screen_enable_altscreen(harness->screen, 1);
    vterm_screen_set_callbacks(harness->screen, &screen_callbacks, harness);
    vterm_screen_reset(harness->screen, 1);
    harness->cursor_visible = true;
    harness->cursor_shape = 0;
    free(harness->title);
    harness->title = NULL;
}

/* Gives the program the environment that every test counts on. */
static void
set_environment(const char *const *environment)
{
    static const char *const unset[] = { "LINES", "COLUMNS", "NO_COLOR",
                                         "COLORFGBG", "COLORTERM" };

    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        unsetenv(unset[i]);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    setenv("XDG_CONFIG_HOME", "/dev/null", 1); /* no settings, nor any to be */
    setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
    for (; environment && *environment; environment++) {
        if (strchr(*environment, '='))
            putenv((char *) *environment);
        else
            unsetenv(*environment);
    }
}

/* The child's side: takes the terminal as its own and becomes the program. */
static _Noreturn void
become_program(
    int slave, const char *const *argv, const char *const *environment)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int signum = 1; signum < NSIG; signum++)
        signal(signum, SIG_DFL);
    if (login_tty(slave) < 0)
        _exit(126);
    set_environment(environment);
    execvp(argv[0], (char *const *) argv);
    dprintf(2, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

struct harness *
harness_start(
    int rows,
    int columns,
    const char *const *argv,
    const char *const *environment)
{
    struct harness *harness = calloc(1, sizeof *harness);
    struct winsize size = { .ws_row = (unsigned short) rows,
                            .ws_col = (unsigned short) columns };
    int slave;

    assert_non_null(harness);
    harness->rows = rows;
    harness->columns = columns;
    if (openpty(&harness->master, &slave, NULL, NULL, &size) < 0)
        fail_msg("openpty: %s", strerror(errno));
    fcntl(harness->master, F_SETFD, FD_CLOEXEC);
    fcntl(harness->master, F_SETFL, O_NONBLOCK);
    tcgetattr(slave, &harness->modes_before);
    fflush(NULL);
    harness->pid = fork();
    if (harness->pid == 0)
        become_program(slave, argv, environment);
    close(slave);
    if (harness->pid < 0)
        fail_msg("fork: %s", strerror(errno));
    harness->pidfd = pidfd_open(harness->pid, 0);
    if (harness->pidfd < 0)
        fail_msg("pidfd_open: %s", strerror(errno));
    orphans_own(harness->pid);
    open_screen(harness);
    harness->next = living;
    living = harness;
    return harness;
}

void
harness_free(struct harness *harness)
{
    struct harness **link = &living;

    if (!harness)
        return;
    while (*link && *link != harness)
        link = &(*link)->next;
    if (*link)
        *link = harness->next;
    if (!harness->ended) {
        kill(harness->pid, SIGKILL);
        waitpid(harness->pid, &harness->status, 0);
        orphans_disown(harness->pid);
    }
    harness_hang_up(harness);
    close(harness->pidfd);
    vterm_free(harness->vterm);
    free(harness->title);
    free(harness->bytes);
    free(harness);
}

int
harness_teardown(void **state)
{
    (void) state;
    while (living)
        harness_free(living);
    return 0;
}

void
harness_hang_up(struct harness *harness)
{
    if (harness->master >= 0)
        close(harness->master);
    harness->master = -1;
    harness->hung_up = true;
}

/* Keeps what was read, with a NUL behind it. */
static void
keep(struct harness *harness, const char *bytes, size_t count)
{
    if (harness->count + count + 1 > harness->room) {
        harness->room = (harness->count + count + 1) * 2;
        harness->bytes = realloc(harness->bytes, harness->room);
        assert_non_null(harness->bytes);
    }
    memcpy(harness->bytes + harness->count, bytes, count);
    harness->count += count;
    harness->bytes[harness->count] = '\0';
}

bool
harness_pump(struct harness *harness, double seconds)
{
    char bytes[16384];
    struct pollfd wait = { harness->master, POLLIN, 0 };
    ssize_t count;

    if (harness->hung_up || poll(&wait, 1, milliseconds(seconds)) <= 0)
        return false;
    count = read(harness->master, bytes, sizeof bytes);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return false;
    if (count <= 0) { /* EIO: every process has closed the terminal */
        harness->hung_up = true;
        return false;
    }
    keep(harness, bytes, (size_t) count);
    vterm_input_write(harness->vterm, bytes, (size_t) count);
    vterm_screen_flush_damage(harness->screen);
    return true;
}

bool
harness_has_ended(struct harness *harness)
{
    struct pollfd wait = { harness->pidfd, POLLIN, 0 };

    return harness->ended || poll(&wait, 1, 0) > 0;
}

bool
harness_wait(
    struct harness *harness,
    harness_condition *condition,
    void *context,
    double seconds)
{
    double end = harness_now() + seconds;

    for (;;) {
        double left;

        if (condition(harness, context))
            return true;
        orphans_reap();
        left = end - harness_now();
        if (left <= 0)
            return false;
        if (left > 0.02)
            left = 0.02;
        if (!harness->hung_up)
            harness_pump(harness, left);
        else if (harness_has_ended(harness))
            return condition(harness, context); /* nothing will come */
        else
            poll(NULL, 0, milliseconds(left));
    }
}

bool
harness_settle(struct harness *harness, double quiet, double seconds)
{
    double end = harness_now() + seconds;

    while (harness_pump(harness, quiet))
        if (harness_now() > end)
            return false;
    return true;
}

/* Reads what the program wrote last: until its side of the terminal is closed,
 * or nothing comes any more because others hold it. */
static void
read_last_words(struct harness *harness)
{
    double end = harness_now() + 1;

    while (!harness->hung_up && harness_now() < end)
        harness_pump(harness, 0.05);
}

bool
harness_wait_end(struct harness *harness, double seconds)
{
    double end = harness_now() + seconds;

    while (!harness->ended) {
        struct pollfd wait[2] = { { harness->pidfd, POLLIN, 0 },
                                  { harness->master, POLLIN, 0 } };
        double left = end - harness_now();

        if (left <= 0)
            return false;
        if (left > 0.1) /* orphans end meanwhile */
            left = 0.1;
        poll(wait, harness->hung_up ? 1 : 2, milliseconds(left));
        harness_pump(harness, 0);
        orphans_reap();
        if (waitpid(harness->pid, &harness->status, WNOHANG) == harness->pid) {
            harness->ended = true;
            orphans_disown(harness->pid);
        }
    }
    read_last_words(harness);
    return true;
}

void
harness_type(struct harness *harness, const char *text)
{
    write_all(harness, text, strlen(text));
}

void
harness_press(struct harness *harness, VTermKey key)
{
    vterm_keyboard_key(harness->vterm, key, VTERM_MOD_NONE);
}

void
harness_resize(struct harness *harness, int rows, int columns)
{
    struct winsize size = { .ws_row = (unsigned short) rows,
                            .ws_col = (unsigned short) columns };

    harness_pump(harness, 0);
    harness->rows = rows;
    harness->columns = columns;
    vterm_set_size(harness->vterm, rows, columns);
    vterm_screen_flush_damage(harness->screen);
    ioctl(harness->master, TIOCSWINSZ, &size);
}
