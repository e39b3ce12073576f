#include "config.h"

#include "src/multiprocessing/current.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/multiprocessing/children.h"
#include "src/multiprocessing/descriptors.h"
#include "src/multiprocessing/exit.h"
#include "src/multiprocessing/forkserver.h"
#include "src/multiprocessing/process.h"

static mp_process main_process = {
    .kind = MP__MAIN,
    .class_name = "_MainProcess",
    .name = "MainProcess",
    .sentinel = MP__SENTINEL_NONE,
};

static mp_process parent_process = {
    .kind = MP__PARENT,
    .class_name = "_ParentProcess",
    .sentinel = MP__SENTINEL_NONE,
};

/* All that belongs to the calling process, under one lock. */
static struct {
    pthread_mutex_t lock;
    mp_process *process; /* the current one */
    bool has_parent;
    pid_t child; /* our pid, where start() made us; else 0 */
    int numbers; /* process objects made so far */
    mp_start_method method;
    bool method_set;
} current = {
    .lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP,
    .process = &main_process,
};

void
mp__lock(void)
{
    pthread_mutex_lock(&current.lock);
}

void
mp__unlock(void)
{
    pthread_mutex_unlock(&current.lock);
}

void
mp__current_after_fork(void)
{
    /* nobody holds the lock, no child is ours */
    current.lock = (pthread_mutex_t) PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
    mp__descriptors_cut();
    mp__children_forget();
    mp__forkserver_forget();
    mp__exit_reset();
}

/* Registered when the library is loaded, as Python registers on import. */
__attribute__((constructor)) static void
set_up(void)
{
    pthread_atfork(mp__lock, mp__unlock, mp__current_after_fork);
    atexit(mp__exit_function);
}

int
mp__current_next_number(void)
{
    return ++current.numbers;
}

mp_start_method
mp__current_method(void)
{
    current.method_set = true;
    return current.method;
}

void
mp__current_become(mp_process *process)
{
    parent_process.name = process->parent_name;
    parent_process.pid = process->creator;
    parent_process.closed = false;
    current.has_parent = true;
    current.process = process;
    current.child = getpid();
    current.numbers = 0;
}

bool
mp__current_is_child(void)
{
    return current.child == getpid();
}

mp_process *
mp_current_process(void)
{
    return current.process;
}

mp_process *
mp_parent_process(void)
{
    return current.has_parent ? &parent_process : NULL;
}

int
mp_set_start_method(mp_start_method method)
{
    int result = 0;

    if (method != MP_FORK && method != MP_FORKSERVER) {
        return -EINVAL;
    }
    mp__lock();
    if (current.method_set) {
        result = MP_ECONTEXT;
    } else {
        current.method = method; /* the server's children have it too */
        current.method_set = true;
        if (method == MP_FORKSERVER) {
            result = mp__forkserver_ensure(); /* now, while we are small */
        }
        if (result < 0) {
            current.method = MP_FORK;
            current.method_set = false;
        }
    }
    mp__unlock();
    return result;
}
