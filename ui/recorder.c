#include "ui/recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ui/recorder_sign.h"

/* What is recorded so soon after a write waits for what follows it, or at most
 * until so long after: a crash loses nothing, for handlers of signals write it,
 * and SIGKILL no more than this.  Between the two comes the next frame, if the
 * screen moves: so nobody wakes up for the write alone. */
#define WRITE_PAUSE (NANOSECONDS_PER_SECOND / 10)
#define WRITE_LATEST (WRITE_PAUSE + NANOSECONDS_PER_SECOND / 50)

enum {
    NAMES_MOST = 99 /* recordings of one second */
};

/* Make a file for a recording; returns its descriptor or -errno. */
static int
make_file(const char *path, bool overwrite)
{
    int fd = open(
        path, O_WRONLY | O_CREAT | O_CLOEXEC | (overwrite ? O_TRUNC : O_EXCL),
        0666);

    return fd < 0 ? -errno : fd;
}

int
recorder_open(
    struct recorder *recorder,
    const struct options *options,
    char *error,
    size_t size)
{
    *recorder = (struct recorder){
        .options = options,
        .title = "mptop",
        .unseen = options->headless,
        .fd = -1,
    };
    if (!options->record.path) {
        return 0;
    }
    snprintf(
        recorder->path, sizeof(recorder->path), "%s", options->record.path);
    recorder->fd = make_file(recorder->path, options->record.overwrite);
    if (recorder->fd >= 0) {
        return 0;
    }
    if (recorder->fd == -EEXIST) {
        snprintf(
            error, size, "--record: %s exists (--overwrite replaces it)",
            recorder->path);
    } else {
        snprintf(
            error, size, "--record: %s: %s", recorder->path,
            strerror(-recorder->fd));
    }
    return recorder->fd;
}

/* Show in the header whether there is a recording. */
static void
show_sign(struct recorder *recorder)
{
    struct model *model = recorder->model;

    model->recording = !recorder->cast ? RECORDING_OFF
        : recorder->unseen             ? RECORDING_UNSEEN
                                       : RECORDING_SHOWN;
    model->dirty |= DIRTY_CLOCK;
}

/* End the recording itself. */
static int
end(struct recorder *recorder, int status, int64_t now)
{
    int result = cast_close(recorder->cast, status, now);

    recorder->cast = NULL;
    if (recorder->loop) {
        loop_timer_cancel(recorder->loop, &recorder->timer);
    }
    return result;
}

/* The file takes no more: say so once, and do without. */
static void
fail(struct recorder *recorder, int error)
{
    char text[4400];

    snprintf(
        text, sizeof(text), "The recording ends: %s: %s", recorder->path,
        strerror(-error));
    end(recorder, -1, recorder->model->now);
    show_sign(recorder);
    model_tell(recorder->model, MESSAGE_BAD, "%s", text);
    if (recorder->unseen) {
        fprintf(stderr, "mptop: %s\n", text);
    }
}

/* Write what is recorded. */
static void
write_out(struct recorder *recorder, int64_t now)
{
    int result = cast_flush(recorder->cast);

    loop_timer_cancel(recorder->loop, &recorder->timer);
    recorder->written = now;
    if (result < 0) {
        fail(recorder, result);
    }
}

/* The time has come to write. */
static void
on_timer(void *context)
{
    struct recorder *recorder = context;
    const struct clock *clock = loop_clock(recorder->loop);

    if (recorder->cast) {
        write_out(recorder, clock->monotonic(clock));
    }
}

/* Something was recorded, or could not be: write it at once, or before long. */
static void
recorded(struct recorder *recorder, int result)
{
    int64_t now = recorder->model->now;
    int64_t latest = recorder->written + WRITE_LATEST;

    if (result < 0) {
        fail(recorder, result);
    } else if (!cast_is_behind(recorder->cast)) {
        return;
    } else if (now >= recorder->written + WRITE_PAUSE) {
        write_out(recorder, now);
    } else if (recorder->timer.place == 0) {
        recorder->timer.function = on_timer;
        recorder->timer.context = recorder;
        if (loop_timer_set(recorder->loop, &recorder->timer, latest) < 0) {
            write_out(recorder, now);
        }
    }
}

/* Begin to record into a file that is open. */
static void
start(struct recorder *recorder, int fd, int rows, int columns)
{
    struct model *model = recorder->model;
    const struct options_record *wanted = &recorder->options->record;
    const struct cast_options options = {
        .version = wanted->version,
        .idle_limit = clock_from_seconds(wanted->idle_limit),
        .title = recorder->title,
        .wall = model->wall,
        .themed = recorder->unseen,
    };
    int result =
        cast_open(&recorder->cast, fd, &options, rows, columns, model->now);

    if (result < 0) {
        fail(recorder, result);
    }
    show_sign(recorder);
}

void
recorder_begin(struct recorder *recorder, int rows, int columns)
{
    int fd = recorder->fd;

    recorder->fd = -1;
    if (fd >= 0) {
        start(recorder, fd, rows, columns);
    }
}

/* Make a file that is named by the time, with a number where there is one of
 * this second; returns its descriptor or -errno. */
static int
make_named_file(struct recorder *recorder)
{
    time_t seconds = (time_t) (recorder->model->wall / NANOSECONDS_PER_SECOND);
    struct tm local;
    char name[64];
    int fd = -EEXIST;

    strftime(
        name, sizeof(name), "mptop-%Y%m%d-%H%M%S",
        localtime_r(&seconds, &local));
    snprintf(recorder->path, sizeof(recorder->path), "%s.cast", name);
    for (int i = 2; i <= NAMES_MOST + 1; i++) {
        fd = make_file(recorder->path, false);
        if (fd != -EEXIST || i > NAMES_MOST) {
            break;
        }
        snprintf(recorder->path, sizeof(recorder->path), "%s-%d.cast", name, i);
    }
    return fd;
}

void
recorder_toggle(struct recorder *recorder, const struct grid *grid)
{
    struct model *model = recorder->model;
    char text[4400];
    int fd;

    if (recorder->cast) {
        snprintf(text, sizeof(text), "Recorded into %s", recorder->path);
        end(recorder, -1, model->now);
        show_sign(recorder);
        model_tell(model, MESSAGE_PLAIN, "%s", text);
        return;
    }
    fd = make_named_file(recorder);
    if (fd < 0) {
        fail(recorder, fd);
        return;
    }
    start(recorder, fd, grid->rows, grid->columns);
    if (recorder->cast) {
        snprintf(text, sizeof(text), "Recording into %s", recorder->path);
        model_tell(model, MESSAGE_PLAIN, "%s", text);
    }
}

/* Take the sign of recording off the screen, if it may be there. */
static struct grid_cell *
hide_sign(
    const struct recorder *recorder, struct grid *grid, struct grid_cell *kept)
{
    return recorder->model->recording == RECORDING_SHOWN
        ? recorder_sign_hide(grid, kept)
        : NULL;
}

void
recorder_frame(
    struct recorder *recorder, struct grid *grid, const struct renderer *shown)
{
    struct grid_cell kept[RECORDER_SIGN_WIDTH];
    struct grid_cell *sign;
    int result;

    if (!recorder->cast) {
        return;
    }
    sign = hide_sign(recorder, grid, kept);
    if (sign && grid->touched[0]) {
        shown = NULL; /* the sign may be part of it */
    }
    result = cast_frame(recorder->cast, grid, shown, recorder->model->now);
    recorder_sign_show(sign, kept);
    recorded(recorder, result);
}

char *
recorder_text(const struct recorder *recorder, struct grid *grid)
{
    struct grid_cell kept[RECORDER_SIGN_WIDTH];
    struct grid_cell *sign = hide_sign(recorder, grid, kept);
    char *text = grid_text(grid);

    recorder_sign_show(sign, kept);
    return text;
}

/* Say what happened, without pids: the same each time. */
static bool
label(const struct event *event, char *text, size_t size)
{
    char name[256] = "";
    char signal_name[16];

    if (event->worker) {
        text_sanitize(
            event->worker->name, strlen(event->worker->name), name,
            sizeof(name));
    }
    switch (event->type) {
    case EVENT_STARTED:
    case EVENT_RESTARTED:
        snprintf(text, size, "%s %s", name, event_name(event->type));
        return true;
    case EVENT_SIGNALLED:
        worker_signal_name(event->signum, signal_name, sizeof(signal_name));
        snprintf(text, size, "%s signalled SIG%s", name, signal_name);
        return true;
    case EVENT_STOPPED:
        if (event->worker->has_exitcode) {
            snprintf(
                text, size, "%s stopped exitcode=%d", name,
                event->worker->exitcode);
        } else {
            snprintf(text, size, "%s stopped", name);
        }
        return true;
    case EVENT_MARK:
        text_sanitize(event->text, strlen(event->text), text, size);
        return true;
    default:
        return false;
    }
}

/* Record a mark at a moment. */
static void
mark(struct recorder *recorder, const char *text, int64_t now)
{
    if (recorder->cast) {
        recorded(recorder, cast_mark(recorder->cast, text, now));
    }
}

void
recorder_event(
    struct recorder *recorder, const struct event *event, int64_t now)
{
    char text[512];

    if (recorder->cast && label(event, text, sizeof(text))) {
        mark(recorder, text, now);
    }
}

void
recorder_mark(struct recorder *recorder, const char *text)
{
    mark(recorder, text, recorder->model->now);
}

void
recorder_key(struct recorder *recorder, key code)
{
    if (recorder->cast && recorder->options->record.input) {
        recorded(
            recorder, cast_key(recorder->cast, code, recorder->model->now));
    }
}

void
recorder_hold(struct recorder *recorder, bool hold)
{
    if (recorder->cast) {
        cast_hold(recorder->cast, hold, recorder->model->now);
    }
}

void
recorder_close(struct recorder *recorder, int status, int64_t now)
{
    if (recorder->fd >= 0) {
        close(recorder->fd);
    }
    if (end(recorder, status, now) < 0) {
        fprintf(
            stderr, "mptop: the end of the recording is not in %s\n",
            recorder->path);
    }
    recorder->fd = -1;
}
