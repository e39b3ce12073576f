#include "ui/term/render.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/pen.h"

#define FRAME_START "\033[?2026h"
#define FRAME_END "\033[?2026l"

enum {
    FRAME_MARK_SIZE = sizeof FRAME_START - 1,
    /* Bytes that are shown at once anyway. */
    SHORT_FRAME = 160,
    /* Unchanged cells that are written anew rather than passed over. */
    LONGEST_GAP = 4
};

struct renderer {
    struct pen pen;
    struct grid shown;         /* what the terminal shows */
    bool known;                /* shown is true */
    struct grid_cell *scratch; /* a row of the terminal's width */
    char *sent;                /* to go out with the next frame, or NULL */
    size_t sent_size;
    bool *changed;    /* for each row: the last frame wrote it */
    bool all_changed; /* it wrote all */
};

int
renderer_new(struct renderer **out, const struct capabilities *can)
{
    struct renderer *renderer = calloc(1, sizeof *renderer);

    if (!renderer) {
        return -ENOMEM;
    }
    pen_init(&renderer->pen, can);
    *out = renderer;
    return 0;
}

void
renderer_free(struct renderer *renderer)
{
    if (!renderer) {
        return;
    }
    pen_finish(&renderer->pen);
    grid_free(&renderer->shown);
    free(renderer->scratch);
    free(renderer->sent);
    free(renderer->changed);
    free(renderer);
}

void
renderer_forget(struct renderer *renderer)
{
    renderer->known = false;
}

int
renderer_resize(struct renderer *renderer, int rows, int columns)
{
    struct grid_cell *scratch;
    struct grid shown = { 0, 0, NULL };
    bool *changed;

    if (rows == renderer->shown.rows && columns == renderer->shown.columns) {
        return 0;
    }
    scratch = malloc((size_t) columns * sizeof *scratch);
    changed = calloc((size_t) rows, sizeof *changed);
    if (!scratch || !changed || grid_resize(&shown, rows, columns) < 0) {
        free(scratch);
        free(changed);
        return -ENOMEM;
    }
    grid_free(&renderer->shown);
    free(renderer->scratch);
    free(renderer->changed);
    renderer->shown = shown;
    renderer->scratch = scratch;
    renderer->changed = changed;
    renderer->pen.columns = columns;
    renderer->known = false;
    return 0;
}

/* Most cells are the same, and there are many: no call for each. */
static inline bool
is_same(const struct grid_cell *one, const struct grid_cell *other)
{
    uint64_t words[3];
    uint64_t others[3];

    _Static_assert(sizeof words == sizeof *one, "a cell is compared whole");
    memcpy(words, one, sizeof words);
    memcpy(others, other, sizeof others);
    return ((words[0] ^ others[0]) | (words[1] ^ others[1])
            | (words[2] ^ others[2]))
        == 0;
}

/* Get a row of a grid as wide as the terminal. */
static const struct grid_cell *
row_to_show(struct renderer *renderer, const struct grid *grid, int row)
{
    const struct grid_cell blank = { { ' ' },
                                     { GRID_DEFAULT, GRID_DEFAULT, 0 } };
    struct grid_cell *scratch = renderer->scratch;
    int columns = renderer->shown.columns;
    int there = row < grid->rows ? grid->columns : 0;
    const struct grid_cell *cells =
        there > 0 ? grid->cells + (size_t) row * (size_t) there : NULL;

    if (there == columns) {
        return cells;
    }
    for (int i = 0; i < columns; i++) {
        scratch[i] = i < there ? cells[i] : blank;
    }
    if (there > columns && cells[columns].points[0] == 0) {
        scratch[columns - 1] = blank; /* half of a wide character */
    }
    return scratch;
}

/* Find where a row's end begins that can be blanked at once: blanks of one
 * background.  Returns columns where there is none. */
static int
find_blank_end(
    const struct capabilities *can, const struct grid_cell *cells, int columns)
{
    int32_t background = cells[columns - 1].style.background;
    int start = columns;

    if (!can->clear_line
        || (background != GRID_DEFAULT && !can->clears_in_color)) {
        return columns;
    }
    while (start > 0 && pen_is_blank(&cells[start - 1])
           && cells[start - 1].style.background == background) {
        start--;
    }
    return start;
}

/* Tell whether some cells are better written anew than passed over. */
static bool
is_cheap_gap(const struct pen *pen, const struct grid_cell *cells, int gap)
{
    if (gap <= 0 || gap > LONGEST_GAP) {
        return false;
    }
    for (int i = 0; i < gap; i++) {
        if (!pen_is_cheap(pen, &cells[i])) {
            return false;
        }
    }
    return true;
}

/* Go to a cell, over a short gap by writing what is there. */
static void
go_to(struct pen *pen, const struct grid_cell *cells, int row, int column)
{
    if (row == pen->row && pen->column >= 0
        && is_cheap_gap(pen, cells + pen->column, column - pen->column)) {
        while (pen->column < column) {
            pen_put(pen, cells + pen->column, 1);
        }
    } else {
        pen_move(pen, row, column);
    }
}

static bool
is_wide(const struct grid_cell *cells, int column, int columns)
{
    return column + 1 < columns && cells[column + 1].points[0] == 0;
}

/* Write what differs in a row. */
static void
write_row(
    struct renderer *renderer,
    int row,
    const struct grid_cell *cells,
    struct grid_cell *shown)
{
    struct pen *pen = &renderer->pen;
    int columns = renderer->shown.columns;
    int last_row = renderer->shown.rows - 1;
    int blank_end = find_blank_end(pen->can, cells, columns);
    int column = 0;

    while (column < columns) {
        int width;

        if (is_same(&cells[column], &shown[column])) {
            column++;
            continue;
        }
        if (column > 0 && cells[column].points[0] == 0) {
            column--; /* both halves */
        }
        width = is_wide(cells, column, columns) ? 2 : 1;
        if (column >= blank_end && columns - column > LONGEST_GAP) {
            go_to(pen, cells, row, column);
            pen_clear_line(pen, cells[column].style);
            break;
        }
        if (pen->can->no_last_cell && row == last_row
            && column + width == columns) {
            break;
        }
        go_to(pen, cells, row, column);
        pen_put(pen, &cells[column], width);
        column += width;
    }
    memcpy(shown, cells, (size_t) columns * sizeof *cells);
}

/* Write what differs on the whole screen, or in rows that may. */
static void
write_rows(
    struct renderer *renderer, const struct grid *grid, const bool *suspects)
{
    size_t columns = (size_t) renderer->shown.columns;

    for (int row = 0; row < renderer->shown.rows; row++) {
        struct grid_cell *shown =
            renderer->shown.cells + (size_t) row * columns;
        const struct grid_cell *cells;

        renderer->changed[row] = false;
        if (suspects && !suspects[row]) {
            continue;
        }
        cells = row_to_show(renderer, grid, row);
        if (memcmp(cells, shown, columns * sizeof *cells) != 0) {
            renderer->changed[row] = true;
            write_row(renderer, row, cells, shown);
        }
    }
}

void
renderer_send(struct renderer *renderer, char *bytes, size_t size)
{
    free(renderer->sent);
    renderer->sent = bytes;
    renderer->sent_size = size;
}

/* Write what was to go out with this frame. */
static void
write_sent(struct renderer *renderer)
{
    if (renderer->sent) {
        pen_write(&renderer->pen, renderer->sent, renderer->sent_size);
        renderer_send(renderer, NULL, 0);
    }
}

const char *
renderer_frame(
    struct renderer *renderer,
    const struct grid *grid,
    const bool *suspects,
    size_t *size)
{
    struct pen *pen = &renderer->pen;
    bool marked = pen->can->synchronized;
    size_t start = 0;

    pen->count = 0;
    pen->failed = false;
    pen->column = -1;
    pen_write(pen, FRAME_START, FRAME_MARK_SIZE);
    write_sent(renderer);
    renderer->all_changed = !renderer->known;
    if (!renderer->known) {
        pen_forget(pen);
        pen_clear_screen(pen);
        grid_resize(
            &renderer->shown, renderer->shown.rows, renderer->shown.columns);
        renderer->known = true;
        suspects = NULL;
    }
    write_rows(renderer, grid, suspects);
    if (!marked || pen->count - FRAME_MARK_SIZE <= SHORT_FRAME) {
        start = FRAME_MARK_SIZE;
    } else {
        pen_write(pen, FRAME_END, FRAME_MARK_SIZE);
    }
    if (pen->failed) {
        renderer->known = false;
        return NULL;
    }
    *size = pen->count - start;
    return pen->bytes + start;
}

const bool *
renderer_changed(const struct renderer *renderer)
{
    return renderer->all_changed ? NULL : renderer->changed;
}
