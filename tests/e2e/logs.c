/* Output in files: rotated without a loss, on a disk that is full, standard
 * error apart. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

/* Run a file until all of it has ended. */
static struct harness *
run(const char *text)
{
    struct harness *harness = mptop_start(
        24, 120, WORDS("--exit", "-f", folder_write("mprocs.yaml", text)),
        NULL);

    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    assert_int_equal(WEXITSTATUS(harness->status), 0);
    mptop_check_nothing_left(harness);
    return harness;
}

/* Check that a file has the numbers that follow a line after the other, all of
 * them whole; returns the last one. */
static long
check_numbers(const char *name, long last)
{
    char *text = folder_read(name);
    char *line = text;

    assert_non_null(text);
    assert_true(strlen(text) > 0);
    assert_int_equal(text[strlen(text) - 1], '\n');
    while (*line) {
        long number = strtol(line, &line, 10);

        assert_int_equal(*line, '\n');
        line++;
        if (last > 0) {
            assert_int_equal(number, last + 1);
        }
        last = number;
    }
    free(text);
    return last;
}

static void
a_file_is_rotated_without_a_loss(void **state)
{
    static const char *const names[] = { "web.log.3", "web.log.2", "web.log.1",
                                         "web.log" };
    long last = 0;

    (void) state;
    folder_make();
    harness_free(run("procs:\n"
                     "  web:\n"
                     "    shell: 'seq 1000000 1200000'\n"
                     "    log: {file: <CONFIG_DIR>/web.log, max_size_mb: 0.2,\n"
                     "          max_backups: 3}\n"));
    for (size_t i = 0; i < 4; i++) {
        struct stat status;

        assert_int_equal(stat(folder_path(names[i]), &status), 0);
        assert_in_range(status.st_size, 1, 200000);
        last = check_numbers(names[i], last);
    }
    assert_int_equal(last, 1200000);
    assert_int_not_equal(access(folder_path("web.log.4"), F_OK), 0);
}

static void
standard_error_goes_to_its_own_file(void **state)
{
    char *text;

    (void) state;
    folder_make();
    harness_free(run("procs:\n"
                     "  web:\n"
                     "    shell: echo out; echo err >&2\n"
                     "    log: {dir: <CONFIG_DIR>, stderr: '{name}.err'}\n"));
    text = folder_read("web.log");
    assert_string_equal(text, "out\n");
    free(text);
    text = folder_read("web.err");
    assert_string_equal(text, "err\n");
    free(text);
}

static void
a_full_disk_is_told_once_and_holds_up_nobody(void **state)
{
    struct harness *harness;

    (void) state;
    if (access("/dev/full", W_OK) != 0) {
        skip();
    }
    folder_make();
    harness = mptop_start(
        24, 120,
        WORDS(
            "-f",
            folder_write(
                "mprocs.yaml",
                "procs:\n"
                "  web:\n"
                "    shell: seq 100000; echo it went on\n"
                "    log: {file: /dev/full}\n")),
        NULL);
    mptop_expect_cell(harness, "web", "EXITCODE", "0");
    harness_expect_match(harness, "[0-9] it went on *$");
    harness_expect(harness, "log file /dev/full: the disk is full");
    harness_type(harness, "M"); /* all messages */
    harness_expect(harness, "started");
    harness_check(harness, harness_match(harness, "disk is full") >= 0);
    mptop_finish(harness);
}

static void
a_file_that_cannot_be_opened_is_told(void **state)
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
                "  web: {shell: exec sleep 1000, log: {file: /dev/null/x}}\n")),
        NULL);
    harness_expect(harness, "log file /dev/null/x: Not a directory");
    mptop_expect_cell(harness, "web", "STATE", "started");
    mptop_finish(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(a_file_is_rotated_without_a_loss),
        TEST(standard_error_goes_to_its_own_file),
        TEST(a_full_disk_is_told_once_and_holds_up_nobody),
        TEST(a_file_that_cannot_be_opened_is_told),
    };

    return cmocka_run_group_tests_name(
        "logs", tests, mptop_setup, mptop_teardown);
}
