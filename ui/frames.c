#include "ui/frames.h"

#include <errno.h>
#include <sys/epoll.h>

/* Least time between two frames, and between two that somebody waits for. */
#define FRAME_TIME (NANOSECONDS_PER_SECOND / 60)

/* The timer has only to wake the loop: frames_turn() follows each turn. */
static void
on_timer(void *context)
{
    (void) context;
}

void
frames_open(struct frames *frames, struct loop *loop, struct terminal *terminal)
{
    *frames = (struct frames){
        .loop = loop,
        .terminal = terminal,
        .timer = { .function = on_timer },
    };
}

void
frames_record(struct frames *frames, struct recorder *recorder)
{
    frames->recorder = recorder;
}

void
frames_set_size(struct frames *frames, int rows, int columns)
{
    frames->unseen_rows = rows;
    frames->unseen_columns = columns;
}

void
frames_close(struct frames *frames)
{
    frames_stop(frames);
    loop_timer_cancel(frames->loop, &frames->timer);
    grid_free(&frames->grid);
}

void
frames_stop(struct frames *frames)
{
    if (frames->waiting) {
        loop_unwatch(frames->loop, terminal_output_fd(frames->terminal));
        frames->waiting = false;
    }
}

void
frames_redraw(struct frames *frames)
{
    if (frames->terminal) {
        terminal_redraw(frames->terminal);
    }
    frames->undrawn = true;
}

/* The terminal has room again: the frame goes on. */
static void
on_room(void *context, int fd, uint32_t events)
{
    struct frames *frames = context;

    (void) fd;
    (void) events;
    frames_stop(frames);
}

/* Give the grid the size of the terminal. */
static void
fit_grid(struct frames *frames, struct model *model)
{
    int rows = frames->unseen_rows;
    int columns = frames->unseen_columns;

    if (frames->terminal) {
        terminal_size(frames->terminal, &rows, &columns);
    }
    if (rows == frames->grid.rows && columns == frames->grid.columns) {
        return;
    }
    if (grid_resize(&frames->grid, rows, columns) == 0) {
        model->dirty = DIRTY_ALL;
    }
}

/* Show the grid; what the terminal does not take now follows later. */
static void
show(struct frames *frames, int64_t now)
{
    int result =
        frames->terminal ? terminal_show(frames->terminal, &frames->grid) : 0;

    frames->last = now;
    if (frames->urgent) {
        frames->last_urgent = now;
        frames->urgent = false;
    }
    frames->undrawn = result == -EAGAIN;
    if (result == -EAGAIN
        && loop_watch(
               frames->loop, terminal_output_fd(frames->terminal), EPOLLOUT,
               on_room, frames)
            == 0) {
        frames->waiting = true;
    }
}

void
frames_urge(struct frames *frames)
{
    frames->urgent = true;
}

bool
frames_turn(struct frames *frames, struct shell *shell, struct model *model)
{
    int64_t due =
        (frames->urgent ? frames->last_urgent : frames->last) + FRAME_TIME;

    fit_grid(frames, model);
    if (frames->waiting
        || (frames->terminal && terminal_hung_up(frames->terminal))
        || (model->dirty == 0 && !frames->undrawn)) {
        return false;
    }
    if (model->now < due) {
        if (frames->timer.place == 0 || frames->timer.due != due) {
            loop_timer_set(frames->loop, &frames->timer, due);
        }
        return false;
    }
    if (!shell_draw(shell, &frames->grid) && !frames->undrawn) {
        return false;
    }
    show(frames, model->now);
    if (frames->recorder) {
        recorder_frame(
            frames->recorder, &frames->grid,
            frames->terminal ? terminal_renderer(frames->terminal) : NULL);
    }
    grid_settle(&frames->grid);
    return true;
}

const struct grid *
frames_settled(const struct frames *frames, const struct model *model)
{
    return model->dirty == 0 && !frames->undrawn && frames->grid.cells
        ? &frames->grid
        : NULL;
}
