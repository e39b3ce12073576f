/* lines: what a worker wrote, as rows of the screen: a mark for stderr, time
 * stamp, text that is safe to show, folded where it is long. */
#ifndef UI_VIEW_LINES_H
#define UI_VIEW_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "src/supervise/output.h"
#include "src/supervise/worker.h"
#include "ui/pattern.h"
#include "ui/view/draw.h"

/* Room for all that is shown of a line. */
enum {
    LINES_TEXT_ROOM = 16384
};

/* A row of the folded output: a part of a line. */
struct lines_place {
    uint64_t line; /* its number */
    int part;      /* from 0 */
};

/* What stands out among lines.  Zero-initialised: nothing. */
struct lines_marks {
    const struct pattern *pattern; /* borrowed; all that fits it; or NULL */
    uint64_t first;                /* marked lines, from this one ... */
    uint64_t end;                  /* ... to the one before this one */
};

/**
 * Get the text of a line, safe to show.
 *
 * output  Borrowed.
 * number  Of the line; of one that is not kept the text is "".
 * text    Receives it, cut to fit.
 * room    Bytes at text; LINES_TEXT_ROOM for all that is shown.
 *
 * Returns its length in bytes.
 */
size_t lines_text(
    const struct output *output, uint64_t number, char *text, size_t room);

/**
 * Find the row that shows a part of a line's text.
 *
 * output  Borrowed.
 * number  Of the line.
 * offset  Bytes of its text before that part.
 * width   Cells of the area.
 *
 * Returns its place.
 */
struct lines_place lines_find(
    const struct output *output, uint64_t number, size_t offset, int width);

/**
 * Find the first row that is kept.
 *
 * output  Borrowed.
 *
 * Returns its place.
 */
struct lines_place lines_first(const struct output *output);

/**
 * Find the place from which the last rows fill an area.
 *
 * output  Borrowed.
 * rows    Rows of the area.
 * width   Its cells.
 *
 * Returns the place; lines_first() where there are fewer rows.
 */
struct lines_place lines_last(const struct output *output, int rows, int width);

/**
 * Move a place.
 *
 * output  Borrowed.
 * place   Any place; one that is not kept any more counts as the first.
 * rows    How far; negative: up.
 * width   Cells of the area.
 *
 * Returns the place, between the first row and the last.
 */
struct lines_place lines_move(
    const struct output *output,
    struct lines_place place,
    long rows,
    int width);

/**
 * Tell which of two places comes first.
 *
 * a  Any place.
 * b  Any place.
 *
 * Returns whether a comes before b.
 */
bool lines_before(struct lines_place a, struct lines_place b);

/**
 * Draw rows from a place on, as far as the canvas and the output go.  Of a
 * worker that has written nothing: why it could not be started, if so.
 *
 * canvas  Borrowed.
 * worker  Borrowed.
 * place   The first row.
 * marks   Borrowed.
 */
void lines_draw(
    const struct canvas *canvas,
    const struct worker *worker,
    struct lines_place place,
    const struct lines_marks *marks);

/**
 * Write what stands in the line over a worker's output: whose it is.
 *
 * worker  Borrowed.
 * where   What to add.
 * text    Receives it, cut to fit.
 * size    Bytes at text.
 *
 * Returns text.
 */
const char *lines_title(
    const struct worker *worker, const char *where, char *text, size_t size);

#endif
