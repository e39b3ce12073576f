/* Commands as workers: how they are run, named, shown, and counted in the exit
 * status. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"
#include "tests/support/proc.h"

/* Types a key that ends mptop, and checks its exit status. */
static void
finish_with_status(struct harness *harness, const char *keys, int status)
{
    harness_type(harness, keys);
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    assert_int_equal(WEXITSTATUS(harness->status), status);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
each_argument_is_a_shell_command(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("echo hi $((40 + 2))", "sleep 100"), NULL);

    (void) state;
    mptop_expect_cell(harness, "echo", "EXITCODE", "0");
    mptop_expect_cell(harness, "echo", "STATE", "stopped");
    mptop_expect_cell(harness, "echo", "TARGET", "echo hi $((40 + 2))");
    mptop_expect_cell(harness, "echo", "DAEMON", "yes");
    mptop_expect_cell(harness, "sleep", "ALIVE", "yes");
    mptop_expect_cell(harness, "sleep", "TARGET", "sleep 100");
    mptop_select(harness, "echo");
    harness_expect_match(harness, "Output echo");
    harness_expect(harness, "hi 42");
    finish_with_status(harness, "Q", 0);
}

static void
names_are_first_words_and_unique(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS(
            "/bin/sleep 101", "sleep 102", "sleep 103", "exec sh -c 'exit 0'"),
        NULL);

    (void) state;
    mptop_expect_cell(harness, "sleep", "TARGET", "/bin/sleep 101");
    mptop_expect_cell(harness, "sleep-2", "TARGET", "sleep 102");
    mptop_expect_cell(harness, "sleep-3", "TARGET", "sleep 103");
    mptop_expect_cell(harness, "exec", "EXITCODE", "0");
    finish_with_status(harness, "Q", 0);
}

/* Tell whether a process has become what its shell was told to execute. */
static bool
sleeps(struct harness *harness, void *context)
{
    const pid_t *pid = context;
    char command[64];

    (void) harness;
    return strcmp(proc_command(*pid, command, sizeof command), "sleep 100")
        == 0;
}

static void
after_two_dashes_one_program_with_its_arguments(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS(
            "--", "sh", "-c", "echo \"<$1>\"; exec sleep 100", "x", "a  *  b"),
        NULL);
    pid_t pid;

    (void) state;
    mptop_expect_cell(harness, "sh", "ALIVE", "yes");
    harness_expect(harness, "<a  *  b>");
    pid = mptop_pid(harness, "sh");
    assert_int_equal(proc_parent(pid), harness->pid);
    harness_expect_that(harness, sleeps, &pid);
    finish_with_status(harness, "Q", 0);
}

static void
commands_and_a_program_together(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("echo one", "--", "echo", "--two"), NULL);

    (void) state;
    mptop_expect_cell(harness, "echo", "EXITCODE", "0");
    mptop_expect_cell(harness, "echo-2", "EXITCODE", "0");
    mptop_select(harness, "echo-2");
    harness_expect_match(harness, "^.*[0-9] --two *$");
    finish_with_status(harness, "q", 0);
}

static void
a_program_not_found_is_a_row_that_says_so(void **state)
{
    struct harness *harness = mptop_start(
        40, 120, WORDS("sleep 100", "--", "nonesuch-program", "arg"), NULL);

    (void) state;
    mptop_expect_cell(harness, "sleep", "ALIVE", "yes");
    mptop_expect_cell(harness, "nonesuch-program", "ALIVE", "no");
    harness_expect_match(
        harness, "nonesuch-program.*([Nn]o such file|not found)");
    finish_with_status(harness, "Q", 1);
}

static void
a_shell_command_not_found_is_a_row_that_says_so(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("nonesuch-command arg"), NULL);

    (void) state;
    mptop_expect_cell(harness, "nonesuch-command", "ALIVE", "no");
    mptop_expect_cell(harness, "nonesuch-command", "STATE", "stopped");
    harness_expect(harness, "not found");
    finish_with_status(harness, "q", 1);
}

static void
exit_codes_are_shown_and_counted(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("exit 3", "kill -9 $$", "true"), NULL);

    (void) state;
    mptop_expect_cell(harness, "exit", "EXITCODE", "3");
    mptop_expect_cell(harness, "kill", "EXITCODE", "-9 SIGKILL");
    mptop_expect_cell(harness, "true", "EXITCODE", "0");
    harness_expect(harness, "failed 2");
    harness_expect_match(harness, "exit stopped.*exitcode 3 ");
    finish_with_status(harness, "q", 1);
}

static void
a_worker_killed_by_others_is_a_failure(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("exec sleep 100"), NULL);

    (void) state;
    kill(mptop_pid(harness, "exec"), SIGKILL);
    mptop_expect_cell(harness, "exec", "EXITCODE", "-9 SIGKILL");
    harness_expect(harness, "failed 1");
    finish_with_status(harness, "q", 1);
}

static void
a_worker_mended_by_a_restart_is_no_failure(void **state)
{
    const char *directory = folder_make();
    char command[192];
    struct harness *harness;

    (void) state;
    snprintf(
        command, sizeof command,
        "rmdir %s/mended || { mkdir %s/mended; exit 7; }", directory,
        directory);
    harness = mptop_start(40, 120, WORDS(command), NULL);
    mptop_expect_cell(harness, "rmdir", "EXITCODE", "7");
    harness_expect(harness, "failed 1");
    harness_type(harness, "r");
    mptop_expect_cell(harness, "rmdir", "EXITCODE", "0");
    harness_expect_absent(harness, "failed 1");
    finish_with_status(harness, "q", 0);
}

static void
workers_get_nothing_of_the_screen(void **state)
{
    struct harness *harness = mptop_start(
        40, 120,
        WORDS(
            "--no-tty",
            "echo fds=$(ls /proc/self/fd | tr '\\n' ,); cat; "
            "grep -E 'Sig(Blk|Ign)' /proc/self/status; exec sleep 100"),
        NULL);

    (void) state;
    /* Of its own: the three standard ones, and the folder that it lists. */
    harness_expect_match(harness, "fds=0,1,2,3,$");
    harness_expect_match(harness, "SigBlk:.0*$"); /* cat read nothing */
    /* glibc's own signals, 32 and 33, may be ignored and cannot be reset. */
    harness_expect_match(harness, "SigIgn:.0*(180000000)?$");
    finish_with_status(harness, "Q", 0);
}

/* Tells whether a process has the terminal of the harness open. */
static bool
holds_terminal(struct harness *harness, pid_t pid)
{
    const char *terminal = ptsname(harness->master);

    for (int fd = 0; fd < 64; fd++) {
        char path[64];
        char target[256];
        ssize_t length;

        snprintf(path, sizeof path, "/proc/%d/fd/%d", (int) pid, fd);
        length = readlink(path, target, sizeof target - 1);
        target[length > 0 ? length : 0] = '\0';
        if (strcmp(target, terminal) == 0)
            return true;
    }
    return false;
}

static void
forked_workers_get_nothing_of_the_screen(void **state)
{
    struct harness *harness = mptop_start(40, 120, NULL, NULL);

    (void) state;
    harness_type(harness, "s");
    mptop_expect_cell(harness, "Process-1", "ALIVE", "yes");
    harness_expect(harness, "time is "); /* it has left its start behind */
    harness_check(harness, holds_terminal(harness, harness->pid));
    harness_check(
        harness, !holds_terminal(harness, mptop_pid(harness, "Process-1")));
    finish_with_status(harness, "Q", 0);
}

static void
a_whole_command_line_is_pointed_to_the_dashes(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("sleep", "1000"), NULL);

    (void) state;
    harness_expect_match(harness, "mptop -- sleep 1000");
    mptop_expect_cell(harness, "sleep", "EXITCODE", "1");
    mptop_expect_cell(harness, "1000", "EXITCODE", "127");
    finish_with_status(harness, "q", 1);
}

static void
exit_option_ends_with_the_workers(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("-e", "true", "sleep 0.2"), NULL);

    (void) state;
    finish_with_status(harness, "", 0);
    harness =
        mptop_start(40, 120, WORDS("--exit=all", "sleep 0.2", "exit 4"), NULL);
    finish_with_status(harness, "", 1);
    harness = mptop_start(
        40, 120, WORDS("--exit=any", "sleep 1000", "sleep 0.2"), NULL);
    finish_with_status(harness, "", 0);
    harness =
        mptop_start(40, 120, WORDS("-eany", "sleep 1000", "exit 5"), NULL);
    finish_with_status(harness, "", 1);
}

static void
a_running_command_keeps_its_daemon_flag(void **state)
{
    struct harness *harness =
        mptop_start(40, 120, WORDS("exec sleep 1000"), NULL);

    (void) state;
    mptop_expect_cell(harness, "exec", "ALIVE", "yes");
    harness_type(harness, "D");
    harness_expect_match(harness, "exec .*process has already started");
    mptop_expect_cell(harness, "exec", "DAEMON", "yes");
    finish_with_status(harness, "Q", 0);
}

static void
start_option_starts_the_tutorial(void **state)
{
    struct harness *harness = mptop_start(40, 120, WORDS("-s"), NULL);

    (void) state;
    harness_expect(harness, "alive 7");
    mptop_expect_cell(harness, "Process-5", "EXITCODE", "0");
    finish_with_status(harness, "Q", 0);
}

static void
help_and_version_need_no_terminal(void **state)
{
    struct harness *harness = harness_start(
        24, 80,
        WORDS(
            "sh", "-c", "\"$0\" --version | cat; \"$0\" -h | head -1",
            mptop_program()),
        WORDS("TERM"));

    (void) state;
    harness_expect_end(harness);
    harness_expect_match(harness, "^mptop .*[0-9]+\\.[0-9]+");
    harness_expect_match(harness, "^[Uu]sage: mptop ");
    assert_int_equal(harness->status, 0);
    harness_free(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(each_argument_is_a_shell_command),
        TEST(names_are_first_words_and_unique),
        TEST(after_two_dashes_one_program_with_its_arguments),
        TEST(commands_and_a_program_together),
        TEST(a_program_not_found_is_a_row_that_says_so),
        TEST(a_shell_command_not_found_is_a_row_that_says_so),
        TEST(exit_codes_are_shown_and_counted),
        TEST(a_worker_killed_by_others_is_a_failure),
        TEST(a_worker_mended_by_a_restart_is_no_failure),
        TEST(workers_get_nothing_of_the_screen),
        TEST(forked_workers_get_nothing_of_the_screen),
        TEST(a_whole_command_line_is_pointed_to_the_dashes),
        TEST(exit_option_ends_with_the_workers),
        TEST(a_running_command_keeps_its_daemon_flag),
        TEST(start_option_starts_the_tutorial),
        TEST(help_and_version_need_no_terminal),
    };

    return cmocka_run_group_tests_name(
        "commands", tests, mptop_setup, mptop_teardown);
}
