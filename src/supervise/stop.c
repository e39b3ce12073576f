#include "src/supervise/stop.h"

#include <signal.h>
#include <stdio.h>

#include "src/supervise/care.h"
#include "src/supervise/life.h"
#include "src/supervise/set.h"
#include "src/supervise/translate.h"

/* The longest message here. */
#define TEXT_SIZE (HELPER_LINE_SIZE + 64)

/* Timer: it has had its time. */
static void
on_limit(void *context)
{
    struct worker *worker = context;
    char text[TEXT_SIZE];

    if (!worker->alive && !worker->group_left) {
        return;
    }
    snprintf(
        text, sizeof(text), "still there after %.3g s: killed",
        worker->policy->stop_timeout);
    set_warn(worker, ACTION_TERMINATE, text);
    life_signal(worker, SIGKILL);
}

/* Begin the time that a worker has to end, unless it runs already. */
static void
begin_limit(struct worker *worker)
{
    struct supervisor *supervisor = worker->supervisor;
    struct loop_timer *timer = &worker->care->stop_timer;
    double limit = worker->policy->stop_timeout;

    if (limit <= 0 || timer->place != 0) {
        return;
    }
    timer->function = on_limit;
    timer->context = worker;
    if (loop_timer_set(
            supervisor->loop, timer,
            set_now(supervisor) + clock_from_seconds(limit))
        < 0) {
        life_signal(worker, SIGKILL);
    }
}

/* Helper: the stop command has ended.  Where it failed, a signal must do. */
static void
on_command_done(
    struct worker *worker, int exitcode, bool in_time, const char *line)
{
    char text[TEXT_SIZE];

    worker->care->stopper = NULL;
    if ((exitcode == 0 && in_time) || !worker->alive) {
        return;
    }
    snprintf(
        text, sizeof(text), "its stop command failed (exitcode %d%s%s)",
        exitcode, line[0] != '\0' ? ", " : "", line);
    set_warn(worker, ACTION_TERMINATE, text);
    life_signal(worker, SIGTERM);
}

/* Run the command that stops a worker. */
static int
run_command(struct worker *worker)
{
    const struct helper_task task = {
        .shell = worker->policy->stop_command,
        .timeout = worker->policy->stop_timeout,
        .done = on_command_done,
    };
    int result = helper_start(worker, &task, &worker->care->stopper);

    if (result == 0) {
        worker->care->commanded = true;
        life_note_stopping(worker);
        set_say(worker, ACTION_TERMINATE, N_("runs its stop command"));
    }
    return result;
}

int
stop_worker(struct worker *worker)
{
    const struct policy *policy = worker->policy;
    int signum = policy->stop_signal != 0 ? policy->stop_signal : SIGTERM;
    int result;

    if (worker->care != NULL && policy->stop_command != NULL && worker->alive
        && !worker->care->commanded) {
        result = run_command(worker);
        if (result < 0) {
            set_warn(worker, ACTION_TERMINATE, mp_strerror(result));
            result = life_signal(worker, signum);
        }
    } else {
        result = life_signal(worker, signum);
    }
    if (result == 0 && worker->care != NULL) {
        begin_limit(worker);
    }
    return result;
}

void
stop_ended(struct worker *worker)
{
    helper_end(worker->care->stopper);
    worker->care->stopper = NULL;
}

void
stop_gone(struct worker *worker)
{
    loop_timer_cancel(worker->supervisor->loop, &worker->care->stop_timer);
}
