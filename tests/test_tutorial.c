/* The tutorial: its seven workers, and its examples as plain programs, on a
 * pipe and on a terminal.  Seconds pass ten times as fast here. */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "src/supervise/tutorial.h"
#include "tests/support/cmocka.h"
#include "tests/support/set.h"
#include "tests/support/shared.h"

#define FASTER 10
#define LINES 16

int __real_nanosleep(const struct timespec *time, struct timespec *rest);
int __wrap_nanosleep(const struct timespec *time, struct timespec *rest);

int
__wrap_nanosleep(const struct timespec *time, struct timespec *rest)
{
    int64_t left = time->tv_sec * NANOSECONDS_PER_SECOND + time->tv_nsec;
    struct timespec shorter;

    left /= FASTER;
    shorter.tv_sec = left / NANOSECONDS_PER_SECOND;
    shorter.tv_nsec = left % NANOSECONDS_PER_SECOND;
    return __real_nanosleep(&shorter, rest);
}

/* What a program said, line by line. */
struct said {
    char text[4096];
    size_t size;
    char *lines[LINES];
    double times[LINES]; /* seconds since its start; when the line came */
    int count;
    pid_t pid;
    int status;
    double seconds;
};

/* Start an example, its output on fd; the other end is read by the caller. */
static pid_t
start_example(const char *name, int fd, int other)
{
    pid_t pid = fork();

    if (pid == 0) {
        dup2(fd, STDOUT_FILENO);
        close(fd);
        close(other);
        execl("/proc/self/exe", "test_tutorial", name, (char *) NULL);
        _exit(127);
    }
    close(fd);
    return pid;
}

/* Take what came, and note when each line did. */
static void
take(struct said *said, size_t size, double now)
{
    char *at = said->text + said->size;

    said->size += size;
    said->text[said->size] = '\0';
    for (char *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        assert_true(said->count < LINES);
        said->times[said->count++] = now;
    }
}

/* Read all that a program says, until nobody can write any more. */
static void
listen_to(struct said *said, int fd)
{
    double start = shared_now();
    char *rest = said->text;

    for (;;) {
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        ssize_t size;

        assert_int_equal(poll(&ready, 1, (int) (SOON * 1000)), 1);
        size = read(
            fd, said->text + said->size, sizeof(said->text) - said->size - 1);
        if (size <= 0) {
            break;
        }
        take(said, (size_t) size, shared_now() - start);
    }
    said->seconds = shared_now() - start;
    close(fd);
    waitpid(said->pid, &said->status, 0);
    for (int i = 0; i < said->count; i++) {
        said->lines[i] = strsep(&rest, "\n");
        said->lines[i][strcspn(said->lines[i], "\r")] = '\0';
    }
    assert_true(WIFEXITED(said->status));
    assert_int_equal(WEXITSTATUS(said->status), 0);
}

static struct said *
on_pipe(const char *name)
{
    static struct said said;
    int fds[2];

    memset(&said, 0, sizeof(said));
    assert_int_equal(pipe(fds), 0);
    said.pid = start_example(name, fds[1], fds[0]);
    listen_to(&said, fds[0]);
    return &said;
}

static struct said *
on_terminal(const char *name)
{
    static struct said said;
    int master, slave;

    memset(&said, 0, sizeof(said));
    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    said.pid = start_example(name, slave, master);
    listen_to(&said, master);
    return &said;
}

/* Check a line "WHAT is Mon Nov 23 02:11:03 2026" that tells about now. */
static void
assert_time(const char *line, const char *what)
{
    char expected[2][64];

    for (int i = 0; i < 2; i++) {
        time_t now = time(NULL) - i * 4;
        char date[32];

        snprintf(
            expected[i], sizeof(expected[i]), "%s is %.10s", what,
            ctime_r(&now, date));
    }
    assert_int_equal(strlen(line), strlen(what) + strlen(" is ") + 24);
    assert_true(
        strncmp(line, expected[0], strlen(expected[0])) == 0
        || strncmp(line, expected[1], strlen(expected[1])) == 0);
    assert_true(line[strlen(line) - 5] == ' ');
}

static void
assert_cpus(const struct said *said)
{
    char expected[64];

    snprintf(
        expected, sizeof(expected), "the number of cpu is %d", mp_cpu_count());
    assert_string_equal(said->lines[0], expected);
}

/* Example 1 on a pipe: the parent's lines, then all of the worker's, which come
 * in one piece as it ends. */
static void
test_single_on_pipe(void **state)
{
    const struct said *said = on_pipe("single");
    int pid;

    (void) state;
    assert_int_equal(said->count, 10);
    assert_cpus(said);
    assert_int_equal(sscanf(said->lines[1], "pid is %d", &pid), 1);
    assert_int_not_equal(pid, said->pid);
    assert_string_equal(said->lines[2], "name is Process-1");
    assert_string_equal(said->lines[3], "isalive is True");
    for (int i = 4; i < 10; i++) {
        assert_time(said->lines[i], "time");
        assert_true(said->times[i] >= 1.7);
    }
    assert_true(said->times[3] < 1);
    assert_true(said->seconds >= 1.7);
}

/* On a terminal each line comes as it is written: every 3 s. */
static void
test_single_on_terminal(void **state)
{
    const struct said *said = on_terminal("single");
    int times = 0;

    (void) state;
    assert_int_equal(said->count, 10);
    assert_cpus(said);
    for (int i = 1; i < 10; i++) {
        if (strncmp(said->lines[i], "time is ", 8) == 0) {
            assert_true(said->times[i] >= 0.3 * times - 0.1);
            times++;
        }
    }
    assert_int_equal(times, 6);
    assert_true(said->times[4] < 1);
    assert_true(said->seconds >= 1.7);
}

/* Example 2: four names in the order of start, with four pids; then the times,
 * the shortest sleep first. */
static void
test_multiple_on_pipe(void **state)
{
    const struct said *said = on_pipe("multiple");
    int pids[4];

    (void) state;
    assert_int_equal(said->count, 9);
    assert_cpus(said);
    for (int i = 0; i < 4; i++) {
        int place;

        assert_int_equal(
            sscanf(
                said->lines[1 + i], "name is Process-%d, id is %d", &place,
                &pids[i]),
            2);
        assert_int_equal(place, i + 1);
        for (int j = 0; j < i; j++) {
            assert_true(pids[i] != pids[j]);
        }
        assert_time(said->lines[5 + i], "time");
        assert_true(said->times[5 + i] >= 0.1 * (i + 1) - 0.02);
    }
    assert_true(said->seconds >= 0.38);
}

static void
test_multiple_on_terminal(void **state)
{
    const struct said *said = on_terminal("multiple");
    int names = 0, times = 0;

    (void) state;
    assert_int_equal(said->count, 9);
    assert_cpus(said);
    for (int i = 1; i < 9; i++) {
        names += strncmp(said->lines[i], "name is Process-", 16) == 0;
        times += strncmp(said->lines[i], "time is ", 8) == 0;
    }
    assert_int_equal(names, 4);
    assert_int_equal(times, 4);
    assert_true(said->seconds >= 0.38);
}

/* Example 3: the program says that it ends, and waits for one that is no
 * daemon. */
static void
test_daemon_off(void **state)
{
    const struct said *said = on_pipe("daemon-off");

    (void) state;
    assert_int_equal(said->count, 4);
    assert_cpus(said);
    assert_string_equal(said->lines[1], "end!!!");
    assert_time(said->lines[2], "start time");
    assert_time(said->lines[3], "end time");
    assert_true(said->times[1] < said->times[2]);
    assert_true(said->seconds >= 0.28);
    said = on_terminal("daemon-off");
    assert_int_equal(said->count, 4);
    assert_cpus(said);
    assert_time(said->lines[3], "end time");
    /* The one came when it was written, not with the other. */
    assert_true(said->times[2] < said->times[3] && said->times[3] >= 0.28);
}

/* A daemon ends with the program; on a terminal its first line may have been
 * written by then. */
static void
test_daemon_on(void **state)
{
    (void) state;
    for (int i = 0; i < 5; i++) {
        const struct said *said = on_pipe("daemon-on");

        assert_int_equal(said->count, 2);
        assert_cpus(said);
        assert_string_equal(said->lines[1], "end!!!");
        said = on_terminal("daemon-on");
        assert_in_range(said->count, 2, 3);
        assert_cpus(said);
        assert_null(strstr(said->text, "end time"));
    }
}

/* The seven rows of the dashboard. */
static void
test_rows(void **state)
{
    static const struct {
        const char *target;
        mp_target *function;
        double seconds;
        bool daemon;
    } rows[] = {
        { "worker(3)", tutorial_worker, 3, false },
        { "worker1(4)", tutorial_worker1, 4, false },
        { "worker2(3)", tutorial_worker2, 3, false },
        { "worker3(2)", tutorial_worker3, 2, false },
        { "worker4(1)", tutorial_worker4, 1, false },
        { "worker(3)", tutorial_daemon_worker, 3, false },
        { "worker(3)", tutorial_daemon_worker, 3, true },
    };

    set_setup(state);
    assert_int_equal(tutorial_add(set.supervisor), 0);
    assert_int_equal(supervisor_count(set.supervisor), 7);
    for (unsigned i = 0; i < 7; i++) {
        const struct worker *worker = supervisor_worker(set.supervisor, i);
        char name[32];

        snprintf(name, sizeof(name), "Process-%u", i + 1);
        assert_string_equal(worker->name, name);
        assert_string_equal(worker->target, rows[i].target);
        assert_ptr_equal(worker->function, rows[i].function);
        assert_true(worker->seconds == rows[i].seconds);
        assert_int_equal(worker->daemon, rows[i].daemon);
        assert_int_equal(worker->state, WORKER_INITIAL);
        assert_int_equal(set.engine.processes[i].daemon, rows[i].daemon);
    }
    set_teardown(state);
}

static void
test_names(void **state)
{
    (void) state;
    assert_true(tutorial_has("single") && tutorial_has("multiple"));
    assert_true(tutorial_has("daemon-off") && tutorial_has("daemon-on"));
    assert_false(tutorial_has("") || tutorial_has("Single"));
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single_on_pipe),
        cmocka_unit_test(test_single_on_terminal),
        cmocka_unit_test(test_multiple_on_pipe),
        cmocka_unit_test(test_multiple_on_terminal),
        cmocka_unit_test(test_daemon_off),
        cmocka_unit_test(test_daemon_on),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_names),
    };

    if (argc > 1) {
        return tutorial_run(argv[1]);
    }
    return cmocka_run_group_tests_name("tutorial", tests, NULL, NULL);
}
