#include "ui/term/emulator.h"

#include <errno.h>
#include <stdlib.h>
#include <vterm.h>

#include "ui/term/utf8.h"

/* Fewer columns than this libvterm 0.1 does not survive: a wide character has
 * no room. */
#define COLUMNS_LEAST 2

struct emulator {
    VTerm *vterm;
    VTermScreen *screen;
    int rows;
    int columns;
    bool cursor_visible;
};

/* The terminal was told to change a property. */
static int
on_property(VTermProp property, VTermValue *value, void *context)
{
    struct emulator *emulator = context;

    if (property == VTERM_PROP_CURSORVISIBLE) {
        emulator->cursor_visible = value->boolean;
    }
    return 1;
}

/* The terminal would answer. */
static void
on_answer(const char *bytes, size_t size, void *context)
{
    (void) bytes;
    (void) size;
    (void) context;
}

/* Tell how many columns libvterm is to have. */
static int
width_of(int columns)
{
    return columns < COLUMNS_LEAST ? COLUMNS_LEAST : columns;
}

int
emulator_new(struct emulator **out, int rows, int columns)
{
    static const VTermScreenCallbacks callbacks = { .settermprop =
                                                        on_property };
    struct emulator *emulator = calloc(1, sizeof(*emulator));

    if (emulator) {
        emulator->rows = rows;
        emulator->columns = columns;
        emulator->vterm = vterm_new(rows, width_of(columns));
    }
    if (!emulator || !emulator->vterm) {
        free(emulator);
        return -ENOMEM;
    }
    vterm_set_utf8(emulator->vterm, 1);
    vterm_output_set_callback(emulator->vterm, on_answer, NULL);
    emulator->screen = vterm_obtain_screen(emulator->vterm);
    vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
    vterm_screen_enable_altscreen(emulator->screen, 1);
    emulator_reset(emulator);
    *out = emulator;
    return 0;
}

void
emulator_free(struct emulator *emulator)
{
    if (emulator) {
        vterm_free(emulator->vterm);
        free(emulator);
    }
}

void
emulator_write(struct emulator *emulator, const char *bytes, size_t size)
{
    vterm_input_write(emulator->vterm, bytes, size);
}

void
emulator_resize(struct emulator *emulator, int rows, int columns)
{
    emulator->rows = rows;
    emulator->columns = columns;
    vterm_set_size(emulator->vterm, rows, width_of(columns));
}

void
emulator_reset(struct emulator *emulator)
{
    emulator->cursor_visible = true;
    vterm_screen_reset(emulator->screen, 1);
}

void
emulator_size(const struct emulator *emulator, int *rows, int *columns)
{
    *rows = emulator->rows;
    *columns = emulator->columns;
}

/* Turn a colour into the grid's. */
static int32_t
color_of(const VTermColor *color)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color)) {
        return GRID_DEFAULT;
    }
    return VTERM_COLOR_IS_INDEXED(color)
        ? color->indexed.idx
        : GRID_RGB(color->rgb.red, color->rgb.green, color->rgb.blue);
}

/* Turn a cell's look into the grid's. */
static struct grid_style
style_of(const VTermScreenCell *cell)
{
    struct grid_style style = {
        .foreground = color_of(&cell->fg),
        .background = color_of(&cell->bg),
    };

    style.attributes = (cell->attrs.bold ? GRID_BOLD : 0U)
        | (cell->attrs.reverse ? GRID_REVERSE : 0U)
        | (cell->attrs.underline ? GRID_UNDERLINE : 0U);
    return style;
}

/* Draw a cell. */
static void
draw_cell(
    const struct grid_area *area,
    int row,
    int column,
    const VTermScreenCell *cell)
{
    char text[VTERM_MAX_CHARS_PER_CELL * UTF8_LONGEST + 1];
    size_t size = 0;

    if (cell->chars[0] == (uint32_t) -1) {
        return; /* the right half of a wide character */
    }
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
        size += utf8_write(text + size, cell->chars[i]);
    }
    text[size] = '\0';
    /* One that the grid leaves out leaves a blank. */
    grid_write(area, row, column, " ", style_of(cell));
    grid_write(area, row, column, text, style_of(cell));
}

void
emulator_draw(
    const struct emulator *emulator, const struct grid_area *area, bool cursor)
{
    struct grid_area part =
        grid_part(area, 0, 0, emulator->rows, emulator->columns);
    VTermPos place = { 0, 0 };

    for (place.row = 0; place.row < part.rows; place.row++) {
        for (place.col = 0; place.col < part.columns; place.col++) {
            VTermScreenCell cell;

            if (vterm_screen_get_cell(emulator->screen, place, &cell)) {
                draw_cell(&part, place.row, place.col, &cell);
            }
        }
    }
    if (cursor && emulator->cursor_visible) {
        vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &place);
        grid_overlay(
            &part, place.row, place.col, 1,
            (struct grid_style){ GRID_DEFAULT, GRID_DEFAULT, GRID_REVERSE });
    }
}
