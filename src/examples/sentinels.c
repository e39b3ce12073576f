/*
 * An event loop over sentinels: each worker's sentinel is a descriptor that
 * becomes readable when the worker ends, so it fits into any epoll, poll or
 * select loop, beside sockets, pipes and timers.
 *
 * usage: sentinels
 */
#include <errno.h>
#include <multiprocessing.h>
#include <poll.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <unistd.h>

#define WORKERS 3

/* End the program when something has failed, as an exception would. */
static int
check(int result)
{
    if (result < 0) {
        mp_raise(mp_strerror(result));
    }
    return result;
}

static int
worker(const mp_args *args, const mp_kwargs *kwargs)
{
    int number = (int) mp_as_int(mp_args_get(args, 0));

    (void) kwargs;
    poll(NULL, 0, number * 100); /* sleep */
    return number;
}

/* Start a worker and watch its sentinel. */
static void
start_worker(int epoll, int number)
{
    mp_process_options options = {
        .target = worker,
        .args = MP_ARGS(number),
    };
    struct epoll_event event = { .events = EPOLLIN };
    mp_process *process;
    int sentinel;

    check(mp_process_new(&process, &options));
    check(mp_process_start(process));
    sentinel = check(mp_process_sentinel(process));
    event.data.ptr = process;
    check(epoll_ctl(epoll, EPOLL_CTL_ADD, sentinel, &event) < 0 ? -errno : 0);
}

/* See how a worker ended, and let go of it. */
static void
end_worker(int epoll, mp_process *process)
{
    int exitcode = 0;

    check(mp_process_exitcode(process, &exitcode));
    printf("%s: exit code %d\n", mp_process_name(process), exitcode);
    epoll_ctl(epoll, EPOLL_CTL_DEL, mp_process_sentinel(process), NULL);
    mp_process_free(process); /* closes the sentinel: first out of the loop */
}

int
main(void)
{
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    int running = 0;

    while (running < WORKERS) {
        start_worker(epoll, ++running);
    }
    while (running > 0) {
        struct epoll_event event;
        int count = epoll_wait(epoll, &event, 1, -1);

        check(count < 0 && errno != EINTR ? -errno : 0);
        if (count == 1) {
            end_worker(epoll, event.data.ptr);
            running--;
        }
    }
    close(epoll);
    return 0;
}
