#include "ui/term/emulator.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "ui/term/sequences.h"
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
    bool alternate;
    bool wants_mouse;
    struct sequences sequences;
    size_t answers_size;
    char answers[4096]; /* what is more is lost, if nobody takes it */
};

/* Keys of the keyboard that are no characters. */
static const struct {
    key code;
    VTermKey name;
    VTermModifier modifier;
} named_keys[] = {
    { KEYCODE_ENTER, VTERM_KEY_ENTER, VTERM_MOD_NONE },
    { KEYCODE_TAB, VTERM_KEY_TAB, VTERM_MOD_NONE },
    { KEYCODE_BACK_TAB, VTERM_KEY_TAB, VTERM_MOD_SHIFT },
    { KEYCODE_BACKSPACE, VTERM_KEY_BACKSPACE, VTERM_MOD_NONE },
    { KEYCODE_ESCAPE, VTERM_KEY_ESCAPE, VTERM_MOD_NONE },
    { KEYCODE_UP, VTERM_KEY_UP, VTERM_MOD_NONE },
    { KEYCODE_DOWN, VTERM_KEY_DOWN, VTERM_MOD_NONE },
    { KEYCODE_LEFT, VTERM_KEY_LEFT, VTERM_MOD_NONE },
    { KEYCODE_RIGHT, VTERM_KEY_RIGHT, VTERM_MOD_NONE },
    { KEYCODE_PAGE_UP, VTERM_KEY_PAGEUP, VTERM_MOD_NONE },
    { KEYCODE_PAGE_DOWN, VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE },
    { KEYCODE_HOME, VTERM_KEY_HOME, VTERM_MOD_NONE },
    { KEYCODE_END, VTERM_KEY_END, VTERM_MOD_NONE },
    { KEYCODE_INSERT, VTERM_KEY_INS, VTERM_MOD_NONE },
    { KEYCODE_DELETE, VTERM_KEY_DEL, VTERM_MOD_NONE },
};

/* The terminal was told to change a property. */
static int
on_property(VTermProp property, VTermValue *value, void *context)
{
    struct emulator *emulator = context;

    switch (property) {
    case VTERM_PROP_CURSORVISIBLE:
        emulator->cursor_visible = value->boolean;
        break;
    case VTERM_PROP_ALTSCREEN:
        emulator->alternate = value->boolean;
        break;
    case VTERM_PROP_MOUSE:
        emulator->wants_mouse = value->number != VTERM_PROP_MOUSE_NONE;
        break;
    default:
        break;
    }
    return 1;
}

/* What a program wrote is fit for libvterm. */
static void
on_write(void *context, const char *bytes, size_t size)
{
    struct emulator *emulator = context;

    vterm_input_write(emulator->vterm, bytes, size);
}

/* The terminal answers, or sends a key. */
static void
on_answer(const char *bytes, size_t size, void *context)
{
    struct emulator *emulator = context;

    if (size <= sizeof(emulator->answers) - emulator->answers_size) {
        memcpy(emulator->answers + emulator->answers_size, bytes, size);
        emulator->answers_size += size;
    }
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
    vterm_output_set_callback(emulator->vterm, on_answer, emulator);
    emulator->screen = vterm_obtain_screen(emulator->vterm);
    vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
    vterm_screen_enable_altscreen(emulator->screen, 1);
    emulator->sequences = (struct sequences){
        .write = on_write,
        .context = emulator,
        .columns = columns,
    };
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
    sequences_pass(&emulator->sequences, bytes, size);
}

/* Say something to libvterm between what the program says. */
static void
interrupt(struct emulator *emulator, const char *text, VTermPos place)
{
    char bytes[64];
    int size = snprintf(
        bytes, sizeof(bytes), "%s\033[%d;%dH", text, place.row + 1,
        place.col + 1);

    vterm_input_write(emulator->vterm, bytes, (size_t) size);
}

/* Take margins away before a terminal becomes smaller, as others do: libvterm
 * keeps them, and does not survive to scroll between some that are outside. */
static void
drop_margins(struct emulator *emulator)
{
    VTermPos place;

    vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &place);
    interrupt(emulator, "\033[r", place);
}

/* Keep the cursor on the screen: where rows are taken from below it, libvterm
 * pushes as many out above and leaves it there, and does not survive what comes
 * next. */
static void
keep_cursor(struct emulator *emulator)
{
    VTermPos place;

    vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &place);
    if (place.row < 0) {
        place.row = 0;
        interrupt(emulator, "", place);
    }
}

void
emulator_resize(struct emulator *emulator, int rows, int columns)
{
    if (rows < emulator->rows || columns < emulator->columns) {
        drop_margins(emulator);
    }
    emulator->rows = rows;
    emulator->columns = emulator->sequences.columns = columns;
    vterm_set_size(emulator->vterm, rows, width_of(columns));
    keep_cursor(emulator);
}

void
emulator_reset(struct emulator *emulator)
{
    static const char reset[] = "\033c";

    emulator->cursor_visible = true;
    emulator->alternate = emulator->wants_mouse = false;
    emulator->answers_size = 0;
    vterm_screen_reset(emulator->screen, 1);
    sequences_cancel(&emulator->sequences);
    emulator_write(emulator, reset, sizeof(reset) - 1);
}

void
emulator_size(const struct emulator *emulator, int *rows, int *columns)
{
    *rows = emulator->rows;
    *columns = emulator->columns;
}

bool
emulator_is_alternate(const struct emulator *emulator)
{
    return emulator->alternate;
}

bool
emulator_wants_mouse(const struct emulator *emulator)
{
    return emulator->wants_mouse;
}

/* Type a key that has a name; returns whether it has one. */
static bool
type_named(VTerm *vterm, key code, VTermModifier modifier)
{
    if (code >= KEYCODE_F1 && code <= KEYCODE_F12) {
        VTermKey name =
            (VTermKey) (VTERM_KEY_FUNCTION_0 + 1 + (code - KEYCODE_F1));

        vterm_keyboard_key(vterm, name, modifier);
        return true;
    }
    for (size_t i = 0; i < sizeof(named_keys) / sizeof(*named_keys); i++) {
        if (named_keys[i].code == code) {
            vterm_keyboard_key(
                vterm, named_keys[i].name, modifier | named_keys[i].modifier);
            return true;
        }
    }
    return false;
}

void
emulator_key(struct emulator *emulator, key code)
{
    VTermModifier modifier =
        code & KEYCODE_ALT ? VTERM_MOD_ALT : VTERM_MOD_NONE;
    key plain = code & ~(key) KEYCODE_ALT;

    if (plain == KEYCODE_PASTE) {
        vterm_keyboard_start_paste(emulator->vterm);
    } else if (plain == KEYCODE_PASTE_END) {
        vterm_keyboard_end_paste(emulator->vterm);
    } else if (
        !type_named(emulator->vterm, plain, modifier) && plain < KEYCODE_UP) {
        vterm_keyboard_unichar(emulator->vterm, plain, modifier);
    }
}

void
emulator_mouse(struct emulator *emulator, const struct mouse *mouse)
{
    int button = mouse->what == KEYCODE_WHEEL_UP ? 4
        : mouse->what == KEYCODE_WHEEL_DOWN      ? 5
                                                 : 1;

    if (!emulator->wants_mouse) {
        return;
    }
    vterm_mouse_move(
        emulator->vterm, mouse->row, mouse->column, VTERM_MOD_NONE);
    vterm_mouse_button(emulator->vterm, button, true, VTERM_MOD_NONE);
    if (button == 1) {
        vterm_mouse_button(emulator->vterm, button, false, VTERM_MOD_NONE);
    }
}

const char *
emulator_answers(struct emulator *emulator, size_t *size)
{
    *size = emulator->answers_size;
    emulator->answers_size = 0;
    return emulator->answers;
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
    if (size != 1) {
        /* One that the grid leaves out leaves a blank. */
        grid_write(area, row, column, " ", style_of(cell));
    }
    grid_write(area, row, column, text, style_of(cell));
}

int
emulator_row(const struct emulator *emulator)
{
    VTermPos place = { 0, 0 };

    if (!emulator->alternate || emulator->cursor_visible) {
        vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &place);
    }
    return place.row;
}

/* Find the part of an area that a terminal's rows from one on take. */
static struct grid_area
part_of(
    const struct emulator *emulator, int first, const struct grid_area *area)
{
    return grid_part(area, 0, 0, emulator->rows - first, emulator->columns);
}

void
emulator_draw_from(
    const struct emulator *emulator, int first, const struct grid_area *area)
{
    struct grid_area part = part_of(emulator, first, area);
    VTermPos place;

    for (int row = 0; row < part.rows; row++) {
        place.row = first + row;
        for (place.col = 0; place.col < part.columns; place.col++) {
            VTermScreenCell cell;

            if (vterm_screen_get_cell(emulator->screen, place, &cell)) {
                draw_cell(&part, row, place.col, &cell);
            }
        }
    }
}

void
emulator_draw(
    const struct emulator *emulator, const struct grid_area *area, bool cursor)
{
    struct grid_area part = part_of(emulator, 0, area);
    VTermPos place;

    emulator_draw_from(emulator, 0, area);
    if (cursor && emulator->cursor_visible) {
        vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &place);
        grid_overlay(
            &part, place.row, place.col, 1,
            (struct grid_style){ GRID_DEFAULT, GRID_DEFAULT, GRID_REVERSE });
    }
}
