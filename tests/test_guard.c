/* The guard's table of process groups. */
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/supervise/guard.h"
#include "src/supervise/guard_table.h"
#include "tests/support/cmocka.h"

enum {
    GROUPS = 100
};

/* Start a process that leads a group and waits to be killed. */
static pid_t
start_group(void)
{
    pid_t pid = fork();

    if (pid == 0) {
        for (;;) {
            pause();
        }
    }
    assert_true(pid > 0);
    assert_int_equal(setpgid(pid, pid), 0);
    return pid;
}

/* End a process and tell by which signal it ended. */
static int
reap(pid_t pid)
{
    int status = 0;

    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/* All groups that are noted are killed, those of daemons and the others, and no
 * other. */
static void
test_noted_groups_are_killed(void **state)
{
    struct guard *guard;
    pid_t groups[GROUPS];
    size_t places[GROUPS];

    (void) state;
    assert_int_equal(guard_new(&guard, NULL), 0);
    guard_kill(guard); /* of nothing */
    for (int i = 0; i < GROUPS; i++) {
        groups[i] = start_group();
        places[i] = guard_add(guard, groups[i], "name", i % 2 == 0);
        assert_true(places[i] > 0);
    }
    guard_remove(guard, places[70]);
    guard_remove(guard, places[0]);
    guard_kill(guard);
    for (int i = 0; i < GROUPS; i++) {
        if (i != 0 && i != 70) {
            assert_int_equal(reap(groups[i]), SIGKILL);
            guard_remove(guard, places[i]);
        }
    }
    for (int i = 0; i <= 70; i += 70) {
        assert_int_equal(waitpid(groups[i], NULL, WNOHANG), 0);
        kill(groups[i], SIGTERM);
        assert_int_equal(reap(groups[i]), SIGTERM);
    }
    guard_close(guard);
}

/* Once this process is gone those who are no daemons live on. */
static void
test_daemons_are_killed(void **state)
{
    static struct guard_table table;
    pid_t daemon = start_group();
    pid_t other = start_group();

    (void) state;
    guard_table_add(&table, daemon, "daemon", true);
    guard_table_add(&table, other, "other", false);
    guard_table_kill(&table, false);
    assert_int_equal(reap(daemon), SIGKILL);
    assert_int_equal(waitpid(other, NULL, WNOHANG), 0);
    kill(other, SIGTERM);
    assert_int_equal(reap(other), SIGTERM);
}

/* Places are used again, in whatever order they become free, and are never had
 * twice. */
static void
test_places(void **state)
{
    static struct guard_table table;
    size_t last;

    (void) state;
    assert_false(table.armed);
    for (int i = 1; i <= GUARD_TABLE_PLACES; i++) {
        last = guard_table_add(&table, i, "name", i == 2);
        assert_int_equal(last, i);
        assert_int_equal(table.armed, i >= 2);
    }
    assert_int_equal(guard_table_add(&table, 1, "name", true), 0);
    guard_table_remove(&table, 0); /* that one */
    for (size_t place = last; place > 0; place -= 2) {
        guard_table_remove(&table, place);
        assert_int_equal(table.places[place - 1].group, 0);
    }
    for (size_t i = 0; i < last / 2; i++) {
        size_t place = guard_table_add(&table, 99999, "name", true);

        assert_in_range(place, 1, last);
        assert_int_equal(place % 2, 0);
    }
    assert_int_equal(guard_table_add(&table, 1, "name", true), 0);
    for (int i = 0; i < GUARD_TABLE_PLACES; i++) {
        assert_int_equal(table.places[i].group, i % 2 == 0 ? i + 1 : 99999);
    }
}

/* Without a guard nothing is noted. */
static void
test_none(void **state)
{
    (void) state;
    assert_int_equal(guard_add(NULL, 1, "name", true), 0);
    guard_remove(NULL, 1);
    guard_close(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_noted_groups_are_killed),
        cmocka_unit_test(test_daemons_are_killed),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_none),
    };

    return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
