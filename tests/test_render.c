/* Render: after each frame a terminal (libvterm) shows the grid, whatever it
 * showed before, and the frame is no longer than it must be. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "tests/support/cmocka.h"
#include "ui/term/clipboard.h"
#include "ui/term/color.h"
#include "ui/term/render.h"

#define WIDE "\xe6\xbc\xa2"
#define ACUTE "\xcc\x81"

static const struct grid_style none = { GRID_DEFAULT, GRID_DEFAULT, 0 };

/* Fills in what the strings below ask for. */
static const char *
expand(const char *string, int first, int second)
{
    static char result[32];

    if (strchr(string, 'H')) {
        snprintf(result, sizeof result, "\033[%d;%dH", first + 1, second + 1);
    } else if (strchr(string, 'C')) {
        snprintf(result, sizeof result, "\033[%dC", first);
    } else if (strcmp(string, "setaf") == 0) {
        snprintf(result, sizeof result, "\033[38;5;%dm", first);
    } else {
        snprintf(result, sizeof result, "\033[48;5;%dm", first);
    }
    return result;
}

static const struct capabilities rich = {
    .move = "\033[%i%p1%d;%p2%dH",
    .clear_screen = "\033[H\033[2J",
    .reset = "\033[m",
    .clear_line = "\033[K",
    .left = "\b",
    .down = "\n",
    .move_right = "\033[%p1%dC",
    .bold = "\033[1m",
    .dim = "\033[2m",
    .reverse = "\033[7m",
    .underline = "\033[4m",
    .foreground = "setaf",
    .background = "setab",
    .default_colors = "\033[39;49m",
    .colors = 256,
    .ansi = true,
    .clears_in_color = true,
    .synchronized = true,
    .expand = expand,
};

/* A terminal, and a renderer that writes to it. */
struct stage {
    struct capabilities can;
    struct renderer *renderer;
    struct grid grid;
    struct grid_area all;
    VTerm *vterm;
    VTermScreen *screen;
    const char *frame;
    size_t size;
};

static void
stage_open(
    struct stage *stage, const struct capabilities *can, int rows, int columns)
{
    *stage = (struct stage){ .can = *can };
    assert_int_equal(renderer_new(&stage->renderer, &stage->can), 0);
    assert_int_equal(renderer_resize(stage->renderer, rows, columns), 0);
    assert_int_equal(grid_resize(&stage->grid, rows, columns), 0);
    stage->all = grid_all(&stage->grid);
    stage->vterm = vterm_new(rows, columns);
    vterm_set_utf8(stage->vterm, 1);
    stage->screen = vterm_obtain_screen(stage->vterm);
    vterm_screen_reset(stage->screen, 1);
    /* What a terminal may hold before we come. */
    vterm_input_write(stage->vterm, "\033[31;1;7mrubbish", 15);
}

static void
stage_close(struct stage *stage)
{
    vterm_free(stage->vterm);
    renderer_free(stage->renderer);
    grid_free(&stage->grid);
}

static void
stage_resize(struct stage *stage, int rows, int columns)
{
    assert_int_equal(renderer_resize(stage->renderer, rows, columns), 0);
    assert_int_equal(grid_resize(&stage->grid, rows, columns), 0);
    stage->all = grid_all(&stage->grid);
    vterm_set_size(stage->vterm, rows, columns);
}

/* Show the grid on the terminal: the rows that were drawn in. */
static void
stage_show(struct stage *stage)
{
    stage->frame = renderer_frame(
        stage->renderer, &stage->grid, stage->grid.touched, &stage->size);
    assert_non_null(stage->frame);
    grid_settle(&stage->grid);
    vterm_input_write(stage->vterm, stage->frame, stage->size);
}

static void
check_color(const VTermColor *color, bool is_default, int32_t expected)
{
    if (expected == GRID_DEFAULT) {
        assert_true(is_default);
    } else {
        assert_true(VTERM_COLOR_IS_INDEXED(color));
        assert_int_equal(color->indexed.idx, expected);
    }
}

/* Check what is seen of a cell. */
static void
check_cell(struct stage *stage, int row, int column)
{
    const struct grid_cell *cell =
        stage->grid.cells + row * stage->grid.columns + column;
    VTermPos place = { row, column };
    VTermScreenCell seen;
    unsigned attributes = cell->style.attributes;
    bool blank = cell->points == ' ';

    memset(&seen, 0, sizeof seen);
    vterm_screen_get_cell(stage->screen, place, &seen);
    if (cell->points == 0) {
        assert_int_equal(seen.chars[0], (uint32_t) -1);
        return;
    }
    if (blank && seen.chars[0] == 0) {
        seen.chars[0] = ' ';
    }
    for (int i = 0; i < GRID_CELL_POINTS; i++) {
        assert_int_equal(seen.chars[i], grid_point(cell, i));
    }
    check_color(
        &seen.bg, VTERM_COLOR_IS_DEFAULT_BG(&seen.bg),
        color_reduce(cell->style.background, stage->can.colors));
    assert_int_equal(seen.attrs.reverse, !!(attributes & GRID_REVERSE));
    assert_int_equal(seen.attrs.underline, !!(attributes & GRID_UNDERLINE));
    if (!blank || (attributes & GRID_REVERSE)) {
        check_color(
            &seen.fg, VTERM_COLOR_IS_DEFAULT_FG(&seen.fg),
            color_reduce(cell->style.foreground, stage->can.colors));
        assert_int_equal(seen.attrs.bold, !!(attributes & GRID_BOLD));
    }
}

static void
check_screen(struct stage *stage)
{
    for (int row = 0; row < stage->grid.rows; row++) {
        for (int column = 0; column < stage->grid.columns; column++) {
            check_cell(stage, row, column);
        }
    }
}

static struct grid_style
random_style(void)
{
    static const int32_t colors[] = { GRID_DEFAULT, GRID_DEFAULT, 114, 203,
                                      236 };
    struct grid_style style = {
        colors[rand() % 5],
        colors[rand() % 5],
        rand() % 3 ? 0 : (unsigned) rand() % 16,
    };

    if (style.foreground == style.background) {
        style.foreground = GRID_DEFAULT;
    }
    return style;
}

/* Change something: a character, some text, a row's end, a block. */
static void
change(struct stage *stage)
{
    static const char *const texts[] = {
        "x",
        "12",
        "some text",
        WIDE,
        "a" WIDE "b" WIDE,
        "e" ACUTE,
        "   ",
        "\xe2\x97\x8f up",
        "\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80",
        WIDE WIDE,
    };
    int row = rand() % stage->grid.rows;
    int column = rand() % (stage->grid.columns + 4) - 4;
    struct grid_area part;

    switch (rand() % 6) {
    case 0:
        part = grid_part(
            &stage->all, row, column, rand() % 3, stage->grid.columns);
        grid_fill(&part, random_style());
        break;
    case 1:
        grid_overlay(&stage->all, row, column, rand() % 20, random_style());
        break;
    default:
        grid_write(
            &stage->all, row, column, texts[rand() % 10], random_style());
    }
}

/* Show grids that differ by few or many changes. */
static void
play(const struct capabilities *can)
{
    struct stage stage;

    srand(11);
    stage_open(&stage, can, 7, 23);
    for (int i = 0; i < 3000; i++) {
        int changes = rand() % 10 ? rand() % 4 : 60;

        if (rand() % 100 == 0) {
            stage_resize(&stage, 2 + rand() % 9, 4 + rand() % 40);
        }
        if (rand() % 100 == 0) {
            renderer_forget(stage.renderer);
        }
        while (changes-- > 0) {
            change(&stage);
        }
        stage_show(&stage);
        check_screen(&stage);
    }
    stage_close(&stage);
}

static void
shows_any_grid(void **state)
{
    (void) state;
    play(&rich);
}

/* Make a frame of a grid of which the first row has something else, as a
 * recording does that leaves out a sign. */
static void
frame_without_sign(
    struct renderer *renderer, struct grid *grid, char **bytes, size_t *size)
{
    struct grid_area all = grid_all(grid);
    struct grid_cell kept[4]; /* with what may be half of the third one */
    bool touched = grid->touched[0];
    const char *frame;

    memcpy(kept, grid->cells, sizeof kept);
    grid_write(&all, 0, 0, "no ", none);
    frame = renderer_frame(renderer, grid, NULL, size);
    assert_non_null(frame);
    *bytes = memcpy(malloc(*size + 1), frame, *size);
    memcpy(grid->cells, kept, sizeof kept);
    grid->touched[0] = touched;
}

/* Follow a leader, or make the frame; returns whether it followed. */
static bool
follow(
    struct renderer *renderer,
    struct stage *leader,
    bool sign,
    char **bytes,
    size_t *size)
{
    const char *frame =
        sign ? NULL : renderer_follow(renderer, leader->renderer, size);

    if (!frame) {
        frame_without_sign(renderer, &leader->grid, bytes, size);
        return false;
    }
    *bytes = memcpy(malloc(*size + 1), frame, *size);
    return true;
}

/* One that follows another makes the frames that it would make alone, whatever
 * the other one does beside them. */
static void
who_follows_makes_the_same_frames(void **state)
{
    struct capabilities can = rich;
    struct renderer *follower, *alone;
    struct stage stage;
    int followed = 0;

    (void) state;
    srand(17);
    can.synchronized = false;
    stage_open(&stage, &rich, 7, 23);
    stage.can.colors = COLOR_TRUE;
    assert_int_equal(renderer_new(&follower, &can), 0);
    assert_int_equal(renderer_new(&alone, &can), 0);
    assert_int_equal(renderer_resize(follower, 7, 23), 0);
    assert_int_equal(renderer_resize(alone, 7, 23), 0);
    for (int i = 0; i < 3000; i++) {
        const struct grid_style direct = { GRID_RGB(i % 256, 1, 2), 4, 0 };
        bool sign;
        char *one, *other;
        size_t size, other_size;

        for (int changes = rand() % 6; changes > 0; changes--) {
            change(&stage);
        }
        if (rand() % 20 == 0) {
            grid_write(&stage.all, 3, rand() % 20, "direct", direct);
        }
        if (rand() % 50 == 0) {
            renderer_forget(stage.renderer);
        }
        if (rand() % 10 == 0) {
            renderer_send(stage.renderer, strdup("sent"), 4);
        }
        sign = stage.grid.touched[0];
        stage_show(&stage);
        followed += follow(follower, &stage, sign, &one, &size);
        frame_without_sign(alone, &stage.grid, &other, &other_size);
        assert_int_equal(size, other_size);
        assert_memory_equal(one, other, size);
        free(one);
        free(other);
    }
    assert_true(followed > 300);
    renderer_free(follower);
    renderer_free(alone);
    stage_close(&stage);
}

static void
shows_any_grid_with_less(void **state)
{
    struct capabilities can = rich;

    (void) state;
    can.clears_in_color = false;
    can.colors = 8;
    can.synchronized = false;
    play(&can);
    can.clear_line = can.left = can.down = can.move_right = NULL;
    can.default_colors = NULL;
    play(&can);
    can.move = "H"; /* another language: made by expand() */
    can.move_right = "C";
    play(&can);
    can.colors = 0;
    can.foreground = can.background = NULL;
    play(&can);
}

/* What the first frame writes does not depend on what was there. */
static void
first_frame_clears(void **state)
{
    struct stage stage;

    (void) state;
    stage_open(&stage, &rich, 4, 12);
    stage_show(&stage);
    check_screen(&stage);
    assert_true(stage.size < 20);
    stage_close(&stage);
}

/* Check the frame's exact bytes. */
static void
check_frame(struct stage *stage, const char *bytes)
{
    stage_show(stage);
    check_screen(stage);
    if (stage->size != strlen(bytes)
        || memcmp(stage->frame, bytes, stage->size) != 0) {
        fail_msg("%.*s", (int) stage->size, stage->frame);
    }
}

static void
writes_what_differs_only(void **state)
{
    const struct grid_style green = { 114, GRID_DEFAULT, 0 };
    const struct grid_style bold = { GRID_DEFAULT, GRID_DEFAULT, GRID_BOLD };
    struct stage stage;

    (void) state;
    stage_open(&stage, &rich, 24, 80);
    for (int row = 0; row < 24; row++) {
        grid_write(&stage.all, row, 0, "aaaaaaaaaabbbbbbbbbbcccccccccc", none);
    }
    stage_show(&stage);
    check_frame(&stage, "");
    /* One cell. */
    grid_write(&stage.all, 3, 11, "x", none);
    check_frame(&stage, "\033[4;12Hx");
    /* The style of before still holds. */
    grid_write(&stage.all, 3, 12, "y", none);
    check_frame(&stage, "\033[4;13Hy");
    grid_write(&stage.all, 3, 12, "y", green);
    check_frame(&stage, "\033[4;13H\033[38;5;114my");
    grid_write(&stage.all, 3, 14, "z", green);
    check_frame(&stage, "\033[4;15Hz");
    grid_write(&stage.all, 3, 14, "z", bold);
    check_frame(&stage, "\033[4;15H\033[39;49m\033[1mz");
    grid_write(&stage.all, 3, 14, "z", none);
    check_frame(&stage, "\033[4;15H\033[mz");
    /* A short gap is written, a long one passed over. */
    grid_write(&stage.all, 5, 0, "1", none);
    grid_write(&stage.all, 5, 3, "2", none);
    grid_write(&stage.all, 5, 12, "3", none);
    check_frame(&stage, "\033[6;1H1aa2\033[8C3");
    /* Down a column. */
    for (int row = 6; row < 9; row++) {
        grid_write(&stage.all, row, 20, "99", none);
    }
    check_frame(&stage, "\033[7;21H99\n\b\b99\n\b\b99");
    /* Blanks to the row's end, of more than a few cells. */
    grid_write(&stage.all, 10, 5, "                         ", none);
    check_frame(&stage, "\033[11;6H\033[K");
    grid_write(&stage.all, 11, 28, "  ", none);
    check_frame(&stage, "\033[12;29H\033[K");
    stage_close(&stage);
}

/* Terminals do not agree how far some characters move the cursor. */
static void
goes_back_to_sure_ground(void **state)
{
    struct stage stage;

    (void) state;
    stage_open(&stage, &rich, 24, 80);
    stage_show(&stage);
    grid_write(&stage.all, 1, 0, WIDE "a", none);
    check_frame(&stage, "\033[2;1H" WIDE "\033[2;3Ha");
    grid_write(&stage.all, 2, 0, "e" ACUTE "a", none);
    check_frame(&stage, "\033[3;1He" ACUTE "\033[3;2Ha");
    grid_write(
        &stage.all, 3, 0,
        "\xe2\x97\x8f"
        "a",
        none);
    check_frame(&stage, "\033[4;1H\xe2\x97\x8f\033[4;2Ha");
    grid_write(
        &stage.all, 4, 0,
        "\xe2\x94\x80"
        "a",
        none);
    check_frame(
        &stage,
        "\033[5;1H\xe2\x94\x80"
        "a");
    stage_close(&stage);
}

/* Blanks get the colour that is set on some terminals only. */
static void
clears_in_color_where_it_works(void **state)
{
    const struct grid_style bar = { GRID_DEFAULT, 236, 0 };
    struct capabilities can = rich;

    (void) state;
    for (int i = 0; i < 2; i++) {
        struct stage stage;

        can.clears_in_color = i == 0;
        stage_open(&stage, &can, 24, 40);
        stage_show(&stage);
        grid_fill(&stage.all, bar);
        stage_show(&stage);
        check_screen(&stage);
        assert_int_equal(
            memmem(stage.frame, stage.size, "\033[K", 3) != NULL, i == 0);
        stage_close(&stage);
    }
}

static void
long_frames_are_marked(void **state)
{
    struct stage stage;

    (void) state;
    stage_open(&stage, &rich, 24, 80);
    for (int row = 0; row < 24; row++) {
        grid_write(&stage.all, row, 0, "a row of some length", none);
    }
    stage_show(&stage);
    assert_memory_equal(stage.frame, "\033[?2026h", 8);
    assert_memory_equal(stage.frame + stage.size - 8, "\033[?2026l", 8);
    stage.can.synchronized = false;
    renderer_forget(stage.renderer);
    stage_show(&stage);
    assert_null(memmem(stage.frame, stage.size, "2026", 4));
    check_screen(&stage);
    stage_close(&stage);
}

/* A grid of another size than the terminal is cut, or has blanks beside it. */
static void
fits_other_sizes(void **state)
{
    struct grid other = { 0 };
    struct grid_area all;
    struct stage stage;
    size_t size;
    const char *frame;

    (void) state;
    stage_open(&stage, &rich, 3, 10);
    assert_int_equal(grid_resize(&other, 5, 20), 0);
    all = grid_all(&other);
    grid_write(&all, 0, 0, "0123456789abc", none);
    grid_write(&all, 1, 0, "01234567" WIDE WIDE, none);
    grid_write(&all, 2, 0, "012345678" WIDE, none);
    grid_write(&all, 3, 0, "beyond", none);
    frame = renderer_frame(stage.renderer, &other, NULL, &size);
    vterm_input_write(stage.vterm, frame, size);
    grid_write(&stage.all, 0, 0, "0123456789", none);
    grid_write(&stage.all, 1, 0, "01234567" WIDE, none);
    grid_write(&stage.all, 2, 0, "012345678 ", none);
    check_screen(&stage);
    assert_int_equal(grid_resize(&other, 1, 4), 0);
    frame = renderer_frame(stage.renderer, &other, NULL, &size);
    vterm_input_write(stage.vterm, frame, size);
    grid_fill(&stage.all, none);
    check_screen(&stage);
    grid_free(&other);
    stage_close(&stage);
}

static void
last_cell_is_left_out_where_it_would_scroll(void **state)
{
    struct capabilities can = rich;
    struct stage stage;

    (void) state;
    can.no_last_cell = true;
    stage_open(&stage, &can, 2, 4);
    grid_write(&stage.all, 0, 0, "abcd", none);
    grid_write(&stage.all, 1, 0, "efgh", none);
    stage_show(&stage);
    assert_null(memchr(stage.frame, 'h', stage.size));
    assert_non_null(memchr(stage.frame, 'g', stage.size));
    stage_show(&stage);
    assert_int_equal(stage.size, 0);
    stage_close(&stage);
}

static void
ascii_terminals_get_ascii(void **state)
{
    struct capabilities can = rich;
    struct stage stage;

    (void) state;
    can.ascii = true;
    stage_open(&stage, &can, 2, 12);
    grid_write(&stage.all, 0, 0, "a" WIDE "e" ACUTE "\xe2\x94\x80", none);
    stage_show(&stage);
    for (size_t i = 0; i < stage.size; i++) {
        assert_true((unsigned char) stage.frame[i] < 0x80);
    }
    assert_non_null(memmem(stage.frame, stage.size, "a??e?", 5));
    stage_close(&stage);
}

/* A grid that was filled by hand with what grid_write() never writes. */
static void
controls_do_not_pass(void **state)
{
    static const uint32_t controls[] = { 0x1b, 0x9b, 0x7f, 7, 0x0d };
    struct stage stage;

    (void) state;
    stage_open(&stage, &rich, 1, 12);
    stage_show(&stage);
    for (size_t i = 0; i < 5; i++) {
        stage.grid.cells[2 * i].points = controls[i];
    }
    stage.grid.cells[11].points = 0;
    stage.grid.touched[0] = true;
    stage_show(&stage);
    assert_non_null(memmem(stage.frame, stage.size, "? ? ? ? ?", 9));
    assert_null(memchr(stage.frame + 1, '\r', stage.size - 1));
    stage_close(&stage);
}

/* What is to be sent goes out with a frame, once, before its cells. */
static void
what_is_sent_goes_with_the_frame(void **state)
{
    static const char expected[] = "\033]52;c;b25lCnR3bw==\033\\";
    struct stage stage;
    size_t size;
    char *bytes = clipboard_write("one\ntwo", 7, &size);

    (void) state;
    assert_non_null(bytes);
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(bytes, expected, size);
    stage_open(&stage, &rich, 4, 20);
    stage_show(&stage);
    renderer_send(stage.renderer, strdup("never"), 5);
    renderer_send(stage.renderer, bytes, size); /* in its place */
    stage_show(&stage);
    assert_int_equal(stage.size, size); /* nothing else differs */
    assert_memory_equal(stage.frame, expected, size);
    stage_show(&stage);
    assert_int_equal(stage.size, 0);
    bytes = clipboard_write("", 0, &size);
    renderer_send(stage.renderer, bytes, size);
    grid_write(&stage.all, 1, 2, "text", none);
    stage_show(&stage);
    assert_memory_equal(stage.frame, "\033]52;c;\033\\", 9);
    check_screen(&stage);
    renderer_send(stage.renderer, strdup("left"), 4); /* freed with it */
    stage_close(&stage);
}

/* Attributes that a terminal cannot show with colours are left out there. */
static void
attributes_give_way_to_colors(void **state)
{
    const struct grid_style style = { 2, GRID_DEFAULT,
                                      GRID_UNDERLINE | GRID_BOLD };
    const struct grid_style same = { GRID_RGB(9, 9, 9), GRID_RGB(8, 8, 8), 0 };
    struct capabilities can = rich;
    struct stage stage;

    (void) state;
    can.not_with_colors = GRID_UNDERLINE;
    can.colors = 8;
    stage_open(&stage, &can, 1, 12);
    stage_show(&stage);
    grid_write(&stage.all, 0, 0, "a", style);
    stage_show(&stage);
    assert_non_null(memmem(stage.frame, stage.size, "\033[1m", 4));
    assert_null(memmem(stage.frame, stage.size, "\033[4m", 4));
    /* Colours that fall together do not hide the text. */
    grid_write(&stage.all, 0, 0, "a", same);
    stage_show(&stage);
    assert_non_null(memmem(stage.frame, stage.size, "48;5;0m", 7));
    assert_null(memmem(stage.frame, stage.size, "38;5;0m", 7));
    stage_close(&stage);
}

static int
use_utf8(void **state)
{
    (void) state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_frame_clears),
        cmocka_unit_test(writes_what_differs_only),
        cmocka_unit_test(goes_back_to_sure_ground),
        cmocka_unit_test(clears_in_color_where_it_works),
        cmocka_unit_test(long_frames_are_marked),
        cmocka_unit_test(shows_any_grid),
        cmocka_unit_test(who_follows_makes_the_same_frames),
        cmocka_unit_test(shows_any_grid_with_less),
        cmocka_unit_test(fits_other_sizes),
        cmocka_unit_test(last_cell_is_left_out_where_it_would_scroll),
        cmocka_unit_test(ascii_terminals_get_ascii),
        cmocka_unit_test(controls_do_not_pass),
        cmocka_unit_test(what_is_sent_goes_with_the_frame),
        cmocka_unit_test(attributes_give_way_to_colors),
    };

    return cmocka_run_group_tests_name("render", tests, use_utf8, NULL);
}
