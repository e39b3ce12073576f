#include "ui/term/capabilities.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/color.h"
#include "ui/term/grid.h"
#include "ui/term/terminfo.h"

#define ANSI_INTRODUCER "\033["
#define ANSI_DOWN "\033[B"

/* Attributes as terminfo's "ncv" numbers them. */
static const struct {
    int bit;
    unsigned attribute;
} excluded[] = {
    { 1 << 1, GRID_UNDERLINE },
    { 1 << 2, GRID_REVERSE },
    { 1 << 4, GRID_DIM },
    { 1 << 5, GRID_BOLD },
};

/* Tell how long a delay, "$<5/>", at the start of a text is; 0: there is none.
 * No terminal of today needs it. */
static size_t
delay_size(const char *text)
{
    size_t size;

    if (text[0] != '$' || text[1] != '<') {
        return 0;
    }
    size = 2 + strspn(text + 2, "0123456789.*/");
    return text[size] == '>' ? size + 1 : 0;
}

/* Keep one of the terminal's strings, without delays.  Returns NULL when it has
 * none, or an empty one. */
static const char *
load(struct capabilities *can, const char *name)
{
    const char *text = terminfo_string(name);
    char *start = can->pool + can->pooled;
    char *to = start;

    if (!text || strlen(text) >= sizeof can->pool - can->pooled) {
        return NULL;
    }
    while (*text) {
        size_t delay = delay_size(text);

        if (delay > 0) {
            text += delay;
        } else {
            *to++ = *text++;
        }
    }
    *to++ = '\0';
    can->pooled = (size_t) (to - can->pool);
    return *start ? start : NULL;
}

/* Keep the string that resets the style, without what it does to character
 * sets, which we never change. */
static const char *
load_reset(struct capabilities *can)
{
    const char *reset = load(can, "sgr0");
    char *shift;

    if (!reset) {
        return NULL;
    }
    if (strncmp(reset, "\033(B\033[", 5) == 0) {
        reset += 3;
    }
    shift = strrchr(reset, '\017');
    if (shift && shift > reset && shift[1] == '\0') {
        *shift = '\0';
    }
    return strcmp(reset, "\033[0m") == 0 ? "\033[m" : reset;
}

static void
load_attributes(struct capabilities *can)
{
    can->bold = load(can, "bold");
    can->dim = load(can, "dim");
    can->reverse = load(can, "rev");
    can->underline = load(can, "smul");
}

/* Tell whether the terminal says of itself that it has true colours: its entry
 * mostly cannot. */
static bool
has_true_colors(void)
{
    const char *value = getenv("COLORTERM");

    return value
        && (strcmp(value, "truecolor") == 0 || strcmp(value, "24bit") == 0);
}

static void
load_colors(struct capabilities *can)
{
    int colors = terminfo_number("colors");
    int exclusive = terminfo_number("ncv");

    can->foreground = load(can, "setaf");
    can->background = load(can, "setab");
    can->default_colors = load(can, "op");
    can->clears_in_color = terminfo_flag("bce");
    if (!can->foreground || !can->background || colors < 8) {
        return;
    }
    can->colors = colors >= COLOR_DIRECT ? COLOR_DIRECT
        : colors == 256                  ? 256
        : colors >= 16 && colors < 256   ? 16
                                         : 8;
    if (can->colors == 256 && can->ansi && has_true_colors()) {
        can->colors = COLOR_TRUE;
    }
    for (size_t i = 0; i < sizeof excluded / sizeof *excluded; i++) {
        if (exclusive > 0 && (exclusive & excluded[i].bit)) {
            can->not_with_colors |= excluded[i].attribute;
        }
    }
}

/* Tell whether the terminal is the system's own console, which says of itself
 * that it has a mouse, but has no clipboard. */
static bool
is_console(void)
{
    const char *term = getenv("TERM");

    return term && strncmp(term, "linux", strlen("linux")) == 0;
}

static void
load_all(struct capabilities *can)
{
    can->move = load(can, "cup");
    can->clear_screen = load(can, "clear");
    can->clear_line = load(can, "el");
    can->left = load(can, "cub1");
    can->down = load(can, "cud1");
    can->move_right = load(can, "cuf");
    can->enter_screen = load(can, "smcup");
    can->leave_screen = load(can, "rmcup");
    can->enter_keypad = load(can, "smkx");
    can->leave_keypad = load(can, "rmkx");
    can->hide_cursor = load(can, "civis");
    can->show_cursor = load(can, "cnorm");
    can->rows = terminfo_number("lines");
    can->columns = terminfo_number("cols");
    can->ansi = can->move
        && strncmp(can->move, ANSI_INTRODUCER, strlen(ANSI_INTRODUCER)) == 0;
    if (can->ansi) {
        can->down = ANSI_DOWN; /* whatever the modes make of a line feed */
    }
    can->mouse = can->ansi && terminfo_string("kmous") != NULL;
    can->clipboard = can->mouse && !is_console();
    can->no_last_cell = terminfo_flag("am") && !terminfo_flag("xenl");
    can->reset = load_reset(can);
    if (!can->reset) { /* no way back from a style */
        can->reset = "";
        return;
    }
    if (terminfo_number("xmc") <= 0) { /* attributes that take no cell */
        load_attributes(can);
    }
    load_colors(can);
}

/* Copy a name that somebody gave, for a message: it may hold anything. */
static const char *
printable(const char *name, char *text, size_t size)
{
    size_t count = 0;

    for (; *name && count + 1 < size; name++) {
        text[count++] = *name > ' ' && *name < 0x7f ? *name : '?';
    }
    text[count] = '\0';
    return text;
}

/* Tell whether two strings are the same, or none is there. */
static bool
same(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

/* Bring the numbers of colours down to those of the palette. */
static int
of_palette(int colors)
{
    return colors == COLOR_TRUE ? 256 : colors;
}

bool
capabilities_are_alike(
    const struct capabilities *one, const struct capabilities *other)
{
    return same(one->move, other->move) && same(one->reset, other->reset)
        && same(one->clear_line, other->clear_line)
        && same(one->left, other->left) && same(one->down, other->down)
        && same(one->move_right, other->move_right)
        && same(one->bold, other->bold) && same(one->dim, other->dim)
        && same(one->reverse, other->reverse)
        && same(one->underline, other->underline)
        && same(one->foreground, other->foreground)
        && same(one->background, other->background)
        && same(one->default_colors, other->default_colors)
        && of_palette(one->colors) == of_palette(other->colors)
        && one->not_with_colors == other->not_with_colors
        && one->clears_in_color == other->clears_in_color
        && one->no_last_cell == other->no_last_cell
        && one->ascii == other->ascii;
}

int
capabilities_load(struct capabilities *can, char *error, size_t size)
{
    const char *term = getenv("TERM");
    char name[40];
    int found;

    *can = (struct capabilities){ .expand = terminfo_expand };
    if (!term || !*term) {
        snprintf(error, size, "TERM is not set: it names the terminal's kind");
        return -ENXIO;
    }
    printable(term, name, sizeof name);
    found = terminfo_open(term);
    if (found < 0) {
        snprintf(error, size, "there is no terminfo database");
        return -ENXIO;
    }
    if (found == 0) {
        snprintf(
            error, size, "TERM=%s is not known here; try TERM=xterm-256color",
            name);
        return -ENXIO;
    }
    load_all(can);
    terminfo_close();
    if (!can->move || !can->clear_screen) {
        snprintf(
            error, size, "a terminal of TERM=%s cannot move the cursor", name);
        return -ENXIO;
    }
    return 0;
}
