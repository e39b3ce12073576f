#include "src/supervise/loop.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

/* Most descriptors served in one turn; the kernel goes round, so that none is
 * starved by the others. */
#define READY_MAX 64

/* Seconds that are waited for at once where they are counted in milliseconds;
 * a turn that comes too early does nothing. */
#define WAIT_MOST 1000000

/* What to call for a descriptor. */
struct watch {
    loop_fd_function *function; /* NULL: not watched */
    void *context;
    uint32_t generation; /* tells a new watch from an old one's event */
};

struct loop {
    const struct clock *clock;
    int epoll;
    bool coarse;  /* the system waits for whole milliseconds only */
    int64_t turn; /* the moment of the turn that calls handlers; 0: none does */
    struct watch *watches; /* by descriptor */
    size_t watch_count;
    struct loop_timer **heap; /* earliest first, from place 1 */
    uint32_t heap_count;
    uint32_t heap_room;
    uint64_t order; /* of the timer that was set last */
};

int
loop_new(struct loop **out, const struct clock *clock)
{
    struct loop *loop = calloc(1, sizeof(*loop));

    if (loop == NULL) {
        return -ENOMEM;
    }
    loop->clock = clock;
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (loop->epoll < 0) {
        int r = -errno;

        free(loop);
        return r;
    }
    *out = loop;
    return 0;
}

void
loop_free(struct loop *loop)
{
    if (loop == NULL) {
        return;
    }
    close(loop->epoll);
    free(loop->watches);
    free(loop->heap);
    free(loop);
}

const struct clock *
loop_clock(const struct loop *loop)
{
    return loop->clock;
}

/* Make sure that there is a place for a descriptor. */
static int
reserve_watch(struct loop *loop, size_t fd)
{
    size_t count = loop->watch_count > 0 ? loop->watch_count : 64;
    struct watch *watches;

    if (fd < loop->watch_count) {
        return 0;
    }
    while (count <= fd) {
        count *= 2;
    }
    watches = realloc(loop->watches, count * sizeof(*watches));
    if (watches == NULL) {
        return -ENOMEM;
    }
    memset(
        watches + loop->watch_count, 0,
        (count - loop->watch_count) * sizeof(*watches));
    loop->watches = watches;
    loop->watch_count = count;
    return 0;
}

int
loop_watch(
    struct loop *loop,
    int fd,
    uint32_t events,
    loop_fd_function *function,
    void *context)
{
    struct epoll_event event = { .events = events };
    struct watch *watch;
    int r;

    if (fd < 0) {
        return -EBADF;
    }
    r = reserve_watch(loop, (size_t) fd);
    if (r < 0) {
        return r;
    }
    watch = &loop->watches[fd];
    event.data.u64 = (uint64_t) watch->generation << 32 | (uint32_t) fd;
    if (epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) < 0) {
        return -errno;
    }
    watch->function = function;
    watch->context = context;
    return 0;
}

void
loop_unwatch(struct loop *loop, int fd)
{
    struct watch *watch;

    if (fd < 0 || (size_t) fd >= loop->watch_count) {
        return;
    }
    watch = &loop->watches[fd];
    if (watch->function == NULL) {
        return;
    }
    epoll_ctl(loop->epoll, EPOLL_CTL_DEL, fd, NULL);
    watch->function = NULL;
    watch->generation++;
}

/* Put a timer at a place of the heap. */
static void
place_timer(struct loop *loop, struct loop_timer *timer, uint32_t place)
{
    loop->heap[place - 1] = timer;
    timer->place = place;
}

/* Tell whether a timer fires before another one. */
static bool
is_before(const struct loop_timer *timer, const struct loop_timer *other)
{
    return timer->due < other->due
        || (timer->due == other->due && timer->order < other->order);
}

/* Move a timer up and down from a free place until the heap is in order. */
static void
sift(struct loop *loop, struct loop_timer *timer, uint32_t place)
{
    while (place > 1 && is_before(timer, loop->heap[place / 2 - 1])) {
        place_timer(loop, loop->heap[place / 2 - 1], place);
        place /= 2;
    }
    for (;;) {
        uint32_t child = place * 2;

        if (child > loop->heap_count) {
            break;
        }
        if (child < loop->heap_count
            && is_before(loop->heap[child], loop->heap[child - 1])) {
            child++;
        }
        if (is_before(timer, loop->heap[child - 1])) {
            break;
        }
        place_timer(loop, loop->heap[child - 1], place);
        place = child;
    }
    place_timer(loop, timer, place);
}

int
loop_timer_set(struct loop *loop, struct loop_timer *timer, int64_t due)
{
    /* A handler that sets a past moment must not keep its turn for ever. */
    if (loop->turn != 0 && due <= loop->turn) {
        due = loop->turn + 1;
    }
    if (timer->place == 0) {
        if (loop->heap_count == loop->heap_room) {
            uint32_t room = loop->heap_room > 0 ? loop->heap_room * 2 : 32;
            struct loop_timer **heap =
                realloc(loop->heap, room * sizeof(*heap));

            if (heap == NULL) {
                return -ENOMEM;
            }
            loop->heap = heap;
            loop->heap_room = room;
        }
        timer->place = ++loop->heap_count;
    }
    timer->due = due;
    timer->order = ++loop->order;
    sift(loop, timer, timer->place);
    return 0;
}

void
loop_timer_cancel(struct loop *loop, struct loop_timer *timer)
{
    uint32_t place = timer->place;
    struct loop_timer *last;

    if (place == 0) {
        return;
    }
    timer->place = 0;
    last = loop->heap[--loop->heap_count];
    if (last != timer) {
        sift(loop, last, place);
    }
}

/* Tell the moment of the first timer; INT64_MAX: there is none. */
static int64_t
first_due(const struct loop *loop)
{
    return loop->heap_count > 0 ? loop->heap[0]->due : INT64_MAX;
}

/* Tell how long to wait for the first timer, in nanoseconds; INT64_MAX: until
 * something happens. */
static int64_t
time_left(const struct loop *loop)
{
    const struct clock *clock = loop->clock;
    int64_t due = first_due(loop);

    if (due == INT64_MAX) {
        return INT64_MAX;
    }
    return clock->wait ? clock->wait(clock, due)
                       : due - clock->monotonic(clock);
}

/* Wait for descriptors, for so many nanoseconds at most; INT64_MAX: for ever. */
static int
wait_at_most(struct loop *loop, struct epoll_event *ready, int64_t left)
{
    struct timespec limit = { 0 };
    int milliseconds = -1;
    int n;

    if (left > 0 && left < INT64_MAX) {
        limit.tv_sec = left / NANOSECONDS_PER_SECOND;
        limit.tv_nsec = left % NANOSECONDS_PER_SECOND;
    }
    if (!loop->coarse) {
        n = epoll_pwait2(
            loop->epoll, ready, READY_MAX, left < INT64_MAX ? &limit : NULL,
            NULL);
        if (n >= 0 || errno != ENOSYS) {
            return n;
        }
        loop->coarse = true; /* before Linux 5.11, and in Valgrind */
    }
    if (left < INT64_MAX) { /* rounded up: never too early */
        milliseconds = limit.tv_sec < WAIT_MOST
            ? (int) (limit.tv_sec * 1000 + (limit.tv_nsec + 999999) / 1000000)
            : (int) WAIT_MOST * 1000;
    }
    return epoll_wait(loop->epoll, ready, READY_MAX, milliseconds);
}

/* Wait for descriptors until the first timer is due. */
static int
wait_ready(struct loop *loop, struct epoll_event *ready, bool wait)
{
    const struct clock *clock = loop->clock;
    int n = wait_at_most(loop, ready, wait ? time_left(loop) : 0);

    if (n < 0 && errno != EINTR) {
        return -errno;
    }
    if (clock->move) {
        clock->move(clock, first_due(loop), wait && n == 0);
    }
    return n < 0 ? 0 : n;
}

/* Call the handlers of descriptors that are ready and still watched. */
static int
serve_descriptors(struct loop *loop, const struct epoll_event *ready, int n)
{
    int called = 0;

    for (int i = 0; i < n; i++) {
        uint32_t fd = (uint32_t) ready[i].data.u64;
        const struct watch *watch = &loop->watches[fd];

        if (watch->function == NULL
            || watch->generation != (uint32_t) (ready[i].data.u64 >> 32)) {
            continue;
        }
        watch->function(watch->context, (int) fd, ready[i].events);
        called++;
    }
    return called;
}

/* Call the handlers of timers that are due. */
static int
serve_timers(struct loop *loop)
{
    int called = 0;

    while (loop->heap_count > 0 && loop->heap[0]->due <= loop->turn) {
        struct loop_timer *timer = loop->heap[0];

        loop_timer_cancel(loop, timer);
        timer->function(timer->context);
        called++;
    }
    return called;
}

int
loop_turn(struct loop *loop, bool wait)
{
    struct epoll_event ready[READY_MAX];
    int n = wait_ready(loop, ready, wait);

    if (n < 0) {
        return n;
    }
    loop->turn = loop->clock->monotonic(loop->clock);
    n = serve_descriptors(loop, ready, n);
    n += serve_timers(loop);
    loop->turn = 0;
    return n;
}
