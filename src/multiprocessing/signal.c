#include "config.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/pidfd.h"
#include "src/multiprocessing/process.h"

/* How long a refused signal waits to see whether its process is just ending,
 * as Python does. */
#define REFUSED_SIGNAL_WAIT 0.1

/* Signal a child by its number, where there are no pidfds; the lock is held,
 * so that nobody of ours reaps it meanwhile. */
static int
signal_by_number(const mp_process *process, int signum)
{
    siginfo_t info;

    if (process->creator != getpid()) {
        return -ENOSYS;
    }
    info.si_pid = 0;
    if (waitid(P_PID, (id_t) process->pid, &info, WEXITED | WNOHANG | WNOWAIT)
        < 0) {
        return errno == ECHILD ? -ESRCH : -errno;
    }
    if (info.si_pid != 0) {
        return -ESRCH; /* it has ended */
    }
    return kill(process->pid, signum) < 0 ? -errno : 0;
}

/* Tell whether a process ends within the time that a refused signal waits. */
static bool
is_ending(mp_process *process)
{
    struct pollfd wait = { .fd = mp__sentinel_open(process), .events = POLLIN };

    return wait.fd >= 0
        && mp__poll_until(&wait, 1, mp__deadline(REFUSED_SIGNAL_WAIT)) > 0;
}

/* Send a signal to a process that is not known to have ended; the lock is
 * held. */
static int
send_signal(mp_process *process, int signum)
{
    bool was_open = mp__sentinel_is_open(process);
    int pidfd;
    int result;

    if (mp__pidfd_is_available()) {
        mp__sentinel_open(process);
        if (process->sentinel.kind == MP__SENTINEL_GONE) {
            return 0;
        }
    }
    pidfd = mp__sentinel_pidfd(process);
    result = pidfd >= 0 ? mp__pidfd_signal(pidfd, signum)
                        : signal_by_number(process, signum);
    if (result == -ESRCH || (result == -EPERM && is_ending(process))) {
        result = 0; /* it ended before the signal came: all the same */
    }
    if (!was_open && pidfd >= 0) { /* many children: keep the table small */
        mp__sentinel_close(process);
    }
    return result;
}

int
mp_process_send_signal(mp_process *process, int signum)
{
    int result = 0;

    if (process == NULL || signum < 0 || signum > SIGRTMAX) {
        return -EINVAL;
    }
    mp__lock();
    if (process->closed) {
        result = MP_ECLOSED;
    } else if (!process->started) {
        result = MP_ENOPOPEN;
    } else if (process->life == MP__RUNNING) {
        result = send_signal(process, signum);
    }
    mp__unlock();
    return result;
}

int
mp_process_terminate(mp_process *process)
{
    return mp_process_send_signal(process, SIGTERM);
}

int
mp_process_kill(mp_process *process)
{
    return mp_process_send_signal(process, SIGKILL);
}

int
mp_process_signal_group(mp_process *process, int signum)
{
    int result = 0;

    if (process == NULL || signum < 0 || signum > SIGRTMAX) {
        return -EINVAL;
    }
    mp__lock();
    if (process->closed) {
        result = MP_ECLOSED;
    } else if (!process->started || process->creator != getpid()) {
        result = MP_ENOPOPEN;
    } else if (!process->own_group) {
        result = MP_ENOGROUP;
    } else if (process->group_empty) {
        result = -ESRCH;
    } else if (kill(-process->pid, signum) < 0) {
        result = -errno;
        /* while the leader is not reaped, its number is not free */
        process->group_empty = result == -ESRCH && process->life != MP__RUNNING;
    }
    mp__unlock();
    return result;
}
