#include "config.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "src/multiprocessing/children.h"
#include "src/multiprocessing/current.h"
#include "src/multiprocessing/exit.h"
#include "src/multiprocessing/forkserver.h"
#include "src/multiprocessing/lifeline.h"
#include "src/multiprocessing/pidfd.h"
#include "src/multiprocessing/popen.h"
#include "src/multiprocessing/process.h"

/* While there are few children each has its pidfd from the start, so that a
 * number that is used again can never be mistaken for it.  Every fork copies
 * the table of descriptors: when there are many, a child gets its pidfd when
 * it is needed. */
#define EAGER_PIDFDS 16

/* Check what start() checks, in Python's order. */
static int
check_start(const mp_process *process)
{
    if (process->closed) {
        return MP_ECLOSED;
    }
    if (process->started || process->starting) {
        return MP_ESTARTED;
    }
    if (process->creator != getpid()) {
        return MP_ECREATOR;
    }
    if (mp_process_daemon(mp_current_process())) {
        return MP_EDAEMONKID;
    }
    return 0;
}

/* Make the child in the way that is right for it; the lock is held. */
static pid_t
make_child(mp_process *process)
{
    if (process->command != NULL) {
        return mp__popen_exec(process);
    }
    return mp__current_method() == MP_FORKSERVER ? mp__popen_forkserver(process)
                                                 : mp__popen_fork(process);
}

/* Make the child and note that it runs; the lock is held. */
static int
launch(mp_process *process)
{
    pid_t pid = make_child(process);

    if (pid < 0) {
        if (mp__children_count() == 0) {
            mp__lifeline_close();
        }
        return pid;
    }
    process->started = true;
    process->pid = pid;
    process->life = MP__RUNNING;
    process->own_group =
        (process->child.flags & (MP_CHILD_GROUP | MP_CHILD_SESSION)) != 0;
    mp__process_drop_work(process);
    if (mp__children_count() < EAGER_PIDFDS) {
        mp__sentinel_open_early(process);
    }
    mp__children_add(process);
    return 0;
}

int
mp_process_start(mp_process *process)
{
    int result;

    if (process == NULL) {
        return -EINVAL;
    }
    mp__lock();
    result = check_start(process);
    if (result == 0) {
        process->starting = true;
        mp__current_method();
        mp__children_reap_some();
    }
    mp__unlock();
    if (result < 0) {
        return result;
    }
    result = mp__exit_flush(); /* not under the lock: it may block */
    mp__lock();
    process->starting = false; /* before the fork: true for the child too */
    if (result == 0) {
        result = launch(process);
    }
    mp__unlock();
    return result;
}

enum mp__life
mp__process_poll(mp_process *process)
{
    enum mp__life life;
    int exitcode;
    int result;

    if (process->life != MP__RUNNING || process->creator != getpid()) {
        return process->life;
    }
    result = mp__reap(process->pid, mp__sentinel_pidfd(process), &exitcode);
    if (result == 0) {
        return MP__RUNNING;
    }
    life = result > 0 ? MP__ENDED : MP__LOST;
    process->life = life;
    process->exitcode = result > 0 ? exitcode : 0;
    if (process->own_group && kill(-process->pid, 0) < 0 && errno == ESRCH) {
        process->group_empty = true; /* from now on the number is free */
    }
    mp__children_remove(process); /* may free it */
    return life;
}

int
mp_process_is_alive(mp_process *process)
{
    int result;

    if (process == NULL) {
        return -EINVAL;
    }
    if (process->kind == MP__PARENT) {
        return getppid() == process->pid;
    }
    mp__lock();
    if (process->closed) {
        result = MP_ECLOSED;
    } else if (process == mp_current_process()) {
        result = 1;
    } else if (process->creator != getpid()) {
        result = MP_ETESTCHILD;
    } else {
        result = process->started && mp__process_poll(process) == MP__RUNNING;
    }
    mp__unlock();
    return result;
}

int
mp_process_exitcode(mp_process *process, int *exitcode)
{
    int result = 0;

    if (process == NULL) {
        return -EINVAL;
    }
    mp__lock();
    if (process->closed) {
        result = MP_ECLOSED;
    } else if (process->started) {
        enum mp__life life = mp__process_poll(process);

        result = life == MP__ENDED ? 1 : life == MP__LOST ? MP_ELOST : 0;
        if (result == 1 && exitcode != NULL) {
            *exitcode = process->exitcode;
        }
    }
    mp__unlock();
    return result;
}

int
mp_process_close(mp_process *process)
{
    int result = 0;

    if (process == NULL) {
        return -EINVAL;
    }
    if (process->kind == MP__MAIN) {
        return 0;
    }
    mp__lock();
    if (process->starting
        || (process->started && mp__process_poll(process) == MP__RUNNING)) {
        result = MP_ERUNNING;
    } else {
        mp__sentinel_close(process);
        process->started = false;
        process->closed = true;
    }
    mp__unlock();
    return result;
}
