/* console: the terminal of the one worker that is shown: an emulator that is
 * kept up with what the worker writes, and through which keys go to it. */
#ifndef UI_CONSOLE_H
#define UI_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/supervise/supervisor.h"
#include "ui/term/grid.h"
#include "ui/term/key.h"

/* Rows of the screen that are not a terminal's: header, rule, key line. */
#define CONSOLE_ROWS_BESIDE 3

struct emulator;

/* When a worker's terminal is followed. */
enum console_wish {
    CONSOLE_NONE,
    CONSOLE_SCREEN, /* if its program draws on the screen, as vim and top do,
                       rather than write lines */
    CONSOLE_ALWAYS
};

/* Zero-initialised: nothing is shown. */
struct console {
    struct supervisor *supervisor; /* borrowed */
    struct emulator *emulator;     /* NULL: none is shown */
    uint64_t worker;               /* whose it is */
    unsigned life;                 /* which of its lives */
    struct output_place place;     /* of what it wrote: emulated so far */
    struct output_place seen;      /* likewise: looked through so far */
    bool draws;                    /* its program draws on the screen */
    int rows;
    int columns;
    bool fresh;  /* it has not yet been kept up with: answers come too late */
    bool behind; /* there is more to be emulated, in another turn */
};

/**
 * Give back what a console holds.
 *
 * console  Borrowed.
 */
void console_free(struct console *console);

/**
 * Give terminals another size: that of the console, and of all workers.
 *
 * console  Borrowed.
 * rows     Of the screen, at least 1.
 * columns  Likewise.
 */
void console_resize(struct console *console, int rows, int columns);

/**
 * Follow a worker, by a bounded piece of what it wrote; once a turn.  Where
 * console->behind is set then, another turn is to come at once.
 *
 * console  Borrowed.
 * worker   That is selected; NULL: none.
 * wish     When it is to be followed.
 *
 * Returns whether there is something new to be seen.
 */
bool console_turn(
    struct console *console,
    const struct worker *worker,
    enum console_wish wish);

/**
 * Tell whether a worker's terminal is there to be drawn.
 *
 * console  Borrowed.
 * worker   Any, or NULL.
 *
 * Returns whether it is.
 */
bool console_shows(const struct console *console, const struct worker *worker);

/**
 * Tell whether the program has taken the whole screen, so that there are no
 * lines to look back at.
 *
 * console  Borrowed; shows a worker.
 *
 * Returns whether it has.
 */
bool console_is_alternate(const struct console *console);

/**
 * Draw a part of the terminal: as many of its rows as there is room for, with
 * the one that is written to.
 *
 * console  Borrowed; shows a worker.
 * area     Borrowed.
 */
void console_draw_part(
    const struct console *console, const struct grid_area *area);

/**
 * Draw the terminal.
 *
 * console  Borrowed; shows a worker.
 * area     Borrowed.
 * cursor   Whether with its cursor.
 */
void console_draw(
    const struct console *console, const struct grid_area *area, bool cursor);

/**
 * Type a key at the terminal.
 *
 * console  Borrowed; shows a worker.
 * code     Any.
 *
 * Returns 0 or an error of supervisor_type().
 */
int console_key(struct console *console, key code);

/**
 * Use the mouse at the terminal.  Where the program has not asked for it, the
 * wheel stands for the keys Up and Down on the alternate screen.
 *
 * console  Borrowed; shows a worker.
 * mouse    Borrowed; its place is the terminal's.
 *
 * Returns whether the program gets something of it.
 */
bool console_mouse(struct console *console, const struct mouse *mouse);

#endif
