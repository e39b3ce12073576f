#include "config.h"

#include "src/multiprocessing/sentinel.h"

#include <errno.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/descriptors.h"
#include "src/multiprocessing/pidfd.h"
#include "src/multiprocessing/process.h"

/* Enough for two system calls in any program. */
#define WATCHER_STACK ((size_t) 128 * 1024)

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

/* A thread that waits for a child's end, leaving its status, and tells it. */
static void *
watch(void *argument)
{
    const mp_process *process = argument;

    mp__await(process->pid);
    eventfd_write(process->sentinel.fd, 1);
    return NULL;
}

/* Start a child's watcher, which handles no signal of the program's. */
static int
start_watcher(mp_process *process)
{
    pthread_attr_t attributes;
    sigset_t all;
    int error;

    sigfillset(&all);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, WATCHER_STACK);
    pthread_attr_setsigmask_np(&attributes, &all);
    error =
        pthread_create(&process->sentinel.watcher, &attributes, watch, process);
    pthread_attr_destroy(&attributes);
    return -error;
}

/* Have a child of the calling process watched, where there are no pidfds. */
static int
open_watched(mp_process *process)
{
    int fd = eventfd(0, EFD_CLOEXEC);
    int result;

    fd = take(process, fd < 0 ? -errno : fd, MP__SENTINEL_WATCH);
    if (fd < 0) {
        return fd;
    }
    result = start_watcher(process);
    if (result < 0) {
        mp__descriptor_close(fd);
        process->sentinel.fd = -1;
        return result;
    }
    return fd;
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
    if (process->life != MP__RUNNING) {
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
    if (fd < 0 && !mp__pidfd_is_available() && process->kind == MP__CHILD
        && process->creator == getpid()) {
        return open_watched(process);
    }
    return take(process, fd, MP__SENTINEL_PIDFD);
}

void
mp__sentinel_open_early(mp_process *process)
{
    if (!mp__sentinel_is_open(process) && mp__pidfd_is_available()) {
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
    if (sentinel->kind == MP__SENTINEL_WATCH) {
        pthread_join(sentinel->watcher, NULL); /* it is through, or is about
                                                  to be */
    }
    if (sentinel->waiters > 0) {
        sentinel->unused = sentinel->fd;
    } else {
        mp__descriptor_close(sentinel->fd);
    }
    sentinel->fd = -1;
}

void
mp__sentinel_adopt(mp_process *process, int fd)
{
    mp__sentinel_is_open(process); /* forgets that of the parent's parent */
    take(process, fd, MP__SENTINEL_PIPE);
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
