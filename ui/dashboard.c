#include "ui/dashboard.h"

#include <signal.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "ui/dashboard_look.h"
#include "ui/dashboard_needs.h"
#include "ui/dashboard_signal.h"
#include "ui/dashboard_tape.h"
#include "ui/term/signals.h"
#include "ui/view/view.h"

/* Keys that come so soon one after the other are pasted, or from a program. */
#define BURST_GAP (NANOSECONDS_PER_SECOND / 200)

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

static void
on_event(void *context, const struct event *event)
{
    struct dashboard *dashboard = context;
    const struct clock *clock = loop_clock(dashboard->loop);

    model_event(&dashboard->model, event);
    recorder_event(dashboard->recorder, event, clock->monotonic(clock));
    if (event->type == EVENT_OUTPUT || !event->worker) {
        return;
    }
    if (event->type == EVENT_REMOVED) {
        starter_removed(&dashboard->starter);
    }
    sampler_stir(&dashboard->sampler);
    frames_urge(&dashboard->frames);
    dashboard->ended = true;
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
        dashboard_signal(dashboard, signum);
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
        dashboard_leave_by_signal(dashboard, SIGHUP);
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
    frames_urge(&dashboard->frames);
    recorder_key(dashboard->recorder, code);
    switch (take_key(dashboard, code)) {
    case SHELL_REDRAW:
        dashboard_redraw(dashboard);
        break;
    case SHELL_RECORD:
        dashboard_record(dashboard);
        break;
    case SHELL_SUSPEND:
        dashboard_signal(dashboard, SIGTSTP);
        break;
    case SHELL_MOUSE:
        dashboard_switch_mouse(dashboard);
        break;
    case SHELL_COPY:
        dashboard_copy(dashboard);
        break;
    case SHELL_EXPORT:
        dashboard_export(dashboard);
        break;
    case SHELL_SAVE_SETTINGS:
        dashboard_save_settings(dashboard);
        break;
    default:
        break;
    }
}

static void
on_keys(void *context, int fd, uint32_t events)
{
    struct dashboard *dashboard = context;
    bool burst;
    key code;

    (void) fd;
    (void) events;
    set_time(dashboard);
    burst = dashboard->model.now - dashboard->typed < BURST_GAP;
    dashboard->typed = dashboard->model.now;
    while (dashboard->model.leave.phase != LEAVE_DONE
           && (code = terminal_read(dashboard->terminal)) != KEYCODE_NONE) {
        dashboard_key(dashboard, code);
        dashboard_tape_typed(dashboard, code);
        if (!burst && terminal_has_read_all(dashboard->terminal)) {
            break; /* to show it now, not to look for more */
        }
    }
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

/* Note that all are started that are to be. */
static void
on_started(void *context)
{
    struct dashboard *dashboard = context;

    dashboard->ended = true;
}

/* Tell whether all have ended that will run by themselves, and some did. */
static bool
all_have_ended(const struct dashboard *dashboard)
{
    const struct supervisor *supervisor = dashboard->model.supervisor;

    return !starter_is_busy(&dashboard->starter)
        && supervisor_any_has_ended(supervisor)
        && supervisor_all_have_ended(supervisor);
}

/* Leave when the workers that --exit is about have ended. */
static void
check_exit(struct dashboard *dashboard)
{
    enum options_exit exit = dashboard->exit;
    const struct supervisor *supervisor = dashboard->model.supervisor;

    if (!dashboard->ended || dashboard->model.leave.phase != LEAVE_NO) {
        return;
    }
    dashboard->ended = false;
    if (supervisor_end_is_wanted(supervisor)
        || (exit == OPTIONS_EXIT_ANY && supervisor_any_has_ended(supervisor))) {
        model_leave(&dashboard->model, LEAVE_FORCING);
    } else if (exit == OPTIONS_EXIT_ALL && all_have_ended(dashboard)) {
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

/* Give the terminals of workers the room that the screen has for them. */
static void
fit_console(struct dashboard *dashboard)
{
    int rows = dashboard->rows;
    int columns = dashboard->columns;

    if (dashboard->terminal) {
        terminal_size(dashboard->terminal, &rows, &columns);
    }
    console_resize(&dashboard->model.console, rows, columns);
}

/* Keep the terminal up that is shown, if one is, and do a piece of what takes
 * longer. */
static void
turn_console(struct dashboard *dashboard, unsigned needs)
{
    struct model *model = &dashboard->model;
    enum console_wish wish = needs & VIEW_NEEDS_TERMINAL ? CONSOLE_ALWAYS
        : needs & VIEW_NEEDS_SCREEN                      ? CONSOLE_SCREEN
                                                         : CONSOLE_NONE;
    bool pasting = model->page == PAGE_TERMINAL;

    fit_console(dashboard);
    if (console_turn(&model->console, model_selected(model), wish)) {
        model->dirty |= DIRTY_OUTPUT;
    }
    if (shell_turn(dashboard->shell) || model->console.behind) {
        loop_timer_set(dashboard->loop, &dashboard->more_timer, model->now);
    }
    if (dashboard->terminal && pasting != dashboard->pasting) {
        dashboard->pasting = pasting;
        terminal_set_paste(dashboard->terminal, pasting);
        dashboard_redraw(dashboard);
    }
}

/* All that is done once after each round of handlers. */
static void
finish_turn(struct dashboard *dashboard)
{
    struct sampler_needs *needs = &dashboard->needs;
    bool drawn = true;
    unsigned shown;

    set_time(dashboard);
    dashboard_suit_theme(dashboard);
    check_exit(dashboard);
    model_leave_check(&dashboard->model);
    shown = shell_needs(dashboard->shell);
    turn_clock(
        dashboard,
        !dashboard->plain && !dashboard->model.frozen
            && (shown & VIEW_NEEDS_CLOCK));
    if (!dashboard->plain) {
        turn_console(dashboard, shown);
    }
    dashboard_find_needs(dashboard, shown, needs);
    sampler_turn(&dashboard->sampler, needs);
    if (dashboard->plain) {
        plain_turn(dashboard->plain, dashboard->shell, &dashboard->model);
    } else {
        drawn = frames_turn(
            &dashboard->frames, dashboard->shell, &dashboard->model);
    }
    if (drawn) {
        dashboard_find_needs(dashboard, shell_needs(dashboard->shell), needs);
    }
    sampler_plan(&dashboard->sampler, needs);
    dashboard_tape_turn(dashboard);
    if (dashboard->terminal) {
        terminal_wait(dashboard->terminal);
        if (terminal_hung_up(dashboard->terminal)) {
            hang_up(dashboard);
        }
    }
}

/* Keys for the dashboard in words. */
static void
on_plain_keys(void *context, int fd, uint32_t events)
{
    struct dashboard *dashboard = context;
    key code;

    (void) events;
    set_time(dashboard);
    while (dashboard->model.leave.phase != LEAVE_DONE
           && (code = plain_read(dashboard->plain)) != KEYCODE_NONE) {
        dashboard_key(dashboard, code);
        plain_turn(dashboard->plain, dashboard->shell, &dashboard->model);
    }
    if (dashboard->plain->ended) {
        loop_unwatch(dashboard->loop, fd);
        dashboard_leave_by_signal(dashboard, SIGHUP);
    }
}

/* Record from the start, if that is asked for. */
static void
begin_recording(struct dashboard *dashboard)
{
    int rows = dashboard->rows;
    int columns = dashboard->columns;

    if (dashboard->terminal) {
        terminal_size(dashboard->terminal, &rows, &columns);
    }
    recorder_begin(dashboard->recorder, rows, columns);
}

int
dashboard_open(struct dashboard *dashboard, bool ascii)
{
    struct loop *loop = dashboard->loop;
    const struct theme *theme = dashboard_theme(dashboard);
    int result;

    dashboard->clock_timer.function = on_wake;
    dashboard->more_timer.function = on_wake;
    frames_open(&dashboard->frames, loop, dashboard->terminal);
    frames_set_size(&dashboard->frames, dashboard->rows, dashboard->columns);
    frames_record(&dashboard->frames, dashboard->recorder);
    dashboard->recorder->model = &dashboard->model;
    dashboard->recorder->loop = dashboard->loop;
    fit_console(dashboard);
    begin_recording(dashboard);
    dashboard_tape_open(dashboard);
    supervisor_listen(dashboard->model.supervisor, on_event, dashboard);
    result = shell_new(&dashboard->shell, &dashboard->model, theme, ascii);
    if (result == 0) {
        result = loop_watch(loop, signals_fd(), EPOLLIN, on_signals, dashboard);
    }
    if (result == 0 && dashboard->terminal) {
        result = watch_keys(dashboard);
    }
    if (result == 0 && dashboard->plain) {
        result =
            loop_watch(loop, STDIN_FILENO, EPOLLIN, on_plain_keys, dashboard);
    }
    return result;
}

void
dashboard_close(struct dashboard *dashboard)
{
    struct loop *loop = dashboard->loop;

    supervisor_listen(dashboard->model.supervisor, NULL, NULL);
    stop_watching(dashboard);
    if (dashboard->plain && !dashboard->plain->ended) {
        loop_unwatch(loop, STDIN_FILENO);
    }
    loop_unwatch(loop, signals_fd());
    loop_timer_cancel(loop, &dashboard->clock_timer);
    starter_cancel(&dashboard->starter);
    loop_timer_cancel(loop, &dashboard->more_timer);
    tape_player_close(&dashboard->player);
    shell_free(dashboard->shell);
    frames_close(&dashboard->frames);
}

void
dashboard_start_all(struct dashboard *dashboard)
{
    starter_begin(
        &dashboard->starter, dashboard->model.supervisor, dashboard->loop,
        dashboard->start_manual, on_started, dashboard);
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
