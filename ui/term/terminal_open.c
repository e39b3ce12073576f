/* Taking a terminal, and giving it back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ui/term/color.h"
#include "ui/term/curses.h"
#include "ui/term/terminal_parts.h"
#include "ui/term/tty.h"

/* What terminals that speak ANSI sequences know, or pass over. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define FRAME_END "\033[?2026l"
/* Asks for the background, then for what every terminal answers. */
#define QUESTION "\033]11;?\033\\\033[c"

/* Append to one of the device's strings; they have room for all there is. */
static void
append(char *string, const char *more)
{
    if (more && strlen(string) + strlen(more) < TTY_STRING_SIZE) {
        strcat(string, more);
    }
}

void
terminal_write_modes(const struct terminal *terminal, char *modes)
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
    terminal_write_modes(terminal, strings.modes);
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

void
terminal_close(struct terminal *terminal)
{
    if (!terminal) {
        return;
    }
    terminal_await_answer(terminal);
    tty_leave();
    tty_close();
    sigaction(SIGTTIN, &terminal->before, NULL);
    free_terminal(terminal);
}
