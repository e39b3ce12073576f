#include "config.h"

#include "src/multiprocessing/exit.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/multiprocessing/children.h"
#include "src/multiprocessing/current.h"
#include "src/multiprocessing/forkserver.h"
#include "src/multiprocessing/log.h"

static atomic_flag exiting = ATOMIC_FLAG_INIT;
static atomic_flag ending = ATOMIC_FLAG_INIT;

void
mp__exit_reset(void)
{
    atomic_flag_clear(&exiting);
    atomic_flag_clear(&ending);
}

/* Flush one stream; one that was closed has nothing to lose. */
static int
flush(FILE *stream)
{
    /* looking first spares a child the copy of the page with the lock */
    if (stream == NULL || stream->_IO_write_ptr == stream->_IO_write_base
        || fflush(stream) == 0 || errno == EBADF) {
        return 0;
    }
    return -errno;
}

/* Ask a child to end, if it is a daemon. */
static void
terminate_daemon(mp_process *child)
{
    if (mp_process_daemon(child)) {
        mp__log(
            MP__LOG_INFO, "calling terminate() for daemon %s",
            mp_process_name(child));
        mp_process_terminate(child);
    }
}

/* Wait for every child, in the order of their start. */
static void
join_children(void)
{
    mp_process *child;
    int result = 0;

    while ((result == 0 || result == MP_ELOST)
           && mp_active_children(&child, 1) > 0) {
        mp__log(
            MP__LOG_INFO, "calling join() for process %s",
            mp_process_name(child));
        result = mp_process_join(child, MP_FOREVER);
        mp_process_free(child);
    }
}

void
mp__exit_function(void)
{
    if (atomic_flag_test_and_set(&exiting)) {
        return;
    }
    mp__log(MP__LOG_INFO, "process shutting down");
    mp__log(
        MP__LOG_DEBUG, "running all \"atexit\" finalizers with priority >= 0");
    if (!mp__current_is_child()) { /* a child's lines come after all others */
        flush(stdout);
    }
    mp__children_walk(terminate_daemon);
    join_children();
    mp__forkserver_stop();
    mp__log(MP__LOG_DEBUG, "running the remaining \"atexit\" finalizers");
}

int
mp__exit_flush(void)
{
    int result = flush(stdout);

    return result < 0 ? result : flush(stderr);
}

void
mp__exit_child(int code, const char *message)
{
    if (atomic_flag_test_and_set(&ending)) {
        for (;;) { /* another thread ends the process */
            pause();
        }
    }
    mp__exit_function();
    if (message != NULL) {
        fprintf(
            stderr, "Process %s:\n%s\n", mp_process_name(mp_current_process()),
            message);
    }
    code &= 0xff;
    mp__log(MP__LOG_INFO, "process exiting with exitcode %d", code);
    _exit(mp__exit_flush() < 0 ? 1 : code);
}

/* Runs first of all handlers when a target calls exit(). */
static void
on_child_exit(int status, void *unused)
{
    (void) unused;
    if (mp__current_is_child()) {
        mp__exit_child(status, NULL);
    }
}

void
mp__exit_catch(void)
{
    on_exit(on_child_exit, NULL);
}

void
mp_exit(int code)
{
    if (mp__current_is_child()) {
        mp__exit_child(code, NULL);
    }
    exit(code & 0xff);
}

void
mp_raise(const char *message)
{
    message = message != NULL ? message : "";
    if (mp__current_is_child()) {
        mp__exit_child(1, message);
    }
    fprintf(stderr, "%s\n", message);
    exit(1);
}
