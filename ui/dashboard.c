#include "ui/dashboard.h"

#include "ui/dashboard_input.h"
#include "ui/dashboard_look.h"
#include "ui/dashboard_needs.h"
#include "ui/dashboard_tape.h"
#include "ui/view/view.h"

/* A timer that has only to wake the loop: the rest of the turn does it. */
static void
on_wake(void *context)
{
    (void) context;
}

void
dashboard_set_time(struct dashboard *dashboard)
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

    dashboard_set_time(dashboard);
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
    dashboard_sample(dashboard);
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
            dashboard_hang_up(dashboard);
        }
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
    return result < 0 ? result : dashboard_input_open(dashboard);
}

void
dashboard_close(struct dashboard *dashboard)
{
    struct loop *loop = dashboard->loop;

    supervisor_listen(dashboard->model.supervisor, NULL, NULL);
    dashboard_input_close(dashboard);
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
