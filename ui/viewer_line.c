#include "ui/viewer_line.h"

#include <stdio.h>

#include "src/supervise/clock.h"
#include "ui/translate.h"

/* A key and what it does. */
struct hint {
    const char *name;
    const char *label;
};

/* In the order in which they stand; those before the last go first where there
 * is no room. */
static const struct hint hints[] = {
    { "Space", N_("Pause") }, { "[ ]", N_("Markers") }, { ".", N_("Step") },
    { "+ -", N_("Speed") },   { "g", N_("Rewind") },    { "q", N_("Quit") },
};

enum {
    HINTS = sizeof(hints) / sizeof(hints[0]),
    TEXT_LEAST = 6 /* cells that a marker's text is worth writing in */
};

/* Write a moment of the recording. */
static int
time_text(int64_t time, char *text, size_t size)
{
    int64_t seconds = time / NANOSECONDS_PER_SECOND;

    if (seconds >= 3600) {
        return snprintf(
            text, size, "%d:%02d:%02d", (int) (seconds / 3600),
            (int) (seconds / 60 % 60), (int) (seconds % 60));
    }
    return snprintf(
        text, size, "%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/* Tell what the key of a hint would do now. */
static const char *
label_of(const struct viewer *viewer, int hint)
{
    if (hint > 0 || !viewer->paused) {
        return _(hints[hint].label);
    }
    return viewer_ended(viewer) ? _("Again") : _("Play");
}

/* Cells of a hint: " q Quit ". */
static int
hint_width(const struct viewer *viewer, int hint)
{
    return grid_width(hints[hint].name) + grid_width(label_of(viewer, hint))
        + 3;
}

/* Draw as many keys as there is room for, at the right; returns the column
 * where they begin. */
static int
draw_hints(const struct viewer *viewer, const struct canvas *canvas, int from)
{
    int room = canvas->area.columns - from - hint_width(viewer, HINTS - 1);
    int count = 0;
    int column;
    int begin;

    if (room < 0) {
        return canvas->area.columns;
    }
    while (count < HINTS - 1 && hint_width(viewer, count) <= room) {
        room -= hint_width(viewer, count++);
    }
    begin = column = from + room;
    for (int i = 0; i < HINTS; i++) {
        if (i >= count && i < HINTS - 1) {
            continue;
        }
        column = canvas_write(
            canvas, 0, column + 1, hints[i].name,
            theme_style(canvas->theme, ROLE_KEY));
        column = canvas_write(
            canvas, 0, column + 1, label_of(viewer, i),
            theme_style(canvas->theme, ROLE_KEY_LABEL));
        column++;
    }
    return begin;
}

/* Write where the recording is, and how it goes; returns the column after it.
 */
static int
draw_position(const struct viewer *viewer, const struct canvas *canvas)
{
    const struct cast_player *player = viewer->player;
    const char *state = !viewer->paused ? _("playing")
        : viewer_ended(viewer)          ? _("end")
                                        : _("paused");
    char position[24];
    char duration[24];
    char text[96];

    time_text(player->position, position, sizeof(position));
    time_text(player->duration, duration, sizeof(duration));
    snprintf(text, sizeof(text), "%s/%s %s", position, duration, state);
    return canvas_write(
        canvas, 0, 1, text,
        theme_style_on(canvas->theme, ROLE_ACCENT, ROLE_KEY_BAR));
}

/* Write how fast it goes, unless as it was, and what of it is not seen. */
static int
draw_facts(
    const struct viewer *viewer,
    const struct canvas *canvas,
    int column,
    int rows)
{
    char text[96];
    int cast_rows;
    int cast_columns;

    emulator_size(viewer->player->emulator, &cast_rows, &cast_columns);
    if (viewer->speed < 1 || viewer->speed > 1) {
        snprintf(text, sizeof(text), "%gx", viewer->speed);
        column = canvas_write(
            canvas, 0, column + 1, text,
            theme_style_on(canvas->theme, ROLE_ACCENT, ROLE_KEY_BAR));
    }
    if (cast_columns > canvas->area.columns || cast_rows > rows + 1) {
        snprintf(
            text, sizeof(text), _("cut from %dx%d"), cast_columns, cast_rows);
        column = canvas_write(
            canvas, 0, column + 1, text,
            theme_style_on(canvas->theme, ROLE_WARNING, ROLE_KEY_BAR));
    }
    return column;
}

void
viewer_line_draw(
    const struct viewer *viewer, const struct canvas *canvas, int rows)
{
    const struct cast_player *player = viewer->player;
    char text[320] = "";
    int most = canvas->area.columns / 3;
    int column;
    int width;
    int end;

    canvas_fill(canvas, ROLE_KEY_BAR);
    column = draw_position(viewer, canvas);
    column = draw_facts(viewer, canvas, column, rows) + 1;
    if (viewer->notice) {
        snprintf(text, sizeof(text), "%s", viewer->notice);
    } else if (player->marker > 0) {
        snprintf(
            text, sizeof(text), "%zu/%zu %s", player->marker,
            player->marker_count, player->marker_text);
    }
    width = canvas->area.columns - column - hint_width(viewer, HINTS - 1) - 3;
    most = width < most ? width : most; /* leaving stays on the line */
    width = grid_width(text);
    width = text[0] && most > 0 ? (width < most ? width : most) + 2 : 1;
    end = draw_hints(viewer, canvas, column + width);
    if (text[0] && end - column - 2 >= TEXT_LEAST) {
        grid_field(
            &canvas->area, 0, column + 1, end - column - 2, false, text,
            theme_style(canvas->theme, ROLE_KEY_LABEL));
    }
}
