#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>

#include "src/supervise/care.h"
#include "src/supervise/dependency.h"
#include "src/supervise/joining.h"
#include "src/supervise/life.h"
#include "src/supervise/restart.h"
#include "src/supervise/rows.h"
#include "src/supervise/set.h"
#include "src/supervise/stop.h"
#include "src/supervise/translate.h"

/* The longest refusal with its hint. */
#define REFUSAL_SIZE 256

/* Tell the library's refusal, with a hint where there is one. */
static int
refuse(struct worker *worker, enum action action, int error, const char *hint)
{
    char text[REFUSAL_SIZE];

    snprintf(text, sizeof(text), "%s%s", mp_strerror(error), hint);
    set_warn(worker, action, text);
    return error;
}

static int
do_start(struct worker *worker)
{
    const struct engine *engine = worker->supervisor->engine;
    int result;

    worker->restarts = 0;
    if (worker->wait != WORKER_WAIT_NONE) {
        return restart_now(worker);
    }
    if (worker->state == WORKER_INITIAL) {
        return dependency_hold(worker) ? 0 : life_start(worker);
    }
    result = engine->functions->start(worker->process);
    return refuse(worker, ACTION_START, result, " (r restarts it)");
}

static int
do_join(struct worker *worker, double timeout)
{
    const struct engine *engine = worker->supervisor->engine;
    int result =
        isnan(timeout) ? -EINVAL : engine->functions->join(worker->process);

    if (result < 0) {
        return refuse(
            worker, ACTION_JOIN, result,
            worker->state == WORKER_INITIAL ? " (s starts it)" : "");
    }
    if (!worker->alive) {
        joining_tell(worker, 0, 0);
        return 0;
    }
    if (timeout <= 0) {
        joining_tell(worker, 1, 0);
        return 0;
    }
    result = joining_begin(worker, timeout);
    return result < 0 ? refuse(worker, ACTION_JOIN, result, "") : 0;
}

/* Send a signal to a worker and its group: mostly to end them. */
static int
do_signal(struct worker *worker, enum action action, int signum)
{
    const struct engine *engine = worker->supervisor->engine;
    bool again = worker->stopping && action == ACTION_TERMINATE;
    int result;

    if (action != ACTION_SIGNAL) {
        worker->restart = false;
        if (worker->care != NULL) {
            worker->care->unwell = false; /* from now on it is asked */
        }
    }
    if (action != ACTION_SIGNAL && restart_cancel(worker) && !worker->alive
        && !worker->group_left) {
        dependency_changed(worker);
        set_say(worker, action, N_("it waits no longer"));
        return 0;
    }
    if (worker->state == WORKER_INITIAL) {
        result = engine->functions->send_signal(worker->process, signum);
        return refuse(worker, action, result, " (s starts it)");
    }
    life_look(worker);
    if (!worker->alive && !worker->group_left) {
        set_warn(worker, action, N_("it has already ended (r restarts it)"));
        return -ESRCH;
    }
    if (action == ACTION_SIGNAL && signum != SIGTERM && signum != SIGKILL) {
        result = life_send(worker, signum);
    } else if (action != ACTION_SIGNAL && signum == SIGTERM) {
        result = stop_worker(worker);
    } else {
        result = life_signal(worker, signum);
    }
    if (result >= 0 && again && worker->alive) {
        life_tell_asked(worker, action);
    }
    return result < 0 ? refuse(worker, action, result, "") : 0;
}

/* Ask a worker to end if it runs, and start it anew when nobody is left. */
static int
do_restart(struct worker *worker, enum action action, int signum)
{
    bool again = worker->stopping && signum == SIGTERM;
    int result;

    if (worker->state == WORKER_INITIAL || worker->wait != WORKER_WAIT_NONE) {
        return do_start(worker);
    }
    worker->restart = false;
    worker->restarts = 0;
    life_look(worker);
    if (!worker->alive && !worker->group_left) {
        return life_start_anew(worker);
    }
    worker->restart = true;
    result =
        signum == SIGTERM ? stop_worker(worker) : life_signal(worker, signum);
    if (result < 0) {
        worker->restart = false;
        return refuse(worker, action, result, "");
    }
    if (worker->alive && again) {
        life_tell_asked(worker, ACTION_RESTART);
    } else if (worker->alive) {
        life_look_after(worker, LIFE_PATIENCE);
    }
    return 0;
}

static int
do_daemon(struct worker *worker)
{
    const struct engine *engine = worker->supervisor->engine;
    int result =
        engine->functions->set_daemon(worker->process, !worker->daemon);

    if (result < 0) {
        return refuse(worker, ACTION_DAEMON, result, "");
    }
    worker->daemon = !worker->daemon;
    worker->daemon_switched = true;
    if (worker->command != NULL) {
        life_renew(worker); /* its environment tells what it is */
    }
    set_tell(worker, EVENT_CHANGED, ACTION_DAEMON);
    return 0;
}

static int
do_stop_joining(struct worker *worker)
{
    if (worker->join_since == 0) {
        set_warn(worker, ACTION_STOP_JOINING, N_("nobody waits for it"));
        return -EINVAL;
    }
    joining_give_up(worker);
    return 0;
}

int
supervisor_act(
    struct supervisor *supervisor,
    enum action action,
    struct worker *worker,
    double timeout)
{
    (void) supervisor;
    switch (action) {
    case ACTION_START:
        return do_start(worker);
    case ACTION_JOIN:
        return do_join(worker, timeout);
    case ACTION_TERMINATE:
        return do_signal(worker, action, SIGTERM);
    case ACTION_KILL:
        return do_signal(worker, action, SIGKILL);
    case ACTION_RESTART:
        return do_restart(worker, action, SIGTERM);
    case ACTION_KILL_RESTART:
        return do_restart(worker, action, SIGKILL);
    case ACTION_DAEMON:
        return do_daemon(worker);
    case ACTION_STOP_JOINING:
        return do_stop_joining(worker);
    case ACTION_DUPLICATE:
        return rows_duplicate(worker);
    case ACTION_REMOVE:
        return rows_remove(worker);
    case ACTION_SIGNAL: /* they need more: supervisor_signal(), ..._rename() */
    case ACTION_RENAME:
    case ACTION_COUNT:
        break;
    }
    return -EINVAL;
}

int
supervisor_signal(
    struct supervisor *supervisor, struct worker *worker, int signum)
{
    (void) supervisor;
    if (signum == SIGTERM || signum == SIGKILL) {
        return do_signal(
            worker, signum == SIGTERM ? ACTION_TERMINATE : ACTION_KILL, signum);
    }
    return do_signal(worker, ACTION_SIGNAL, signum);
}
