#include "ui/term/curses.h"

#include <curses.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

enum {
    ESCAPE_DELAY_MS = 25,
    /* ncurses numbers the keys that only a terminal's entry names from
     * KEY_MAX on. */
    EXTENDED_KEYS = 256
};

/* The library has one screen that is current, and so have we. */
static SCREEN *screen;
static WINDOW *keys;   /* a pad: reading from it does not refresh anything */
static mbstate_t part; /* of a character */

static const struct {
    int code;
    key key;
} known_keys[] = {
    { KEY_UP, KEYCODE_UP },         { KEY_DOWN, KEYCODE_DOWN },
    { KEY_LEFT, KEYCODE_LEFT },     { KEY_RIGHT, KEYCODE_RIGHT },
    { KEY_SR, KEYCODE_UP },         { KEY_SF, KEYCODE_DOWN },
    { KEY_SLEFT, KEYCODE_LEFT },    { KEY_SRIGHT, KEYCODE_RIGHT },
    { KEY_PPAGE, KEYCODE_PAGE_UP }, { KEY_NPAGE, KEYCODE_PAGE_DOWN },
    { KEY_A3, KEYCODE_PAGE_UP },    { KEY_C3, KEYCODE_PAGE_DOWN },
    { KEY_HOME, KEYCODE_HOME },     { KEY_END, KEYCODE_END },
    { KEY_SHOME, KEYCODE_HOME },    { KEY_SEND, KEYCODE_END },
    { KEY_A1, KEYCODE_HOME },       { KEY_C1, KEYCODE_END },
    { KEY_FIND, KEYCODE_HOME },     { KEY_SELECT, KEYCODE_END },
    { KEY_IC, KEYCODE_INSERT },     { KEY_DC, KEYCODE_DELETE },
    { KEY_SIC, KEYCODE_INSERT },    { KEY_SDC, KEYCODE_DELETE },
    { KEY_BTAB, KEYCODE_BACK_TAB }, { KEY_ENTER, KEYCODE_ENTER },
    { KEY_RESIZE, KEYCODE_RESIZE }, { KEY_BACKSPACE, KEYCODE_BACKSPACE },
};

/* Turn a key of curses into ours. */
static key
known_key(int code)
{
    if (code >= KEY_F(1) && code <= KEY_F(12)) {
        return KEYCODE_F1 + (key) (code - KEY_F(1));
    }
    for (size_t i = 0; i < sizeof known_keys / sizeof *known_keys; i++) {
        if (known_keys[i].code == code) {
            return known_keys[i].key;
        }
    }
    return KEYCODE_NONE;
}

/* Put a byte to those that came before it.  Returns whether they are a
 * character now; bytes that are none are left out, but the last may begin the
 * next one. */
static bool
add_byte(unsigned char byte, wchar_t *character)
{
    const char text[] = { (char) byte };
    bool began = !mbsinit(&part);
    size_t result;

    if (byte < 0x80 && !began) { /* nearly all keys */
        *character = byte;
        return true;
    }
    result = mbrtowc(character, text, 1, &part);
    if (result == (size_t) -1 && began) {
        part = (mbstate_t){ 0 };
        result = mbrtowc(character, text, 1, &part);
    }
    if (result == (size_t) -1) {
        part = (mbstate_t){ 0 };
        return false;
    }
    return result != (size_t) -2;
}

struct input_item
curses_next(void *context)
{
    bool *waits = context;
    wchar_t character;

    /* Not wget_wch(): one byte that is no character would take those behind it
     * along. */
    for (;;) {
        int code;

        nodelay(keys, !*waits); /* to ask first whether there is some */
        *waits = false;
        code = wgetch(keys);
        if (code == ERR) {
            return (struct input_item){ INPUT_NONE, 0 };
        }
        if (code > UCHAR_MAX) {
            return (struct input_item){ INPUT_KEY, known_key(code) };
        }
        if (code == (unsigned char) erasechar()) {
            return (struct input_item){ INPUT_KEY, KEYCODE_BACKSPACE };
        }
        if (add_byte((unsigned char) code, &character)) {
            return (struct input_item){ INPUT_CHARACTER, (uint32_t) character };
        }
    }
}

bool
curses_hung_up(void)
{
    struct pollfd input = { STDIN_FILENO, POLLIN, 0 };
    int count = 0;

    if (poll(&input, 1, 0) <= 0) {
        return false;
    }
    if (input.revents & (POLLHUP | POLLERR | POLLNVAL)) {
        return true;
    }
    return ioctl(STDIN_FILENO, FIONREAD, &count) < 0 || count == 0;
}

/* Leave the keys that only the terminal's entry names, and the mouse's, to our
 * own reading of control sequences. */
static void
forget_extended_keys(void)
{
    define_key(NULL, KEY_MOUSE);
    for (int code = KEY_MAX + 1; code < KEY_MAX + EXTENDED_KEYS; code++) {
        define_key(NULL, code);
    }
}

/* Give a variable of the environment its value back. */
static void
restore(const char *name, char *value)
{
    if (value) {
        setenv(name, value, 1);
    } else {
        unsetenv(name);
    }
    free(value);
}

/* Get a copy of a variable of the environment; NULL: it is not set. */
static char *
copy(const char *name)
{
    const char *value = getenv(name);

    return value ? strdup(value) : NULL;
}

/* Let curses have a screen of one column: it only reads keys for us, and would
 * keep the whole screen three times.  It has all rows, for it lets the terminal
 * scroll in no others. */
static void
open_screen(void)
{
    char *lines = copy("LINES");
    char *columns = copy("COLUMNS");
    struct winsize size = { .ws_row = 0 };
    char rows[16];

    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    snprintf(rows, sizeof rows, "%d", size.ws_row > 0 ? size.ws_row : 24);
    setenv("LINES", rows, 1);
    setenv("COLUMNS", "1", 1);
    use_env(TRUE);
    use_tioctl(FALSE);
    screen = newterm(NULL, stdout, stdin);
    restore("LINES", lines);
    restore("COLUMNS", columns);
}

int
curses_open(void)
{
    open_screen();
    if (!screen) {
        return -EIO;
    }
    set_escdelay(ESCAPE_DELAY_MS);
    raw();
    noecho();
    nonl();
    keys = newpad(1, 1);
    if (!keys) {
        endwin();
        return -ENOMEM;
    }
    keypad(keys, TRUE);
    forget_extended_keys();
    return 0;
}

void
curses_close(void)
{
    if (keys) {
        delwin(keys);
    }
    if (screen) {
        delscreen(screen);
    }
    keys = NULL;
    screen = NULL;
}
