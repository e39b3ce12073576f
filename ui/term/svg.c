#include "ui/term/svg.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ui/term/dictionary.h"
#include "ui/term/svg_row.h"
#include "ui/term/svg_style.h"

/* Pixels around the screen. */
#define PADDING 12

/* Nanoseconds that a frame is seen at least, and the last one. */
#define FRAME_TIME INT64_C(40000000)
#define LAST_TIME INT64_C(3000000000)

/* From a moment on, a frame is seen. */
struct scene {
    int64_t time;
    size_t frame;
};

struct svg {
    FILE *out;
    struct cast_player *player;
    const struct cast_theme *theme;
    double speed;
    int width; /* of a frame, in pixels */
    int height;
    struct grid grid;
    struct svg_styles styles;
    struct dictionary rows;   /* what was drawn in a row */
    struct dictionary frames; /* the rows' numbers in a frame */
    struct scene *scenes;
    size_t scene_count;
    size_t scene_room;
};

/* Write a row: as it is for the first time, then by its number.  Returns the
 * number, 0 for a blank one, or an error. */
static long
write_row(struct svg *svg, FILE *frame, int row)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool added = false;
    long number = -ENOMEM;

    if (!out) {
        return -ENOMEM;
    }
    svg_row(out, &svg->grid, row, svg->theme, &svg->styles);
    if (fclose(out) == 0) {
        number = size > 0 ? dictionary_add(&svg->rows, text, size, &added) : 0;
    }
    if (added) {
        fprintf(frame, "<g id=\"r%ld\">%s</g>\n", number, text);
    } else if (number > 0) {
        fprintf(frame, "<use href=\"#r%ld\"/>\n", number);
    }
    free(text);
    return number;
}

/* Draw the screen as it is now; *numbers are those of its rows. */
static int
write_rows(struct svg *svg, FILE *frame, long *numbers)
{
    const struct grid_style plain = { GRID_DEFAULT, GRID_DEFAULT, 0 };
    struct grid_area all = grid_all(&svg->grid);

    grid_fill(&all, plain);
    emulator_draw(svg->player->emulator, &all, false);
    for (int row = 0; row < svg->grid.rows; row++) {
        numbers[row] = write_row(svg, frame, row);
        if (numbers[row] < 0) {
            return (int) numbers[row];
        }
    }
    return 0;
}

/* Note that a frame is seen from a moment on. */
static int
add_scene(struct svg *svg, int64_t time, size_t frame)
{
    if (svg->scene_count > 0
        && svg->scenes[svg->scene_count - 1].frame == frame) {
        return 0;
    }
    if (svg->scene_count == svg->scene_room) {
        size_t room = svg->scene_room * 2 + 64;
        struct scene *scenes = realloc(svg->scenes, room * sizeof(*scenes));

        if (!scenes) {
            return -ENOMEM;
        }
        svg->scenes = scenes;
        svg->scene_room = room;
    }
    svg->scenes[svg->scene_count++] = (struct scene){ time, frame };
    return 0;
}

/* Write the screen as it is now, unless it has been like that before. */
static int
write_frame(struct svg *svg, int64_t time)
{
    size_t rows = (size_t) svg->grid.rows;
    long *numbers = calloc(rows, sizeof(*numbers));
    char *text = NULL;
    size_t size = 0;
    FILE *frame = open_memstream(&text, &size);
    bool added = false;
    long number;
    int result = numbers && frame ? write_rows(svg, frame, numbers) : -ENOMEM;

    if (frame && fclose(frame) != 0) {
        result = -ENOMEM;
    }
    if (result == 0) {
        number = dictionary_add(
            &svg->frames, numbers, rows * sizeof(*numbers), &added);
        result = number < 0 ? (int) number
                            : add_scene(svg, time, (size_t) number - 1);
    }
    if (result == 0 && added) {
        fprintf(
            svg->out, "<g transform=\"translate(%ld)\">\n%s</g>\n",
            (number - 1) * svg->width, text);
    }
    free(numbers);
    free(text);
    if (result == 0 && ferror(svg->out)) {
        result = -EIO;
    }
    return result == 0 && ftell(svg->out) > SVG_LONGEST ? -EFBIG : result;
}

/* Write all of the frames. */
static int
write_frames(struct svg *svg)
{
    struct cast_player *player = svg->player;
    int64_t least = (int64_t) ((double) FRAME_TIME * svg->speed);
    int64_t time = 0;
    int result = cast_player_go(player, 0);

    while (result == 0) {
        result = write_frame(svg, time);
        if (result < 0 || !player->pending) {
            break;
        }
        time += least > 0 ? least : 1;
        time = player->event_time > time ? player->event_time : time;
        result = cast_player_go(player, time);
    }
    return result;
}

/* Write what stands before the frames. */
static void
write_beginning(struct svg *svg)
{
    const struct cast_header *header = cast_reader_header(svg->player->reader);
    const char *title = header->title[0] ? header->title : "recording";

    fprintf(
        svg->out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
        "viewBox=\"0 0 %d %d\" role=\"img\">\n<title>",
        svg->width, svg->height, svg->width, svg->height);
    svg_text(svg->out, title);
    fprintf(
        svg->out,
        "</title>\n<rect width=\"100%%\" height=\"100%%\" rx=\"8\" "
        "fill=\"#%06x\"/>\n<g transform=\"translate(%d %d)\" fill=\"#%06x\" "
        "font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans "
        "Mono','Liberation Mono',monospace\" font-size=\"%d\">\n"
        "<g id=\"f\">\n",
        (unsigned) svg->theme->background, PADDING, PADDING,
        (unsigned) svg->theme->foreground, SVG_FONT_SIZE);
}

/* Write what stands behind them: their looks, and when each is seen. */
static void
write_end(struct svg *svg)
{
    double end =
        (double) (svg->player->duration) / svg->speed + (double) LAST_TIME;

    fprintf(svg->out, "</g>\n</g>\n<style>\n");
    svg_styles_write(svg->out, &svg->styles);
    if (svg->scene_count > 1) {
        fprintf(
            svg->out,
            "#f{animation:play %.3fs step-end infinite}\n@keyframes play{\n",
            end / 1e9);
        for (size_t i = 0; i < svg->scene_count; i++) {
            const struct scene *scene = &svg->scenes[i];

            fprintf(
                svg->out, "%.3f%%{transform:translate(-%zupx)}\n",
                i == 0 ? 0 : (double) scene->time / svg->speed / end * 100,
                scene->frame * (size_t) svg->width);
        }
        fprintf(svg->out, "}\n");
    }
    fprintf(svg->out, "</style>\n</svg>\n");
}

int
svg_write(FILE *out, struct cast_player *player, double speed)
{
    struct svg svg = {
        .out = out,
        .player = player,
        .theme = &cast_reader_header(player->reader)->theme,
        .speed = speed,
        .width = player->columns * SVG_CELL_WIDTH + 2 * PADDING,
        .height = player->rows * SVG_CELL_HEIGHT + 2 * PADDING,
    };
    int result = grid_resize(&svg.grid, player->rows, player->columns);

    if (result == 0) {
        write_beginning(&svg);
        result = write_frames(&svg);
    }
    if (result == 0) {
        write_end(&svg);
        result = svg.styles.failed ? -ENOMEM : ferror(out) ? -EIO : 0;
    }
    grid_free(&svg.grid);
    svg_styles_free(&svg.styles);
    dictionary_free(&svg.rows);
    dictionary_free(&svg.frames);
    free(svg.scenes);
    return result;
}
