/* The emergency's list of process groups. */
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "ui/rescue.h"

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

/* All groups that are remembered are killed, and no other. */
static void
remembered_groups_are_killed(void **state)
{
    pid_t groups[GROUPS];

    (void) state;
    rescue_kill(SIGTERM); /* of nothing */
    for (int i = 0; i < GROUPS; i++) {
        groups[i] = start_group();
        assert_int_equal(rescue_add(groups[i]), 0);
    }
    rescue_remove(groups[0]);
    rescue_remove(groups[70]);
    rescue_remove(groups[70]);
    rescue_kill(SIGTERM);
    for (int i = 0; i < GROUPS; i++) {
        if (i != 0 && i != 70) {
            assert_int_equal(reap(groups[i]), SIGKILL);
            rescue_remove(groups[i]);
        }
    }
    for (int i = 0; i <= 70; i += 70) {
        assert_int_equal(waitpid(groups[i], NULL, WNOHANG), 0);
        kill(groups[i], SIGTERM);
        assert_int_equal(reap(groups[i]), SIGTERM);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(remembered_groups_are_killed),
    };

    return cmocka_run_group_tests_name("rescue", tests, NULL, NULL);
}
