#include "config.h"

#include "src/multiprocessing/sentinel.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/descriptors.h"
#include "src/multiprocessing/pidfd.h"
#include "src/multiprocessing/process.h"

bool
mp__sentinel_is_open(mp_process *process)
{
    struct mp__sentinel *sentinel = &process->sentinel;

    if (sentinel->fd >= 0
        && sentinel->generation != mp__descriptors_generation()) {
        /* closed at the fork, as all of them */
        *sentinel = (struct mp__sentinel) MP__SENTINEL_NONE;
    }
    return sentinel->fd >= 0;
}

/* Keep a descriptor as the sentinel. */
static int
take(mp_process *process, int fd, enum mp__sentinel_kind kind)
{
    if (fd >= 0) {
        fd = mp__descriptor_own(fd);
    }
    if (fd >= 0) {
        process->sentinel.fd = fd;
        process->sentinel.kind = kind;
        process->sentinel.generation = mp__descriptors_generation();
    }
    return fd;
}

/* Open the parent of the calling process. */
static int
open_parent(pid_t pid)
{
    int pidfd = mp__pidfd_open(pid);

    if (pidfd >= 0 && getppid() != pid) {
        close(pidfd); /* the number is another's by now */
        return -ESRCH;
    }
    return pidfd;
}

/* Open whatever process an object stands for. */
static int
open_process(mp_process *process)
{
    if (process->kind == MP__PARENT) {
        return open_parent(process->pid);
    }
    if (process->creator != getpid()) {
        return mp__pidfd_open_sibling(process->pid, process->creator);
    }
    if (mp__process_poll(process) != MP__RUNNING) {
        return -ESRCH;
    }
    return mp__pidfd_open_child(process->pid);
}

int
mp__sentinel_open(mp_process *process)
{
    int fd;

    if (mp__sentinel_is_open(process)) {
        return process->sentinel.fd;
    }
    fd = open_process(process);
    if (fd == -ESRCH) {
        fd = eventfd(1, EFD_CLOEXEC);
        return take(process, fd < 0 ? -errno : fd, MP__SENTINEL_GONE);
    }
    return take(process, fd, MP__SENTINEL_PIDFD);
}

void
mp__sentinel_open_early(mp_process *process)
{
    if (!mp__sentinel_is_open(process)) {
        take(process, mp__pidfd_open(process->pid), MP__SENTINEL_PIDFD);
    }
}

int
mp__sentinel_pidfd(mp_process *process)
{
    return mp__sentinel_is_open(process)
            && process->sentinel.kind == MP__SENTINEL_PIDFD
        ? process->sentinel.fd
        : -1;
}

void
mp__sentinel_close(mp_process *process)
{
    struct mp__sentinel *sentinel = &process->sentinel;

    if (!mp__sentinel_is_open(process)) {
        return;
    }
    if (sentinel->waiters > 0) {
        sentinel->unused = sentinel->fd;
    } else {
        mp__descriptor_close(sentinel->fd);
    }
    sentinel->fd = -1;
}

int
mp__sentinel_prepare(mp_process *process)
{
    int ends[2];

    if (mp__pidfd_is_available() || pipe2(ends, O_CLOEXEC) < 0) {
        return -1;
    }
    if (take(process, ends[0], MP__SENTINEL_PIPE) < 0) {
        close(ends[1]);
        return -1;
    }
    return ends[1];
}

void
mp__sentinel_begin_wait(mp_process *process)
{
    process->sentinel.waiters++;
}

void
mp__sentinel_end_wait(mp_process *process)
{
    struct mp__sentinel *sentinel = &process->sentinel;

    sentinel->waiters--;
    if (sentinel->waiters == 0 && sentinel->unused >= 0) {
        mp__descriptor_close(sentinel->unused);
        sentinel->unused = -1;
    }
}

int
mp_process_sentinel(const mp_process *process)
{
    /* opening a descriptor does not change what the object says */
    mp_process *object = (mp_process *) process;
    int result;

    if (process == NULL) {
        return -EINVAL;
    }
    mp__lock();
    if (process->closed) {
        result = MP_ECLOSED;
    } else if (!process->started && process->kind != MP__PARENT) {
        result = MP_ENOSENTINEL;
    } else {
        result = mp__sentinel_open(object);
    }
    mp__unlock();
    return result;
}
