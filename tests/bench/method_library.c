#include <errno.h>
#include <stdio.h>
#include <sys/epoll.h>

#include "src/multiprocessing.h"
#include "tests/bench/clock.h"
#include "tests/bench/methods.h"

/* What reports the ends of watched children. */
static int epoll = -1;

static int
prepare(void)
{
    epoll = epoll_create1(EPOLL_CLOEXEC);
    return epoll < 0 ? -errno : 0;
}

static int
prepare_forkserver(void)
{
    int result = mp_set_start_method(MP_FORKSERVER);

    return result < 0 ? result : prepare();
}

static int
do_nothing(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) args;
    (void) kwargs;
    return 0;
}

static int
do_work(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    return work_do((enum work) mp_as_int(mp_args_get(args, 0)));
}

static int
start(struct child *child, const struct task *task)
{
    mp_process_options options = { .command = task->command };
    const mp_args args = MP_ARGS((int) task->work);
    mp_process *process;
    int result;

    if (task->command == NULL && task->work == WORK_NOTHING) {
        options.target = do_nothing;
    } else if (task->command == NULL) {
        options.target = do_work;
        options.args = args;
    }
    result = mp_process_new(&process, &options);
    if (result < 0) {
        return result;
    }
    child->handle = process;
    result = mp_process_start(process);
    if (result < 0) {
        mp_process_free(process);
    }
    return result;
}

static int
send_signal(struct child *child, int signum)
{
    return mp_process_send_signal(child->handle, signum);
}

static int
join(struct child *child)
{
    return mp_process_join(child->handle, MP_FOREVER);
}

static void
release(struct child *child)
{
    mp_process_free(child->handle);
}

static int
watch(struct child *child)
{
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = child };
    int sentinel = mp_process_sentinel(child->handle);

    return epoll_ctl(epoll, EPOLL_CTL_ADD, sentinel, &event) < 0 ? -errno : 0;
}

static int
notice(struct child *child, int64_t *noticed)
{
    struct epoll_event event;
    int ready;

    do {
        ready = epoll_wait(epoll, &event, 1, -1);
    } while (ready < 0 && errno == EINTR);
    *noticed = clock_now();
    if (ready < 0) {
        return -errno;
    }
    return event.data.ptr == child ? 0 : -ECHILD;
}

static void
unwatch(struct child *child)
{
    epoll_ctl(epoll, EPOLL_CTL_DEL, mp_process_sentinel(child->handle), NULL);
}

const struct method method_library = {
    .name = "library",
    .prepare = prepare,
    .start = start,
    .signal = send_signal,
    .join = join,
    .release = release,
    .watch = watch,
    .notice = notice,
    .unwatch = unwatch,
};

const struct method method_forkserver = {
    .name = "forkserver",
    .prepare = prepare_forkserver,
    .start = start,
    .signal = send_signal,
    .join = join,
    .release = release,
    .watch = watch,
    .notice = notice,
    .unwatch = unwatch,
};
