#include "tests/bench/pane.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/clock.h"

#define ROWS 40
#define COLUMNS 120
#define SECOND INT64_C(1000000000)

/* Where no settings of a user are. */
#define NOWHERE "/nonexistent"

/* Tell the moment when so many seconds will have passed. */
static int64_t
moment_after(double seconds)
{
    return clock_now() + (int64_t) (seconds * (double) SECOND);
}

/* Send the terminal's answers to questions. */
static void
on_output(const char *bytes, size_t count, void *user)
{
    struct pane *pane = user;
    ssize_t written = write(pane->master, bytes, count);

    (void) written;
}

int
pane_open(struct pane *pane, const char *const *command)
{
    struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };

    *pane = (struct pane){ .pid = -1, .master = -1 };
    pane->vterm = vterm_new(ROWS, COLUMNS);
    if (pane->vterm == NULL) {
        return -ENOMEM;
    }
    vterm_set_utf8(pane->vterm, 1);
    vterm_output_set_callback(pane->vterm, on_output, pane);
    vterm_screen_enable_altscreen(vterm_obtain_screen(pane->vterm), 1);
    vterm_screen_reset(vterm_obtain_screen(pane->vterm), 1);
    pane->pid = forkpty(&pane->master, NULL, NULL, &size);
    if (pane->pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        setenv("HOME", NOWHERE, 1);
        setenv("XDG_CONFIG_HOME", NOWHERE, 1);
        setenv("HTOPRC", "/dev/null", 1);
        execv(command[0], (char *const *) command);
        _exit(127);
    }
    return pane->pid < 0 ? -errno : 0;
}

/* Show what the program writes, if it comes in time; whether it did. */
static bool
pump(struct pane *pane, int64_t end)
{
    struct pollfd poll = { .fd = pane->master, .events = POLLIN };
    int64_t left = end - clock_now();
    struct timespec time = { left / SECOND, left % SECOND };
    char bytes[16384];
    ssize_t size;

    if (left <= 0 || ppoll(&poll, 1, &time, NULL) <= 0) {
        return false;
    }
    size = read(pane->master, bytes, sizeof(bytes));
    if (size <= 0) {
        return false;
    }
    pane->read_at = clock_now();
    pane->bytes += (size_t) size;
    vterm_input_write(pane->vterm, bytes, (size_t) size);
    return true;
}

bool
pane_read(struct pane *pane, double seconds)
{
    return pump(pane, moment_after(seconds));
}

int
pane_settle(struct pane *pane, double gap)
{
    int64_t end = moment_after(PANE_DEADLINE);

    while (pump(pane, moment_after(gap))) {
        if (clock_now() >= end) {
            return -ETIME;
        }
    }
    return 0;
}

void
pane_watch(struct pane *pane, double seconds)
{
    int64_t end = moment_after(seconds);

    while (pump(pane, end)) {
    }
}

bool
pane_find(struct pane *pane, const char *name, char *text, size_t size)
{
    VTermScreen *screen = vterm_obtain_screen(pane->vterm);

    for (int row = 0; row < ROWS; row++) {
        char line[COLUMNS + 1] = "";
        char *start;

        for (int column = 0; column < COLUMNS; column++) {
            VTermPos place = { row, column };
            VTermScreenCell cell = { 0 };

            vterm_screen_get_cell(screen, place, &cell);
            line[column] = cell.chars[0] > ' ' && cell.chars[0] < 127
                ? (char) cell.chars[0]
                : ' ';
        }
        start = strstr(line, name);
        if (start != NULL) {
            strncpy(text, start, size - 1);
            text[size - 1] = '\0';
            return true;
        }
    }
    return false;
}

int
pane_await(struct pane *pane, const char *name, const char *state)
{
    int64_t end = moment_after(PANE_DEADLINE);
    char text[COLUMNS + 1];

    do {
        if (pane_find(pane, name, text, sizeof(text))
            && strstr(text, state) != NULL) {
            return 0;
        }
    } while (pump(pane, end));
    return -ETIME;
}

void
pane_type(struct pane *pane, const char *keys)
{
    ssize_t written = write(pane->master, keys, strlen(keys));

    (void) written;
}

int
pane_quit(struct pane *pane, char key)
{
    const char keys[] = { key, '\0' };
    int64_t end = moment_after(PANE_DEADLINE);
    int result = 0;

    pane_type(pane, keys);
    while (pump(pane, end)) { /* until it has let go of the terminal */
    }
    if (clock_now() >= end) {
        kill(pane->pid, SIGKILL);
        result = -ETIME;
    }
    waitpid(pane->pid, NULL, 0);
    pane->pid = 0;
    return result;
}

int
pane_close(struct pane *pane, char key)
{
    int result = pane->pid > 0 ? pane_quit(pane, key) : 0;

    if (pane->master >= 0) {
        close(pane->master);
    }
    if (pane->vterm != NULL) {
        vterm_free(pane->vterm);
    }
    return result;
}
