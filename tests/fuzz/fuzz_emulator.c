/* Feeds what no program would write to the way that a worker's output takes to
 * the screen: scrollback, console, emulator, grid, renderer; at once, and byte
 * by byte.  In between the terminal changes its size, and somebody types.
 * Cells may hold nothing but text, and frames nothing but text and what the
 * renderer itself says, whatever came in. */
#include <locale.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/supervise/output.h"
#include "src/supervise/worker.h"
#include "ui/console.h"
#include "ui/term/capabilities.h"
#include "ui/term/render.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The screen is larger than the terminal by this. */
#define MARGIN 2

/* Bytes that are kept of what the worker writes; a piece has up to 255. */
#define OUTPUT_SIZE 512

/* Sizes that the terminal takes on, one after the other. */
static const struct {
    int rows;
    int columns;
} sizes[] = {
    { 10, 30 }, { 1, 1 }, { 3, 100 }, { 20, 7 }, { 2, 2 }, { 1, 40 }, { 30, 1 },
};

/* All that there is of a pane. */
struct pane {
    struct console console;
    struct worker worker;
    struct grid grid;
    struct renderer *renderer;
};

/* The one worker, and how much was typed at its terminal. */
static struct worker *shown;
static size_t typed;

/* These stand for the supervisor, of which the console needs no more. */
void
supervisor_resize_terminals(
    struct supervisor *supervisor, int rows, int columns)
{
    (void) supervisor;
    if (rows < 1 || columns < 1) {
        abort();
    }
}

int
supervisor_type(
    struct supervisor *supervisor,
    struct worker *worker,
    const char *bytes,
    size_t size)
{
    (void) supervisor;
    (void) worker;
    for (size_t i = 0; i < size; i++) {
        typed += bytes[i] ? 2 : 1;
    }
    return 0;
}

struct worker *
supervisor_find(const struct supervisor *supervisor, uint64_t id)
{
    (void) supervisor;
    return id == shown->id ? shown : NULL;
}

/* Fills in what the strings below ask for. */
static const char *
expand(const char *string, int first, int second)
{
    static char result[32];
    const char *form = string[0] == 'H' ? "\033[%d;%dH"
        : string[0] == 'C'              ? "\033[%dC"
        : string[0] == 'f'              ? "\033[38;5;%dm"
                                        : "\033[48;5;%dm";

    if (string[0] == 'H') {
        snprintf(result, sizeof(result), "\033[%d;%dH", first + 1, second + 1);
    } else {
        snprintf(result, sizeof(result), form, first);
    }
    return result;
}

static const struct capabilities can = {
    .move = "H",
    .clear_screen = "\033[H\033[2J",
    .reset = "\033[m",
    .clear_line = "\033[K",
    .left = "\b",
    .down = "\n",
    .move_right = "C",
    .bold = "\033[1m",
    .dim = "\033[2m",
    .reverse = "\033[7m",
    .underline = "\033[4m",
    .foreground = "f",
    .background = "b",
    .default_colors = "\033[39;49m",
    .colors = 256,
    .ansi = true,
    .clears_in_color = true,
    .synchronized = true,
    .expand = expand,
};

/* Look whether every cell is text. */
static void
check_cells(const struct grid *grid)
{
    for (int i = 0; i < grid->rows * grid->columns; i++) {
        for (int k = 0; k < GRID_CELL_POINTS; k++) {
            uint32_t point = grid_point(&grid->cells[i], k);

            if (point != 0
                && (point < ' ' || (point >= 0x7f && point < 0xa0)
                    || point > 0x10ffff)) {
                abort();
            }
        }
    }
}

/* Look whether a sequence, behind its escape, is one of the renderer's; returns
 * its bytes. */
static size_t
check_sequence(const char *bytes, size_t size)
{
    size_t used = 1;

    if (size == 0 || bytes[0] != '[') {
        abort();
    }
    if (size > 6 && memcmp(bytes, "[?2026", 6) == 0) {
        used = 6;
        if (bytes[used] != 'h' && bytes[used] != 'l') {
            abort();
        }
        return used + 1;
    }
    while (used < size && strchr("0123456789;", bytes[used]) && bytes[used]) {
        used++;
    }
    if (used == size
        || !memchr(
            used > 1 ? "HJCm" : "HJKCmr", bytes[used], used > 1 ? 4 : 6)) {
        abort();
    }
    return used + 1;
}

/* Look whether there is nothing in a frame but text and what the renderer
 * says. */
static void
check_frame(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char) bytes[i];

        if (byte == 033) {
            i += check_sequence(bytes + i + 1, size - i - 1);
        } else if (byte < ' ') {
            if (!memchr("\b\n\r", byte, 3)) {
                abort();
            }
        } else if (
            byte == 0x7f
            || (byte == 0xc2 && i + 1 < size
                && (unsigned char) bytes[i + 1] < 0xa0)) {
            abort();
        }
    }
}

/* Draw, whole and a part, and look at what came of it. */
static void
draw(struct pane *pane)
{
    struct grid_area all = grid_all(&pane->grid);
    struct grid_area part = grid_part(&all, 0, 1, 2, 20);
    const char *bytes;
    size_t size;

    if (!console_shows(&pane->console, &pane->worker)) {
        abort();
    }
    for (int i = 0; i < 2; i++) {
        if (i == 0) {
            console_draw_part(&pane->console, &part);
        } else {
            console_draw(&pane->console, &all, true);
        }
        check_cells(&pane->grid);
        bytes = renderer_frame(pane->renderer, &pane->grid, NULL, &size);
        check_frame(bytes, size);
    }
}

/* Change the size of the terminal. */
static void
resize(struct pane *pane, size_t place)
{
    int rows = sizes[place].rows;
    int columns = sizes[place].columns;

    console_resize(&pane->console, rows + CONSOLE_ROWS_BESIDE, columns);
    if (grid_resize(&pane->grid, rows + MARGIN, columns + MARGIN) < 0
        || renderer_resize(pane->renderer, rows + MARGIN, columns + MARGIN)
            < 0) {
        abort();
    }
}

/* Let the console follow to the end of what was written. */
static void
follow(struct pane *pane)
{
    do {
        console_turn(&pane->console, &pane->worker, CONSOLE_ALWAYS);
    } while (pane->console.behind);
}

/* Write a piece, at once or byte by byte, which the console follows; or does
 * not yet, so that it misses what is dropped in between. */
static void
feed(
    struct pane *pane,
    const uint8_t *data,
    size_t size,
    size_t step,
    bool at_once)
{
    for (size_t i = 0; i < size; i += step) {
        output_append(
            pane->worker.output, OUTPUT_STDOUT, 1, (const char *) data + i,
            size - i < step ? size - i : step);
        if (at_once) {
            follow(pane);
        }
    }
}

/* Type, press and turn, and give the terminal another size. */
static void
disturb(struct pane *pane, uint8_t what)
{
    const struct mouse mouse = {
        KEYCODE_PRESS + what % 3,
        what % 3 ? what : 0,
        what,
    };
    const key codes[] = {
        what,
        KEYCODE_UP + what % 40,
        KEYCODE_ALT | (what ? what : 1),
        (key) what << 8 | what,
        KEYCODE_ALT | (KEYCODE_UP + what % 40),
    };

    resize(pane, what % (sizeof(sizes) / sizeof(*sizes)));
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
        console_key(&pane->console, codes[i]);
    }
    console_mouse(&pane->console, &mouse);
    if (what > 250) {
        pane->worker.lives++; /* which begins with a blank terminal */
        follow(pane);
    }
}

/* Feed all that came in. */
static void
run(const uint8_t *data, size_t size, bool bytewise)
{
    struct pane pane = {
        .worker = { .id = 1, .alive = true, .terminal = true, .lives = 1 },
    };

    shown = &pane.worker;
    if (output_new(&pane.worker.output, OUTPUT_SIZE) < 0
        || renderer_new(&pane.renderer, &can) < 0) {
        abort();
    }
    resize(&pane, 0);
    follow(&pane);
    while (size > 1) {
        size_t piece = data[0] < size - 1 ? data[0] : size - 1;

        feed(&pane, data + 1, piece, bytewise ? 1 : piece, data[0] % 4 != 0);
        disturb(&pane, data[0]);
        draw(&pane);
        data += piece + 1;
        size -= piece + 1;
    }
    console_free(&pane.console);
    output_free(pane.worker.output);
    renderer_free(pane.renderer);
    grid_free(&pane.grid);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void) argc;
    (void) argv;
    setlocale(LC_ALL, "C.UTF-8");
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    run(data, size, false);
    run(data, size, true);
    return 0;
}
