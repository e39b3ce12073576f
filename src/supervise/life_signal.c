#include <errno.h>
#include <signal.h>

#include "src/supervise/life.h"
#include "src/supervise/set.h"

/* Send a signal to the group, or to the leader where there is none; ends:
 * whether it asks for their end. */
static int
send_to_group(const struct worker *worker, int signum, bool ends)
{
    const struct engine_functions *functions =
        worker->supervisor->engine->functions;
    bool leader_only =
        worker->policy->stop_leader_only && worker->alive && signum != SIGKILL;
    int result;

    if (leader_only) {
        result = functions->send_signal(worker->process, signum);
    } else if (ends) {
        result = functions->stop_group(worker->process, signum);
    } else {
        result = functions->signal_group(worker->process, signum);
    }
    if (worker->alive && (result == MP_ENOGROUP || result == -ESRCH)) {
        result = functions->send_signal(worker->process, signum);
    }
    return result;
}

/* Note that a worker is asked to end. */
static void
note_asked(struct worker *worker)
{
    if (worker->asked == 0) {
        worker->asked = set_now(worker->supervisor);
    }
    worker->stopping = true;
    set_state(worker);
}

int
life_signal(struct worker *worker, int signum)
{
    struct event event = {
        .type = EVENT_SIGNALLED,
        .worker = worker,
        .action = signum == SIGKILL ? ACTION_KILL : ACTION_TERMINATE,
        .signum = signum,
    };
    int result = send_to_group(worker, signum, true);

    if (result < 0) {
        return result;
    }
    if (worker->asked_signal != SIGKILL && worker->alive) {
        worker->asked_signal = signum;
    }
    if (signum == SIGKILL && worker->killed == 0) {
        worker->killed = set_now(worker->supervisor);
    }
    if (!worker->alive) {
        life_look_after(worker, LIFE_LOOK_EVERY);
    }
    note_asked(worker);
    set_emit(worker->supervisor, &event);
    return 0;
}

void
life_note_stopping(struct worker *worker)
{
    if (worker->asked_signal == 0) {
        worker->asked_signal = SIGTERM;
    }
    note_asked(worker);
}

int
life_send(struct worker *worker, int signum)
{
    struct event event = {
        .type = EVENT_SIGNALLED,
        .worker = worker,
        .action = ACTION_SIGNAL,
        .signum = signum,
    };
    int result = send_to_group(worker, signum, false);

    if (result < 0) {
        return result;
    }
    worker->sent_signal = signum;
    set_emit(worker->supervisor, &event);
    return 0;
}
