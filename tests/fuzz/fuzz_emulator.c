/* Feeds what no program would write to the way that a worker's output takes to
 * its pane: scrollback, emulator, grid.  What comes out may be nothing but
 * text, whatever came in. */
#include <locale.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "src/supervise/output.h"
#include "ui/term/emulator.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Sizes that the terminal takes on, one after the other. */
static const struct {
    int rows;
    int columns;
} sizes[] = { { 10, 30 }, { 1, 1 }, { 3, 100 }, { 20, 7 }, { 2, 2 } };

/* All that there is of a pane. */
struct pane {
    struct output *output;
    struct output_place place;
    struct emulator *emulator;
    struct grid grid;
};

/* Write a piece, and let the emulator follow. */
static void
feed(struct pane *pane, const uint8_t *data, size_t size)
{
    const char *bytes;

    output_append(pane->output, OUTPUT_STDOUT, 1, (const char *) data, size);
    do {
        if (!output_read(pane->output, &pane->place, &bytes, &size)) {
            emulator_write(pane->emulator, "\030", 1);
        }
        emulator_write(pane->emulator, bytes, size);
    } while (size > 0);
}

/* Draw, and look whether every cell is text. */
static void
draw(struct pane *pane)
{
    struct grid_area all = grid_all(&pane->grid);

    emulator_draw(pane->emulator, &all, true);
    for (int i = 0; i < pane->grid.rows * pane->grid.columns; i++) {
        for (int k = 0; k < GRID_CELL_POINTS; k++) {
            uint32_t point = pane->grid.cells[i].points[k];

            if (point != 0
                && (point < ' ' || (point >= 0x7f && point < 0xa0)
                    || point > 0x10ffff)) {
                abort();
            }
        }
    }
}

/* Change the size, type, and take what is to be sent. */
static void
disturb(struct pane *pane, uint8_t what)
{
    const struct mouse mouse = { KEYCODE_PRESS, what, what };
    size_t place = what % (sizeof(sizes) / sizeof(*sizes));
    size_t size;

    emulator_resize(pane->emulator, sizes[place].rows, sizes[place].columns);
    emulator_key(pane->emulator, KEYCODE_UP + what % 30);
    emulator_mouse(pane->emulator, &mouse);
    emulator_answers(pane->emulator, &size);
    if (what > 250) {
        emulator_reset(pane->emulator);
    }
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
    struct pane pane = { 0 };

    if (output_new(&pane.output, 4096) < 0
        || emulator_new(&pane.emulator, 10, 30) < 0
        || grid_resize(&pane.grid, 10, 30) < 0) {
        abort();
    }
    while (size > 1) {
        size_t piece = data[0] < size - 1 ? data[0] : size - 1;

        feed(&pane, data + 1, piece);
        disturb(&pane, data[0]);
        draw(&pane);
        data += piece + 1;
        size -= piece + 1;
    }
    emulator_free(pane.emulator);
    output_free(pane.output);
    grid_free(&pane.grid);
    return 0;
}
