/* What signals do beyond the process itself: to its group, and to the rest of
 * the session of one that has a terminal. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#include "src/supervise/engine_local_parts.h"
#include "src/supervise/session.h"

/* Reap those of a group whose leader has ended that have become our children,
 * as they do where this is the first process of a container. */
static void
reap_orphans(const struct engine_process *process)
{
    siginfo_t info;

    do {
        info.si_pid = 0;
    } while (
        waitid(
            P_PGID, (id_t) engine_local_pid(process), &info, WEXITED | WNOHANG)
            == 0
        && info.si_pid != 0);
}

/* Sessions: the jobs of a shell have been sent a signal.  The shell itself
 * ignores SIGTERM, and SIGTSTP; what ends it is that its terminal goes. */
void
engine_local_session_sent(void *context, int signum)
{
    struct engine_process *process = context;
    bool runs = process->sentinel >= 0;

    if (runs && signum == SIGTERM
        && session_ignores(engine_local_pid(process), SIGTERM)
        && session_ignores(engine_local_pid(process), SIGTSTP)) {
        mp_process_send_signal(process->process, SIGCONT);
        mp_process_send_signal(process->process, SIGHUP);
    }
    engine_local_release(process);
}

/* Signal those that a terminal's process has beside its group. */
static void
signal_session(struct engine_process *process, int signum)
{
    if (process->terminal.rows > 0 && signum != 0 && process->sentinel >= 0) {
        process->references++;
        sessions_send(
            &process->engine->sessions, engine_local_pid(process), signum,
            process);
    }
}

int
engine_local_signal_group(struct engine_process *process, int signum)
{
    int result;

    signal_session(process, signum);
    result = mp_process_signal_group(process->process, signum);

    if (signum == 0 && result == 0 && process->ended) {
        reap_orphans(process);
        result = mp_process_signal_group(process->process, signum);
    }
    return result;
}

int
engine_local_stop_group(struct engine_process *process, int signum)
{
    latecomers_expect(&process->latecomers, signum);
    return engine_local_signal_group(process, signum);
}

bool
engine_local_group_lives(struct engine_process *process)
{
    return latecomers_look(
        &process->latecomers, &process->engine->census,
        engine_local_pid(process));
}
