#include "ui/term/terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ui/term/capabilities.h"
#include "ui/term/clipboard.h"
#include "ui/term/color.h"
#include "ui/term/curses.h"
#include "ui/term/input.h"
#include "ui/term/render.h"
#include "ui/term/tty.h"

/* What terminals that speak ANSI sequences know, or pass over. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define FRAME_END "\033[?2026l"
/* Asks for the background, then for what every terminal answers. */
#define QUESTION "\033]11;?\033\\\033[c"

enum {
    DELETE = 0x7f
};

/* How long an answer may still be under way when we end. */
#define ANSWER_DELAY_MS 100

struct terminal {
    struct terminal_options options;
    struct capabilities can;
    struct renderer *renderer;
    const char *unwritten; /* the rest of a frame */
    size_t unwritten_size;
    struct input input;
    bool asked;        /* the question was sent */
    bool mouse_was_on; /* the mouse has been reported */
    bool paste;        /* what is pasted is marked */
    bool paste_was_on;
    bool reading; /* the last terminal_read() returned a key */
    bool alone;   /* ... of one byte, behind which curses has read none */
    bool front;   /* a key was read since terminal_wait(): we are in front */
    struct sigaction before; /* what SIGTTIN did */
    bool away;               /* somebody else has had the terminal */
    bool hung_up;
    bool followed; /* terminal_show() was called, and made a frame */
    bool follows;  /* and so it did the time before */
    int rows;
    int columns;
};

/* Append to one of the device's strings; they have room for all there is. */
static void
append(char *string, const char *more)
{
    if (more && strlen(string) + strlen(more) < TTY_STRING_SIZE) {
        strcat(string, more);
    }
}

/* Write the string that sets the modes. */
static void
write_modes(const struct terminal *terminal, char *modes)
{
    const struct capabilities *can = &terminal->can;

    modes[0] = '\0';
    append(modes, can->enter_keypad);
    append(modes, can->hide_cursor);
    if (can->mouse && terminal->options.mouse) {
        append(modes, MOUSE_ON);
    } else if (can->mouse && terminal->mouse_was_on) {
        append(modes, MOUSE_OFF);
    }
    if (can->ansi && terminal->paste) {
        append(modes, PASTE_ON);
    } else if (can->ansi && terminal->paste_was_on) {
        append(modes, PASTE_OFF);
    }
}

/* Say what is to be written to take the terminal and to give it back.  The
 * mouse is given back even where it is not taken: it may be, later. */
static void
begin(struct terminal *terminal)
{
    const struct capabilities *can = &terminal->can;
    struct tty_strings strings = { "", "", "" };

    terminal->mouse_was_on = terminal->options.mouse;
    append(strings.screen, can->enter_screen);
    write_modes(terminal, strings.modes);
    append(strings.leave, can->mouse ? MOUSE_OFF : NULL);
    append(strings.leave, can->ansi ? PASTE_OFF : NULL);
    append(strings.leave, can->synchronized ? FRAME_END : NULL);
    append(strings.leave, can->reset);
    append(strings.leave, can->colors > 0 ? can->default_colors : NULL);
    append(strings.leave, can->show_cursor);
    append(strings.leave, can->leave_keypad);
    append(
        strings.leave,
        can->leave_screen ? can->leave_screen : can->clear_screen);
    tty_begin(&strings);
}

/* Take only what the user and the environment allow. */
static void
limit_capabilities(struct terminal *terminal)
{
    struct capabilities *can = &terminal->can;
    const char *synchronized = getenv("MPTOP_SYNC");

    if (!terminal->options.color) {
        can->colors = 0;
    }
    can->ascii = terminal->options.ascii;
    can->synchronized =
        can->ansi && !(synchronized && strcmp(synchronized, "0") == 0);
}

/* Take only what the modes allow that curses has set. */
static void
keep_modes(struct terminal *terminal)
{
    const char *down = terminal->can.down;
    struct termios modes;

    tty_keep_modes();
    if (down && *down == '\n'
        && (tcgetattr(STDIN_FILENO, &modes) < 0
            || (modes.c_oflag & (OPOST | ONLCR)) == (OPOST | ONLCR))) {
        terminal->can.down = NULL; /* it would go to the first column too */
    }
}

/* Ask the terminal for its background, where themes differ by it. */
static void
ask_background(struct terminal *terminal)
{
    if (terminal->can.ansi && terminal->can.colors >= 256) {
        terminal->asked = tty_write(QUESTION, strlen(QUESTION)) > 0;
    }
}

/* Set up all that terminal_open() needs before anything is changed. */
static int
prepare(struct terminal *terminal, char *error, size_t size)
{
    int result;

    if (!isatty(STDOUT_FILENO) || !isatty(STDIN_FILENO)) {
        snprintf(
            error, size, "standard %s is not a terminal",
            isatty(STDOUT_FILENO) ? "input" : "output");
        return -ENOTTY;
    }
    result = capabilities_load(&terminal->can, error, size);
    if (result < 0) {
        return result;
    }
    limit_capabilities(terminal);
    if (!tty_size(&terminal->rows, &terminal->columns)) {
        terminal->rows = terminal->can.rows > 0 ? terminal->can.rows : 24;
        terminal->columns =
            terminal->can.columns > 0 ? terminal->can.columns : 80;
    }
    result = renderer_new(&terminal->renderer, &terminal->can);
    if (result < 0) {
        return result;
    }
    return renderer_resize(
        terminal->renderer, terminal->rows, terminal->columns);
}

/* Let reading in the background fail, instead of stopping us. */
static void
ignore_stop(struct terminal *terminal)
{
    const struct sigaction ignore = { .sa_handler = SIG_IGN };

    sigaction(SIGTTIN, &ignore, &terminal->before);
}

/* Free what is left when nothing is shown any more. */
static void
free_terminal(struct terminal *terminal)
{
    curses_close();
    renderer_free(terminal->renderer);
    free(terminal);
}

int
terminal_open(
    struct terminal **out,
    const struct terminal_options *options,
    char *error,
    size_t size)
{
    struct terminal *terminal = calloc(1, sizeof *terminal);
    int result = -ENOMEM;

    snprintf(error, size, "there is not enough memory");
    if (!terminal) {
        return result;
    }
    terminal->options = *options;
    result = prepare(terminal, error, size);
    if (result < 0) {
        goto finish;
    }
    result = tty_open();
    if (result < 0) {
        snprintf(error, size, "the terminal is in use already");
        goto finish;
    }
    begin(terminal);
    result = curses_open();
    if (result < 0) {
        snprintf(error, size, "curses cannot use the terminal");
        tty_close();
        goto finish;
    }
    keep_modes(terminal);
    ignore_stop(terminal);
    ask_background(terminal);
    *out = terminal;
finish:
    if (result < 0) {
        free_terminal(terminal);
    }
    return result;
}

/* Wait for the answer to our question, that it be not typed to the shell. */
static void
await_answer(struct terminal *terminal)
{
    struct pollfd input = { STDIN_FILENO, POLLIN, 0 };

    while (terminal->asked && !terminal->input.told_attributes
           && !terminal->hung_up && tty_is_entered() && !tty_in_background()
           && poll(&input, 1, ANSWER_DELAY_MS) > 0) {
        terminal_read(terminal);
    }
}

void
terminal_close(struct terminal *terminal)
{
    if (!terminal) {
        return;
    }
    await_answer(terminal);
    tty_leave();
    tty_close();
    sigaction(SIGTTIN, &terminal->before, NULL);
    free_terminal(terminal);
}

int
terminal_fd(const struct terminal *terminal)
{
    (void) terminal;
    return STDIN_FILENO;
}

int
terminal_output_fd(const struct terminal *terminal)
{
    (void) terminal;
    return tty_output_fd();
}

int
terminal_colors(const struct terminal *terminal)
{
    int colors = terminal->can.colors;

    return colors < COLOR_DIRECT ? colors : COLOR_DIRECT;
}

int32_t
terminal_background(const struct terminal *terminal)
{
    return terminal->input.told_background ? terminal->input.background : -1;
}

void
terminal_size(const struct terminal *terminal, int *rows, int *columns)
{
    *rows = terminal->rows;
    *columns = terminal->columns;
}

bool
terminal_resize(struct terminal *terminal)
{
    int rows, columns;

    if (!tty_size(&rows, &columns)
        || (rows == terminal->rows && columns == terminal->columns)
        || renderer_resize(terminal->renderer, rows, columns) < 0) {
        return false;
    }
    terminal->rows = rows;
    terminal->columns = columns;
    return true;
}

/* Nothing came of what there was to read: we are in the background, where that
 * is not ours, or the terminal has gone.  (Behind keys a hang-up is seen the
 * next time.) */
static void
find_cause(struct terminal *terminal)
{
    if (tty_in_background()) {
        terminal->away = true;
    } else if (curses_hung_up()) {
        terminal->hung_up = true;
    }
}

key
terminal_read(struct terminal *terminal)
{
    bool first = !terminal->reading;
    bool ground = terminal->input.state == INPUT_GROUND;
    bool waits = first;
    key code;

    terminal->reading = false;
    terminal->away |= !tty_is_entered();
    if (terminal->hung_up || terminal->away) {
        return KEYCODE_NONE;
    }
    code = input_read(&terminal->input, curses_next, &waits);
    terminal->alone = first && ground && code >= ' ' && code < DELETE;
    if (code != KEYCODE_NONE) {
        terminal->reading = terminal->front = true;
    } else if (first) {
        find_cause(terminal);
    }
    return code;
}

bool
terminal_has_read_all(struct terminal *terminal)
{
    terminal->reading = terminal->reading && !terminal->alone;
    return terminal->alone;
}

void
terminal_wait(struct terminal *terminal)
{
    terminal->front = false;
}

/* Take the terminal, if it can be had, and forget what it showed. */
static void
take(struct terminal *terminal)
{
    renderer_forget(terminal->renderer);
    terminal->front = false;
    terminal->unwritten_size = 0;
    terminal->away = !tty_enter();
}

struct mouse
terminal_mouse(const struct terminal *terminal)
{
    return terminal->input.mouse;
}

bool
terminal_has_mouse(const struct terminal *terminal)
{
    return terminal->can.mouse && terminal->options.mouse;
}

bool
terminal_set_mouse(struct terminal *terminal, bool mouse)
{
    char modes[TTY_STRING_SIZE];

    terminal->options.mouse = mouse;
    terminal->mouse_was_on |= mouse;
    write_modes(terminal, modes);
    tty_set_modes(modes);
    take(terminal);
    return terminal_has_mouse(terminal);
}

void
terminal_set_paste(struct terminal *terminal, bool paste)
{
    char modes[TTY_STRING_SIZE];

    terminal->paste = paste;
    terminal->paste_was_on |= paste;
    write_modes(terminal, modes);
    tty_set_modes(modes);
    take(terminal);
}

int
terminal_copy(struct terminal *terminal, const char *text, size_t size)
{
    size_t used;
    char *bytes;

    if (!terminal->can.clipboard) {
        return -ENOTSUP;
    }
    bytes = clipboard_write(text, size, &used);
    if (!bytes) {
        return -ENOMEM;
    }
    renderer_send(terminal->renderer, bytes, used);
    return 0;
}

bool
terminal_is_away(const struct terminal *terminal)
{
    return terminal->away;
}

bool
terminal_hung_up(const struct terminal *terminal)
{
    return terminal->hung_up;
}

/* Write what is left of a frame.  Returns 0, -EAGAIN or -EIO. */
static int
write_rest(struct terminal *terminal)
{
    long count = tty_write(terminal->unwritten, terminal->unwritten_size);

    if (count < 0) {
        terminal->hung_up = true;
        return -EIO;
    }
    terminal->unwritten += count;
    terminal->unwritten_size -= (size_t) count;
    tty_set_partial(terminal->unwritten_size > 0);
    return terminal->unwritten_size > 0 ? -EAGAIN : 0;
}

int
terminal_show(struct terminal *terminal, const struct grid *grid)
{
    bool followed = terminal->followed;
    bool fits = grid->rows == terminal->rows;
    int result;

    terminal->followed = terminal->follows = false;
    if (terminal->hung_up) {
        return -EIO;
    }
    if (!terminal->front && tty_in_background()) {
        terminal->away = true;
        return 0;
    }
    if (terminal->away) {
        take(terminal);
        if (terminal->away) {
            return 0;
        }
    }
    if (terminal->unwritten_size > 0) {
        result = write_rest(terminal);
        if (result < 0) {
            return result;
        }
    }
    terminal->unwritten = renderer_frame(
        terminal->renderer, grid, followed && fits ? grid->touched : NULL,
        &terminal->unwritten_size);
    if (!terminal->unwritten) {
        terminal->unwritten_size = 0;
        return -ENOMEM;
    }
    terminal->followed = true;
    terminal->follows = followed;
    return terminal->unwritten_size > 0 ? write_rest(terminal) : 0;
}

const struct renderer *
terminal_renderer(const struct terminal *terminal)
{
    return terminal->follows ? terminal->renderer : NULL;
}

void
terminal_redraw(struct terminal *terminal)
{
    take(terminal);
}

void
terminal_suspend(struct terminal *terminal)
{
    await_answer(terminal);
    tty_leave();
    tty_stop();
    take(terminal);
}
