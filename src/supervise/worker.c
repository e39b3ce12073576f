#include "src/supervise/worker.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

const char *
worker_state_name(enum worker_state state)
{
    static const char *const names[] = {
        [WORKER_INITIAL] = "initial",   [WORKER_WAITING] = "waiting",
        [WORKER_STARTED] = "started",   [WORKER_JOINING] = "joining",
        [WORKER_STOPPING] = "stopping", [WORKER_STOPPED] = "stopped",
        [WORKER_LOST] = "lost",         [WORKER_CLOSED] = "closed",
    };

    return names[state];
}

int64_t
worker_lifetime(const struct worker *worker, int64_t now)
{
    if (worker->started == 0) {
        return -1;
    }
    return (worker->ended != 0 ? worker->ended : now) - worker->started;
}

bool
worker_has_ended(const struct worker *worker)
{
    /* Of one that is stopping others of its group live, maybe in the way of
     * its next life. */
    return !worker->alive && !worker->stopping && !worker->restart
        && worker->wait == WORKER_WAIT_NONE
        && (worker->ended != 0 || worker->failed);
}

const char *
worker_signal_name(int signum, char *text, size_t size)
{
    const char *name = sigabbrev_np(signum);

    if (name != NULL) {
        snprintf(text, size, "%s", name);
    } else if (signum == SIGRTMIN || signum == SIGRTMAX) {
        snprintf(text, size, signum == SIGRTMIN ? "RTMIN" : "RTMAX");
    } else if (signum > SIGRTMIN && signum < SIGRTMAX) {
        snprintf(text, size, "RTMIN+%d", signum - SIGRTMIN);
    } else {
        snprintf(text, size, "%d", signum);
    }
    return text;
}
