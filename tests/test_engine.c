/* The local engine: real processes, their output to its end, and nothing left
 * behind. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/local.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, local_setup, local_teardown)

/* Calls that fail: the one that counts this down to 0. */
static int fail_pipe2, fail_dup3, fail_epoll_ctl;

int __real_pipe2(int fds[2], int flags);
int __real_dup3(int from, int to, int flags);
int __real_epoll_ctl(int epoll, int verb, int fd, struct epoll_event *event);
int __wrap_pipe2(int fds[2], int flags);
int __wrap_dup3(int from, int to, int flags);
int __wrap_epoll_ctl(int epoll, int verb, int fd, struct epoll_event *event);

/* Whether this call is the one that fails. */
static bool
fails(int *countdown, int error)
{
    errno = error;
    return *countdown > 0 && --*countdown == 0;
}

int
__wrap_pipe2(int fds[2], int flags)
{
    return fails(&fail_pipe2, EMFILE) ? -1 : __real_pipe2(fds, flags);
}

int
__wrap_dup3(int from, int to, int flags)
{
    return fails(&fail_dup3, EBUSY) ? -1 : __real_dup3(from, to, flags);
}

int
__wrap_epoll_ctl(int epoll, int verb, int fd, struct epoll_event *event)
{
    return fails(&fail_epoll_ctl, ENOSPC)
        ? -1
        : __real_epoll_ctl(epoll, verb, fd, event);
}

/* Target: say something, and stay. */
static int
say_and_stay(const mp_args *args, const mp_kwargs *kwargs)
{
    (void) kwargs;
    printf("argument %g\n", mp_as_float(mp_args_get(args, 0)));
    pause();
    return 99;
}

static bool
two_lines(const struct worker *worker)
{
    return output_end(worker->output) == 2;
}

static void
test_output_and_exitcode(void **state)
{
    int before = proc_descriptors();
    struct worker *worker =
        local_start("echo out; echo err >&2; printf end; exit 3");
    struct output_line line;

    (void) state;
    assert_true(local_wait(local_ended, worker, SOON));
    assert_int_equal(worker->exitcode, 3);
    assert_true(worker->failed);
    assert_int_equal(worker->reason, WORKER_REASON_EXIT);
    assert_int_equal(output_end(worker->output), 3);
    for (uint64_t i = 0; i < 3; i++) {
        assert_true(output_get(worker->output, i, &line));
        assert_true(line.ended);
        if (line.stream == OUTPUT_STDERR) {
            assert_string_equal(local_text(worker, i), "err");
        } else {
            assert_string_equal(
                local_text(worker, i),
                line.size > 0 && line.bytes[0] == 'o' ? "out" : "end");
        }
    }
    assert_int_equal(local.events[EVENT_STARTED], 1);
    assert_int_equal(local.events[EVENT_STOPPED], 1);
    local_pass(0.1);
    /* The pipes are closed; the pidfd is the object's. */
    assert_int_equal(proc_descriptors(), before + 1);
}

/* All that was written is there when the end is told, and not later. */
static void
test_read_to_the_end(void **state)
{
    (void) state;
    for (int i = 0; i < 20; i++) {
        struct worker *worker =
            local_start("head -c 60000 /dev/zero; echo; echo END");

        assert_true(local_wait(local_ended, worker, SOON));
        assert_int_equal(output_end(worker->output), 2);
        assert_string_equal(local_text(worker, 1), "END");
    }
}

static bool
zeros_came(const struct worker *worker)
{
    struct output_line line;

    return output_get(worker->output, 0, &line) && line.size == 200000;
}

/* Wait, without reading, until the first writer of a worker has filled the
 * pipe and sleeps. */
static void
wait_for_full_pipe(const struct worker *worker, const char *writer)
{
    double end = shared_now() + SOON;
    char text[64] = "";
    pid_t pid = 0;

    while (strcmp(text, writer) != 0 && shared_now() < end)
        if (proc_children(worker->pid, &pid, 1) == 1)
            proc_command(pid, text, sizeof(text));
    assert_string_equal(text, writer);
    assert_true(proc_wait_state(pid, 'S', SOON));
}

/* Tell whether the system gives us a large pipe: the pipes of all programs of
 * a user share a limit. */
static bool
pipes_can_grow(void)
{
    int ends[2];
    bool can;

    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    can = fcntl(ends[0], F_SETPIPE_SZ, 1 << 20) >= 0;
    close(ends[0]);
    close(ends[1]);
    return can;
}

/* Also when the pipe, which has grown by then, holds more than is read at a
 * time. */
static void
test_read_much_to_the_end(void **state)
{
    struct worker *worker = local_start(
        "head -c 200000 /dev/zero; sleep 0.3; head -c 400000 /dev/zero; "
        "echo; echo END");

    (void) state;
    wait_for_full_pipe(worker, "head -c 200000 /dev/zero");
    assert_true(local_wait(zeros_came, worker, SOON));
    /* Nobody reads. */
    assert_true(!pipes_can_grow() || proc_wait_end(worker->pid, SOON));
    assert_true(local_wait(local_ended, worker, SOON));
    assert_int_equal(output_end(worker->output), 2);
    assert_string_equal(local_text(worker, 1), "END");
}

/* How a worker stands in the system, seen from outside. */
static void
test_surroundings(void **state)
{
    struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
    struct worker *worker;
    char path[64], link[64] = "";

    (void) state;
    sigaction(SIGPIPE, &ignore, &before);
    worker = local_start(
        "grep -E 'Sig(Blk|Ign)' /proc/$$/status | cut -f 2; exec sleep 60");
    sigaction(SIGPIPE, &before, NULL);
    assert_true(local_wait(two_lines, worker, SOON));
    for (uint64_t i = 0; i < 2; i++) {
        /* All but the two that the C library keeps to itself. */
        assert_int_equal(
            strtoull(local_text(worker, i), NULL, 16) & ~0x180000000ULL, 0);
    }
    assert_int_equal(proc_group(worker->pid), worker->pid);
    snprintf(path, sizeof(path), "/proc/%d/fd/0", (int) worker->pid);
    assert_true(readlink(path, link, sizeof(link) - 1) > 0);
    assert_string_equal(link, "/dev/null");
    for (int fd = 0; fd < 64; fd++) {
        snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int) worker->pid, fd);
        assert_int_equal(access(path, F_OK), fd < 3 ? 0 : -1);
    }
}

/* A function's lines come one by one, not when it ends. */
static void
test_function(void **state)
{
    struct worker *worker = local_start_function(say_and_stay, 2.5);

    (void) state;
    assert_true(local_wait(local_line, worker, SOON));
    assert_string_equal(local_text(worker, 0), "argument 2.5");
    assert_true(worker->alive);
}

/* Who still holds the pipes does not hold up the news of the end. */
static void
test_grandchild_holds_pipe(void **state)
{
    struct worker *worker = local_start("sleep 300 & echo $!");
    pid_t grandchild;

    (void) state;
    assert_true(local_wait(local_ended, worker, 2));
    assert_int_equal(worker->state, WORKER_STOPPED);
    assert_true(worker->group_left);
    assert_int_equal(sscanf(local_text(worker, 0), "%d", &grandchild), 1);
    assert_true(proc_alive(grandchild));
    assert_int_equal(local_act(ACTION_TERMINATE, worker), 0);
    assert_int_equal(worker->state, WORKER_STOPPING);
    assert_true(local_wait(local_gone, worker, SOON));
    assert_false(proc_alive(grandchild));
    assert_int_equal(worker->reason, WORKER_REASON_EXIT);
}

/* Who is started while the group ends hears of it, too. */
static void
test_grandchild_comes_late(void **state)
{
    struct worker *worker = local_start(
        "trap 'sleep 300 & exit' TERM; echo; while :; do sleep 0.1; done");

    (void) state;
    assert_true(local_wait(local_line, worker, SOON));
    local_act(ACTION_TERMINATE, worker);
    assert_true(local_wait(local_ended, worker, SOON));
    assert_true(worker->group_left);
    assert_true(local_wait(local_gone, worker, SOON));
}

/* But not who is started by one that has heard it, and is not done yet. */
static void
test_grandchild_cleans_up(void **state)
{
    struct worker *worker =
        local_start("(trap 'sleep 1 && echo clean; exit' TERM; echo; "
                    "while :; do sleep 0.1; done) & wait");

    (void) state;
    assert_true(local_wait(local_line, worker, SOON));
    local_pass(0.05); /* who is younger than that may not have heard it */
    local_act(ACTION_TERMINATE, worker);
    assert_true(local_wait(local_gone, worker, SOON));
    assert_string_equal(
        local_text(worker, output_end(worker->output) - 1), "clean");
}

/* Who has ended is gone, though somebody outside of the group never reaps it.
 */
static void
test_grandchild_is_not_reaped(void **state)
{
    struct worker *worker = local_start(
        "sh -c 'sleep 300 & echo $$; exec setsid sleep 300' & wait");
    pid_t parent = 0;
    double end = shared_now() + SOON;

    (void) state;
    assert_true(local_wait(local_line, worker, SOON));
    assert_int_equal(sscanf(local_text(worker, 0), "%d", &parent), 1);
    while (proc_group(parent) != parent && shared_now() < end) {
        poll(NULL, 0, 1);
    }
    assert_int_equal(proc_group(parent), parent);
    local_act(ACTION_TERMINATE, worker);
    assert_true(local_wait(local_gone, worker, SOON));
    assert_int_equal(proc_count_children(parent, true), 1);
    kill(parent, SIGKILL);
    assert_int_equal(waitpid(parent, NULL, 0), parent);
    while (waitpid(-worker->pid, NULL, 0) > 0) {
    }
}

/* What it writes afterwards still comes, and its end is noticed. */
static void
test_grandchild_writes_on(void **state)
{
    struct worker *worker = local_start("(sleep 0.3; echo later) & echo first");

    (void) state;
    assert_true(local_wait(local_ended, worker, SOON));
    assert_int_equal(output_end(worker->output), 1);
    assert_true(local_wait(two_lines, worker, SOON));
    assert_string_equal(local_text(worker, 1), "later");
    assert_true(local_wait(local_gone, worker, SOON));
}

/* Nor does one that floods the pipe. */
static void
test_grandchild_floods(void **state)
{
    struct worker *worker = local_start("yes & sleep 0.1");

    (void) state;
    assert_true(local_wait(local_ended, worker, SOON));
    assert_true(worker->group_left);
    local_act(ACTION_KILL, worker);
    assert_true(local_wait(local_gone, worker, SOON));
}

/* Closing stdout is no end, and costs nothing. */
static void
test_closed_stdout(void **state)
{
    struct worker *worker = local_start("exec >&- 2>&-; sleep 0.3; exit 4");

    (void) state;
    assert_true(local_wait(local_ended, worker, SOON));
    assert_int_equal(worker->exitcode, 4);
    assert_true(local.handlers < 10);
}

/* Nobody wakes up while workers sleep. */
static void
test_rests(void **state)
{
    (void) state;
    for (int i = 0; i < 7; i++) {
        local_start("exec sleep 300");
    }
    local.turns = 0;
    local_pass(0.5);
    assert_int_equal(local.turns, 1);
}

/* A flood is read to its end within bounds, and others are heard meanwhile. */
static void
test_flood(void **state)
{
    struct worker *flood =
        local_start("yes 'a line of some length' | head -c 300000000");
    struct worker *other = local_start("echo heard");

    (void) state;
    assert_true(local_wait(local_line, other, 2));
    assert_true(flood->alive);
    assert_true(local_wait(local_ended, flood, 60));
    assert_int_equal(output_end(flood->output), (300000000 + 21) / 22);
    assert_true(
        output_end(flood->output) - output_first(flood->output) < 1 << 16);
}

static void
test_not_found(void **state)
{
    const struct worker_spec spec = { .command = (const char *const[]){
                                          "/no/such/program", NULL } };
    struct worker *worker;
    int before = proc_descriptors();

    (void) state;
    assert_int_equal(supervisor_add(local.supervisor, &spec, &worker), 0);
    assert_int_equal(local_act(ACTION_START, worker), -ENOENT);
    assert_int_equal(worker->state, WORKER_INITIAL);
    assert_string_equal(
        local.warning,
        "program start(): No such file or directory: /no/such/program");
    assert_int_equal(proc_descriptors(), before);
    assert_int_equal(supervisor_alive(local.supervisor), 0);
}

/* Every system call of a start fails in turn: an error, nothing left, and the
 * next start works. */
static void
test_start_faults(void **state)
{
    struct {
        int *countdown;
        int calls;
        int error;
    } faults[] = {
        { &fail_pipe2, 2, EMFILE },
        { &fail_dup3, 2, EBUSY },
        { &fail_epoll_ctl, 3, ENOSPC },
    };

    (void) state;
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        for (int call = 1; call <= faults[i].calls; call++) {
            struct worker *worker = local_add("echo works");
            int before = proc_descriptors();

            *faults[i].countdown = call;
            assert_int_equal(local_act(ACTION_START, worker), -faults[i].error);
            assert_int_equal(*faults[i].countdown, 0);
            assert_int_equal(worker->state, WORKER_INITIAL);
            assert_true(worker->failed);
            assert_int_equal(proc_descriptors(), before);
            assert_int_equal(proc_count_children(getpid(), false), 0);
            assert_int_equal(local_act(ACTION_START, worker), 0);
            assert_true(local_wait(local_ended, worker, SOON));
            assert_string_equal(local_text(worker, 0), "works");
        }
    }
}

/* Many workers at once need more descriptors than the usual limit; they
 * themselves have the usual one. */
static void
test_many(void **state)
{
    enum {
        MANY = 500
    };
    struct rlimit before, low;
    struct worker *worker;

    (void) state;
    local_teardown(NULL);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    low = (struct rlimit){ 256, before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
    local_setup(NULL);
    for (int i = 0; i < MANY; i++) {
        local_start_function(say_and_stay, i);
    }
    assert_int_equal(supervisor_alive(local.supervisor), MANY);
    worker = supervisor_worker(local.supervisor, MANY - 1);
    assert_true(local_wait(local_line, worker, SOON));
    worker = local_start("sleep 0.2; ulimit -n");
    assert_true(local_wait(local_ended, worker, SOON));
    assert_string_equal(local_text(worker, 0), "256");
    assert_int_equal(local_teardown(NULL), 0);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &low), 0);
    assert_int_equal(low.rlim_cur, 256);
    setrlimit(RLIMIT_NOFILE, &before);
    local_setup(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_output_and_exitcode),
        TEST(test_read_to_the_end),
        TEST(test_read_much_to_the_end),
        TEST(test_surroundings),
        TEST(test_function),
        TEST(test_grandchild_holds_pipe),
        TEST(test_grandchild_comes_late),
        TEST(test_grandchild_cleans_up),
        TEST(test_grandchild_is_not_reaped),
        TEST(test_grandchild_writes_on),
        TEST(test_grandchild_floods),
        TEST(test_closed_stdout),
        TEST(test_rests),
        TEST(test_flood),
        TEST(test_not_found),
        TEST(test_start_faults),
        TEST(test_many),
    };

    /* Orphans come to us at once, not to an init that may be slow: as where the
     * program is the first process of a container. */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return cmocka_run_group_tests_name("engine", tests, NULL, NULL);
}
