#include "config.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "src/multiprocessing/current.h"
#include "src/multiprocessing/pidfd.h"
#include "src/multiprocessing/process.h"

/* Get what is to be polled for each process; the lock is held. */
static int
fill(struct pollfd *fds, mp_process *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int sentinel = mp_process_sentinel(list[i]);

        if (sentinel < 0) {
            return sentinel;
        }
        fds[i].fd = sentinel;
        fds[i].events = POLLIN;
    }
    return 0;
}

/* Count what has ended. */
static int
collect(const struct pollfd *fds, size_t n, bool *ready)
{
    int count = 0;

    for (size_t i = 0; i < n; i++) {
        bool ended = fds[i].revents != 0;

        count += ended;
        if (ready != NULL) {
            ready[i] = ended;
        }
    }
    return count;
}

int
mp_wait(mp_process *const *list, size_t n, double timeout, bool *ready)
{
    struct pollfd *fds;
    int result;

    if (isnan(timeout) || (list == NULL && n > 0)) {
        return -EINVAL;
    }
    fds = calloc(n + 1, sizeof(*fds));
    if (fds == NULL) {
        return -ENOMEM;
    }
    mp__lock();
    result = fill(fds, list, n);
    for (size_t i = 0; i < n && result == 0; i++) {
        mp__sentinel_begin_wait(list[i]);
    }
    mp__unlock();
    if (result == 0) {
        result = mp__poll_until(fds, n, n == 0 ? 0 : mp__deadline(timeout));
        mp__lock();
        for (size_t i = 0; i < n; i++) {
            mp__sentinel_end_wait(list[i]);
        }
        mp__unlock();
        if (result >= 0) {
            result = collect(fds, n, ready);
        }
    }
    free(fds);
    return result;
}
