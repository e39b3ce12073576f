#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/process.h"

/* Size of the key that the main process makes for itself. */
#define AUTHKEY_SIZE 32

const char *
mp_process_name(const mp_process *process)
{
    const char *name;

    if (process == NULL) {
        return NULL;
    }
    mp__lock();
    name = process->name;
    mp__unlock();
    return name;
}

int
mp_process_set_name(mp_process *process, const char *name)
{
    const char *kept;

    if (process == NULL) {
        return -EINVAL;
    }
    if (name == NULL) {
        return MP_ENAME;
    }
    mp__lock();
    kept = mp__keep(process, name, strlen(name));
    if (kept != NULL) {
        process->name = kept;
    }
    mp__unlock();
    return kept != NULL ? 0 : -ENOMEM;
}

bool
mp_process_daemon(const mp_process *process)
{
    return process != NULL && process->daemon;
}

int
mp_process_set_daemon(mp_process *process, bool daemon)
{
    int result = 0;

    if (process == NULL) {
        return -EINVAL;
    }
    mp__lock();
    if (process->started || process->starting) {
        result = MP_EDAEMONSET;
    } else {
        process->daemon = daemon;
    }
    mp__unlock();
    return result;
}

/* Fill memory with randomness from the kernel. */
static bool
fill_random(char *bytes, size_t size)
{
    size_t done = 0;

    while (done < size) {
        ssize_t more = getrandom(bytes + done, size - done, 0);

        if (more < 0 && errno != EINTR) {
            return false;
        }
        done += more > 0 ? (size_t) more : 0;
    }
    return true;
}

/* Give the main process its key when it is first asked for. */
static void
make_authkey(mp_process *process)
{
    char bytes[AUTHKEY_SIZE];

    if (fill_random(bytes, sizeof(bytes))) {
        process->authkey = mp__keep(process, bytes, sizeof(bytes));
        process->authkey_size = process->authkey != NULL ? sizeof(bytes) : 0;
    }
    explicit_bzero(bytes, sizeof(bytes));
}

const void *
mp_process_authkey(const mp_process *process, size_t *size)
{
    const void *key = NULL;
    size_t key_size = 0;

    if (process != NULL) {
        mp__lock();
        if (process->kind == MP__MAIN && process->authkey == NULL) {
            make_authkey((mp_process *) process);
        }
        key = process->authkey;
        key_size = process->authkey_size;
        mp__unlock();
    }
    if (size != NULL) {
        *size = key_size;
    }
    return key;
}

int
mp_process_set_authkey(mp_process *process, const void *key, size_t size)
{
    const char *kept;

    if (process == NULL || (key == NULL && size > 0)) {
        return -EINVAL;
    }
    mp__lock();
    kept = mp__keep(process, key, size);
    if (kept != NULL) {
        process->authkey = kept;
        process->authkey_size = size;
    }
    mp__unlock();
    return kept != NULL ? 0 : -ENOMEM;
}
