#include "ui/view/lane_text.h"

#include <signal.h>
#include <stdio.h>

#include "ui/translate.h"
#include "ui/view/draw.h"

/* The longest moment, duration or exit code in words. */
enum {
    PHRASE = 48
};

const char *
lane_duration(int64_t nanoseconds, char *text, size_t size)
{
    long long milliseconds = (long long) (nanoseconds / 1000000);
    long long seconds = milliseconds / 1000;
    long long rest = milliseconds % 1000;

    if (seconds < 60) {
        snprintf(text, size, "%lld.%03lld s", seconds, rest);
    } else if (seconds < 3600) {
        snprintf(
            text, size, "%lldm%02lld.%03llds", seconds / 60, seconds % 60,
            rest);
    } else {
        snprintf(
            text, size, "%lldh%02lldm%02llds", seconds / 3600,
            seconds % 3600 / 60, seconds % 60);
    }
    return text;
}

/* Write an exit code: "exit 1", "exit -15 (SIGTERM)". */
static const char *
exit_text(bool known, int exitcode, char *text, size_t size)
{
    char name[PHRASE / 2];

    if (!known) {
        snprintf(text, size, _("exit status lost"));
    } else if (exitcode < 0) {
        snprintf(
            text, size, "exit %d (SIG%s)", exitcode,
            worker_signal_name(-exitcode, name, sizeof(name)));
    } else {
        snprintf(text, size, "exit %d", exitcode);
    }
    return text;
}

const char *
lane_life(const struct history_life *life, int64_t now, char *text, size_t size)
{
    char started[PHRASE], lived[PHRASE], code[PHRASE];

    draw_moment(life->started_wall, true, started, sizeof(started));
    if (life->ended == 0) {
        snprintf(
            text, size, _("started %s, has lived %s"), started,
            lane_duration(now - life->started, lived, sizeof(lived)));
        return text;
    }
    snprintf(
        text, size, _("started %s, lived %s, %s%s"), started,
        lane_duration(life->ended - life->started, lived, sizeof(lived)),
        exit_text(life->has_exitcode, life->exitcode, code, sizeof(code)),
        life->reason == WORKER_REASON_ASKED ? _(", as asked") : "");
    return text;
}

const char *
lane_verb(const struct history_moment *moment, char *text, size_t size)
{
    static const char *const verbs[] = {
        [HISTORY_STARTED] = "started", [HISTORY_JOINING] = "join()",
        [HISTORY_JOINED] = "join()",   [HISTORY_SIGNALLED] = "send_signal()",
        [HISTORY_STOPPED] = "stopped", [HISTORY_GONE] = N_("group gone"),
        [HISTORY_FAILED] = "start()",  [HISTORY_CHANGED] = "",
    };
    const char *verb = verbs[moment->type];

    if (moment->type == HISTORY_CHANGED) {
        verb = worker_state_name((enum worker_state) moment->state);
    } else if (moment->type == HISTORY_STARTED && moment->restarted) {
        verb = "restarted";
    } else if (moment->type == HISTORY_SIGNALLED && moment->value == SIGTERM) {
        verb = "terminate()";
    } else if (moment->type == HISTORY_SIGNALLED && moment->value == SIGKILL) {
        verb = "kill()";
    }
    snprintf(text, size, "%s", moment->type == HISTORY_GONE ? _(verb) : verb);
    return text;
}

/* Say how a life ended. */
static void
stopped_detail(
    const struct history_moment *moment, int64_t since, char *text, size_t size)
{
    char code[PHRASE], lived[PHRASE];
    const char *how = moment->reason == WORKER_REASON_ASKED ? _(", as asked")
        : moment->reason == WORKER_REASON_SIGNAL ? _(", not from here")
                                                 : "";

    exit_text(moment->has_value, moment->value, code, sizeof(code));
    if (since == 0) {
        snprintf(text, size, "%s%s", code, how);
        return;
    }
    lane_duration(moment->time - since, lived, sizeof(lived));
    snprintf(text, size, _("%s after %s%s"), code, lived, how);
}

const char *
lane_detail(
    const struct history_moment *moment, int64_t since, char *text, size_t size)
{
    static const char *const joined[] = { N_("returned"), N_("the time was up"),
                                          N_("given up") };
    char name[PHRASE / 2];

    text[0] = '\0';
    switch ((enum history_type) moment->type) {
    case HISTORY_STARTED:
        snprintf(text, size, "pid %d", (int) moment->value);
        break;
    case HISTORY_JOINING:
        snprintf(text, size, _("waiting"));
        break;
    case HISTORY_JOINED:
        snprintf(text, size, "%s", _(joined[moment->value % 3]));
        break;
    case HISTORY_SIGNALLED:
        snprintf(
            text, size, _("SIG%s from you"),
            worker_signal_name(moment->value, name, sizeof(name)));
        break;
    case HISTORY_STOPPED:
        stopped_detail(moment, since, text, size);
        break;
    case HISTORY_FAILED:
        snprintf(text, size, _("could not be started"));
        break;
    case HISTORY_GONE:
    case HISTORY_CHANGED:
        break;
    }
    return text;
}

/* Say how a worker ended, briefly: "0", "-15 TERM". */
static void
end_label(const struct worker *worker, char *text, size_t size)
{
    char name[PHRASE / 2];

    if (!worker->has_exitcode) {
        snprintf(text, size, "lost");
    } else if (worker->exitcode < 0) {
        snprintf(
            text, size, "%d %s", worker->exitcode,
            worker_signal_name(-worker->exitcode, name, sizeof(name)));
    } else {
        snprintf(text, size, "%d", worker->exitcode);
    }
}

const char *
lane_label(const struct worker *worker, int64_t now, char *text, size_t size)
{
    char how[PHRASE];
    char lasted[PHRASE];

    text[0] = '\0';
    if (worker->started == 0) {
        snprintf(text, size, "%s", worker->failed ? "not started" : "");
        return text;
    }
    if (worker->state == WORKER_STOPPED || worker->state == WORKER_LOST) {
        end_label(worker, how, sizeof(how));
    } else if (worker->state == WORKER_STARTED && worker->daemon) {
        snprintf(how, sizeof(how), "daemon");
    } else {
        snprintf(how, sizeof(how), "%s", worker_state_name(worker->state));
    }
    draw_duration(worker_lifetime(worker, now), lasted, sizeof(lasted));
    snprintf(text, size, "%s %s", how, lasted);
    return text;
}
