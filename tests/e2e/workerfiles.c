/* The files that others already use, run for real: up and down, with
 * dependencies, probes, copies and restarts; nothing is left, nothing is lost,
 * and what was asked for is no failure. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

/* End mptop by a key, and check its status and that nothing is left. */
static void
finish(struct harness *harness, const char *keys, int status)
{
    harness_type(harness, keys);
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    assert_int_equal(WEXITSTATUS(harness->status), status);
    mptop_check_nothing_left(harness);
    harness_free(harness);
}

static void
a_real_size_project_goes_up_and_down(void **state)
{
    const char *source = getenv("top_srcdir");
    char path[512], variable[128];
    struct harness *harness;

    (void) state;
    snprintf(
        path, sizeof path, "%s/tests/workerfiles/compose-full.yaml",
        source != NULL ? source : ".");
    snprintf(variable, sizeof variable, "STATE=%s", folder_make());
    harness = mptop_start(40, 140, WORDS("-f", path), WORDS(variable));
    mptop_expect_cell(harness, "report", "EXITCODE", "0");
    mptop_expect_cell(harness, "migrate", "EXITCODE", "0");
    mptop_expect_cell(harness, "db", "STATE", "started");
    mptop_expect_cell(harness, "web", "STATE", "started");
    mptop_expect_cell(harness, "worker-0", "STATE", "started");
    mptop_expect_cell(harness, "worker-2", "STATE", "started");
    mptop_expect_cell(harness, "console", "STATE", "initial");
    mptop_expect_cell(harness, "flaky", "STATE", "started"); /* again */
    mptop_select(harness, "worker-1");
    harness_expect(harness, "replica 1 of worker");
    finish(harness, "Q", 0);
}

static void
a_procfile_gives_ports_and_ends_together(void **state)
{
    struct harness *harness;

    (void) state;
    folder_make();
    harness = mptop_start(
        24, 100,
        WORDS(
            "--exit=any", "-f",
            folder_write(
                "Procfile",
                "web: echo port=$PORT; exec sleep 1000\n"
                "job: test $PORT = 5100 && sleep 0.2\n")),
        WORDS("PORT"));
    finish(harness, "", 0);
}

static void
a_failed_restart_counts_and_a_stop_does_not(void **state)
{
    struct harness *harness;

    (void) state;
    folder_make();
    harness = mptop_start(
        24, 120,
        WORDS(
            "-f",
            folder_write(
                "mprocs.yaml",
                "procs:\n"
                "  web: {shell: exec sleep 1000, autorestart: true}\n"
                "  bad: {shell: exit 3, restart: on_failure, backoff: 0.1,\n"
                "        max_restarts: 2}\n")),
        NULL);
    mptop_expect_cell(harness, "web", "STATE", "started");
    harness_expect(harness, "given up after 2 in a row");
    mptop_select(harness, "web");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "web", "STATE", "stopped");
    mptop_expect_cell(harness, "web", "EXITCODE", "-15 SIGTERM");
    harness_expect(harness, "failed 1");
    finish(harness, "q", 1);
}

static void
who_ignores_its_stop_is_killed_with_its_group(void **state)
{
    struct harness *harness;

    (void) state;
    folder_make();
    harness = mptop_start(
        24, 120,
        WORDS(
            "-f",
            folder_write(
                "mprocs.yaml",
                "procs:\n"
                "  deaf:\n"
                "    shell: trap '' TERM; sleep 1000 & echo the trap is set; "
                "wait; wait\n"
                "    stop: {timeout: 0.3}\n")),
        NULL);
    harness_expect_match(harness, "[0-9] the trap is set *$");
    mptop_expect_cell(harness, "deaf", "STATE", "started");
    harness_type(harness, "t");
    harness_expect(harness, "still there after 0.3 s: killed");
    mptop_expect_cell(harness, "deaf", "STATE", "stopped");
    finish(harness, "q", 0);
}

static void
a_stop_command_stops(void **state)
{
    struct harness *harness;

    (void) state;
    folder_make();
    harness = mptop_start(
        24, 120,
        WORDS(
            "-f",
            folder_write(
                "mprocs.yaml",
                "procs:\n"
                "  web:\n"
                "    shell: echo $$ > pid; echo pid is written; exec sleep "
                "1000\n"
                "    stop: {cmd: 'kill -INT $(cat pid)'}\n"
                "    cwd: <CONFIG_DIR>\n")),
        NULL);
    harness_expect_match(harness, "[0-9] pid is written *$");
    harness_type(harness, "t");
    harness_expect(harness, "runs its stop command");
    mptop_expect_cell(harness, "web", "EXITCODE", "-2 SIGINT");
    mptop_expect_cell(harness, "web", "STATE", "stopped");
    finish(harness, "q", 0);
}

static void
output_goes_to_files_to_the_last_line(void **state)
{
    char line[64] = "", path[128], log[128];
    struct harness *harness;
    FILE *file;

    (void) state;
    folder_make();
    snprintf(log, sizeof log, "%s", folder_path("logs"));
    snprintf(
        path, sizeof path, "%s",
        folder_write(
            "mprocs.yaml",
            "procs:\n"
            "  web: 'seq 100000; printf end'\n"));
    harness = mptop_start(
        24, 100, WORDS("--exit", "--log-dir", log, "-f", path), NULL);
    harness_expect_end(harness);
    file = fopen(folder_path("logs/web.log"), "r");
    assert_non_null(file);
    for (long i = 1; i <= 100000; i++) {
        assert_non_null(fgets(line, sizeof line, file));
        assert_int_equal(atol(line), i);
    }
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "end");
    fclose(file);
    finish(harness, "", 0);
}

static void
bad_files_start_nothing(void **state)
{
    struct harness *harness;

    (void) state;
    folder_make();
    harness = mptop_start(
        24, 120,
        WORDS(
            "-f",
            folder_write(
                "mprocs.yaml",
                "procs:\n"
                "  web: {shell: touch started, autostart: 5}\n"
                "  job: {shell: x, deps: [wbe]}\n")),
        NULL);
    harness_expect_end(harness);
    harness_expect(harness, "mprocs.yaml:2:42: procs.web.autostart: true or ");
    harness_expect(harness, "mprocs.yaml:3:26: 'job' depends on 'wbe'");
    finish(harness, "", 2);
}

static void
a_file_from_standard_input_leaves_the_keys(void **state)
{
    struct harness *harness;

    (void) state;
    folder_make();
    harness = harness_start(
        24, 100,
        WORDS(
            "sh", "-c", "echo 'web: exec sleep 1000' | \"$0\" -f -",
            mptop_program()),
        NULL);
    mptop_expect_cell(harness, "web", "STATE", "started");
    finish(harness, "Q", 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(a_real_size_project_goes_up_and_down),
        TEST(a_procfile_gives_ports_and_ends_together),
        TEST(a_failed_restart_counts_and_a_stop_does_not),
        TEST(who_ignores_its_stop_is_killed_with_its_group),
        TEST(a_stop_command_stops),
        TEST(output_goes_to_files_to_the_last_line),
        TEST(bad_files_start_nothing),
        TEST(a_file_from_standard_input_leaves_the_keys),
    };

    return cmocka_run_group_tests_name(
        "workerfiles", tests, mptop_setup, mptop_teardown);
}
