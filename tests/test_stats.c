/* Statistics: the machine, and the tree below some processes, against what
 * /proc and the system calls say. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/supervise/clock.h"
#include "src/supervise/stats.h"
#include "tests/support/cmocka.h"
#include "tests/support/proc.h"
#include "tests/support/shared.h"

/* What the processes of a family tell the test. */
struct family {
    pid_t pids[8];
    atomic_int ready;
};

static struct family *family;
static struct stats *stats;

static int
setup(void **state)
{
    (void) state;
    family = shared_new(sizeof(*family));
    return stats_new(&stats);
}

static int
teardown(void **state)
{
    (void) state;
    for (int i = 0; i < 8; i++) {
        if (family->pids[i] > 0) {
            kill(family->pids[i], SIGKILL);
        }
    }
    while (wait(NULL) > 0) {
    }
    shared_free(family, sizeof(*family));
    stats_free(stats);
    return 0;
}

/* Make the process with a number, and those below it: the children of n are
 * 2n + 1 and 2n + 2, as long as they are less than 7. */
static void
be_born(int number)
{
    pid_t pid = fork();

    if (pid != 0) {
        return;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    family->pids[number] = getpid();
    for (int child = 2 * number + 1; child <= 2 * number + 2 && child < 7;
         child++) {
        int before = atomic_load(&family->ready);

        be_born(child);
        while (atomic_load(&family->ready) == before) {
            usleep(1000);
        }
    }
    atomic_fetch_add(&family->ready, 1);
    for (;;) {
        pause();
    }
}

/* Wait until a family of seven stands. */
static void
make_family(void)
{
    be_born(0);
    assert_true(shared_wait(&family->ready, 7, SOON));
}

/* Check one of the family. */
static void
assert_member(
    const struct stats_process *process, int number, int parent, unsigned depth)
{
    int64_t now = clock_real()->monotonic(clock_real());
    uint64_t resident = proc_resident(process->pid);

    assert_int_equal(process->pid, family->pids[number]);
    assert_int_equal(process->parent, family->pids[parent]);
    assert_int_equal(process->depth, depth);
    assert_int_equal(process->state, proc_state(process->pid));
    /* Each processor counts pages in batches. */
    assert_true(
        labs((long) (process->rss - resident)) <= sysconf(_SC_NPROCESSORS_ONLN)
            << 18);
    assert_true(process->rss > 0);
    assert_in_range(now - process->started, 0, 20 * NANOSECONDS_PER_SECOND);
    assert_non_null(strstr(process->command, "test_stats"));
}

static void
test_tree(void **state)
{
    const struct stats_process *list;
    size_t starts[4], n;
    pid_t roots[3];

    (void) state;
    make_family();
    roots[0] = family->pids[2];
    roots[1] = 0;
    roots[2] = family->pids[0];
    assert_int_equal(stats_descendants(stats, roots, 3, &list, &n, starts), 0);
    assert_int_equal(n, 8);
    assert_int_equal(starts[0], 0);
    assert_int_equal(starts[1], 2);
    assert_int_equal(starts[2], 2);
    assert_int_equal(starts[3], 8);
    assert_member(&list[0], 5, 2, 1);
    assert_member(&list[1], 6, 2, 1);
    /* Depth first, the elder before the younger. */
    assert_member(&list[2], 1, 0, 1);
    assert_member(&list[3], 3, 1, 2);
    assert_member(&list[4], 4, 1, 2);
    assert_member(&list[5], 2, 0, 1);
    assert_member(&list[6], 5, 2, 2);
    assert_member(&list[7], 6, 2, 2);
}

static void
test_changes(void **state)
{
    const struct stats_process *list;
    size_t starts[2], n;
    pid_t stopped;

    (void) state;
    make_family();
    stopped = family->pids[1];
    kill(stopped, SIGSTOP);
    assert_true(proc_wait_state(stopped, 'T', SOON));
    kill(family->pids[5], SIGKILL); /* its parent does not reap it */
    assert_true(proc_wait_state(family->pids[5], 'Z', SOON));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            stats_descendants(stats, family->pids, 1, &list, &n, starts), 0);
        assert_int_equal(n, 6);
        assert_int_equal(list[0].state, 'T');
        assert_int_equal(list[4].pid, family->pids[5]);
        assert_int_equal(list[4].state, 'Z');
        assert_int_equal(list[4].rss, 0);
        assert_non_null(strstr(list[4].command, "defunct"));
    }
}

/* None of the roots there, or no roots at all. */
static void
test_nothing(void **state)
{
    const struct stats_process *list;
    const pid_t roots[] = { -1, 0, 1 << 30 };
    size_t starts[4] = { 9, 9, 9, 9 }, n = 9;

    (void) state;
    assert_int_equal(stats_descendants(stats, roots, 3, &list, &n, starts), 0);
    assert_int_equal(n, 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(starts[i], 0);
    }
    assert_int_equal(stats_descendants(stats, roots, 0, &list, &n, starts), 0);
    assert_int_equal(n, 0);
}

/* A long command line is bounded. */
static void
test_long_command(void **state)
{
    const struct stats_process *list;
    size_t starts[2], n;
    pid_t self = getpid();
    static char text[20000];
    pid_t pid;

    (void) state;
    memset(text, 'x', sizeof(text) - 1);
    memcpy(text, "sleep 60; : ", 12);
    pid = family->pids[0] = fork();
    if (pid == 0) {
        execl("/bin/sh", "sh", "-c", text, (char *) NULL);
        _exit(127);
    }
    for (double end = shared_now() + SOON;
         proc_count_children(pid, false) == 0;) {
        assert_true(shared_now() < end);
        usleep(1000);
    }
    assert_int_equal(stats_descendants(stats, &self, 1, &list, &n, starts), 0);
    assert_int_equal(n, 2);
    assert_memory_equal(list[0].command, "sh -c sleep 60; : xxx", 21);
    assert_in_range(strlen(list[0].command), 1000, 1024);
    kill(pid, SIGKILL);
    kill(list[1].pid, SIGKILL);
}

/* A field of /proc/meminfo, in bytes. */
static uint64_t
memory(const char *field)
{
    FILE *file = fopen("/proc/meminfo", "re");
    unsigned long kibibytes = 0;
    char name[64];

    while (file != NULL
           && fscanf(file, "%63s %lu%*[^\n]", name, &kibibytes) == 2
           && strcmp(name, field) != 0) {
    }
    if (file != NULL) {
        fclose(file);
    }
    return (uint64_t) kibibytes * 1024;
}

/* Read /proc/uptime. */
static double
uptime(void)
{
    FILE *file = fopen("/proc/uptime", "re");
    double seconds = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%lf", &seconds), 1);
    fclose(file);
    return seconds;
}

static void
test_machine(void **state)
{
    struct stats_machine machine;
    uint64_t used = memory("MemTotal:") - memory("MemAvailable:");

    (void) state;
    stats_machine(stats, &machine);
    assert_int_equal(machine.cpus, sysconf(_SC_NPROCESSORS_ONLN));
    assert_int_equal(machine.memory_total, memory("MemTotal:"));
    assert_in_range(machine.memory_used, used / 2, used * 2);
    assert_float_equal(machine.uptime, uptime(), 3);
    assert_true(machine.load >= 0 && machine.load < 100000);
}

/* Have a child of this process run until it is killed. */
static pid_t
make_busy_child(void)
{
    pid_t pid = fork();

    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (volatile int i = 0;; i++) {
        }
    }
    family->pids[7] = pid;
    return pid;
}

/* The numbers of given processes, in the order asked for, those that are gone
 * among them. */
static void
test_numbers(void **state)
{
    struct stats_numbers numbers[4];
    pid_t pids[4] = { 0, 1 << 30, 0, 0 };
    int64_t now;

    (void) state;
    make_family();
    pids[0] = family->pids[3];
    pids[2] = getpid();
    pids[3] = family->pids[0];
    for (unsigned more = 0; more < 2 * STATS_THREADS; more++) {
        assert_int_equal(stats_numbers(stats, pids, 4, more, numbers), 0);
        now = clock_real()->monotonic(clock_real());
        assert_int_equal(numbers[1].state, 0);
        for (int i = 0; i < 4; i++) {
            if (i == 1) {
                continue;
            }
            assert_int_equal(numbers[i].pid, pids[i]);
            assert_int_equal(numbers[i].threads, (more & STATS_THREADS) != 0);
            assert_in_range(
                now - numbers[i].started, 0, 60 * NANOSECONDS_PER_SECOND);
            assert_true(numbers[i].rss > 0);
            assert_int_equal(
                numbers[i].command != NULL, (more & STATS_COMMAND) != 0);
            if (more & STATS_COMMAND) {
                assert_non_null(strstr(numbers[i].command, "test_stats"));
            }
        }
        assert_int_equal(numbers[0].state, 'S');
        assert_int_equal(numbers[2].state, 'R');
    }
    assert_int_equal(stats_numbers(stats, pids, 0, 0, numbers), 0);
    assert_int_equal(
        stats_numbers(stats, pids, STATS_BATCH + 1, 0, numbers), -EINVAL);
}

/* A field of this process's /proc/self/io. */
static uint64_t
io(const char *field)
{
    FILE *file = fopen("/proc/self/io", "re");
    unsigned long bytes = 0;
    char name[64];

    assert_non_null(file);
    while (fscanf(file, "%63s %lu", name, &bytes) == 2
           && strcmp(name, field) != 0) {
    }
    fclose(file);
    return bytes;
}

/* What a process reads and writes is counted, if it is asked for. */
static void
test_io(void **state)
{
    static char bytes[1 << 16];
    struct stats_numbers numbers;
    pid_t self = getpid();
    FILE *file = tmpfile();
    uint64_t written;

    (void) state;
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, sizeof(bytes), 1, file), 1);
    fflush(file);
    written = io("write_bytes:");
    assert_int_equal(stats_numbers(stats, &self, 1, STATS_IO, &numbers), 0);
    assert_int_equal(numbers.written, written);
    assert_int_equal(numbers.read, io("read_bytes:"));
    assert_int_equal(stats_numbers(stats, &self, 1, 0, &numbers), 0);
    assert_int_equal(numbers.read + numbers.written, 0);
    fclose(file);
}

/* The clock of a process stands while it sleeps, and goes while it runs. */
static void
test_clock(void **state)
{
    pid_t busy = make_busy_child();
    clockid_t clock;
    int64_t before;

    (void) state;
    assert_int_equal(stats_cpu_clock(busy, &clock), 0);
    before = stats_cpu_time(clock);
    for (double end = shared_now() + SOON; stats_cpu_time(clock) <= before;) {
        assert_true(shared_now() < end);
    }
    kill(busy, SIGSTOP);
    assert_true(proc_wait_state(busy, 'T', SOON));
    before = stats_cpu_time(clock);
    usleep(50000);
    assert_int_equal(stats_cpu_time(clock), before);
    kill(busy, SIGKILL);
    assert_int_equal(waitpid(busy, NULL, 0), busy);
    family->pids[7] = 0;
    assert_true(stats_cpu_time(clock) < 0);
    assert_true(stats_cpu_clock(busy, &clock) < 0);
}

/* How much of a CPU a descendant uses is measured from one call to the next. */
static void
test_tree_cpu(void **state)
{
    const struct stats_process *list;
    pid_t busy = make_busy_child();
    pid_t self = getpid();
    size_t starts[2], n;
    double end = shared_now() + 2 * SOON;

    (void) state;
    do {
        assert_true(shared_now() < end);
        usleep(100000);
        assert_int_equal(
            stats_descendants(stats, &self, 1, &list, &n, starts), 0);
        assert_int_equal(n, 1);
        assert_true(list[0].cpu >= 0 && list[0].cpu < 250);
    } while (list[0].cpu < 1);
    kill(busy, SIGSTOP);
    do {
        assert_true(shared_now() < end);
        usleep(100000);
        assert_int_equal(
            stats_descendants(stats, &self, 1, &list, &n, starts), 0);
    } while (list[0].cpu > 0);
}

/* Sampling leaves no descriptor behind. */
static void
test_free_twice(void **state)
{
    const struct stats_process *list;
    struct stats_machine machine;
    size_t starts[2], n;
    pid_t init = 1;
    int before = proc_descriptors();
    struct stats *other;

    (void) state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(stats_new(&other), 0);
        stats_machine(other, &machine);
        assert_int_equal(
            stats_descendants(other, &init, 1, &list, &n, starts), 0);
        assert_true(n > 0);
        stats_free(other);
    }
    stats_free(NULL);
    /* libproc2 keeps its own for the system's files, once. */
    assert_in_range(proc_descriptors(), before, before + 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(test_tree),       TEST(test_changes),      TEST(test_nothing),
        TEST(test_numbers),    TEST(test_io),           TEST(test_clock),
        TEST(test_tree_cpu),   TEST(test_long_command), TEST(test_machine),
        TEST(test_free_twice),
#undef TEST
    };

    return cmocka_run_group_tests_name("stats", tests, NULL, NULL);
}
