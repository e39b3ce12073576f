#include "ui/console.h"

#include <errno.h>
#include <string.h>

#include "ui/term/emulator.h"

/* Bytes that are emulated in one turn, while keys wait: some milliseconds.  A
 * terminal that comes up is brought up to now in larger pieces. */
enum {
    PIECE = 32 << 10,
    PIECE_FRESH = 256 << 10
};

/* Keys that a turn of the wheel stands for. */
enum {
    WHEEL_KEYS = 3
};

/* Ends an escape sequence whose rest was dropped. */
static const char cancel[] = "\030";

/* Show nothing any more. */
static void
put_away(struct console *console)
{
    emulator_free(console->emulator);
    console->emulator = NULL;
    console->behind = false;
}

void
console_free(struct console *console)
{
    put_away(console);
}

/* Cut a size to what an emulator can have. */
static int
cut(int size)
{
    if (size < 1) {
        return 1;
    }
    return size < EMULATOR_SIZE_MOST ? size : EMULATOR_SIZE_MOST;
}

void
console_resize(struct console *console, int rows, int columns)
{
    rows = cut(rows - CONSOLE_ROWS_BESIDE);
    columns = cut(columns);
    if (rows == console->rows && columns == console->columns) {
        return;
    }
    console->rows = rows;
    console->columns = columns;
    supervisor_resize_terminals(console->supervisor, rows, columns);
    if (console->emulator) {
        emulator_resize(console->emulator, rows, columns);
    }
}

/* Turn to a life of a worker. */
static void
turn_to(struct console *console, const struct worker *worker)
{
    put_away(console);
    console->worker = worker->id;
    console->life = worker->lives;
    console->seen = (struct output_place){ .line = worker->first_line };
    console->draws = false;
}

/* Tell whether bytes move the cursor to a place of the screen, or up. */
static bool
is_drawing(const char *bytes, size_t size)
{
    const char *end = bytes + size;

    while ((bytes = memchr(bytes, 033, (size_t) (end - bytes)))) {
        bytes++;
        if (bytes == end || *bytes != '[') {
            continue;
        }
        do {
            bytes++;
        } while (bytes < end && *bytes >= '0' && *bytes <= '?');
        if (bytes < end && memchr("ABHdfr", *bytes, 6)) {
            return true;
        }
    }
    return false;
}

/* Look through what a worker wrote whether it draws on the screen. */
static void
look_through(struct console *console, const struct worker *worker)
{
    const char *bytes;
    size_t size;

    do {
        output_read(worker->output, &console->seen, &bytes, &size);
        console->draws =
            console->draws || (size > 0 && is_drawing(bytes, size));
    } while (size > 0 && !console->draws);
}

/* Begin to show what a worker wrote in this life. */
static void
take_up(struct console *console, const struct worker *worker)
{
    if (emulator_new(&console->emulator, console->rows, console->columns) < 0) {
        return;
    }
    console->place = (struct output_place){ .line = worker->first_line };
    console->fresh = true;
}

/* Emulate a piece of what a worker wrote; returns whether there was any. */
static bool
emulate(struct console *console, const struct worker *worker)
{
    size_t left = console->fresh ? PIECE_FRESH : PIECE;
    bool any = false;

    console->behind = true;
    while (left > 0) {
        const char *bytes;
        size_t size;
        bool follows =
            output_read(worker->output, &console->place, &bytes, &size);

        if (!follows) {
            emulator_write(console->emulator, cancel, sizeof(cancel) - 1);
        }
        if (size == 0) {
            console->behind = false;
            break;
        }
        emulator_write(console->emulator, bytes, size);
        left -= size < left ? size : left;
        any = true;
    }
    return any;
}

/* Send what the terminal has to say to its program. */
static int
send_answers(struct console *console)
{
    size_t size;
    const char *bytes = emulator_answers(console->emulator, &size);
    struct worker *worker =
        supervisor_find(console->supervisor, console->worker);

    if (size == 0) {
        return 0;
    }
    return worker && worker->alive
        ? supervisor_type(console->supervisor, worker, bytes, size)
        : -ENOTTY;
}

/* Tell whether a worker is to be followed now. */
static bool
is_wanted(
    struct console *console,
    const struct worker *worker,
    enum console_wish wish)
{
    if (wish == CONSOLE_NONE || !worker || !worker->terminal
        || worker->lives == 0) {
        return false;
    }
    if (console->worker != worker->id || console->life != worker->lives) {
        turn_to(console, worker);
    }
    if (wish == CONSOLE_SCREEN && !console->draws) {
        look_through(console, worker);
    }
    return wish == CONSOLE_ALWAYS || console->draws;
}

bool
console_turn(
    struct console *console,
    const struct worker *worker,
    enum console_wish wish)
{
    bool fresh;
    bool any;

    if (!is_wanted(console, worker, wish)) {
        put_away(console);
        return false;
    }
    if (!console->emulator) {
        take_up(console, worker);
    }
    if (!console->emulator) {
        return false;
    }
    fresh = console->fresh;
    any = emulate(console, worker);
    console->fresh = fresh && console->behind;
    if (fresh) {
        size_t size;

        emulator_answers(console->emulator, &size); /* too late */
        return !console->fresh;
    }
    send_answers(console);
    return any;
}

bool
console_shows(const struct console *console, const struct worker *worker)
{
    return worker && console->emulator && console->worker == worker->id;
}

bool
console_is_alternate(const struct console *console)
{
    return emulator_is_alternate(console->emulator);
}

void
console_draw(
    const struct console *console, const struct grid_area *area, bool cursor)
{
    if (!console->fresh) {
        emulator_draw(console->emulator, area, cursor);
    }
}

void
console_draw_part(const struct console *console, const struct grid_area *area)
{
    struct grid_area part = *area;
    int row = emulator_row(console->emulator);
    int first = row >= area->rows ? row - area->rows + 1 : 0;

    /* What lies above the area is cut. */
    if (!console->fresh) {
        emulator_draw_from(console->emulator, first, &part);
    }
}

int
console_key(struct console *console, key code)
{
    emulator_key(console->emulator, code);
    return send_answers(console);
}

bool
console_mouse(struct console *console, const struct mouse *mouse)
{
    if (emulator_wants_mouse(console->emulator)) {
        emulator_mouse(console->emulator, mouse);
    } else if (
        emulator_is_alternate(console->emulator)
        && mouse->what != KEYCODE_PRESS) {
        for (int i = 0; i < WHEEL_KEYS; i++) {
            emulator_key(
                console->emulator,
                mouse->what == KEYCODE_WHEEL_UP ? KEYCODE_UP : KEYCODE_DOWN);
        }
    } else {
        return false;
    }
    send_answers(console);
    return true;
}
