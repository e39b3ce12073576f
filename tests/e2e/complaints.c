/* What people complain about in such tools: the wrong row hit, a quit that
 * hangs without a word, what an earlier run has left in the way. */
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

/* End mptop by keys, and check its status and that nothing is left. */
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

static bool
is_gone(struct harness *harness, void *context)
{
    return mptop_row(harness, context) < 0;
}

static void
the_selection_stays_with_its_process(void **state)
{
    struct harness *harness = mptop_start(
        24, 120, WORDS("true", "exec sleep 1000", "exec sleep 1001"), NULL);
    int row;

    (void) state;
    mptop_expect_cell(harness, "true", "EXITCODE", "0");
    mptop_expect_cell(harness, "exec-2", "STATE", "started");
    mptop_select(harness, "true");
    harness_type(harness, " "); /* tagged, to be removed later */
    mptop_select(harness, "exec");
    row = mptop_row(harness, "exec");
    harness_type(harness, "d");
    harness_expect_that(harness, is_gone, (void *) "true");
    assert_int_equal(mptop_row(harness, "exec"), row - 1);
    harness_check(harness, mptop_selected(harness, "exec"));
    harness_type(harness, "t");
    mptop_expect_cell(harness, "exec", "EXITCODE", "-15 SIGTERM");
    mptop_expect_cell(harness, "exec-2", "ALIVE", "yes");
    finish(harness, "Q", 0);
}

static void
a_quit_names_who_holds_it_up(void **state)
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
                "  deaf: \"trap '' TERM; echo deaf; sleep 1000; sleep 1000\"\n"
                /* HUP comes as its terminal goes with the leader */
                "  left: \"(trap '' TERM HUP; echo left; exec sleep 1000) & "
                "sleep 0.5\"\n"
                "  kind: exec sleep 1000\n")),
        NULL);
    mptop_select(harness, "deaf");
    harness_expect_match(harness, "[0-9] deaf *$");
    mptop_expect_cell(harness, "left", "EXITCODE", "0");
    mptop_expect_cell(harness, "kind", "STATE", "started");
    harness_type(harness, "q");
    harness_expect(harness, "Quit:");
    harness_expect_match(harness, "deaf .*gets terminate");
    harness_expect_match(harness, "left .*its group");
    harness_type(harness, "\r");
    harness_expect_match(
        harness, "deaf .*terminate\\(\\).*[0-9] ?s"); /* for how long */
    harness_expect_match(harness, "left .*group");
    finish(harness, "q", 0);
}

static void
a_killed_run_is_in_nobodys_way(void **state)
{
    struct harness *harness, *second;
    const char *path;
    char logs[128];

    (void) state;
    folder_make();
    snprintf(logs, sizeof logs, "%s", folder_path("logs"));
    path = folder_write(
        "Procfile",
        "web: echo port $PORT; exec sleep 1000\njob: exec sleep 1000\n");
    harness = mptop_start(24, 120, WORDS("--log-dir", logs, "-f", path), NULL);
    mptop_expect_cell(harness, "job", "STATE", "started");
    kill(harness->pid, SIGKILL);
    harness_expect_end(harness);
    harness_free(harness);
    harness = mptop_start(24, 120, WORDS("--log-dir", logs, "-f", path), NULL);
    mptop_expect_cell(harness, "job", "STATE", "started");
    second = mptop_start(24, 120, WORDS("--log-dir", logs, "-f", path), NULL);
    mptop_expect_cell(second, "job", "STATE", "started");
    harness_check(second, harness_match(second, "already|in use|stale") < 0);
    mptop_select(second, "web");
    harness_expect_match(second, "[0-9] port 5000 *$");
    harness_type(harness, "Q");
    harness_expect_end(harness);
    harness_free(harness);
    mptop_expect_cell(second, "web", "STATE", "started");
    finish(second, "Q", 0);
}

static void
a_set_is_saved_and_runs_again(void **state)
{
    struct harness *harness;
    char saved[192];
    char keys[256];

    (void) state;
    folder_make();
    snprintf(saved, sizeof saved, "%s", folder_path("saved.yaml"));
    harness = mptop_start(
        24, 120, WORDS("echo port is $PORT; exec sleep 1000"), NULL);
    mptop_expect_cell(harness, "echo", "STATE", "started");
    harness_type(harness, ":env PORT=4711\r");
    harness_expect(harness, "PORT=4711 from its next start on");
    harness_type(harness, ":stop-signal int\r");
    harness_expect(harness, "sends SIGINT from now on");
    harness_type(harness, "r");
    harness_expect_match(harness, "[0-9] port is 4711 *$");
    snprintf(keys, sizeof keys, ":save %s\r", saved);
    harness_type(harness, keys);
    harness_expect(harness, "Saved 1 worker to");
    harness_type(harness, keys);
    harness_expect(harness, "is there already; save! replaces it");
    harness_type(harness, "\033");
    snprintf(keys, sizeof keys, ":save! %s\r", saved);
    harness_type(harness, keys);
    harness_expect(harness, "Saved 1 worker to");
    finish(harness, "Q", 0);
    harness = mptop_start(24, 120, WORDS("-f", saved), NULL);
    harness_expect_match(harness, "[0-9] port is 4711 *$");
    harness_type(harness, "t");
    mptop_expect_cell(harness, "echo", "EXITCODE", "-2 SIGINT");
    finish(harness, "q", 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(the_selection_stays_with_its_process),
        TEST(a_quit_names_who_holds_it_up),
        TEST(a_killed_run_is_in_nobodys_way),
        TEST(a_set_is_saved_and_runs_again),
    };

    return cmocka_run_group_tests_name(
        "complaints", tests, mptop_setup, mptop_teardown);
}
