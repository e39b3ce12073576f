#include "config.h"

#include <errno.h>
#include <math.h>
#include <sys/single_threaded.h>
#include <time.h>
#include <unistd.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/pidfd.h"
#include "src/multiprocessing/process.h"

/* Where there are no pidfds a process is looked at again and again, at first
 * often, then more rarely. */
#define NAP_FIRST INT64_C(200000) /* nanoseconds */
#define NAP_LONGEST INT64_C(20000000)

/* Tell whether the process of an object has ended; the lock is held. */
static bool
has_ended(mp_process *process)
{
    if (process->kind == MP__PARENT) {
        return getppid() != process->pid;
    }
    return mp__process_poll(process) != MP__RUNNING;
}

/* Sleep until a process without a pidfd ends or the time is up; the lock is
 * held, but not while asleep. */
static void
nap_until_ended(mp_process *process, int64_t deadline)
{
    int64_t nap = NAP_FIRST;

    while (!has_ended(process) && !mp__is_past(deadline)) {
        const struct timespec rest = { .tv_nsec = nap };

        mp__unlock();
        nanosleep(&rest, NULL);
        mp__lock();
        nap = nap * 2 < NAP_LONGEST ? nap * 2 : NAP_LONGEST;
    }
}

/* Sleep until a process ends or the time is up; the lock is held, but not
 * while asleep. */
static int
wait_for(mp_process *process, double timeout)
{
    struct pollfd wait = { .events = POLLIN };
    int64_t deadline = mp__deadline(timeout);
    int result;

    if (!mp__sentinel_is_open(process) && deadline == INT64_MAX
        && __libc_single_threaded && process->kind == MP__CHILD) {
        mp__await(process->pid); /* spares the descriptor */
        return 0;
    }
    wait.fd = mp__sentinel_open(process);
    if (wait.fd < 0) {
        nap_until_ended(process, deadline);
        return 0;
    }
    mp__sentinel_begin_wait(process);
    mp__unlock();
    result = mp__poll_until(&wait, 1, deadline);
    mp__lock();
    mp__sentinel_end_wait(process);
    if (result > 0 && process->sentinel.kind == MP__SENTINEL_PIPE) {
        nap_until_ended(process, deadline); /* a pipe tells it too early */
    }
    return result < 0 ? result : 0;
}

/* Wait for the end of the parent process; the lock is held. */
static int
join_parent(mp_process *process, double timeout)
{
    int result = 0;

    if (isnan(timeout)) {
        return -EINVAL;
    }
    if (timeout > 0 && !has_ended(process)) {
        result = wait_for(process, timeout);
    }
    return result < 0 ? result : !has_ended(process);
}

/* Wait for the end of a child; the lock is held. */
static int
join_child(mp_process *process, double timeout)
{
    int result = 0;

    if (process->closed) {
        return MP_ECLOSED;
    }
    if (process->creator != getpid()) {
        return MP_EJOINCHILD;
    }
    if (!process->started) {
        return MP_ENOTSTARTED;
    }
    if (process->life == MP__RUNNING) {
        if (isnan(timeout)) {
            return -EINVAL;
        }
        if (timeout > 0) {
            result = wait_for(process, timeout);
        }
    }
    if (result < 0) {
        return result;
    }
    switch (mp__process_poll(process)) {
    case MP__RUNNING:
        return 1;
    case MP__LOST:
        return MP_ELOST;
    case MP__ENDED:
    default:
        return 0;
    }
}

int
mp_process_join(mp_process *process, double timeout)
{
    int result;

    if (process == NULL) {
        return -EINVAL;
    }
    mp__lock();
    result = process->kind == MP__PARENT ? join_parent(process, timeout)
                                         : join_child(process, timeout);
    mp__unlock();
    return result;
}
