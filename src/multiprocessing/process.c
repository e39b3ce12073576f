#include "config.h"

#include "src/multiprocessing/process.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/value.h"

const char *
mp__keep(mp_process *process, const void *bytes, size_t size)
{
    struct mp__kept *kept = malloc(sizeof(*kept) + size + 1);

    if (kept == NULL) {
        return NULL;
    }
    if (size > 0) {
        memcpy(kept->bytes, bytes, size);
    }
    kept->bytes[size] = '\0';
    kept->size = size;
    kept->next = process->kept;
    process->kept = kept;
    return kept->bytes;
}

/* Free all texts and keys; wiped, for some of them are secret. */
static void
free_kept(mp_process *process)
{
    struct mp__kept *next;

    for (struct mp__kept *kept = process->kept; kept != NULL; kept = next) {
        next = kept->next;
        explicit_bzero(kept->bytes, kept->size);
        free(kept);
    }
}

void
mp__process_drop_work(mp_process *process)
{
    mp__args_free(&process->args);
    mp__kwargs_free(&process->kwargs);
    process->target = NULL;
    process->dropped = true;
}

mp_process *
mp_process_ref(mp_process *process)
{
    if (process != NULL) {
        atomic_fetch_add(&process->references, 1);
    }
    return process;
}

/* Free a NULL-ended list of texts. */
static void
free_texts(char **texts)
{
    for (char **text = texts; text != NULL && *text != NULL; text++) {
        free(*text);
    }
    free(texts);
}

void
mp_process_free(mp_process *process)
{
    if (process == NULL || process->kind != MP__CHILD
        || process == mp_current_process()
        || atomic_fetch_sub(&process->references, 1) > 1) {
        return;
    }
    mp__lock();
    mp__sentinel_close(process);
    mp__unlock();
    mp__process_drop_work(process);
    free_texts(process->command);
    free_texts((char **) process->child.environment);
    free((void *) process->child.cwd);
    free_kept(process);
    free(process);
}

int
mp__process_work(mp_process *process)
{
    /* run() overridden: the next level down is the target, as super() is */
    static _Thread_local const mp_process *inside;

    if (process->run != NULL && inside != process) {
        const mp_process *outer = inside;
        int result;

        inside = process;
        result = process->run(process);
        inside = outer;
        return result;
    }
    return process->target != NULL
        ? process->target(&process->args, &process->kwargs)
        : 0;
}

int
mp_process_run(mp_process *process)
{
    if (process == NULL) {
        return -EINVAL;
    }
    if (process->command != NULL) {
        return MP_ECOMMAND;
    }
    if (process->kind == MP__PARENT
        || (process->dropped && process->run == NULL)) {
        return MP_EDROPPED;
    }
    return mp__process_work(process) & 0xff;
}

pid_t
mp_process_pid(const mp_process *process)
{
    if (process == NULL) {
        return -EINVAL;
    }
    if (process->kind == MP__PARENT) {
        return process->pid;
    }
    if (process->closed) {
        return MP_ECLOSED;
    }
    if (process == mp_current_process()) {
        return getpid();
    }
    return process->started ? process->pid : 0;
}

void *
mp_process_context(const mp_process *process)
{
    return process != NULL ? process->context : NULL;
}
