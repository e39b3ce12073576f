#include "src/supervise/why.h"

#include <stdio.h>
#include <string.h>

#include "src/supervise/care.h"
#include "src/supervise/dependency.h"
#include "src/supervise/translate.h"
#include "src/supervise/worker.h"

/* The longest part of a reason. */
#define PART_SIZE 256

/* Say how long something lasts: "12 s", "3 min", "2 h", "4 days". */
static const char *
span(int64_t nanoseconds, char text[32])
{
    long seconds = (long) (nanoseconds / NANOSECONDS_PER_SECOND);

    if (seconds < 60) {
        snprintf(text, 32, _("%ld s"), seconds);
    } else if (seconds < 3600) {
        snprintf(text, 32, _("%ld min"), seconds / 60);
    } else if (seconds < 48 * 3600) {
        snprintf(text, 32, _("%ld h"), seconds / 3600);
    } else {
        snprintf(text, 32, _("%ld days"), seconds / 86400);
    }
    return text;
}

/* Say what a worker waits for that does not live. */
static void
why_waiting(struct worker *worker, int64_t now, char *text, size_t size)
{
    char part[PART_SIZE];
    int64_t left = 0;

    switch (worker->wait) {
    case WORKER_WAIT_OTHERS:
        snprintf(
            text, size, _("waiting for %s"),
            dependency_text(worker, part, sizeof(part)));
        break;
    case WORKER_WAIT_VAIN:
        snprintf(
            text, size, _("not started: it needs %s"),
            dependency_text(worker, part, sizeof(part)));
        break;
    case WORKER_WAIT_TIME:
        left = worker->care->wait_timer.due - now;
        snprintf(
            text, size, _("back-off %s"),
            span(left > 0 ? left + NANOSECONDS_PER_SECOND - 1 : 0, part));
        break;
    case WORKER_WAIT_NONE:
        break;
    }
}

/* Say how the last life ended. */
static void
why_ended(const struct worker *worker, int64_t now, char *text, size_t size)
{
    char ago[32], name[32];

    span(now - worker->ended, ago);
    if (worker->lost) {
        snprintf(text, size, _("ended %s ago; its exit status is lost"), ago);
    } else if (worker->reason == WORKER_REASON_ASKED) {
        snprintf(text, size, _("stopped by you %s ago"), ago);
    } else if (worker->care != NULL && worker->care->unwell) {
        snprintf(
            text, size, _("ended %s ago, for it was unwell: %s"), ago,
            worker->care->said);
    } else if (worker->exitcode < 0) {
        snprintf(
            text, size, _("ended by SIG%s %s ago"),
            worker_signal_name(-worker->exitcode, name, sizeof(name)), ago);
    } else {
        snprintf(
            text, size, _("ended by itself %s ago with exitcode %d"), ago,
            worker->exitcode);
    }
}

/* Say what is still to come of a worker that lives. */
static void
why_alive(const struct worker *worker, char *text, size_t size)
{
    const struct policy *policy = worker->policy;
    const char *said = worker->care != NULL ? worker->care->said : "";

    if (worker->state == WORKER_STOPPING) {
        snprintf(text, size, _("asked to end"));
    } else if (worker->care == NULL || worker->ready) {
        text[0] = '\0';
    } else if (policy->ready.kind == POLICY_READY_LOG) {
        snprintf(
            text, size, _("not ready: no line matched %s"), policy->ready.text);
    } else {
        snprintf(
            text, size,
            said[0] != '\0' ? _("not ready: %s") : _("not ready yet"), said);
    }
}

const char *
worker_why(struct worker *worker, int64_t now, char *text, size_t size)
{
    text[0] = '\0';
    if (worker->alive) {
        why_alive(worker, text, size);
    } else if (worker->wait != WORKER_WAIT_NONE) {
        why_waiting(worker, now, text, size);
    } else if (worker->group_left) {
        snprintf(
            text, size, _("its leader has ended, others of its group live"));
    } else if (worker->why != NULL) {
        snprintf(text, size, "%s", worker->why);
    } else if (worker->ended != 0) {
        why_ended(worker, now, text, size);
    } else {
        snprintf(
            text, size, "%s",
            worker->policy->manual ? _("not started: it starts when you say so")
                                   : _("not started yet"));
    }
    return text;
}
