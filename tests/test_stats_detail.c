/* What the kernel tells of one process. */
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/supervise/clock.h"
#include "src/supervise/stats_detail.h"
#include "tests/support/cmocka.h"

/* Find a text in a list. */
static bool
has(char *const *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static void
of_a_child(void **state)
{
    char sleep[] = "sleep", minute[] = "60";
    char token[] = "A_TOKEN=secret", other[] = "B=2";
    char *const argv[] = { sleep, minute, NULL };
    char *const environment[] = { token, other, NULL };
    struct stats_detail detail = { 0 };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t pid;

    (void) state;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 7, "/dev/null", 0, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    assert_int_equal(
        posix_spawnp(&pid, "sleep", &actions, &attributes, argv, environment),
        0);
    /* A program begins before its environment is there. */
    for (int i = 0; i < 1000 && detail.variable_count < 2; i++) {
        assert_int_equal(stats_detail_read(&detail, pid), 0);
        poll(NULL, 0, i > 0 ? 10 : 0);
    }
    assert_int_equal(detail.pid, pid);
    assert_int_equal(detail.parent, getpid());
    assert_int_equal(detail.group, pid);
    assert_int_equal(detail.session, getsid(0));
    assert_string_equal(detail.command, "sleep 60");
    assert_int_equal(detail.threads, 1);
    assert_int_equal(detail.nice, getpriority(PRIO_PROCESS, 0));
    assert_int_equal(detail.state, 'S');
    assert_true(detail.rss > 0);
    assert_true(detail.io);
    assert_true(detail.taken - detail.started < 10 * NANOSECONDS_PER_SECOND);
    assert_true(detail.cpu_time > 0);
    assert_int_equal(detail.variable_count, 2);
    assert_int_equal(detail.variable_total, 2);
    assert_string_equal(detail.variables[0], "A_TOKEN=***");
    assert_string_equal(detail.variables[1], "B=2");
    assert_true(
        has(detail.descriptors, detail.descriptor_count, "7 /dev/null"));
    assert_int_equal(detail.descriptor_count, detail.descriptor_total);

    /* It is gone: nothing is known any more. */
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_true(stats_detail_read(&detail, pid) < 0);
    assert_int_equal(detail.pid, 0);
    assert_int_equal(detail.variable_count, 0);
    stats_detail_free(&detail);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
}

static void
long_lists_are_cut_and_counted(void **state)
{
    int descriptors[STATS_DESCRIPTORS + 20];
    struct stats_detail detail = { 0 };

    (void) state;
    for (size_t i = 0; i < STATS_DESCRIPTORS + 20; i++) {
        descriptors[i] = dup(STDERR_FILENO);
        assert_true(descriptors[i] >= 0);
    }
    assert_int_equal(stats_detail_read(&detail, getpid()), 0);
    assert_int_equal(detail.descriptor_count, STATS_DESCRIPTORS);
    assert_in_range(
        detail.descriptor_total, STATS_DESCRIPTORS + 20,
        STATS_DESCRIPTORS + 99);
    for (size_t i = 0; i < STATS_DESCRIPTORS + 20; i++) {
        close(descriptors[i]);
    }
    stats_detail_free(&detail);
    assert_null(detail.descriptors[0]);
}

/* A process that runs all the time takes a CPU, also from the second look on;
 * another process is measured from its own start. */
static void
how_much_it_runs(void **state)
{
    struct stats_detail detail = { 0 };
    pid_t busy = fork();

    (void) state;
    if (busy == 0) {
        for (;;) {
        }
    }
    for (int i = 0; i < 2; i++) {
        poll(NULL, 0, 400);
        assert_int_equal(stats_detail_read(&detail, busy), 0);
        assert_true(detail.cpu > 1);
        assert_true(detail.cpu < 110);
    }
    assert_int_equal(stats_detail_read(&detail, getppid()), 0);
    assert_true(detail.cpu >= 0);
    kill(busy, SIGKILL);
    waitpid(busy, NULL, 0);
    stats_detail_free(&detail);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_child),
        cmocka_unit_test(how_much_it_runs),
        cmocka_unit_test(long_lists_are_cut_and_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
