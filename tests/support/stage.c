#include "tests/support/stage.h"

#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "ui/term/signals.h"
#include "ui/term/terminal.h"

#define FLOOD 200
#define SHOWN_FIRST "stage "

/* The program's state. */
static struct {
    struct terminal *terminal;
    struct grid grid;
    char last_key[16];
    char last_signal[32];
    int keys;
    int flood; /* frames still to be shown */
    int frames;
    bool poster; /* show a page without blanks */
    bool dirty;  /* the last of the flood has been shown, not what follows */
    bool blocked;
    bool ended;
} stage = { .last_key = "-", .last_signal = "-" };

/* The worker's group; 0: none. */
static volatile sig_atomic_t worker;

static void
kill_worker(int signum)
{
    (void) signum;
    if (worker > 0) {
        kill((pid_t) -worker, SIGKILL);
    }
}

/* Start something that lives until it is killed. */
static void
start_worker(void)
{
    pid_t pid = fork();

    if (pid == 0) {
        setpgid(0, 0);
        signal(SIGTERM, SIG_DFL);
        for (;;) {
            pause();
        }
    }
    setpgid(pid, pid);
    worker = pid;
}

/* Write a line about what has been so far. */
static void write_line(struct grid_area *all, int row, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
write_line(struct grid_area *all, int row, const char *format, ...)
{
    const struct grid_style none = { GRID_DEFAULT, GRID_DEFAULT, 0 };
    char text[256];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    grid_write(all, row, 0, text, none);
}

static void
write_styles(struct grid_area *all)
{
    const struct grid_style styles[] = {
        { 114, GRID_DEFAULT, 0 },
        { GRID_RGB(255, 95, 95), 236, GRID_BOLD },
        { GRID_DEFAULT, GRID_DEFAULT, GRID_REVERSE },
        { GRID_DEFAULT, GRID_DEFAULT, GRID_UNDERLINE },
    };
    static const char *const names[] = { "green", "red", "reverse", "under" };
    int column = 0;

    for (int i = 0; i < 4; i++) {
        column = grid_write(all, 1, column, names[i], styles[i]) + 1;
    }
}

/* Write a row that is full and like no other. */
static void
write_poster(struct grid_area *all, int row)
{
    const struct grid_style none = { GRID_DEFAULT, GRID_DEFAULT, 0 };
    char text[32];

    for (int column = 0; column < all->columns; column += 10) {
        snprintf(text, sizeof text, STAGE_POSTER, row, column);
        grid_write(all, row, column, text, none);
    }
}

static void
draw(void)
{
    struct grid_area all;
    int rows, columns;

    terminal_size(stage.terminal, &rows, &columns);
    if (grid_resize(&stage.grid, rows, columns) < 0) {
        abort();
    }
    all = grid_all(&stage.grid);
    write_line(
        &all, 0, SHOWN_FIRST "%dx%d colors %d", columns, rows,
        terminal_colors(stage.terminal));
    write_styles(&all);
    write_line(
        &all, 2,
        "wide [\xe6\xbc\xa2\xe5\xad\x97] marks [e\xcc\x81]"
        " signs \xe2\x97\x8f\xe2\x9c\x93|");
    write_line(&all, 3, "key %s %d", stage.last_key, stage.keys);
    write_line(&all, 4, "signal %s", stage.last_signal);
    write_line(
        &all, 5, "background %06x",
        (unsigned) terminal_background(stage.terminal) & 0xffffff);
    write_line(&all, 6, "worker %d", (int) worker);
    write_line(
        &all, 7, "mouse %dx%d", terminal_mouse(stage.terminal).column + 1,
        terminal_mouse(stage.terminal).row + 1);
    for (int row = 8; stage.flood > 0 && row < rows; row++) {
        write_line(
            &all, row, "%d flood %d of a frame that is long enough",
            stage.flood * row, stage.flood);
    }
    for (int row = 8; stage.poster && row < rows; row++) {
        write_poster(&all, row);
    }
    if (stage.flood == 0 && stage.frames >= FLOOD) {
        write_line(&all, 8, "flood over");
    }
}

static void
show(void)
{
    int result;

    draw();
    result = terminal_show(stage.terminal, &stage.grid);
    stage.blocked = result == -EAGAIN;
    stage.frames++;
    stage.dirty = stage.flood > 0;
    if (stage.flood > 0 && !stage.blocked) {
        stage.flood--;
    }
    stage.ended |= terminal_hung_up(stage.terminal);
}

/* Use up all stack there is. */
static int
recurse(volatile char *above)
{
    volatile char room[4096];

    room[0] = above[0];
    return room[0] ? 0 : recurse(room) + room[0];
}

static void
scribble(void)
{
    static const char text[] = "\033[5;1Hscribble\033[31;1m\033[?25h";
    ssize_t written = write(STDOUT_FILENO, text, sizeof text - 1);

    (void) written;
}

static void
block(void)
{
    char text[4096];

    memset(text, 'b', sizeof text);
    while (write(STDOUT_FILENO, text, sizeof text) > 0 || errno == EINTR) {
    }
}

/* Do what a key asks for. */
static void
act(key code)
{
    volatile char zero = 0;

    switch (code) {
    case 'q':
        stage.ended = true;
        break;
    case 'R':
        terminal_redraw(stage.terminal);
        break;
    case 'X':
        scribble();
        break;
    case 'P':
        stage.poster = true;
        break;
    case 'F':
        stage.flood = FLOOD;
        break;
    case 'S':
        raise(SIGSEGV);
        break;
    case 'O':
        recurse(&zero);
        break;
    case 'A':
        abort();
    case 'H':
        for (;;) {
            pause();
        }
    case 'B':
        block();
        break;
    case KEYCODE_CTRL_Z:
        terminal_suspend(stage.terminal);
        terminal_resize(stage.terminal);
        break;
    default:
        break;
    }
}

static void
read_keys(void)
{
    key code;

    while ((code = terminal_read(stage.terminal)) != KEYCODE_NONE) {
        keycode_name(code, stage.last_key, sizeof stage.last_key);
        stage.keys++;
        act(code);
    }
    stage.ended |= terminal_hung_up(stage.terminal);
}

/* Take the signals.  Returns the one that ends us, or 0. */
static int
read_signals(void)
{
    int signum, end = 0;

    while ((signum = signals_read()) != 0) {
        snprintf(
            stage.last_signal, sizeof stage.last_signal, "SIG%s",
            sigabbrev_np(signum));
        if (signum == SIGTERM || signum == SIGHUP) {
            end = signum;
        } else if (signum == SIGTSTP) {
            terminal_suspend(stage.terminal);
        } else if (signum == SIGCONT) {
            terminal_redraw(stage.terminal);
        }
        terminal_resize(stage.terminal);
    }
    return end;
}

/* Live until a key or a signal ends us.  Returns the signal, or 0. */
static int
run(void)
{
    int signum = 0;

    while (!stage.ended && signum == 0) {
        struct pollfd wait[] = {
            { -1, POLLIN, 0 },
            { signals_fd(), POLLIN, 0 },
            { -1, POLLOUT, 0 },
        };

        if (!stage.blocked) {
            show();
        }
        if (!terminal_is_away(stage.terminal)) {
            wait[0].fd = terminal_fd(stage.terminal);
        }
        wait[2].fd = stage.blocked ? terminal_output_fd(stage.terminal) : -1;
        terminal_wait(stage.terminal);
        poll(wait, 3, stage.dirty && !stage.blocked ? 0 : -1);
        if (wait[2].revents) {
            stage.blocked = false;
        }
        read_keys();
        signum = read_signals();
    }
    return signum;
}

static bool
has(int argc, char **argv, const char *argument)
{
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], argument) == 0) {
            return true;
        }
    }
    return false;
}

void
stage_main(int argc, char **argv)
{
    char error[256];
    int signum;

    if (argc < 2 || strcmp(argv[1], STAGE_ARGUMENT) != 0) {
        return;
    }
    setlocale(LC_ALL, "");
    const struct terminal_options options = {
        .color = !has(argc, argv, "plain"),
        .ascii = has(argc, argv, "ascii"),
        .mouse = has(argc, argv, "mouse"),
    };
    if (has(argc, argv, "child")) {
        start_worker();
    }
    if (signals_open(kill_worker) < 0) {
        _exit(3);
    }
    if (terminal_open(&stage.terminal, &options, error, sizeof error) < 0) {
        fprintf(stderr, "stage: %s\n", error);
        exit(2);
    }
    signum = run();
    terminal_close(stage.terminal);
    signals_close();
    grid_free(&stage.grid);
    kill_worker(0);
    puts(signum ? "stage: ended by a signal" : "stage: bye");
    exit(signum ? 128 + signum : 0);
}

/* Tell where this program is. */
static const char *
own_path(void)
{
    static char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);

    assert_true(size > 0);
    path[size] = '\0';
    return path;
}

const char *
stage_command(void)
{
    static char command[PATH_MAX + 32];

    snprintf(command, sizeof command, "'%s' " STAGE_ARGUMENT, own_path());
    return command;
}

struct harness *
stage_start(
    int rows,
    int columns,
    const char *const *arguments,
    const char *const *environment)
{
    const char *argv[8] = { own_path(), STAGE_ARGUMENT };
    struct harness *harness;

    for (int i = 2; i < 7 && arguments && *arguments; i++) {
        argv[i] = *arguments++;
    }
    harness = harness_start(rows, columns, argv, environment);
    harness_expect(harness, SHOWN_FIRST);
    return harness;
}
