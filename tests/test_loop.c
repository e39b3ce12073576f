/* The loop: descriptors.  test_timer.c has the timers. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/time.h>
#include <unistd.h>

#include "src/supervise/loop.h"
#include "tests/support/cmocka.h"
#include "tests/support/fake.h"
#include "tests/support/proc.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* A pipe with its reading end in the loop, and what its handler does. */
struct line {
    struct loop *loop;
    int fds[2];
    unsigned calls;
    uint32_t events;
    struct line *unwatches; /* what the handler unwatches; NULL: nothing */
    struct line *reopens;   /* closed and put at another pipe's number */
};

static struct fake_clock fake_clock;
static struct loop *loop;

static int
setup(void **state)
{
    (void) state;
    fake_clock_init(&fake_clock);
    return loop_new(&loop, &fake_clock.clock);
}

static int
teardown(void **state)
{
    (void) state;
    loop_free(loop);
    return 0;
}

static void
on_line(void *context, int fd, uint32_t events)
{
    struct line *line = context;

    line->calls++;
    line->events = events;
    if (line->unwatches != NULL) {
        loop_unwatch(line->loop, line->unwatches->fds[0]);
    }
    if (line->reopens != NULL) {
        struct line *other = line->reopens;

        loop_unwatch(line->loop, other->fds[0]);
        dup2(fd, other->fds[0]);
        loop_watch(line->loop, other->fds[0], EPOLLIN, on_line, other);
        line->reopens = NULL;
    }
}

static struct line
line_new(void)
{
    struct line line = { .loop = loop };

    assert_int_equal(pipe2(line.fds, O_CLOEXEC), 0);
    return line;
}

static void
line_watch(struct line *line)
{
    assert_int_equal(loop_watch(loop, line->fds[0], EPOLLIN, on_line, line), 0);
}

static void
line_free(struct line *line)
{
    loop_unwatch(loop, line->fds[0]);
    close(line->fds[0]);
    close(line->fds[1]);
}

/* A descriptor is served as long as it is ready, then no more. */
static void
test_level_triggered(void **state)
{
    struct line line = line_new();
    char byte;

    (void) state;
    line_watch(&line);
    assert_int_equal(loop_turn(loop, false), 0);
    assert_int_equal(write(line.fds[1], "x", 1), 1);
    assert_int_equal(loop_turn(loop, true), 1);
    assert_int_equal(loop_turn(loop, true), 1);
    assert_int_equal(line.calls, 2);
    assert_int_equal(line.events, EPOLLIN);
    assert_int_equal(read(line.fds[0], &byte, 1), 1);
    assert_int_equal(loop_turn(loop, false), 0);
    close(line.fds[1]);
    line.fds[1] = -1;
    assert_int_equal(loop_turn(loop, true), 1);
    assert_true(line.events & EPOLLHUP);
    line_free(&line);
}

/* What cannot be watched is refused. */
static void
test_refusals(void **state)
{
    struct line line = line_new();
    int file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);

    (void) state;
    line_watch(&line);
    assert_int_equal(
        loop_watch(loop, line.fds[0], EPOLLIN, on_line, &line), -EEXIST);
    assert_int_equal(loop_watch(loop, -1, EPOLLIN, on_line, &line), -EBADF);
    assert_int_equal(loop_watch(loop, 9999, EPOLLIN, on_line, &line), -EBADF);
    assert_true(file >= 0);
    assert_int_equal(loop_watch(loop, file, EPOLLIN, on_line, &line), -EPERM);
    loop_unwatch(loop, file);
    loop_unwatch(loop, -1);
    loop_unwatch(loop, 123456);
    close(file);
    line_free(&line);
}

/* A handler may unwatch itself, and another that is ready in the same turn. */
static void
test_unwatch_inside(void **state)
{
    struct line first = line_new();
    struct line second = line_new();

    (void) state;
    first.unwatches = &second;
    second.unwatches = &first;
    line_watch(&first);
    line_watch(&second);
    assert_int_equal(write(first.fds[1], "x", 1), 1);
    assert_int_equal(write(second.fds[1], "x", 1), 1);
    assert_int_equal(loop_turn(loop, true), 1);
    assert_int_equal(first.calls + second.calls, 1);
    /* The one that was called is still watched; now it unwatches itself. */
    first.unwatches = &first;
    second.unwatches = &second;
    assert_int_equal(loop_turn(loop, true), 1);
    assert_int_equal(first.calls + second.calls, 2);
    assert_int_equal(loop_turn(loop, false), 0);
    line_free(&first);
    line_free(&second);
}

/* A number that leads elsewhere since the wait does not get the old event. */
static void
test_number_reused_inside(void **state)
{
    struct line first = line_new();
    struct line second = line_new();

    (void) state;
    line_watch(&first);
    line_watch(&second);
    assert_int_equal(write(first.fds[1], "x", 1), 1);
    assert_int_equal(write(second.fds[1], "x", 1), 1);
    first.reopens = &second;
    second.reopens = &first;
    assert_int_equal(loop_turn(loop, true), 1);
    assert_int_equal(first.calls + second.calls, 1);
    assert_int_equal(loop_turn(loop, true), 2);
    line_free(&first);
    line_free(&second);
}

/* Many ready descriptors are served a few at a time; nobody has a second turn
 * before the last has had its first. */
static void
test_all_have_their_turn(void **state)
{
    enum {
        LINES = 200
    };
    static struct line lines[LINES];
    int turns = 0;

    (void) state;
    for (int i = 0; i < LINES; i++) {
        lines[i] = line_new();
        line_watch(&lines[i]);
        assert_int_equal(write(lines[i].fds[1], "x", 1), 1);
    }
    for (int served = 0; served < LINES; turns++) {
        int n = loop_turn(loop, false);

        assert_true(n > 0 && n < LINES);
        served += n;
    }
    for (int i = 0; i < LINES; i++) {
        assert_in_range(lines[i].calls, 1, 2);
        line_free(&lines[i]);
    }
    assert_true(turns > 1);
}

static void
on_signal(int signum)
{
    (void) signum;
}

/* A signal that interrupts the wait is no error. */
static void
test_interrupted(void **state)
{
    struct sigaction action = { .sa_handler = on_signal };
    struct sigaction before;
    struct itimerval soon = { .it_value = { .tv_usec = 20000 } };

    (void) state;
    sigaction(SIGALRM, &action, &before);
    setitimer(ITIMER_REAL, &soon, NULL);
    assert_int_equal(loop_turn(loop, true), 0);
    sigaction(SIGALRM, &before, NULL);
}

/* Nothing is left behind. */
static void
test_nothing_left(void **state)
{
    struct loop *other;
    int before = proc_descriptors();

    (void) state;
    assert_int_equal(loop_new(&other, clock_real()), 0);
    loop_free(other);
    loop_free(NULL);
    assert_int_equal(proc_descriptors(), before);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_level_triggered),     TEST(test_refusals),
        TEST(test_unwatch_inside),      TEST(test_number_reused_inside),
        TEST(test_all_have_their_turn), TEST(test_interrupted),
        TEST(test_nothing_left),
    };

    return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
