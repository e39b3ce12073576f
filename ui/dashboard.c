#include "ui/dashboard.h"

#include <signal.h>
#include <sys/epoll.h>

#include "ui/dashboard_tape.h"
#include "ui/rescue.h"
#include "ui/term/signals.h"
#include "ui/view/view.h"

/* How long starting many workers may keep the screen waiting. */
#define START_TIME (NANOSECONDS_PER_SECOND / 100)

/* A timer that has only to wake the loop: the rest of the turn does it. */
static void
on_wake(void *context)
{
    (void) context;
}

/* Tell the model what time it is: before and after what may look at it. */
static void
set_time(struct dashboard *dashboard)
{
    const struct clock *clock = loop_clock(dashboard->loop);

    model_set_time(
        &dashboard->model, clock->monotonic(clock), clock->wall(clock));
}

/* Keep the emergency's list of groups: a worker's group bears its pid. */
static void
track_group(const struct event *event)
{
    const struct worker *worker = event->worker;

    if (event->type == EVENT_STARTED || event->type == EVENT_RESTARTED) {
        rescue_add(worker->pid);
    } else if (!model_worker_lives(worker) && worker->pid > 0) {
        rescue_remove(worker->pid);
    }
}

void
dashboard_event(struct dashboard *dashboard, const struct event *event)
{
    model_event(&dashboard->model, event);
    if (event->type == EVENT_OUTPUT || !event->worker) {
        return;
    }
    if (!supervisor_simulated(dashboard->model.supervisor)) {
        track_group(event);
    }
    sampler_stir(&dashboard->sampler);
    dashboard->ended = true;
}

static void
on_event(void *context, const struct event *event)
{
    dashboard_event(context, event);
}

/* Leave for good, because a signal says so. */
static void
leave_by_signal(struct dashboard *dashboard, int signum)
{
    if (dashboard->signum == 0) {
        dashboard->signum = signum;
    }
    model_notice_clear(&dashboard->model);
    dashboard->model.leave.final = true;
    model_leave(&dashboard->model, LEAVE_FORCING);
}

/* Draw and show all anew. */
static void
redraw(struct dashboard *dashboard)
{
    frames_redraw(&dashboard->frames);
    dashboard->model.dirty = DIRTY_ALL;
}

/* Act on what a shell or a window does to the terminal. */
static void
act_on_terminal_signal(struct dashboard *dashboard, int signum)
{
    if (!dashboard->terminal) {
        if (signum == SIGTSTP) {
            raise(SIGSTOP);
        }
        return;
    }
    switch (signum) {
    case SIGWINCH:
        terminal_resize(dashboard->terminal);
        break;
    case SIGCONT:
        terminal_resize(dashboard->terminal);
        redraw(dashboard);
        break;
    case SIGTSTP:
        terminal_suspend(dashboard->terminal);
        terminal_resize(dashboard->terminal);
        redraw(dashboard);
        break;
    default:
        break;
    }
}

static void
act_on_signal(struct dashboard *dashboard, int signum)
{
    switch (signum) {
    case SIGINT:
        model_notice_clear(&dashboard->model);
        model_leave(&dashboard->model, LEAVE_ASKED);
        break;
    case SIGTERM:
    case SIGHUP:
        leave_by_signal(dashboard, signum);
        break;
    default:
        act_on_terminal_signal(dashboard, signum);
        break;
    }
}

static void
on_signals(void *context, int fd, uint32_t events)
{
    struct dashboard *dashboard = context;
    int signum;

    (void) fd;
    (void) events;
    set_time(dashboard);
    while ((signum = signals_read()) != 0) {
        act_on_signal(dashboard, signum);
    }
}

/* Watch the terminal no longer. */
static void
stop_watching(struct dashboard *dashboard)
{
    if (dashboard->reading) {
        loop_unwatch(dashboard->loop, terminal_fd(dashboard->terminal));
        dashboard->reading = false;
    }
    frames_stop(&dashboard->frames);
}

/* The terminal is gone: as SIGHUP, which may come or not. */
static void
hang_up(struct dashboard *dashboard)
{
    stop_watching(dashboard);
    if (dashboard->signum == 0) {
        leave_by_signal(dashboard, SIGHUP);
    }
}

/* Take the theme that suits the terminal's background, if it has told it. */
static void
suit_background(struct dashboard *dashboard)
{
    int32_t background = terminal_background(dashboard->terminal);

    if (background == dashboard->background) {
        return;
    }
    dashboard->background = background;
    shell_set_theme(
        dashboard->shell,
        theme_choose(
            terminal_colors(dashboard->terminal),
            theme_background_of(background)));
    dashboard->model.dirty = DIRTY_ALL;
}

/* Take the mouse, or leave it to the terminal, and say so. */
static void
switch_mouse(struct dashboard *dashboard)
{
    struct model *model = &dashboard->model;
    bool wanted, got;

    if (!dashboard->terminal) {
        return; /* nobody sees the screen */
    }
    wanted = !terminal_has_mouse(dashboard->terminal);
    got = terminal_set_mouse(dashboard->terminal, wanted);
    redraw(dashboard);
    if (wanted && !got) {
        model_notice(
            model, MESSAGE_WARNING, "This terminal does not report a mouse");
    } else if (got) {
        model_notice(model, MESSAGE_PLAIN, "The mouse works in mptop again");
    } else {
        model_notice(
            model, MESSAGE_PLAIN,
            "The mouse is the terminal's now, to select text with");
    }
}

/* Give a key, or what the mouse did, to the shell. */
static enum shell_request
take_key(struct dashboard *dashboard, key code)
{
    if (code >= KEYCODE_PRESS && code <= KEYCODE_WHEEL_DOWN) {
        struct mouse mouse = terminal_mouse(dashboard->terminal);

        return shell_mouse(dashboard->shell, &mouse);
    }
    return shell_key(dashboard->shell, code);
}

void
dashboard_key(struct dashboard *dashboard, key code)
{
    if (dashboard->model.leave.phase == LEAVE_DONE) {
        return;
    }
    switch (take_key(dashboard, code)) {
    case SHELL_REDRAW:
        redraw(dashboard);
        break;
    case SHELL_SUSPEND:
        act_on_signal(dashboard, SIGTSTP);
        break;
    case SHELL_MOUSE:
        switch_mouse(dashboard);
        break;
    default:
        break;
    }
}

static void
on_keys(void *context, int fd, uint32_t events)
{
    struct dashboard *dashboard = context;
    key code;

    (void) fd;
    (void) events;
    set_time(dashboard);
    while (dashboard->model.leave.phase != LEAVE_DONE
           && (code = terminal_read(dashboard->terminal)) != KEYCODE_NONE) {
        dashboard_key(dashboard, code);
        dashboard_tape_typed(dashboard, code);
    }
    suit_background(dashboard);
    if (terminal_hung_up(dashboard->terminal)) {
        hang_up(dashboard);
    } else if (terminal_is_away(dashboard->terminal)) {
        stop_watching(dashboard); /* the keys are the shell's */
    }
}

/* Watch the terminal's input. */
static int
watch_keys(struct dashboard *dashboard)
{
    int result = loop_watch(
        dashboard->loop, terminal_fd(dashboard->terminal), EPOLLIN, on_keys,
        dashboard);

    dashboard->reading = result == 0;
    return result;
}

/* Start the workers that are to be started, some at a time; none once we are
 * on the way out. */
static void
on_start(void *context)
{
    struct dashboard *dashboard = context;
    const struct clock *clock = loop_clock(dashboard->loop);
    int64_t until = clock->monotonic(clock) + START_TIME;

    while (dashboard->model.leave.phase <= LEAVE_ASKED
           && dashboard->next_start
               < supervisor_count(dashboard->model.supervisor)) {
        struct worker *worker = supervisor_worker(
            dashboard->model.supervisor, dashboard->next_start++);

        if (worker->lives == 0) {
            supervisor_act(
                dashboard->model.supervisor, ACTION_START, worker, 0);
        }
        if (clock->monotonic(clock) >= until) {
            loop_timer_set(dashboard->loop, &dashboard->start_timer, until);
            return;
        }
    }
    dashboard->ended = true;
}

/* Tell whether a worker will do nothing more by itself. */
static bool
has_ended(const struct worker *worker)
{
    return !worker->alive && (worker->ended != 0 || worker->failed);
}

/* Leave when the workers that --exit is about have ended. */
static void
check_exit(struct dashboard *dashboard)
{
    enum options_exit exit = dashboard->exit;
    size_t count = supervisor_count(dashboard->model.supervisor);
    size_t ended = 0;

    if (exit == OPTIONS_EXIT_NEVER || !dashboard->ended
        || dashboard->model.leave.phase != LEAVE_NO) {
        return;
    }
    dashboard->ended = false;
    for (size_t i = 0; i < count; i++) {
        ended += has_ended(supervisor_worker(dashboard->model.supervisor, i));
    }
    if (exit == OPTIONS_EXIT_ANY && ended > 0) {
        model_leave(&dashboard->model, LEAVE_FORCING);
    } else if (ended == count && count > 0) {
        model_leave(&dashboard->model, LEAVE_JOINING);
    }
}

/* Let the clock go on by a second, while it is shown. */
static void
turn_clock(struct dashboard *dashboard, bool shown)
{
    struct model *model = &dashboard->model;
    int64_t passed = (model->now - model->opened) / NANOSECONDS_PER_SECOND;
    int64_t due = model->opened + (passed + 1) * NANOSECONDS_PER_SECOND;

    if (!shown) {
        loop_timer_cancel(dashboard->loop, &dashboard->clock_timer);
    } else if (
        dashboard->clock_timer.place == 0
        || dashboard->clock_timer.due != due) {
        model->dirty |= DIRTY_CLOCK;
        loop_timer_set(dashboard->loop, &dashboard->clock_timer, due);
    }
}

/* All that is done once after each round of handlers. */
static void
finish_turn(struct dashboard *dashboard)
{
    unsigned needs;

    set_time(dashboard);
    check_exit(dashboard);
    model_leave_check(&dashboard->model);
    needs = dashboard->model.frozen ? 0 : shell_needs(dashboard->shell);
    turn_clock(dashboard, needs & VIEW_NEEDS_CLOCK);
    sampler_turn(
        &dashboard->sampler, needs & VIEW_NEEDS_MACHINE,
        needs & VIEW_NEEDS_TREE);
    frames_turn(&dashboard->frames, dashboard->shell, &dashboard->model);
    dashboard_tape_turn(dashboard);
    if (dashboard->terminal && terminal_hung_up(dashboard->terminal)) {
        hang_up(dashboard);
    }
}

int
dashboard_open(
    struct dashboard *dashboard, const struct theme *theme, bool ascii)
{
    struct loop *loop = dashboard->loop;
    int result;

    dashboard->clock_timer.function = on_wake;
    dashboard->start_timer.function = on_start;
    dashboard->start_timer.context = dashboard;
    dashboard->background = -1;
    frames_open(&dashboard->frames, loop, dashboard->terminal);
    frames_set_size(&dashboard->frames, dashboard->rows, dashboard->columns);
    dashboard_tape_open(dashboard);
    supervisor_listen(dashboard->model.supervisor, on_event, dashboard);
    result = shell_new(&dashboard->shell, &dashboard->model, theme, ascii);
    if (result == 0) {
        result = loop_watch(loop, signals_fd(), EPOLLIN, on_signals, dashboard);
    }
    if (result == 0 && dashboard->terminal) {
        result = watch_keys(dashboard);
    }
    return result;
}

void
dashboard_close(struct dashboard *dashboard)
{
    struct loop *loop = dashboard->loop;

    supervisor_listen(dashboard->model.supervisor, NULL, NULL);
    stop_watching(dashboard);
    loop_unwatch(loop, signals_fd());
    loop_timer_cancel(loop, &dashboard->clock_timer);
    loop_timer_cancel(loop, &dashboard->start_timer);
    tape_player_close(&dashboard->player);
    shell_free(dashboard->shell);
    frames_close(&dashboard->frames);
}

void
dashboard_start_all(struct dashboard *dashboard)
{
    loop_timer_set(
        dashboard->loop, &dashboard->start_timer, dashboard->model.now);
}

int
dashboard_run(struct dashboard *dashboard)
{
    int result = 0;

    finish_turn(dashboard);
    while (dashboard->model.leave.phase != LEAVE_DONE && result >= 0) {
        result = loop_turn(dashboard->loop, true);
        finish_turn(dashboard);
    }
    return result < 0 ? result : 0;
}
