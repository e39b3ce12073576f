#include "ui/term/terminal.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "ui/term/clipboard.h"
#include "ui/term/color.h"
#include "ui/term/curses.h"
#include "ui/term/terminal_parts.h"
#include "ui/term/tty.h"

enum {
    DELETE = 0x7f
};

/* How long an answer may still be under way when we end. */
#define ANSWER_DELAY_MS 100

void
terminal_await_answer(struct terminal *terminal)
{
    struct pollfd input = { STDIN_FILENO, POLLIN, 0 };

    while (terminal->asked && !terminal->input.told_attributes
           && !terminal->hung_up && tty_is_entered() && !tty_in_background()
           && poll(&input, 1, ANSWER_DELAY_MS) > 0) {
        terminal_read(terminal);
    }
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
    terminal_write_modes(terminal, modes);
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
    terminal_write_modes(terminal, modes);
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
    terminal_await_answer(terminal);
    tty_leave();
    tty_stop();
    take(terminal);
}
