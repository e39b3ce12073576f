/* color: brings colours down to those that a terminal has. */
#ifndef UI_TERM_COLOR_H
#define UI_TERM_COLOR_H

#include <stdint.h>

/* A terminal whose colours are numbers 0xRRGGBB, but for 0 to 7. */
#define COLOR_DIRECT (1 << 24)

/* One that takes a number 0 to 255 or, in a sequence of their own, any parts of
 * red, green and blue. */
#define COLOR_TRUE (COLOR_DIRECT + 1)

/**
 * Find the colour that comes next to a grid's.
 *
 * color   GRID_DEFAULT, 0 to 255, or GRID_RGB().
 * colors  How many the terminal has: 0, 8, 16, 256, COLOR_DIRECT or
 *         COLOR_TRUE.
 *
 * Returns the terminal's number for it, or GRID_RGB() for COLOR_TRUE;
 * GRID_DEFAULT for GRID_DEFAULT, and
 * always where there are no colours.
 */
int32_t color_reduce(int32_t color, int colors);

/**
 * Tell a colour of the palette of 256, as xterm has it.
 *
 * index  0 to 255.
 *
 * Returns 0xRRGGBB.
 */
int32_t color_of_palette(int index);

#endif
