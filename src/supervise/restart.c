#include "src/supervise/restart.h"

#include <stdio.h>

#include "src/supervise/care.h"
#include "src/supervise/life.h"
#include "src/supervise/set.h"

/* Who lived so long is well: the back-off begins anew. */
#define WELL_AFTER (10 * NANOSECONDS_PER_SECOND)

/* The longest message here. */
#define TEXT_SIZE 128

int
restart_now(struct worker *worker)
{
    restart_cancel(worker);
    return worker->ended != 0 ? life_start_anew(worker) : life_start(worker);
}

/* Timer: it is time. */
static void
on_time(void *context)
{
    struct worker *worker = context;

    if (worker->wait == WORKER_WAIT_TIME) {
        restart_now(worker);
    }
}

void
restart_after(struct worker *worker, int64_t nanoseconds)
{
    struct supervisor *supervisor = worker->supervisor;
    struct loop_timer *timer = &worker->care->wait_timer;

    timer->function = on_time;
    timer->context = worker;
    set_wait(worker, WORKER_WAIT_TIME);
    if (loop_timer_set(
            supervisor->loop, timer, set_now(supervisor) + nanoseconds)
        < 0) {
        restart_now(worker);
    }
}

bool
restart_cancel(struct worker *worker)
{
    bool waited = worker->wait != WORKER_WAIT_NONE;

    if (worker->care != NULL) {
        loop_timer_cancel(worker->supervisor->loop, &worker->care->wait_timer);
    }
    set_wait(worker, WORKER_WAIT_NONE);
    return waited;
}

bool
restart_is_wanted(const struct worker *worker)
{
    switch (worker->policy->restart) {
    case POLICY_RESTART_ALWAYS:
        break;
    case POLICY_RESTART_ON_FAILURE:
        if (!worker->failed) {
            return false;
        }
        break;
    case POLICY_RESTART_NO:
    case POLICY_EXIT_ON_FAILURE:
    default:
        return false;
    }
    return worker->ended != 0 && worker->reason != WORKER_REASON_ASKED
        && worker->supervisor->exit_signal == 0;
}

/* Find how long the next restart is put off. */
static double
backoff(const struct worker *worker)
{
    const struct policy *policy = worker->policy;
    double seconds = policy->backoff;

    for (unsigned i = 0; i < worker->restarts && seconds < policy->backoff_most;
         i++) {
        seconds *= 2;
    }
    return policy->backoff_most > 0 && seconds > policy->backoff_most
        ? policy->backoff_most
        : seconds;
}

/* Put off the next life. */
static void
put_off(struct worker *worker)
{
    const struct policy *policy = worker->policy;
    char text[TEXT_SIZE];
    double seconds;

    if (policy->backoff_most > 0
        && worker->ended - worker->started >= WELL_AFTER) {
        worker->restarts = 0;
    }
    if (policy->restarts_most > 0
        && worker->restarts >= policy->restarts_most) {
        snprintf(
            text, sizeof(text), "given up after %u in a row", worker->restarts);
        set_warn(worker, ACTION_RESTART, text);
        return;
    }
    seconds = backoff(worker);
    worker->restarts++;
    snprintf(text, sizeof(text), "in %.3g s, as its policy says", seconds);
    restart_after(worker, clock_from_seconds(seconds));
    set_say(worker, ACTION_RESTART, text);
}

/* Let all end, because of a worker. */
static void
end_all(struct worker *worker, const char *why)
{
    worker->supervisor->end_wanted = true;
    set_warn(worker, ACTION_RESTART, why);
}

void
restart_decide(struct worker *worker)
{
    const struct policy *policy = worker->policy;

    if (worker->ended == 0 || worker->reason == WORKER_REASON_ASKED
        || worker->supervisor->exit_signal != 0) {
        return;
    }
    if (restart_is_wanted(worker)) {
        put_off(worker);
    } else if (policy->restart == POLICY_EXIT_ON_FAILURE && worker->failed) {
        end_all(worker, "it failed, which ends all, as its policy says");
    } else if (policy->exit_on_end) {
        end_all(worker, "it ended, which ends all, as its policy says");
    }
}
