#include "ui/dashboard_input.h"

#include <signal.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "ui/dashboard_look.h"
#include "ui/dashboard_needs.h"
#include "ui/dashboard_signal.h"
#include "ui/dashboard_tape.h"
#include "ui/term/signals.h"

/* Keys that come so soon one after the other are pasted, or from a program. */
#define BURST_GAP (NANOSECONDS_PER_SECOND / 200)

static void
on_signals(void *context, int fd, uint32_t events)
{
    struct dashboard *dashboard = context;
    int signum;

    (void) fd;
    (void) events;
    dashboard_set_time(dashboard);
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

void
dashboard_hang_up(struct dashboard *dashboard)
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
    dashboard_set_time(dashboard);
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
        dashboard_hang_up(dashboard);
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

/* Keys for the dashboard in words. */
static void
on_plain_keys(void *context, int fd, uint32_t events)
{
    struct dashboard *dashboard = context;
    key code;

    (void) events;
    dashboard_set_time(dashboard);
    while (dashboard->model.leave.phase != LEAVE_DONE
           && (code = plain_read(dashboard->plain)) != KEYCODE_NONE) {
        dashboard_key(dashboard, code);
        dashboard_sample(dashboard); /* before its page is spoken */
        plain_turn(dashboard->plain, dashboard->shell, &dashboard->model);
    }
    if (dashboard->plain->ended) {
        loop_unwatch(dashboard->loop, fd);
        dashboard_leave_by_signal(dashboard, SIGHUP);
    }
}

int
dashboard_input_open(struct dashboard *dashboard)
{
    struct loop *loop = dashboard->loop;
    int result = loop_watch(loop, signals_fd(), EPOLLIN, on_signals, dashboard);

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
dashboard_input_close(struct dashboard *dashboard)
{
    struct loop *loop = dashboard->loop;

    stop_watching(dashboard);
    if (dashboard->plain && !dashboard->plain->ended) {
        loop_unwatch(loop, STDIN_FILENO);
    }
    loop_unwatch(loop, signals_fd());
}
