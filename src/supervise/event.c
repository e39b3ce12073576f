#include "src/supervise/event.h"

#include <signal.h>
#include <stdio.h>

#include "src/supervise/clock.h"
#include "src/supervise/translate.h"

/* The longest text of a duration, an argument or a signal's name. */
#define PHRASE 48

const char *
event_name(enum event_type type)
{
    static const char *const names[] = {
#define EVENT_NAME(type, name) [EVENT_##type] = name,
        EVENT_MAP(EVENT_NAME)
#undef EVENT_NAME
    };

    return names[type];
}

/* Say how long something lasted: "1.0 s", "1m04s", "2h05m". */
static const char *
duration(double seconds, char text[PHRASE])
{
    long whole = (long) seconds;

    if (whole < 60) {
        snprintf(text, PHRASE, "%.1f s", seconds);
    } else if (whole < 3600) {
        snprintf(text, PHRASE, "%ldm%02lds", whole / 60, whole % 60);
    } else {
        snprintf(text, PHRASE, "%ldh%02ldm", whole / 3600, whole % 3600 / 60);
    }
    return text;
}

/* Write a time limit as an argument: "", or "5" or "0.5". */
static const char *
argument(double seconds, char text[PHRASE])
{
    snprintf(text, PHRASE, "%.6g", seconds);
    return text;
}

/* Name the function of the library that sends a signal. */
static const char *
signal_verb(int signum, char text[PHRASE])
{
    char name[PHRASE / 2];

    if (signum == SIGTERM || signum == SIGKILL) {
        return signum == SIGTERM ? "terminate()" : "kill()";
    }
    snprintf(
        text, PHRASE, "send_signal(SIG%s)",
        worker_signal_name(signum, name, sizeof(name)));
    return text;
}

/* Write an exit code: "exitcode 1", "exitcode -15 (SIGTERM)". */
static const char *
exitcode(const struct worker *worker, char text[PHRASE])
{
    char name[PHRASE / 2];

    if (!worker->has_exitcode) {
        snprintf(text, PHRASE, _("exit status lost"));
    } else if (worker->exitcode < 0) {
        snprintf(
            text, PHRASE, "exitcode %d (SIG%s)", worker->exitcode,
            worker_signal_name(-worker->exitcode, name, sizeof(name)));
    } else {
        snprintf(text, PHRASE, "exitcode %d", worker->exitcode);
    }
    return text;
}

/* Say that a signal was sent.  What ends by it says so itself, soon. */
static int
signalled_text(const struct event *event, char *text, size_t size)
{
    const struct worker *worker = event->worker;
    char verb[PHRASE];

    if (worker->alive
        && (event->signum == SIGTERM || event->signum == SIGKILL)) {
        return 0;
    }
    return snprintf(
        text, size, _("%s %s: sent%s"), worker->name,
        signal_verb(event->signum, verb),
        worker->alive ? "" : _(" to what is left of its group"));
}

/* Say how a life ended. */
static int
stopped_text(const struct event *event, char *text, size_t size)
{
    const struct worker *worker = event->worker;
    char code[PHRASE], lived[PHRASE], verb[PHRASE];

    if (worker->reason == WORKER_REASON_ASKED) {
        return snprintf(
            text, size, _("%s %s → %s, as you asked"), worker->name,
            signal_verb(worker->asked_signal, verb), exitcode(worker, code));
    }
    return snprintf(
        text, size, _("%s stopped · %s after %s"), worker->name,
        exitcode(worker, code),
        duration(
            clock_to_seconds(worker_lifetime(worker, worker->ended)), lived));
}

/* Say how waiting for a worker ended. */
static int
joined_text(const struct event *event, char *text, size_t size)
{
    const char *name = event->worker->name;
    char waited[PHRASE], limit[PHRASE];

    duration(event->seconds, waited);
    switch (event->result) {
    case 0:
        return snprintf(
            text, size, _("%s join() returned after %s"), name, waited);
    case 1:
        return snprintf(
            text, size, _("%s join(%s): still running after %s"), name,
            argument(event->seconds, limit), waited);
    default:
        return snprintf(
            text, size, _("%s join(): given up after %s; it runs on"), name,
            waited);
    }
}

/* Tell whether a verb is a function of the library. */
static bool
is_function(enum action action)
{
    return action == ACTION_START || action == ACTION_JOIN
        || action == ACTION_TERMINATE || action == ACTION_KILL;
}

size_t
event_about_verb(
    const struct event *event, const char *said, char *text, size_t size)
{
    int length = snprintf(
        text, size, "%s %s%s: %s", event->worker->name,
        action_info(event->action)->verb,
        is_function(event->action) ? "()" : "", said);

    return length > 0 ? (size_t) length : 0;
}

/* Say what was said, in the user's language where that is known. */
static int
said_text(const struct event *event, char *text, size_t size)
{
    if (event->said != NULL) {
        return (int) event_about_verb(event, _(event->said), text, size);
    }
    return snprintf(text, size, "%s", event->text);
}

/* Say what has changed that no other event tells. */
static int
changed_text(const struct event *event, char *text, size_t size)
{
    const struct worker *worker = event->worker;
    char limit[PHRASE] = "";

    if (event->text != NULL) {
        return said_text(event, text, size);
    }
    if (event->action == ACTION_DAEMON) {
        return snprintf(
            text, size, _("%s daemon: now %s"), worker->name,
            worker->daemon ? "yes" : "no");
    }
    if (event->action == ACTION_JOIN && worker->join_since != 0) {
        if (!worker->join_forever) {
            argument(
                clock_to_seconds(worker->join_timer.due - worker->join_since),
                limit);
        }
        return snprintf(
            text, size, _("%s join(%s): waiting — Esc to stop waiting"),
            worker->name, limit);
    }
    return 0;
}

size_t
event_text(const struct event *event, char *text, size_t size)
{
    const struct worker *worker = event->worker;
    int length = 0;

    text[0] = '\0';
    switch (event->type) {
    case EVENT_CREATED:
    case EVENT_OUTPUT:
        break;
    case EVENT_STARTED:
    case EVENT_RESTARTED:
        length = snprintf(
            text, size, "%s %s · pid %d", worker->name, event_name(event->type),
            (int) worker->pid);
        break;
    case EVENT_STOPPED:
        length = stopped_text(event, text, size);
        break;
    case EVENT_JOINED:
        length = joined_text(event, text, size);
        break;
    case EVENT_SIGNALLED:
        length = signalled_text(event, text, size);
        break;
    case EVENT_CHANGED:
        length = changed_text(event, text, size);
        break;
    case EVENT_REMOVED:
        length = snprintf(text, size, _("%s removed"), worker->name);
        break;
    case EVENT_RENAMED:
        length = event->text
            ? snprintf(
                text, size, _("%s renamed · was %s"), worker->name, event->text)
            : snprintf(text, size, _("%s renamed"), worker->name);
        break;
    case EVENT_MARK:
    case EVENT_WARNING:
        length = said_text(event, text, size);
        break;
    }
    return length > 0 ? (size_t) length : 0;
}
