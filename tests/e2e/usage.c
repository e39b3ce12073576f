/* Bad input and terminals that cannot be used: one clear line on stderr,
 * status 2, nothing started, the terminal untouched. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cmocka.h"
#include "tests/support/folder.h"
#include "tests/support/mptop.h"

/* What mptop left when it was run with its stderr in a file. */
struct outcome {
    int status;
    bool started; /* a worker ran */
    char errors[1024];
    size_t written; /* bytes on the terminal */
};

static void
read_file(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "re");
    size_t count;

    assert_non_null(file);
    count = fread(text, 1, size - 1, file);
    text[count] = '\0';
    fclose(file);
}

/*
 * Runs mptop by a shell script on a terminal.  The script finds the program as
 * $MPTOP, its arguments as "$@", a file for its stderr as $ERRORS, and a
 * command for a worker, that leaves a trace, as $WORKER.
 */
static struct outcome
run(const char *script,
    const char *const *arguments,
    const char *const *environment)
{
    char errors[192];
    char trace[192];
    char worker[256];
    const char *argv[16] = { "sh", "-c", script, "sh" };
    struct outcome outcome = { .status = -1 };
    struct harness *harness;

    folder_make();
    snprintf(errors, sizeof errors, "%s", folder_path("errors"));
    snprintf(trace, sizeof trace, "%s", folder_path("trace"));
    snprintf(worker, sizeof worker, "touch %s; sleep 1000", trace);
    setenv("ERRORS", errors, 1);
    setenv("WORKER", worker, 1);
    setenv("MPTOP", mptop_program(), 1);
    for (size_t i = 0; arguments && arguments[i] && i + 5 < 16; i++)
        argv[i + 4] = arguments[i];
    harness = harness_start(24, 80, argv, environment);
    harness_expect_end(harness);
    harness_check(harness, WIFEXITED(harness->status));
    outcome.status = WEXITSTATUS(harness->status);
    outcome.written = harness->count;
    outcome.started = access(trace, F_OK) == 0;
    read_file(errors, outcome.errors, sizeof outcome.errors);
    if (harness_modes_left(harness))
        harness_fail(
            harness, __FILE__, __LINE__, "%s", harness_modes_left(harness));
    mptop_check_nothing_left(harness);
    harness_free(harness);
    return outcome;
}

#define ON_THE_TERMINAL "exec \"$MPTOP\" \"$@\" 2>\"$ERRORS\""

/* Checks that mptop refused: a line that says what, perhaps a hint, nothing
 * else. */
static void
check_refusal(const struct outcome *outcome, const char *expected)
{
    const char *newline = strchr(outcome->errors, '\n');
    const char *rest = newline ? newline + 1 : "";

    if (outcome->status != 2)
        fail_msg("status %d, stderr: %s", outcome->status, outcome->errors);
    if (strncmp(outcome->errors, "mptop: ", 7) != 0 || !newline
        || !strstr(outcome->errors, expected)
        || strstr(outcome->errors, expected) > newline)
        fail_msg("\"%s\" is not in: %s", expected, outcome->errors);
    if (*rest && strcmp(rest, "Try 'mptop --help'.\n") != 0)
        fail_msg("too much: %s", outcome->errors);
    if (outcome->started)
        fail_msg("a worker was started");
    if (outcome->written > 0)
        fail_msg("%zu bytes were written on the terminal", outcome->written);
}

static void
bad_options_are_refused(void **state)
{
    static const struct {
        const char *arguments[4];
        const char *expected;
    } cases[] = {
        { { "--nonesuch" }, "unknown option '--nonesuch'" },
        { { "-%" }, "unknown option '-%'" },
        { { "-s", "--nonesuch=3" }, "unknown option '--nonesuch" },
        { { "--color=sometimes" }, "--color" },
        { { "--color", "" }, "--color" },
        { { "--color" }, "--color" },
        { { "--delay=fast" }, "--delay" },
        { { "--delay=0" }, "--delay" },
        { { "--delay=-1" }, "--delay" },
        { { "--delay=nan" }, "--delay" },
        { { "--delay=1x" }, "--delay" },
        { { "--delay" }, "--delay" },
        { { "-d", "" }, "delay" },
        { { "--exit=none" }, "--exit" },
        { { "--exit=" }, "--exit" },
        { { "--ascii=yes" }, "--ascii" },
        { { "tutorial", "nonesuch" }, "nonesuch" },
        { { "tutorial" }, "tutorial" },
        { { "tutorial", "single", "more" }, "tutorial" },
        { { "check" }, "check" },
        { { "play" }, "play" },
        { { "attach" }, "attach" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outcome outcome = run(ON_THE_TERMINAL, cases[i].arguments, NULL);

        if (outcome.status != 2)
            print_error("case %zu, %s\n", i, cases[i].arguments[0]);
        check_refusal(&outcome, cases[i].expected);
    }
}

static void
a_bad_option_starts_no_worker(void **state)
{
    struct outcome outcome =
        run("exec \"$MPTOP\" \"$WORKER\" --nonesuch 2>\"$ERRORS\"", NULL, NULL);

    (void) state;
    check_refusal(&outcome, "unknown option '--nonesuch'");
    outcome = run(
        "exec \"$MPTOP\" -s --delay=x \"$WORKER\" 2>\"$ERRORS\"", NULL, NULL);
    check_refusal(&outcome, "--delay");
}

static void
output_that_is_no_terminal_is_refused(void **state)
{
    static const char *const scripts[] = {
        "exec \"$MPTOP\" \"$WORKER\" 2>\"$ERRORS\" >/dev/null",
        "exec \"$MPTOP\" -s \"$WORKER\" 2>\"$ERRORS\" >&-",
        "{ \"$MPTOP\" \"$WORKER\" 2>\"$ERRORS\"; echo $? >&3; } "
        "3>\"$ERRORS.st\""
        " | cat; read s <\"$ERRORS.st\"; rm \"$ERRORS.st\"; exit $s",
    };

    (void) state;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct outcome outcome = run(scripts[i], NULL, NULL);

        check_refusal(
            &outcome,
            "mptop: standard output is not a terminal; use --headless\n");
    }
}

static void
input_that_is_no_terminal_is_refused(void **state)
{
    struct outcome outcome =
        run("exec \"$MPTOP\" \"$WORKER\" 2>\"$ERRORS\" </dev/null", NULL, NULL);

    (void) state;
    check_refusal(&outcome, "standard input is not a terminal");
}

static void
a_terminal_that_cannot_be_used_is_refused(void **state)
{
    static const struct {
        const char *environment;
        const char *expected;
    } cases[] = {
        { "TERM", "TERM" },
        { "TERM=", "TERM" },
        { "TERM=nonesuch", "nonesuch" },
        { "TERM=dumb", "dumb" },
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outcome outcome =
            run("exec \"$MPTOP\" \"$WORKER\" 2>\"$ERRORS\"", NULL,
                WORDS(cases[i].environment));

        check_refusal(&outcome, cases[i].expected);
    }
}

static void
a_good_run_leaves_nothing_on_the_normal_screen(void **state)
{
    struct harness *harness = mptop_start(24, 80, NULL, NULL);

    (void) state;
    harness_expect(harness, "Process-7");
    harness_type(harness, "q");
    harness_expect_end(harness);
    assert_int_equal(harness->status, 0);
    /* The normal screen is as it was: empty. */
    for (int row = 0; row < harness->rows; row++) {
        char *text = harness_row(harness, row);

        harness_check(harness, *text == '\0');
        free(text);
    }
    harness_free(harness);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_teardown(name, mptop_teardown)
        TEST(bad_options_are_refused),
        TEST(a_bad_option_starts_no_worker),
        TEST(output_that_is_no_terminal_is_refused),
        TEST(input_that_is_no_terminal_is_refused),
        TEST(a_terminal_that_cannot_be_used_is_refused),
        TEST(a_good_run_leaves_nothing_on_the_normal_screen),
    };

    return cmocka_run_group_tests_name(
        "usage", tests, mptop_setup, mptop_teardown);
}
