#include "src/supervise/liveness.h"

#include <stdio.h>

#include "src/supervise/care.h"
#include "src/supervise/readiness.h"
#include "src/supervise/set.h"
#include "src/supervise/stop.h"
#include "src/supervise/translate.h"

/* The longest warning here. */
#define TEXT_SIZE (CARE_SAID_SIZE + 64)

static void on_time(void *context);

/* Ask after a while. */
static void
ask_after(struct worker *worker, int64_t nanoseconds)
{
    struct supervisor *supervisor = worker->supervisor;
    struct loop_timer *timer = &worker->care->alive_timer;

    timer->function = on_time;
    timer->context = worker;
    if (loop_timer_set(
            supervisor->loop, timer, set_now(supervisor) + nanoseconds)
        < 0) {
        set_warn(worker, ACTION_START, N_("cannot be asked: no memory"));
    }
}

/* Note that an answer was not good; returns whether that was one too many, and
 * the worker is ended. */
static bool
note_failure(struct worker *worker, const char *what)
{
    struct care *care = worker->care;
    char text[TEXT_SIZE];

    if (++care->alive_failures < worker->policy->alive.failures) {
        return false;
    }
    snprintf(care->said, sizeof(care->said), "%s", what);
    snprintf(text, sizeof(text), "it is ended, for it is unwell: %s", what);
    set_warn(worker, ACTION_START, text);
    care->unwell = true;
    stop_worker(worker);
    return true;
}

/* Helper: there is an answer, or none in time. */
static void
on_done(struct worker *worker, int exitcode, bool in_time, const char *line)
{
    const struct policy_probe *alive = &worker->policy->alive;
    struct care *care = worker->care;
    char text[CARE_SAID_SIZE];
    int64_t next = care->alive_probed + clock_from_seconds(alive->period);
    int64_t now = set_now(worker->supervisor);

    care->alive_probe = NULL;
    if (readiness_explain(alive, exitcode, in_time, line, text) == NULL) {
        care->alive_failures = 0;
    } else if (note_failure(worker, text)) {
        return;
    }
    ask_after(worker, next > now ? next - now : 0);
}

/* Timer: the time to ask has come. */
static void
on_time(void *context)
{
    struct worker *worker = context;
    const struct policy_probe *alive = &worker->policy->alive;
    int result;

    if (worker->stopping) {
        return;
    }
    worker->care->alive_probed = set_now(worker->supervisor);
    result = readiness_ask(worker, alive, on_done, &worker->care->alive_probe);
    if (result < 0 && !note_failure(worker, mp_strerror(result))) {
        ask_after(worker, clock_from_seconds(alive->period));
    }
}

void
liveness_begin(struct worker *worker)
{
    const struct policy_probe *alive = &worker->policy->alive;

    worker->care->alive_failures = 0;
    if (alive->kind == POLICY_READY_COMMAND
        || alive->kind == POLICY_READY_HTTP) {
        ask_after(worker, clock_from_seconds(alive->delay));
    }
}

void
liveness_end(struct worker *worker)
{
    loop_timer_cancel(worker->supervisor->loop, &worker->care->alive_timer);
    helper_end(worker->care->alive_probe);
    worker->care->alive_probe = NULL;
}
