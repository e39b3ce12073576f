#include "ui/viewer.h"

#include "src/supervise/clock.h"
#include "ui/translate.h"
#include "ui/viewer_line.h"

/* How long the line stays over a recording that fills the screen. */
#define LINE_TIME (3 * NANOSECONDS_PER_SECOND)

/* How far the arrows go. */
#define LEAP_TIME (5 * NANOSECONDS_PER_SECOND)

/* Time after a marker in which "[" goes to the one before it. */
#define MARKER_TIME NANOSECONDS_PER_SECOND

/* Go on from here, at the speed that is set. */
static void
anchor(struct viewer *viewer)
{
    viewer->start = viewer->now;
    viewer->from = viewer->player->position;
    viewer->changed = true;
}

/* Let the line be seen for a while. */
static void
show_line(struct viewer *viewer, const char *notice)
{
    viewer->shown_until = viewer->now + LINE_TIME;
    viewer->notice = notice;
    viewer->changed = true;
}

void
viewer_open(
    struct viewer *viewer,
    struct cast_player *player,
    const struct theme *theme,
    double speed,
    int64_t now)
{
    *viewer = (struct viewer){
        .player = player,
        .theme = theme,
        .speed = speed,
        .now = now,
    };
    anchor(viewer);
    show_line(viewer, NULL);
}

bool
viewer_ended(const struct viewer *viewer)
{
    return viewer->player->position >= viewer->player->duration;
}

/* Go to a moment of the recording. */
static void
go(struct viewer *viewer, int64_t position)
{
    int result = cast_player_go(viewer->player, position);

    viewer->error = viewer->error ? viewer->error : result;
    anchor(viewer);
}

/* Tell which moment it is in the recording. */
static int64_t
position_of(const struct viewer *viewer)
{
    double passed = (double) (viewer->now - viewer->start) * viewer->speed;
    double left = (double) (viewer->player->duration - viewer->from);

    return passed >= left ? viewer->player->duration
                          : viewer->from + (int64_t) passed;
}

void
viewer_turn(struct viewer *viewer, int64_t now)
{
    struct cast_player *player = viewer->player;
    int64_t before = player->position;
    int64_t position;

    viewer->now = now;
    if (viewer->shown_until > 0 && now >= viewer->shown_until) {
        viewer->shown_until = 0;
        viewer->notice = NULL;
        viewer->changed = true;
    }
    if (viewer->paused || viewer->error) {
        return;
    }
    position = position_of(viewer);
    viewer->changed |= player->pending && player->event_time <= position;
    viewer->changed |=
        before / NANOSECONDS_PER_SECOND != position / NANOSECONDS_PER_SECOND;
    viewer->error = cast_player_go(player, position);
    if (viewer_ended(viewer)) {
        viewer->paused = true;
        anchor(viewer);
    }
}

/* Tell how long until a moment of the recording, at the speed that is set. */
static int64_t
time_until(const struct viewer *viewer, int64_t position)
{
    double time = (double) (position - viewer->from) / viewer->speed;

    return viewer->start + (int64_t) time + 1;
}

int64_t
viewer_due(const struct viewer *viewer)
{
    const struct cast_player *player = viewer->player;
    int64_t due = INT64_MAX;

    if (!viewer->paused) {
        int64_t second = NANOSECONDS_PER_SECOND;
        int64_t next = (player->position / second + 1) * second;

        if (player->pending && player->event_time < next) {
            next = player->event_time;
        }
        due = time_until(
            viewer, next < player->duration ? next : player->duration);
    }
    if (viewer->shown_until > 0 && viewer->shown_until < due) {
        due = viewer->shown_until;
    }
    return due;
}

/* Pause, or go on; at the end, from the beginning. */
static void
toggle_pause(struct viewer *viewer)
{
    if (viewer->paused && viewer_ended(viewer)) {
        go(viewer, 0);
    }
    viewer->paused = !viewer->paused;
    anchor(viewer);
}

/* Pause, or go on to the next moment when the screen changes. */
static void
step(struct viewer *viewer)
{
    const struct cast_player *player = viewer->player;
    char code = 0;

    if (!viewer->paused) {
        viewer->paused = true;
        anchor(viewer);
        return;
    }
    if (!player->pending) {
        show_line(viewer, _("this is the end"));
    }
    while (player->pending && code != 'o' && code != 'r' && !viewer->error) {
        code = player->event.code;
        go(viewer, player->event_time);
    }
}

/* Go to a marker. */
static void
go_marker(struct viewer *viewer, size_t marker)
{
    int result = cast_player_go_marker(viewer->player, marker);

    viewer->error = viewer->error ? viewer->error : result;
    anchor(viewer);
}

/* Go to the next marker. */
static void
next_marker(struct viewer *viewer)
{
    const struct cast_player *player = viewer->player;

    if (player->marker < player->marker_count) {
        go_marker(viewer, player->marker + 1);
    } else {
        show_line(
            viewer,
            player->marker_count > 0 ? _("no marker follows")
                                     : _("there are no markers"));
    }
}

/* Go back to a marker: the last one, or that before it when it has only just
 * passed. */
static void
previous_marker(struct viewer *viewer)
{
    const struct cast_player *player = viewer->player;
    int64_t since = player->position - player->marker_time;
    bool recent = (double) since < (double) MARKER_TIME * viewer->speed;

    if (player->marker_count == 0) {
        show_line(viewer, _("there are no markers"));
    } else if (viewer->paused ? since == 0 : recent) {
        go_marker(viewer, player->marker > 0 ? player->marker - 1 : 0);
    } else {
        go_marker(viewer, player->marker);
    }
}

/* Change the speed. */
static void
change_speed(struct viewer *viewer, double factor)
{
    double speed = viewer->speed * factor;

    if (speed < VIEWER_SLOWEST || speed > VIEWER_FASTEST) {
        show_line(
            viewer,
            factor > 1 ? _("no faster than that") : _("no slower than that"));
        return;
    }
    viewer->speed = speed;
    anchor(viewer);
}

/* Do what a key says that goes somewhere; returns whether it is one. */
static bool
move_key(struct viewer *viewer, key code)
{
    int64_t position = viewer->player->position;

    switch (code) {
    case 'g':
    case '0':
    case KEYCODE_HOME:
        go(viewer, 0);
        return true;
    case 'G':
    case KEYCODE_END:
        go(viewer, viewer->player->duration);
        return true;
    case KEYCODE_LEFT:
        go(viewer, position - LEAP_TIME);
        return true;
    case KEYCODE_RIGHT:
        go(viewer, position + LEAP_TIME);
        return true;
    case '[':
        previous_marker(viewer);
        return true;
    case ']':
        next_marker(viewer);
        return true;
    default:
        return false;
    }
}

void
viewer_key(struct viewer *viewer, key code)
{
    show_line(viewer, NULL);
    if (move_key(viewer, code)) {
        return;
    }
    switch (code) {
    case KEYCODE_SPACE:
        toggle_pause(viewer);
        break;
    case '.':
        step(viewer);
        break;
    case '+':
    case '=':
    case '>':
        change_speed(viewer, 2);
        break;
    case '-':
    case '<':
        change_speed(viewer, 0.5);
        break;
    case 'q':
    case 'Q':
    case KEYCODE_ESCAPE:
    case KEYCODE_CTRL_C:
        viewer->quit = true;
        break;
    default:
        break;
    }
}

void
viewer_draw(struct viewer *viewer, struct grid *grid)
{
    const struct grid_style plain = { GRID_DEFAULT, GRID_DEFAULT, 0 };
    struct grid_area all = grid_all(grid);
    int rows;
    int columns;
    bool line;

    emulator_size(viewer->player->emulator, &rows, &columns);
    line = rows != grid->rows || columns > grid->columns || viewer->paused
        || viewer->shown_until > 0;
    grid_fill(&all, plain);
    emulator_draw(viewer->player->emulator, &all, true);
    if (line) {
        const struct canvas canvas = {
            .area = grid_part(&all, grid->rows - 1, 0, 1, grid->columns),
            .theme = viewer->theme,
            .ascii = viewer->ascii,
        };

        viewer_line_draw(viewer, &canvas, grid->rows - 1);
    }
    viewer->changed = false;
}
