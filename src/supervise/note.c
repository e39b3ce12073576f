#include "src/supervise/note.h"

/* Tell what state a worker had after the last moment that is kept. */
static enum worker_state
last_state(const struct history *history)
{
    size_t count = history_count(history);

    return count > 0 ? history_at(history, count - 1)->state : WORKER_INITIAL;
}

/* Find what a change of a worker is in its history; returns whether it is
 * anything. */
static bool
note_change(const struct event *event, struct history_moment *moment)
{
    const struct worker *worker = event->worker;

    if (event->action == ACTION_JOIN && worker->join_since != 0) {
        moment->type = HISTORY_JOINING;
        return true;
    }
    if (event->action == ACTION_TERMINATE && worker->ended != 0) {
        moment->type = HISTORY_GONE;
        return true;
    }
    moment->type = HISTORY_CHANGED;
    return worker->state != last_state(worker->history);
}

/* Find what an event is in its worker's history; returns whether it is
 * anything. */
static bool
note_type(const struct event *event, struct history_moment *moment)
{
    const struct worker *worker = event->worker;

    switch (event->type) {
    case EVENT_STARTED:
    case EVENT_RESTARTED:
        moment->type = HISTORY_STARTED;
        moment->value = worker->pid;
        moment->restarted = event->type == EVENT_RESTARTED;
        return true;
    case EVENT_JOINED:
        moment->type = HISTORY_JOINED;
        moment->value = event->result;
        return event->seconds > 0;
    case EVENT_STOPPED:
        moment->type = HISTORY_STOPPED;
        moment->value = worker->exitcode;
        moment->has_value = worker->has_exitcode;
        return true;
    case EVENT_SIGNALLED:
        moment->type = HISTORY_SIGNALLED;
        moment->value = event->signum;
        return true;
    case EVENT_CHANGED:
        return note_change(event, moment);
    case EVENT_WARNING:
        moment->type = HISTORY_FAILED;
        return event->action == ACTION_START && worker->why != NULL;
    case EVENT_CREATED:
    case EVENT_OUTPUT:
    case EVENT_REMOVED:
    case EVENT_RENAMED:
    case EVENT_MARK:
        break;
    }
    return false;
}

void
note_event(const struct event *event, int64_t now)
{
    const struct worker *worker = event->worker;
    struct history_moment moment = {
        .time = now,
        .wall = event->time,
        .state = (uint8_t) worker->state,
        .reason = (uint8_t) worker->reason,
        .failed = worker->failed,
    };

    if (note_type(event, &moment)) {
        history_add(worker->history, &moment);
    }
}
