/* Any bytes are a recording, which plays to its end and back and becomes a
 * picture, or an error with its line. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/cast_player.h"
#include "ui/term/svg.h"

/* Cells of a screen that is small enough to be drawn often. */
#define SMALL 4000

/* libFuzzer calls it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Play a recording to its end, to its first marker, and draw it. */
static void
play(struct cast_player *player)
{
    struct grid grid = { 0 };
    struct grid_area all;

    if (cast_player_go(player, INT64_MAX) < 0
        || cast_player_go_marker(player, player->marker_count > 0) < 0
        || grid_resize(&grid, 24, 80) < 0) {
        abort();
    }
    all = grid_all(&grid);
    emulator_draw(player->emulator, &all, true);
    grid_free(&grid);
}

/* Make a picture of a recording. */
static void
draw(struct cast_player *player)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!out || svg_write(out, player, 1) < 0 || fclose(out) != 0
        || size < strlen("<svg></svg>")) {
        abort();
    }
    free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *file = size > 0 ? fmemopen((void *) data, size, "r") : NULL;
    struct cast_player *player = NULL;
    char error[256] = "";

    if (!file) {
        return 0;
    }
    if (cast_player_open(&player, file, "fuzz", 0, error, sizeof(error)) < 0) {
        if (strncmp(error, "fuzz:", 5) != 0) {
            abort();
        }
        return 0;
    }
    play(player);
    if (player->rows * player->columns <= SMALL) {
        draw(player);
    }
    cast_player_close(player);
    return 0;
}
