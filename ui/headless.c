#include "ui/headless.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "src/supervise/event_json.h"
#include "src/supervise/starter.h"
#include "ui/characters.h"
#include "ui/once.h"
#include "ui/rescue.h"
#include "ui/setup.h"
#include "ui/status.h"
#include "ui/term/signals.h"
#include "ui/writer.h"

enum {
    STREAMS = 2
};

/* The first line of each stream that was not told yet, or a later one. */
struct cursor {
    uint64_t next[STREAMS];
};

struct headless {
    struct setup setup;
    struct writer writer;
    struct starter starter;
    bool changed;           /* so has a worker lately, or all are started */
    bool leaving;           /* the workers have been asked to end */
    bool interrupted;       /* by SIGINT, once */
    int signum;             /* that asked for the end; 0: none */
    int error;              /* why events cannot be written, where their reader
                               is not gone; 0: they can */
    uint64_t dropped;       /* lines of output, not told yet */
    struct cursor *cursors; /* by id from 1 */
    size_t cursor_count;
};

/* Tell how many lines were dropped, if some were. */
static void
tell_dropped(struct headless *headless)
{
    const struct clock *clock = loop_clock(headless->setup.loop);
    uint64_t dropped = headless->dropped;

    if (dropped > 0) {
        headless->dropped = 0;
        writer_line(
            &headless->writer, event_json_dropped(clock->wall(clock), dropped));
    }
}

/* Get what was told of a worker's output; NULL: there is no memory. */
static struct cursor *
cursor_of(struct headless *headless, const struct worker *worker)
{
    size_t index = (size_t) worker->id - 1;

    if (index >= headless->cursor_count) {
        size_t count = index * 2 + 16;
        struct cursor *cursors =
            realloc(headless->cursors, count * sizeof(*cursors));

        if (!cursors) {
            return NULL;
        }
        memset(
            cursors + headless->cursor_count, 0,
            (count - headless->cursor_count) * sizeof(*cursors));
        headless->cursors = cursors;
        headless->cursor_count = count;
    }
    return &headless->cursors[index];
}

/* Tell a line of output, or drop it where too much waits already. */
static void
tell_line(
    struct headless *headless,
    const struct worker *worker,
    const struct output_line *line)
{
    if (!writer_has_room(&headless->writer, line->size)) {
        headless->dropped++;
        return;
    }
    tell_dropped(headless);
    writer_line(&headless->writer, event_json_output(worker, line));
}

/* Tell the lines that a worker has ended since; all: and those that it has
 * not. */
static void
tell_output(struct headless *headless, const struct worker *worker, bool all)
{
    struct cursor *cursor = cursor_of(headless, worker);
    uint64_t end = output_end(worker->output);
    struct output_line line;

    for (int stream = 0; cursor && stream < STREAMS; stream++) {
        uint64_t *next = &cursor->next[stream];
        uint64_t first = output_first(worker->output);

        for (*next = *next > first ? *next : first; *next < end; ++*next) {
            if (!output_get(worker->output, *next, &line)
                || (int) line.stream != stream) {
                continue;
            }
            if (!line.ended && !all) {
                break;
            }
            tell_line(headless, worker, &line);
        }
    }
}

static void
on_event(void *context, const struct event *event)
{
    struct headless *headless = context;
    bool silent = headless->setup.options->once != OPTIONS_ONCE_NO;

    if (event->type == EVENT_OUTPUT) {
        if (!silent) {
            tell_output(headless, event->worker, false);
        }
        return;
    }
    if (event->worker) {
        headless->changed = true;
    }
    if (silent || event->type == EVENT_CHANGED) {
        return;
    }
    if (event->type == EVENT_STOPPED) {
        tell_output(headless, event->worker, true);
    }
    tell_dropped(headless);
    writer_line(&headless->writer, event_json(event));
}

/* Tell of the workers that were there before anybody listened. */
static void
tell_created(struct headless *headless)
{
    const struct supervisor *supervisor = headless->setup.supervisor;
    const struct clock *clock = loop_clock(headless->setup.loop);

    for (size_t i = 0; i < supervisor_count(supervisor); i++) {
        const struct event event = {
            .type = EVENT_CREATED,
            .time = clock->wall(clock),
            .worker = supervisor_worker(supervisor, i),
        };

        on_event(headless, &event);
    }
}

/* Note that all are started that are to be. */
static void
on_started(void *context)
{
    struct headless *headless = context;

    headless->changed = true;
}

/* Bring the workers to their end. */
static void
leave(struct headless *headless, enum supervisor_exit how)
{
    headless->leaving = true;
    starter_cancel(&headless->starter);
    supervisor_exit(headless->setup.supervisor, how);
}

static void
on_signals(void *context, int fd, uint32_t events)
{
    struct headless *headless = context;
    int signum;

    (void) fd;
    (void) events;
    while ((signum = signals_read()) != 0) {
        if (signum == SIGINT) {
            leave(
                headless,
                headless->interrupted ? SUPERVISOR_EXIT_FORCE
                                      : SUPERVISOR_EXIT_PYTHON);
            headless->interrupted = true;
        } else if (signum == SIGTERM || signum == SIGHUP) {
            headless->signum = headless->signum ? headless->signum : signum;
            leave(headless, SUPERVISOR_EXIT_FORCE);
        } else if (signum == SIGTSTP) {
            raise(SIGSTOP);
        }
    }
}

/* Bring the workers to their end where the options or a policy say so. */
static void
check_exit(struct headless *headless)
{
    const struct supervisor *supervisor = headless->setup.supervisor;
    bool any = headless->setup.options->exit == OPTIONS_EXIT_ANY;

    if (headless->leaving || !headless->changed) {
        return;
    }
    headless->changed = false;
    if (supervisor_end_is_wanted(supervisor)
        || (any && supervisor_any_has_ended(supervisor))) {
        leave(headless, SUPERVISOR_EXIT_FORCE);
    } else if (
        !starter_is_busy(&headless->starter)
        && supervisor_all_have_ended(supervisor)) {
        leave(headless, SUPERVISOR_EXIT_PYTHON); /* what is left of groups */
    }
}

/* All that is done once after each round of handlers; returns whether there is
 * something left to wait for. */
static bool
finish_turn(struct headless *headless)
{
    struct setup *setup = &headless->setup;
    struct writer *writer = &headless->writer;

    if (writer->size == 0) {
        tell_dropped(headless);
    }
    if (writer->gone && headless->signum == 0) {
        headless->error = writer->error == EPIPE ? 0 : writer->error;
        headless->signum = SIGPIPE;
        leave(headless, SUPERVISOR_EXIT_FORCE);
    }
    check_exit(headless);
    if (setup->options->simulate) {
        clock_virtual_set_pace(
            &setup->clock,
            writer->size > 0 ? CLOCK_PACE_STAND : CLOCK_PACE_JUMP);
    }
    if (headless->leaving && supervisor_alive(setup->supervisor) == 0) {
        /* who asked for the end by a signal does not wait for a reader */
        return writer->size > 0 && headless->signum == 0
            && !headless->interrupted;
    }
    return true;
}

/* Run until there is nothing left to wait for; returns 0 or -errno. */
static int
run(struct headless *headless)
{
    struct loop *loop = headless->setup.loop;
    int result = loop_watch(loop, signals_fd(), EPOLLIN, on_signals, headless);

    if (result < 0) {
        return result;
    }
    result = starter_begin(
        &headless->starter, headless->setup.supervisor, loop,
        headless->setup.options->start, on_started, headless);
    while (result >= 0 && finish_turn(headless)) {
        result = loop_turn(loop, true);
    }
    starter_cancel(&headless->starter);
    loop_unwatch(loop, signals_fd());
    return result < 0 ? result : 0;
}

/* Run the workers with everything set up; returns the status. */
static int
run_workers(struct headless *headless)
{
    struct setup *setup = &headless->setup;
    const struct options *options = setup->options;
    int result = signals_open(rescue_kill);

    if (result < 0) {
        return setup_refuse(STATUS_FAILED, mp_strerror(result));
    }
    signal(SIGPIPE, SIG_IGN);
    writer_open(&headless->writer, setup->loop, STDOUT_FILENO);
    supervisor_listen(setup->supervisor, on_event, headless);
    if (options->once == OPTIONS_ONCE_NO) {
        tell_created(headless);
    }
    if (options->once == OPTIONS_ONCE_NO || options->start) {
        result = run(headless);
    }
    supervisor_listen(setup->supervisor, NULL, NULL);
    writer_close(&headless->writer);
    signals_close();
    if (result < 0) {
        return setup_refuse(STATUS_FAILED, mp_strerror(result));
    }
    if (headless->error) {
        fprintf(
            stderr, "mptop: standard output: %s\n", strerror(headless->error));
        return STATUS_FAILED;
    }
    if (headless->signum) {
        return STATUS_SIGNAL + headless->signum;
    }
    if (options->once != OPTIONS_ONCE_NO
        && once_print(setup->supervisor, setup->loop, options->once) < 0) {
        return setup_refuse(STATUS_FAILED, "standard output cannot be written");
    }
    return status_of(setup->supervisor, options);
}

int
headless_run(const struct options *options)
{
    struct headless headless = { 0 };
    int status;

    characters_open();
    status = setup_open(&headless.setup, options, CLOCK_PACE_JUMP);
    if (status == 0) {
        status = run_workers(&headless);
        setup_name_survivors(&headless.setup, status);
    }
    setup_close(&headless.setup);
    free(headless.cursors);
    return status;
}
