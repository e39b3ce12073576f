#include "ui/play_screen.h"

#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "src/supervise/loop.h"
#include "ui/files.h"
#include "ui/setup.h"
#include "ui/term/signals.h"
#include "ui/term/terminal.h"
#include "ui/translate.h"
#include "ui/viewer.h"

/* Least time between two frames. */
#define FRAME_TIME (NANOSECONDS_PER_SECOND / 60)

struct play {
    struct loop *loop;
    struct loop_timer timer;
    struct terminal *terminal;
    struct grid grid;
    struct viewer viewer;
    bool leave_at_end;
    bool reading;       /* keys are watched */
    bool waiting;       /* the terminal took no output: its room is watched */
    int64_t last_frame; /* monotonic nanoseconds */
    int signum;         /* that asked for the end; 0: none */
};

static int64_t
time_now(const struct play *play)
{
    const struct clock *clock = loop_clock(play->loop);

    return clock->monotonic(clock);
}

/* The timer has only to wake the loop: the turn does the rest. */
static void
on_timer(void *context)
{
    (void) context;
}

/* The terminal has room again. */
static void
on_room(void *context, int fd, uint32_t events)
{
    struct play *play = context;

    (void) events;
    loop_unwatch(play->loop, fd);
    play->waiting = false;
}

/* Act on what a shell or a window does to the terminal. */
static void
act_on_signal(struct play *play, int signum)
{
    switch (signum) {
    case SIGTERM:
    case SIGHUP:
    case SIGINT:
        play->signum = play->signum ? play->signum : signum;
        return;
    case SIGTSTP:
        terminal_suspend(play->terminal);
        break;
    case SIGCONT:
        terminal_redraw(play->terminal);
        break;
    default:
        break;
    }
    terminal_resize(play->terminal);
    play->viewer.changed = true;
}

static void
on_signals(void *context, int fd, uint32_t events)
{
    struct play *play = context;
    int signum;

    (void) fd;
    (void) events;
    while ((signum = signals_read()) != 0) {
        act_on_signal(play, signum);
    }
}

static void on_keys(void *context, int fd, uint32_t events);

/* Watch for keys, or no longer. */
static int
watch_keys(struct play *play, bool watch)
{
    int fd = terminal_fd(play->terminal);
    int result = 0;

    if (watch && !play->reading) {
        result = loop_watch(play->loop, fd, EPOLLIN, on_keys, play);
    } else if (!watch && play->reading) {
        loop_unwatch(play->loop, fd);
    }
    play->reading = watch && result == 0;
    return result;
}

/* Choose colours for the line: the terminal may have told its background. */
static void
choose_theme(struct play *play)
{
    int32_t background = terminal_background(play->terminal);
    const struct theme *theme = theme_choose(
        terminal_colors(play->terminal),
        background < 0 ? theme_background(getenv("COLORFGBG"))
                       : theme_background_of(background));

    play->viewer.changed |= theme != play->viewer.theme;
    play->viewer.theme = theme;
}

static void
on_keys(void *context, int fd, uint32_t events)
{
    struct play *play = context;
    key code;

    (void) fd;
    (void) events;
    viewer_turn(&play->viewer, time_now(play));
    while (!play->viewer.quit
           && (code = terminal_read(play->terminal)) != KEYCODE_NONE) {
        if (code == KEYCODE_CTRL_Z) {
            act_on_signal(play, SIGTSTP);
        } else if (code == KEYCODE_CTRL_L) {
            act_on_signal(play, SIGCONT);
        } else {
            viewer_key(&play->viewer, code);
        }
    }
    choose_theme(play);
    if (terminal_hung_up(play->terminal) || terminal_is_away(play->terminal)) {
        watch_keys(play, false);
    }
}

/* Give the grid the size of the terminal. */
static int
fit_grid(struct play *play)
{
    int rows;
    int columns;

    terminal_size(play->terminal, &rows, &columns);
    if (rows == play->grid.rows && columns == play->grid.columns) {
        return 0;
    }
    play->viewer.changed = true;
    return grid_resize(&play->grid, rows, columns);
}

/* Bring the screen to the terminal; what it does not take now follows. */
static int
show(struct play *play)
{
    int result;

    if (play->viewer.changed) {
        viewer_draw(&play->viewer, &play->grid);
    }
    play->last_frame = play->viewer.now;
    result = terminal_show(play->terminal, &play->grid);
    if (result == -EAGAIN) {
        play->viewer.changed = true;
        result = loop_watch(
            play->loop, terminal_output_fd(play->terminal), EPOLLOUT, on_room,
            play);
        play->waiting = result == 0;
    } else if (result == 0 && !terminal_is_away(play->terminal)) {
        result = watch_keys(play, true);
    }
    return result;
}

/* Go on to now, show it, and see when to go on next. */
static int
take_turn(struct play *play)
{
    struct viewer *viewer = &play->viewer;
    int64_t due;
    int result = fit_grid(play);

    viewer_turn(viewer, time_now(play));
    due = viewer_due(viewer);
    if (viewer->error < 0 || result < 0) {
        return viewer->error < 0 ? viewer->error : result;
    }
    if (viewer->changed && !play->waiting) {
        if (viewer->now >= play->last_frame + FRAME_TIME) {
            result = show(play);
        } else if (due > play->last_frame + FRAME_TIME) {
            due = play->last_frame + FRAME_TIME;
        }
    }
    if (due < INT64_MAX && result == 0) {
        result = loop_timer_set(play->loop, &play->timer, due);
    } else {
        loop_timer_cancel(play->loop, &play->timer);
    }
    return result;
}

/* Play until the user, a signal or the end of the terminal ends it. */
static int
run(struct play *play)
{
    int result =
        loop_watch(play->loop, signals_fd(), EPOLLIN, on_signals, play);

    if (result == 0) {
        result = watch_keys(play, true);
    }
    while (result == 0) {
        result = take_turn(play);
        if (play->viewer.quit || play->signum
            || terminal_hung_up(play->terminal)
            || (play->leave_at_end && viewer_ended(&play->viewer))) {
            break;
        }
        if (result == 0) {
            terminal_wait(play->terminal);
            result = loop_turn(play->loop, true);
            result = result < 0 ? result : 0;
        }
    }
    loop_timer_cancel(play->loop, &play->timer);
    watch_keys(play, false);
    if (play->waiting) {
        loop_unwatch(play->loop, terminal_output_fd(play->terminal));
    }
    loop_unwatch(play->loop, signals_fd());
    if (terminal_hung_up(play->terminal) && play->signum == 0) {
        play->signum = SIGHUP;
    }
    return result;
}

/* Take the terminal, with the signals already ours. */
static int
open_terminal(struct play *play, const struct options *options)
{
    const char *no_color = getenv("NO_COLOR");
    bool ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    const struct terminal_options wanted = {
        .color = options->color == OPTIONS_COLOR_ALWAYS
            || (options->color == OPTIONS_COLOR_AUTO
                && !(no_color && no_color[0])),
        .ascii = ascii,
        .mouse = false,
    };
    char error[256];
    int result =
        strcmp(options->play.path, "-") == 0 ? files_take_terminal() : 0;

    play->viewer.ascii = ascii;
    if (!ascii) {
        translate_open(LOCALEDIR);
    }
    if (result < 0) {
        fprintf(stderr, "mptop: /dev/tty: %s\n", strerror(-result));
        return result;
    }
    result = terminal_open(&play->terminal, &wanted, error, sizeof(error));
    if (result < 0) {
        setup_refuse(STATUS_USAGE, error);
    }
    return result;
}

/* Play with the signals ours; returns the status. */
static int
play_all(
    struct play *play,
    struct cast_player *player,
    const struct options *options,
    const char *name)
{
    double speed = options->play.speed > 0 ? options->play.speed : 1;
    bool ascii;
    int result = open_terminal(play, options);

    if (result < 0) {
        return STATUS_USAGE;
    }
    ascii = play->viewer.ascii;
    viewer_open(&play->viewer, player, NULL, speed, time_now(play));
    play->viewer.ascii = ascii;
    choose_theme(play);
    result = run(play);
    terminal_close(play->terminal);
    grid_free(&play->grid);
    if (play->signum) {
        return STATUS_SIGNAL + play->signum;
    }
    if (result < 0) {
        fprintf(stderr, "mptop: %s: %s\n", name, strerror(-result));
        return STATUS_FAILED;
    }
    return 0;
}

int
play_screen(
    struct cast_player *player, const struct options *options, const char *name)
{
    struct play play = {
        .timer = { .function = on_timer },
        .leave_at_end = options->exit != OPTIONS_EXIT_NEVER,
    };
    int status = STATUS_FAILED;
    int result = signals_open(NULL);

    if (result == 0) {
        result = loop_new(&play.loop, clock_real());
        if (result == 0) {
            status = play_all(&play, player, options, name);
            loop_free(play.loop);
        }
        signals_close();
    }
    if (result < 0) {
        setup_refuse(status, strerror(-result));
    }
    return status;
}
