#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/single_threaded.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/multiprocessing/bootstrap.h"
#include "src/multiprocessing/current.h"
#include "src/multiprocessing/lifeline.h"
#include "src/multiprocessing/popen.h"
#include "src/multiprocessing/process.h"

void
mp__popen_discard(pid_t pid)
{
    siginfo_t info;

    while (waitid(P_PID, (id_t) pid, &info, WEXITED) < 0 && errno == EINTR) {
    }
}

pid_t
mp__fork(void)
{
    /* With one thread no lock can be held, and _Fork() spares the work of
     * seeing to that: the handlers of pthread_atfork(), but for ours. */
#ifndef __SANITIZE_THREAD__
    if (__libc_single_threaded) {
        pid_t pid = _Fork();

        if (pid == 0) {
            mp__current_after_fork();
        }
        return pid;
    }
#endif
    return fork();
}

pid_t
mp__popen_fork(mp_process *process)
{
    struct mp__child_setup setup = { .null = -1, .lifeline = -1 };
    int report[2] = { -1, -1 };
    bool mask_changed = false;
    sigset_t all;
    pid_t pid = -1;
    int result;

    result = mp__child_prepare(&setup, process);
    if (result < 0) {
        goto finish;
    }
    setup.lifeline = mp__lifeline_open();
    if (process->has_child) {
        result = mp__bootstrap_pipe(report);
    }
    if (result < 0) {
        goto finish;
    }
    if (setup.flags & MP_CHILD_RESET_SIGNALS) {
        /* no handler of the caller's may run in the child */
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &setup.old_mask);
        mask_changed = true;
    }
    pid = mp__fork();
    if (pid == 0) {
        if (report[0] >= 0) {
            close(report[0]);
        }
        mp__bootstrap(process, &setup, report[1]);
    }
    result = pid < 0 ? -errno : 0;

finish:
    if (mask_changed) {
        pthread_sigmask(SIG_SETMASK, &setup.old_mask, NULL);
    }
    if (pid > 0 && (setup.flags & MP_CHILD_GROUP)
        && !(setup.flags & MP_CHILD_SESSION)) {
        setpgid(pid, pid); /* whoever of the two comes first */
    }
    pid = mp__bootstrap_conclude(report, result < 0 ? result : pid);
    mp__child_release(&setup);
    return pid;
}
