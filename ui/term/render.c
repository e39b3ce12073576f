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
    /* Of the last frame: */
    bool *changed;         /* for each row: it was written */
    bool all_changed;      /* all were */
    struct pen_ink before; /* before it */
    size_t start;          /* its cells, within what was written ... */
    size_t end;            /* ... up to here */
    /* Renderers that it has been asked to follow: */
    const struct renderer *leader; /* the last one */
    bool alike;                    /* that writes to a terminal of its kind */
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
    struct grid shown = { 0 };
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
    uint64_t style, other_style;

    _Static_assert(sizeof style == sizeof one->style, "compared whole");
    memcpy(&style, &one->style, sizeof style);
    memcpy(&other_style, &other->style, sizeof other_style);
    return one->points == other->points && style == other_style;
}

/* Get a row of a grid as wide as the terminal. */
static const struct grid_cell *
row_to_show(struct renderer *renderer, const struct grid *grid, int row)
{
    const struct grid_cell blank = { ' ', { GRID_DEFAULT, GRID_DEFAULT, 0 } };
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
    if (there > columns && cells[columns].points == 0) {
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
    int from = pen->column;

    if (row == pen->row && from >= 0
        && is_cheap_gap(pen, cells + from, column - from)) {
        pen_put(pen, row, from, cells + from, column - from);
    } else {
        pen_move(pen, row, column);
    }
}

/* Find the first cell that differs, from one on; returns the end where none
 * does. */
static int
next_difference(
    const struct grid_cell *cells,
    const struct grid_cell *shown,
    int column,
    int end)
{
    while (column < end && is_same(&cells[column], &shown[column])) {
        column++;
    }
    return column;
}

/* Find where cells end that differ one and all: behind whole characters. */
static int
end_of_difference(
    const struct grid_cell *cells,
    const struct grid_cell *shown,
    int column,
    int end)
{
    column++;
    while (column < end
           && (cells[column].points == 0
               || !is_same(&cells[column], &shown[column]))) {
        column++;
    }
    return column;
}

/* Find where what may be written of a row ends: some terminals scroll when
 * their last cell is written. */
static int
end_of_row(
    const struct renderer *renderer, int row, const struct grid_cell *cells)
{
    int end = renderer->shown.columns;

    if (!renderer->pen.can->no_last_cell || row + 1 < renderer->shown.rows) {
        return end;
    }
    return cells[end - 1].points == 0 && end > 1 ? end - 2 : end - 1;
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
    int end = end_of_row(renderer, row, cells);
    int blank_end = find_blank_end(pen->can, cells, columns);
    int column = next_difference(cells, shown, 0, columns);

    while (column < columns) {
        int behind;

        if (column > 0 && cells[column].points == 0) {
            column--; /* both halves */
        }
        if (column >= blank_end && columns - column > LONGEST_GAP) {
            go_to(pen, cells, row, column);
            pen_clear_line(pen, cells[column].style);
            break;
        }
        behind = end_of_difference(
            cells, shown, column,
            column < blank_end && blank_end < end ? blank_end : end);
        if (behind > end) {
            break;
        }
        go_to(pen, cells, row, column);
        pen_put(pen, row, column, cells + column, behind - column);
        column = next_difference(cells, shown, behind, columns);
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
    renderer->start = pen->count;
    renderer->before = pen->ink;
    pen->direct = false;
    write_rows(renderer, grid, suspects);
    renderer->end = pen->count;
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

static bool
is_same_ink(const struct pen_ink *one, const struct pen_ink *other)
{
    return one->known == other->known
        && memcmp(&one->style, &other->style, sizeof one->style) == 0
        && memcmp(&one->asked, &other->asked, sizeof one->asked) == 0;
}

/* Tell whether a frame of another renderer's is what ours would be. */
static bool
may_follow(struct renderer *renderer, const struct renderer *leader)
{
    if (renderer->leader != leader) {
        renderer->leader = leader;
        renderer->alike =
            capabilities_are_alike(renderer->pen.can, leader->pen.can);
    }
    return renderer->alike && renderer->known && leader->known
        && !leader->all_changed && !leader->pen.direct
        && renderer->shown.rows == leader->shown.rows
        && renderer->shown.columns == leader->shown.columns
        && is_same_ink(&renderer->pen.ink, &leader->before);
}

const char *
renderer_follow(
    struct renderer *renderer, const struct renderer *leader, size_t *size)
{
    size_t columns = (size_t) renderer->shown.columns;

    if (!may_follow(renderer, leader)) {
        return NULL;
    }
    for (int row = 0; row < renderer->shown.rows; row++) {
        size_t first = (size_t) row * columns;

        if (leader->changed[row]) {
            memcpy(
                renderer->shown.cells + first, leader->shown.cells + first,
                columns * sizeof *renderer->shown.cells);
        }
        renderer->changed[row] = leader->changed[row];
    }
    renderer->all_changed = false;
    renderer->pen.ink = leader->pen.ink;
    *size = leader->end - leader->start;
    return leader->pen.bytes + leader->start;
}
