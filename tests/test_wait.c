/* Waiting for several processes, and for a sentinel among other descriptors. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "src/multiprocessing.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"
#include "tests/support/target.h"

/* I09: readable from the end on, reaped or not, until close. */
static void
test_sentinel(void **state)
{
    atomic_int *end = shared_new(sizeof *end);
    mp_process *process = target_start(target_wait, MP_ARGS((void *) end, 0));
    struct pollfd poller = { .fd = mp_process_sentinel(process),
                             .events = POLLIN };

    (void) state;
    assert_int_equal(poll(&poller, 1, 20), 0);
    atomic_store(end, 1);
    assert_int_equal(poll(&poller, 1, (int) (SOON * 1000)), 1);
    assert_int_equal(poller.revents & POLLIN, POLLIN);
    assert_int_equal(proc_state(mp_process_pid(process)), 'Z');
    assert_int_equal(mp_process_join(process, 0), 0);
    assert_int_equal(poll(&poller, 1, 0), 1);
    assert_int_equal(poller.revents & POLLIN, POLLIN);
    assert_int_equal(mp_process_close(process), 0);
    assert_int_equal(poll(&poller, 1, 0), 1);
    assert_int_equal(poller.revents, POLLNVAL);
    mp_process_free(process);
    shared_free(end, sizeof *end);
}

/* Several sentinels in an epoll set tell which child ended, in turn. */
static void
test_sentinels_in_epoll(void **state)
{
    enum {
        COUNT = 4
    };
    static const int order[COUNT] = { 2, 0, 3, 1 };
    atomic_int *ends = shared_new(COUNT * sizeof *ends);
    mp_process *list[COUNT];
    int epoll = epoll_create1(EPOLL_CLOEXEC);

    (void) state;
    assert_true(epoll >= 0);
    for (int i = 0; i < COUNT; i++) {
        struct epoll_event event = { .events = EPOLLIN,
                                     .data.u32 = (unsigned) i };

        list[i] = target_start(target_wait, MP_ARGS((void *) &ends[i], i));
        assert_int_equal(
            epoll_ctl(
                epoll, EPOLL_CTL_ADD, mp_process_sentinel(list[i]), &event),
            0);
    }
    for (int i = 0; i < COUNT; i++) {
        struct epoll_event event;

        assert_int_equal(epoll_wait(epoll, &event, 1, 0), 0);
        atomic_store(&ends[order[i]], 1);
        assert_int_equal(epoll_wait(epoll, &event, 1, (int) (SOON * 1000)), 1);
        assert_int_equal(event.data.u32, order[i]);
        assert_int_equal(target_code(list[order[i]]), order[i]);
        assert_int_equal(
            epoll_ctl(
                epoll, EPOLL_CTL_DEL, mp_process_sentinel(list[order[i]]),
                NULL),
            0);
        mp_process_free(list[order[i]]);
    }
    close(epoll);
    shared_free(ends, COUNT * sizeof *ends);
}

/* As soon as one ends, and all that have ended by then; nothing is reaped. */
static void
test_wait_for_several(void **state)
{
    enum {
        COUNT = 3
    };
    atomic_int *ends = shared_new(COUNT * sizeof *ends);
    mp_process *list[COUNT];
    bool ready[COUNT] = { true, true, true };
    double start = shared_now();

    (void) state;
    for (int i = 0; i < COUNT; i++)
        list[i] = target_start(target_wait, MP_ARGS((void *) &ends[i], i));
    assert_int_equal(mp_wait(list, COUNT, 0, ready), 0);
    assert_false(ready[0] || ready[1] || ready[2]);
    start = shared_now();
    assert_int_equal(mp_wait(list, COUNT, 0.2, ready), 0);
    assert_true(shared_now() - start >= 0.195);
    assert_int_equal(mp_wait(list, COUNT, -1, ready), 0);
    atomic_store(&ends[1], 1);
    assert_int_equal(mp_wait(list, COUNT, MP_FOREVER, ready), 1);
    assert_true(ready[1] && !ready[0] && !ready[2]);
    assert_int_equal(proc_state(mp_process_pid(list[1])), 'Z');
    atomic_store(&ends[2], 1);
    target_zombie(list[2]);
    assert_int_equal(mp_wait(list, COUNT, 5, ready), 2);
    assert_true(ready[1] && ready[2] && !ready[0]);
    assert_int_equal(target_code(list[1]), 1);
    assert_int_equal(mp_wait(list, COUNT, 5, NULL), 2);
    for (int i = 0; i < COUNT; i++)
        target_end(list[i]);
    shared_free(ends, COUNT * sizeof *ends);
}

static void
test_wait_for_the_same_twice(void **state)
{
    mp_process *process = target_start(target_sleep, (mp_args){ 0 });
    mp_process *list[] = { process, process };
    bool ready[2] = { true, true };

    (void) state;
    assert_int_equal(mp_wait(list, 2, 0, ready), 0);
    assert_false(ready[0] || ready[1]);
    assert_int_equal(mp_process_kill(process), 0);
    assert_int_equal(mp_wait(list, 2, SOON, ready), 2);
    assert_true(ready[0] && ready[1]);
    target_end(process);
}

/* Among many children a sentinel is opened only when it is asked for; nothing is
 * reaped by that either. */
static void
test_late_sentinel(void **state)
{
    enum {
        COUNT = 20
    };
    mp_process *others[COUNT];
    mp_process *process;
    bool ready = false;
    pid_t pid;

    (void) state;
    for (int i = 0; i < COUNT; i++)
        others[i] = target_start(target_sleep, (mp_args){ 0 });
    process = target_start(target_return, MP_ARGS(4));
    pid = mp_process_pid(process);
    assert_true(proc_wait_state(pid, 'Z', SOON));
    assert_int_equal(mp_wait(&process, 1, SOON, &ready), 1);
    assert_true(ready);
    assert_int_equal(proc_state(pid), 'Z');
    assert_true(mp_process_sentinel(process) >= 0);
    assert_int_equal(proc_state(pid), 'Z');
    assert_int_equal(target_code(process), 4);
    mp_process_free(process);
    for (int i = 0; i < COUNT; i++)
        target_end(others[i]);
}

/* For none there is nothing to wait for, whatever the limit. */
static void
test_wait_for_none(void **state)
{
    mp_process *list[1] = { NULL };
    double start = shared_now();

    (void) state;
    assert_int_equal(mp_wait(list, 0, 0, NULL), 0);
    assert_int_equal(mp_wait(NULL, 0, 0, NULL), 0);
    assert_int_equal(mp_wait(NULL, 0, 0.01, NULL), 0);
    assert_true(shared_now() - start < SOON);
}

static void
test_wait_refusals(void **state)
{
    mp_process *running = target_start(target_sleep, (mp_args){ 0 });
    mp_process *initial = target_new(NULL, (mp_args){ 0 });
    mp_process *closed = target_new(NULL, (mp_args){ 0 });
    mp_process *const rows[] = { initial, closed, NULL, mp_current_process() };
    const int errors[] = { MP_ENOSENTINEL, MP_ECLOSED, -EINVAL,
                           MP_ENOSENTINEL };

    (void) state;
    assert_int_equal(mp_process_close(closed), 0);
    for (int i = 0; i < 4; i++) {
        mp_process *list[] = { running, rows[i] };

        assert_int_equal(mp_wait(list, 2, 0, NULL), errors[i]);
        assert_int_equal(mp_wait(list, 2, MP_FOREVER, NULL), errors[i]);
    }
    mp_process_free(initial);
    mp_process_free(closed);
    target_end(running);
}

/* More than any small buffer on a stack would hold. */
static void
test_wait_for_many(void **state)
{
    enum {
        COUNT = 150
    };
    static mp_process *list[COUNT];
    static bool ready[COUNT];
    int left = COUNT;

    (void) state;
    for (int i = 0; i < COUNT; i++)
        list[i] = target_start(target_return, MP_ARGS(i));
    while (left > 0) {
        int count = mp_wait(list, (size_t) left, SOON, ready);
        int kept = 0;

        assert_true(count > 0);
        for (int i = 0; i < left; i++) {
            if (!ready[i]) {
                list[kept++] = list[i];
                continue;
            }
            assert_int_equal(mp_process_join(list[i], 0), 0);
            mp_process_free(list[i]);
        }
        assert_int_equal(kept, left - count);
        left = kept;
    }
    assert_int_equal(proc_children(getpid(), NULL, 0), 0);
}

struct parent_board {
    atomic_int ready;
    atomic_int died;
    atomic_int waited;
    atomic_int alive_before;
    atomic_int alive_after;
    atomic_int joined;
    atomic_int grandchild;
};

static int
target_watches_parent(const mp_args *args, const mp_kwargs *kwargs)
{
    struct parent_board *board = mp_as_ptr(mp_args_get(args, 0));
    mp_process *parent = mp_parent_process();

    (void) kwargs;
    atomic_store(&board->alive_before, mp_process_is_alive(parent));
    atomic_store(&board->grandchild, getpid());
    atomic_store(&board->ready, 1);
    atomic_store(&board->waited, mp_wait(&parent, 1, SOON, NULL));
    atomic_store(&board->joined, mp_process_join(parent, SOON));
    atomic_store(&board->alive_after, mp_process_is_alive(parent));
    atomic_store(&board->died, 1);
    return 0;
}

static int
target_middle(const mp_args *args, const mp_kwargs *kwargs)
{
    mp_process_options options = { .target = target_watches_parent,
                                   .args = *args };
    mp_process *process;

    if (mp_process_new(&process, &options) < 0 || mp_process_start(process) < 0)
        return 1;
    return target_sleep(&(mp_args){ 0 }, kwargs);
}

/* E05, and E06 deliberately other than CPython: the end of a parent can be
 * waited for, however it ends. */
static void
test_wait_for_the_parent(void **state)
{
    struct parent_board *board = shared_new(sizeof *board);
    mp_process *middle = target_start(target_middle, MP_ARGS((void *) board));

    (void) state;
    assert_true(shared_wait(&board->ready, 1, SOON));
    assert_int_equal(atomic_load(&board->waited), 0);
    assert_int_equal(mp_process_kill(middle), 0);
    assert_int_equal(target_code(middle), -SIGKILL);
    assert_true(shared_wait(&board->died, 1, SOON));
    assert_int_equal(atomic_load(&board->alive_before), 1);
    assert_int_equal(atomic_load(&board->waited), 1);
    assert_int_equal(atomic_load(&board->joined), 0);
    assert_int_equal(atomic_load(&board->alive_after), 0);
    assert_true(proc_wait_end(atomic_load(&board->grandchild), SOON));
    mp_process_free(middle);
    shared_free(board, sizeof *board);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentinel),
        cmocka_unit_test(test_sentinels_in_epoll),
        cmocka_unit_test(test_wait_for_several),
        cmocka_unit_test(test_wait_for_the_same_twice),
        cmocka_unit_test(test_late_sentinel),
        cmocka_unit_test(test_wait_for_none),
        cmocka_unit_test(test_wait_refusals),
        cmocka_unit_test(test_wait_for_many),
        cmocka_unit_test(test_wait_for_the_parent),
    };

    return cmocka_run_group_tests_name("wait", tests, NULL, NULL);
}
