#include "src/supervise/set.h"

#include <stdio.h>

#include "src/supervise/guard.h"
#include "src/supervise/note.h"

/* The longest warning; longer ones are cut. */
#define WARNING_SIZE 512

int64_t
set_now(const struct supervisor *supervisor)
{
    const struct clock *clock = loop_clock(supervisor->loop);
    int64_t now = clock->monotonic(clock);

    return now != 0 ? now : 1;
}

int64_t
set_wall(const struct supervisor *supervisor)
{
    const struct clock *clock = loop_clock(supervisor->loop);

    return clock->wall(clock);
}

/* Find the state that follows from what is known. */
static enum worker_state
state_of(const struct worker *worker)
{
    if (worker->wait == WORKER_WAIT_OTHERS
        || worker->wait == WORKER_WAIT_TIME) {
        return WORKER_WAITING;
    }
    if (worker->started == 0) {
        return WORKER_INITIAL;
    }
    if (worker->stopping) {
        return WORKER_STOPPING;
    }
    if (worker->alive) {
        return worker->join_since != 0 ? WORKER_JOINING : WORKER_STARTED;
    }
    return worker->lost ? WORKER_LOST : WORKER_STOPPED;
}

void
set_state(struct worker *worker)
{
    worker->state = state_of(worker);
}

void
set_presence(struct worker *worker, bool alive, bool group_left)
{
    struct supervisor *supervisor = worker->supervisor;
    bool was = worker->alive || worker->group_left;
    bool is = alive || group_left;

    supervisor->alive -= was;
    supervisor->alive += is;
    if (is && !was) {
        worker->guarded = guard_add(
            supervisor->guard, worker->pid, worker->name, worker->daemon);
    } else if (was && !is) {
        guard_remove(supervisor->guard, worker->guarded);
        worker->guarded = 0;
    }
    worker->alive = alive;
    worker->group_left = group_left;
    set_state(worker);
}

void
set_wait(struct worker *worker, enum worker_wait wait)
{
    struct supervisor *supervisor = worker->supervisor;

    supervisor->pending -= worker->wait == WORKER_WAIT_TIME;
    supervisor->pending += wait == WORKER_WAIT_TIME;
    worker->wait = wait;
    set_state(worker);
}

void
set_failed(struct worker *worker, bool failed)
{
    struct supervisor *supervisor = worker->supervisor;

    supervisor->failed -= worker->failed;
    supervisor->failed += failed;
    worker->failed = failed;
}

void
set_emit(const struct supervisor *supervisor, struct event *event)
{
    event->time = set_wall(supervisor);
    if (event->type != EVENT_OUTPUT && event->worker != NULL) {
        note_event(event, set_now(supervisor));
    }
    if (supervisor->listener != NULL) {
        supervisor->listener(supervisor->listener_context, event);
    }
}

void
set_tell(struct worker *worker, enum event_type type, enum action action)
{
    struct event event = { .type = type, .worker = worker, .action = action };

    set_emit(worker->supervisor, &event);
}

/* Tell the listener something about a verb. */
static void
tell_text(
    struct worker *worker,
    enum event_type type,
    enum action action,
    const char *text)
{
    char line[WARNING_SIZE];
    struct event event = {
        .type = type,
        .worker = worker,
        .action = action,
        .text = line,
        .said = text,
    };

    event_about_verb(&event, text, line, sizeof(line));
    set_emit(worker->supervisor, &event);
}

void
set_say(struct worker *worker, enum action action, const char *text)
{
    tell_text(worker, EVENT_CHANGED, action, text);
}

void
set_warn(struct worker *worker, enum action action, const char *text)
{
    tell_text(worker, EVENT_WARNING, action, text);
}
